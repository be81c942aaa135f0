"""The addresses of the portal. A request has two: by number when signed in, by signed link without an account."""

from django.urls import path

from kundenkreis.web.portal import actions, asked, colleague, new, request, requests, start
from kundenkreis.web.portal.doors import by_link, signed_in

# Beneath the page of a request: the rest of the address, its view, its methods, its name.
_OF_A_REQUEST = (
    ("", request.request_page, ("GET",), "request"),
    ("/messages", actions.write, ("POST",), "message"),
    ("/confirmation", actions.confirm, ("POST",), "confirmation"),
    ("/reopening", actions.reopen, ("POST",), "reopening"),
    ("/withdrawal", actions.withdraw, ("GET", "POST"), "withdrawal"),
    ("/promises/<int:no>/agreement", actions.accept, ("POST",), "agreement"),
    ("/promises/<int:no>/dispute", actions.dispute, ("GET", "POST"), "dispute"),
    ("/files/<int:file_id>", actions.download, ("GET",), "file"),
)

urlpatterns = [
    path("portal/", start.start, name="portal"),
    path("portal/requests/", requests.requests, name="portal.requests"),
    path("portal/requests/new/<int:type_id>", new.new, name="portal.new"),
    path("portal/requests/<int:case_id>/received", signed_in(actions.received, "GET"), name="portal.received"),
    path("portal/colleague", colleague.ask, name="portal.colleague"),
    path("portal/asked/", asked.asked, name="portal.asked"),
    path("portal/asked/<int:case_id>", asked.asked_case, name="portal.asked_case"),
    path("portal/asked/<int:case_id>/replies", asked.reply, name="portal.reply"),
    path("portal/asked/<int:case_id>/replies/<int:reply_id>/undo", asked.undo, name="portal.reply_undo"),
    *(
        path(f"portal/requests/<int:case_id>{rest}", signed_in(view, *methods), name=f"portal.{name}")
        for rest, view, methods, name in _OF_A_REQUEST
    ),
    *(
        path(f"s/<str:token>{rest}", by_link(view, *methods), name=f"link.{name}")
        for rest, view, methods, name in _OF_A_REQUEST
    ),
]
