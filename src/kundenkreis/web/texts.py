"""Translated texts in templates.

Texts without placeholders are worked into a template when it is compiled for
a language (see `folding`); those with placeholders take Jinja's own way.
"""

from django.utils import translation
from jinja2 import Environment
from markupsafe import Markup


def install(made: Environment) -> None:
    """Give templates `_`, `gettext`, `pgettext`, `ngettext` and `npgettext`. A percent sign in a text is written %%."""
    made.install_gettext_translations(translation, newstyle=True)  # type: ignore[attr-defined]
    made.globals["_"] = made.globals["gettext"]


def plain(text: str) -> Markup:
    """Return a text without placeholders in the active language."""
    return Markup(translation.gettext(text) % {})


def plain_in_context(meaning: str, text: str) -> Markup:
    """Return a text without placeholders, which has another meaning elsewhere, in the active language."""
    return Markup(translation.pgettext(meaning, text) % {})
