"""Templates that are drawn for one language at a time, and share what they import."""

import threading
from typing import Any

from django.utils import translation
from jinja2 import Template as JinjaTemplate
from jinja2.environment import TemplateModule
from jinja2.runtime import Context


class _Drawing(threading.local):
    """The language of what this thread is drawing; None while it draws nothing."""

    language: str | None = None


_drawing = _Drawing()


def spoken() -> str | None:
    """Return the language that texts are to be in.

    A page asks for it two hundred times, and Django's answer takes twenty
    times as long as this one; nothing that is drawn changes the language.
    """
    return _drawing.language or translation.get_language()


class Template(JinjaTemplate):
    """A template of ours."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Draw the template in the language that is active now."""
        before, _drawing.language = _drawing.language, translation.get_language()
        try:
            return super().render(*args, **kwargs)
        finally:
            _drawing.language = before

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """Return the macros of this template.

        Jinja looks at every import whether the importing page has globals
        that the imported one lacks. All globals of ours belong to the
        environment, so there are none: ten to twenty looks a page are saved.
        """
        return super()._get_default_module()
