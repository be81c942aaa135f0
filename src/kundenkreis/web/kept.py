"""Macros that remember what they said."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.conf import settings
from jinja2 import Environment
from markupsafe import Markup

_REMEMBERED = 4096


def kept(made: Environment, template: str, name: str) -> Callable[..., Markup]:
    """Return a macro of a template as a function of what it is given, drawn once for the same values.

    Its values must be hashable, and what it says must depend on nothing else
    but the language, which is that of the environment. In DEBUG it is drawn
    each time, so that a change of the template is seen.
    """

    def draw(*values: Any) -> Markup:
        drawn: Markup = getattr(made.get_template(template).module, name)(*values)
        return drawn

    return draw if settings.DEBUG else lru_cache(maxsize=_REMEMBERED)(draw)
