"""The questions of a request that somebody enters for a customer: those of the portal, put to the one who listens."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kundenkreis.cases.models import Impact
from kundenkreis.cases.reference import TypeFacts
from kundenkreis.web.fields import Field, Option
from kundenkreis.web.portal.questions import (
    account_question,
    files_question,
    needed_by_question,
    own_questions,
    subject_question,
    text_question,
    urgency_questions,
)
from kundenkreis.web.portal.sheet import Sheet

_IMPACTS = {
    Impact.ME: pgettext_lazy("impact", "this person alone"),
    Impact.TEAM: pgettext_lazy("impact", "her or his team"),
    Impact.MANY: Impact.MANY.label,
}
_PURPOSE = gettext_lazy("What the person asked says about it; the urgency follows from both answers.")


def type_question(offered: Iterable[TypeFacts], sheet: Sheet, language: str) -> Field:
    """Return the question what kind of request it is; choosing another one brings its own questions."""
    options = tuple(Option(str(one.id), one.title(language), one == sheet.wanted) for one in offered)
    errors = (sheet.errors["type"],) if "type" in sheet.errors else ()
    return Field("type", "type", _("What kind of request is it?"), "select", errors=errors, options=options)


def whose_question(sheet: Sheet) -> Field | None:
    """Return the question for which organisation somebody asks, if she speaks for several."""
    asked = account_question(sheet)
    return replace(asked, label=_("On whose behalf?")) if asked else None


def about_questions(sheet: Sheet) -> list[Field]:
    """Return title and text."""
    subject = replace(subject_question(sheet), hint=_("Left empty, the first words of the text become the title."))
    text = text_question(sheet)
    return [
        subject,
        replace(text, hint=_("In the customer's words; she or he can read this.") if text.required else ""),
    ]


def hurry_questions(sheet: Sheet) -> list[Field]:
    """Return the two questions from which the urgency follows."""
    impact, pressure = urgency_questions(sheet)
    options = tuple(replace(one, label=str(_IMPACTS[Impact(int(one.value))])) for one in impact.options)
    return [replace(impact, options=options, hint=str(_PURPOSE)), pressure]


def last_questions(sheet: Sheet) -> list[Field]:
    """Return by when it is needed, and the files."""

    def errors(name: str) -> tuple[str, ...]:
        return (sheet.errors[name],) if name in sheet.errors else ()

    needed = needed_by_question(errors("needed_by"), sheet.needed_by)
    hint = _("The customer's own date, if there is one. It stands beside what we promise.")
    return [replace(needed, label=_("By when is it needed?"), hint=hint), files_question(errors("files"))]


def all_questions(sheet: Sheet, language: str) -> list[Field]:
    """Return every question after the kind of request, in the order of the page, for the summary of what is missing."""
    own = [question.field for question in own_questions(sheet, language)]
    return [*own, *about_questions(sheet), *hurry_questions(sheet), *last_questions(sheet)]
