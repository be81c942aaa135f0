"""Addresses of a case."""

from django.urls import path

from kundenkreis.web.cases import customer, messages, others, promises, show, steps, work

urlpatterns = [
    path("cases/<int:case_id>", show.case, name="case"),
    path("cases/<int:case_id>/history", show.history, name="case.history"),
    path("cases/<int:case_id>/presence", show.presence, name="case.presence"),
    path("cases/<int:case_id>/files/<int:file_id>", show.file, name="case.file"),
    path("cases/<int:case_id>/replies", messages.replies, name="case.replies"),
    path("cases/<int:case_id>/replies/<int:reply_id>/taking-back", messages.taking_back, name="case.taking_back"),
    path("cases/<int:case_id>/notes", messages.notes, name="case.notes"),
    path("cases/<int:case_id>/calls", messages.calls, name="case.calls"),
    path("cases/<int:case_id>/drafts/<slug:kind>", messages.drafts, name="case.drafts"),
    path("cases/<int:case_id>/promises", promises.promises, name="case.promises"),
    path("cases/<int:case_id>/promises/<int:no>", promises.promise, name="case.promise"),
    path("cases/<int:case_id>/promises/<int:no>/keeping", promises.keeping, name="case.keeping"),
    path("cases/<int:case_id>/promises/<int:no>/moves", promises.moves, name="case.moves"),
    path("cases/<int:case_id>/promises/<int:no>/withdrawal", promises.withdrawal, name="case.withdrawal"),
    path("cases/<int:case_id>/promises/<int:no>/attempts", promises.attempts, name="case.attempts"),
    path("cases/<int:case_id>/hours", promises.hours, name="case.hours"),
    path("cases/<int:case_id>/steps", steps.steps, name="case.steps"),
    path("cases/<int:case_id>/steps/<int:step_id>", steps.step, name="case.step"),
    path("cases/<int:case_id>/steps/<int:step_id>/completion", steps.completion, name="case.step_completion"),
    path("cases/<int:case_id>/steps/<int:step_id>/removal", steps.removal, name="case.step_removal"),
    path("cases/<int:case_id>/taking", work.taking, name="case.taking"),
    path("cases/<int:case_id>/release", work.release, name="case.release"),
    path("cases/<int:case_id>/rest", work.rest, name="case.rest"),
    path("cases/<int:case_id>/waking", work.waking, name="case.waking"),
    path("cases/<int:case_id>/urgency", work.urgency, name="case.urgency"),
    path("cases/<int:case_id>/reopening", work.reopening, name="case.reopening"),
    path("cases/<int:case_id>/hand-overs", others.hand_overs, name="case.hand_overs"),
    path("cases/<int:case_id>/requests", others.requests, name="case.requests"),
    path("cases/<int:case_id>/followers", others.followers_of, name="case.followers"),
    path("cases/<int:case_id>/followers/<int:person_id>/removal", others.let_go, name="case.follower"),
    path("cases/<int:case_id>/notes/<int:note_id>/confirmation", customer.confirmation, name="case.note_confirmation"),
]
