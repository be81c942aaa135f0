"""Translated texts in templates, remembered where nothing has to be filled in.

Jinja's own way from `_("…")` to Django's catalogue takes three calls and a
formatting step. A page has a hundred texts and most have no placeholders, so
these are looked up once per language.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast

from django.utils import translation
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from kundenkreis.web.template import spoken

_REMEMBERED = 8192


def install(made: Environment) -> None:
    """Give templates `_`, `gettext`, `pgettext`, `ngettext` and `npgettext`. A percent sign in a text is written %%."""
    made.install_gettext_translations(translation, newstyle=True)  # type: ignore[attr-defined]
    filled = cast(Callable[..., str], made.globals["gettext"])
    filled_in_context = cast(Callable[..., str], made.globals["pgettext"])

    @pass_context
    def gettext(context: Context, text: str, /, **values: Any) -> str:
        if values or not context.eval_ctx.autoescape:
            return filled(context, text, **values)
        return _plain(spoken(), text)

    @pass_context
    def pgettext(context: Context, meaning: str, text: str, /, **values: Any) -> str:
        if values or not context.eval_ctx.autoescape:
            return filled_in_context(context, meaning, text, **values)
        return _plain_in_context(spoken(), meaning, text)

    made.globals.update(_=gettext, gettext=gettext, pgettext=pgettext)


@lru_cache(maxsize=_REMEMBERED)
def _plain(language: str | None, text: str) -> Markup:
    """Return a text in the present language, which is part of the memory only."""
    return Markup(translation.gettext(text) % {})


@lru_cache(maxsize=_REMEMBERED)
def _plain_in_context(language: str | None, meaning: str, text: str) -> Markup:
    return Markup(translation.pgettext(meaning, text) % {})
