"""The questions of a request's form, as the macro draws them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kundenkreis.cases.forms import Field as Asked
from kundenkreis.cases.forms import Kind, shown
from kundenkreis.cases.models import Impact, Pressure
from kundenkreis.cases.uploads import MOST_FILES
from kundenkreis.web.fields import Field, Option
from kundenkreis.web.portal.sheet import MOST_SUBJECT, Sheet, own_name

_MOST_CARDS = 6
_INPUTS = {
    Kind.TEXT: "text",
    Kind.LONG_TEXT: "textarea",
    Kind.NUMBER: "text",
    Kind.AMOUNT: "text",
    Kind.DATE: "date",
    Kind.CHOICE: "choices",
    Kind.CHOICES: "checkboxes",
    Kind.YES_NO: "choices",
    Kind.EMAIL: "email",
    Kind.PHONE: "tel",
    Kind.FILE: "file",
}
# A form that htmx draws anew leaves this control alone, with the files that were chosen.
_KEPT = (("hx-preserve", ""),)
_ATTRIBUTES: dict[Kind, tuple[tuple[str, str], ...]] = {
    Kind.NUMBER: (("inputmode", "decimal"),),
    Kind.AMOUNT: (("inputmode", "decimal"),),
    Kind.EMAIL: (("autocomplete", "email"),),
    Kind.PHONE: (("autocomplete", "tel"),),
    Kind.FILE: _KEPT,
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and the answer to another one on which it hangs (`on` is that one's input, `value` its answer)."""

    field: Field
    on: str = ""
    value: str = ""
    hidden: bool = False


def own_questions(sheet: Sheet, language: str) -> list[Question]:
    """Return the questions of the request type itself. Hidden ones keep what was typed."""
    visible = shown(sheet.fields, sheet.given)
    return [_question(one, sheet, language, hidden=one.name not in visible) for one in sheet.fields]


def _question(one: Asked, sheet: Sheet, language: str, *, hidden: bool) -> Question:
    typed = sheet.given.get(one.name, ())
    name = own_name(one.name)
    many = one.kind is Kind.CHOICE and len(one.choices) > _MOST_CARDS
    drawn = Field(
        id=name,
        name=name,
        label=one.title(language),
        kind="select" if many else _INPUTS[one.kind],
        value=typed[0] if typed and one.kind is not Kind.FILE else "",
        hint=_hint(one, language),
        errors=_errors(sheet, name),
        required=one.required,
        options=tuple(_options(one, typed, language, with_empty=many)),
        attributes=_ATTRIBUTES.get(one.kind, ()),
    )
    if one.show_when is None:
        return Question(drawn)
    return Question(drawn, own_name(one.show_when.field), one.show_when.value, hidden)


def _hint(one: Asked, language: str) -> str:
    use = one.purpose(language)
    said = [one.hint(language), _("What it is used for: %(use)s") % {"use": use} if use else ""]
    return " ".join(part for part in said if part)


def _options(one: Asked, typed: Iterable[str], language: str, *, with_empty: bool) -> Iterable[Option]:
    chosen = set(typed)
    if with_empty:
        yield Option("", _("Please choose"), not chosen)
    if one.kind is Kind.YES_NO:
        yield Option("yes", pgettext("answer", "Yes"), "yes" in chosen)
        yield Option("no", pgettext("answer", "No"), "no" in chosen)
    for choice in one.choices:
        yield Option(choice.value, choice.title(language), choice.value in chosen)


def _errors(sheet: Sheet, name: str) -> tuple[str, ...]:
    return (sheet.errors[name],) if name in sheet.errors else ()


def text_question(sheet: Sheet) -> Field:
    """Return the question what it is about; after what the type itself must be told it may stay empty."""
    label = _("What is it about?") if sheet.needs_text else _("What else should we know?")
    hint = _("An order number or part name helps but is not needed.") if sheet.needs_text else ""
    errors = _errors(sheet, "text")
    return Field("text", "text", label, "textarea", sheet.text, hint, errors, required=sheet.needs_text)


def subject_question(sheet: Sheet) -> Field:
    """Return the title of the request, which may be left to us."""
    return Field(
        "subject",
        "subject",
        _("A short title"),
        "text",
        sheet.subject,
        _("Left empty, the first words of your text become the title."),
        _errors(sheet, "subject"),
        required=False,
        attributes=(("maxlength", str(MOST_SUBJECT)),),
    )


def urgency_questions(sheet: Sheet) -> list[Field]:
    """Return the two questions from which the urgency follows; there is no free priority."""
    impact = [Option(str(value), str(label), value == sheet.impact) for value, label in Impact.choices]
    pressure = [Option(str(value), str(label), value == sheet.pressure) for value, label in Pressure.choices]
    return [
        _choices(sheet, "impact", _("Whom does it hit?"), impact),
        _choices(sheet, "pressure", _("How long can it wait?"), pressure),
    ]


def account_question(sheet: Sheet) -> Field | None:
    """Return the question for whom somebody asks, if she speaks for several organisations."""
    if len(sheet.accounts) < 2 and "account" not in sheet.errors:
        return None
    options = [Option(str(a.id), a.organisation, a == sheet.account, a.function) for a in sheet.accounts]
    return _choices(sheet, "account", _("For whom do you ask?"), options)


def _choices(sheet: Sheet, name: str, label: str, options: Iterable[Option]) -> Field:
    return Field(name, name, label, "choices", errors=_errors(sheet, name), options=tuple(options))


def needed_by_question(errors: tuple[str, ...], value: str) -> Field:
    """Return the question by when it is needed. The answer stands beside the promise."""
    hint = _("Your own date, if there is one. It stands beside what we promise.")
    label = _("By when do you need it?")
    return Field("needed_by", "needed_by", label, "date", value, hint, errors, required=False)


def files_question(errors: tuple[str, ...] = ()) -> Field:
    """Return the place for photos and files."""
    limits = {"files": MOST_FILES, "size": settings.UPLOAD_LIMIT // (1024 * 1024)}
    hint = _("Up to %(files)s files, each up to %(size)s MB.") % limits
    return Field("files", "files", _("Photos or files"), "file", "", hint, errors, required=False, attributes=_KEPT)


def standard_questions(sheet: Sheet) -> list[Field]:
    """Return the questions after the type's own ones, in their order; the account only where there is a choice."""
    account = account_question(sheet)
    needed = needed_by_question(_errors(sheet, "needed_by"), sheet.needed_by)
    return [needed, *([account] if account else []), files_question(_errors(sheet, "files"))]


def all_fields(sheet: Sheet, language: str) -> list[Field]:
    """Return every question in the order of the page, for the summary of what is missing."""
    own, text = [question.field for question in own_questions(sheet, language)], text_question(sheet)
    said = [text, *own] if sheet.needs_text else [*own, text]
    return [*said, subject_question(sheet), *urgency_questions(sheet), *standard_questions(sheet)]
