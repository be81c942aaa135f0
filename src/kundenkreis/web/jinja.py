"""What every Jinja2 template can use."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, cast

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined, nodes

from kundenkreis.base.text import initials
from kundenkreis.flow.rights import may
from kundenkreis.web import charts, fields, frame, marks, numbers, texts, times
from kundenkreis.web.assets import asset, scripts, sheets
from kundenkreis.web.calling import Straight
from kundenkreis.web.folding import fold
from kundenkreis.web.template import Template

# Functions whose answer follows from what they are given, within a language.
_KNOWN = ("static", "sheets", "scripts", "url", "language", "ic", "mark", "nobody")


class Environments:
    """The environment of each language; this is what Django's backend takes for the one environment."""

    def __init__(self, **options: Any) -> None:
        """Django passes autoescape, the loader and `auto_reload` (on in DEBUG only)."""
        self._make = lru_cache(maxsize=None)(partial(environment, **options))

    def here(self) -> Environment:
        """Return the environment of the active language."""
        return self._make(translation.get_language() or settings.LANGUAGE_CODE)

    def get_template(self, name: str) -> Template:
        """Return a template in the active language. Raises jinja2.TemplateNotFound and jinja2.TemplateSyntaxError."""
        return cast(Template, self.here().get_template(name))

    def from_string(self, source: str) -> Template:
        """Return a template in the active language from its source. Raises jinja2.TemplateSyntaxError."""
        return cast(Template, self.here().from_string(source))

    def compile_ahead(self) -> None:
        """Compile every template in the company's language, so that processes which part afterwards share them.

        Other languages take memory when somebody reads them.
        """
        with translation.override(settings.LANGUAGE_CODE):
            made = self.here()
            for name in made.list_templates():
                made.get_template(name)


class _OfLanguage(Environment):
    """An environment whose constants are worked into its templates (see `folding` and `calling`)."""

    code_generator_class = Straight
    language: str
    constants: dict[str, Callable[..., Any]]

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        with translation.override(self.language):
            return super()._generate(fold(source, self.constants), *args, **kwargs)


def environment(language: str, **options: Any) -> Environment:
    """Build the environment of a language. A misspelt name in a template is an error, not an empty place."""
    options |= {
        "undefined": StrictUndefined,
        "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"],
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    made = _OfLanguage(**options)
    made.language, made.template_class = language, Template
    made.globals.update(static=asset, sheets=sheets, scripts=scripts, url=address, language=lambda: language)
    made.globals.update(may=may, chart=charts)
    made.filters.update(
        {name: getattr(times, name) for name in times.FILTERS}
        | {name: getattr(numbers, name) for name in numbers.FILTERS}
        | {"initials": initials, "plain_field": fields.plain_field, "plain_fields": fields.plain_fields}
    )
    texts.install(made)
    marks.install(made)
    frame.install(made)
    made.constants = {name: cast(Callable[..., Any], made.globals[name]) for name in _KNOWN}
    made.constants |= {"_": texts.plain, "gettext": texts.plain, "pgettext": texts.plain_in_context}
    return made


def address(name: str, *numbers: Any) -> str:
    """Return the path of a named page: `url("case", case.id)`. Numbers are put into a pattern that is remembered."""
    if all(type(number) is int for number in numbers):
        return _pattern(name, len(numbers)) % numbers
    return reverse(name, args=numbers)


@lru_cache(maxsize=512)
def _pattern(name: str, numbers: int) -> str:
    """Return the path of a page with `%d` where its numbers stand.

    Found by filling in numbers that no address of ours has in it.
    """
    marks = [7_654_321_000 + position for position in range(numbers)]
    path = reverse(name, args=marks)
    for mark in marks:
        path = path.replace(str(mark), "%d", 1)
    return path
