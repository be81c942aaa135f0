"""Form fields as plain values, for the one macro that draws them all (`parts/field.html`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField, Widget, widgets
from django.utils.translation import gettext as _

# Django's widgets by the kind of control we draw for them; the first match counts.
_KINDS: tuple[tuple[type[Widget], str], ...] = (
    (widgets.Textarea, "textarea"),
    (widgets.CheckboxSelectMultiple, "checkboxes"),
    (widgets.RadioSelect, "choices"),
    (widgets.Select, "select"),
    (widgets.CheckboxInput, "checkbox"),
    (widgets.FileInput, "file"),
)
_CHOOSING = {"checkboxes", "choices", "select"}


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose from; `hint` says what choosing it leads to."""

    value: str
    label: str
    chosen: bool
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form, with what was answered and what is wrong with it.

    `kind` is an input type of HTML, or textarea, select, choices (cards, one
    answer), checkboxes (cards, several answers), checkbox, file.
    """

    id: str
    name: str
    label: str
    kind: str = "text"
    value: str = ""
    hint: str = ""
    errors: tuple[str, ...] = ()
    required: bool = True
    options: tuple[Option, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def anchor(self) -> str:
        """The id that a link in the error summary jumps to: the first control."""
        return f"{self.id}_0" if self.kind in ("choices", "checkboxes") else self.id

    @property
    def described_by(self) -> str:
        """The ids of hint and error, as `aria-describedby` wants them."""
        ids = [f"{self.id}-hint"] if self.hint else []
        return " ".join([*ids, f"{self.id}-error"] if self.errors else ids)


def plain_field(bound: BoundField) -> Field:
    """Return what a macro needs to draw one field of a Django form."""
    widget = bound.field.widget
    kind = next((name for cls, name in _KINDS if isinstance(widget, cls)), getattr(widget, "input_type", "text"))
    value = bound.value()
    return Field(
        id=bound.auto_id or bound.html_name,
        name=bound.html_name,
        label=str(bound.label),
        kind=kind,
        value="" if kind in _CHOOSING else _shown(widget, value),
        hint=str(bound.help_text),
        errors=tuple(_errors(bound, kind)),
        required=bound.field.required,
        options=tuple(_options(widget, value)) if kind in _CHOOSING else (),
        attributes=tuple(_attributes(bound)),
    )


def plain_fields(form: BaseForm) -> list[Field]:
    """Return all visible fields of a Django form, in their order."""
    return [plain_field(bound) for bound in form.visible_fields()]


def _errors(bound: BoundField, kind: str) -> Iterable[str]:
    """Return what is wrong. What is only missing is said in our words, the same as in the forms of requests."""
    for error, said in zip(bound.errors.as_data(), bound.errors, strict=True):
        if error.code != "required":
            yield str(said)
        else:
            yield _("Please choose an answer.") if kind in _CHOOSING else _("Please fill this in.")


def _shown(widget: Widget, value: Any) -> str:
    """Return the text of a control: what was typed, or the stored value in the widget's format."""
    if isinstance(widget, widgets.CheckboxInput):
        return "on" if value else ""
    if isinstance(widget, widgets.FileInput | widgets.PasswordInput):
        return ""
    shown = widget.format_value(value)
    return "" if shown is None else str(shown)


def _options(widget: Widget, value: Any) -> Iterable[Option]:
    """Return the options of a choosing widget, groups flattened."""
    assert isinstance(widget, widgets.ChoiceWidget)
    chosen = widget.format_value(value)
    for choice, label in _flat(widget.choices):
        text = "" if choice is None else str(choice)
        yield Option(text, str(label), text in chosen, str(getattr(choice, "hint", "")))


def _flat(choices: Iterable[Any]) -> Iterable[tuple[Any, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


def _attributes(bound: BoundField) -> Iterable[tuple[str, str]]:
    """Return further attributes of the control: limits, autocomplete, inputmode."""
    for name, value in bound.build_widget_attrs({**bound.field.widget.attrs}).items():
        if name in ("required", "disabled", "multiple") or name.startswith("aria-"):
            continue
        if value is not False and value is not None:
            yield name, "" if value is True else str(value)
