"""What every Jinja2 template can use."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, FileSystemBytecodeCache, StrictUndefined

from kundenkreis.base.text import initials
from kundenkreis.flow.rights import may
from kundenkreis.web import charts, fields, marks, numbers, texts, times
from kundenkreis.web.template import Template, spoken


def environment(**options: Any) -> Environment:
    """Build the one environment. A misspelt name in a template is an error, not an empty place.

    Django passes autoescape, the loader and `auto_reload` (on in DEBUG only).
    """
    options |= {
        "undefined": StrictUndefined,
        "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"],
        "trim_blocks": True,
        "lstrip_blocks": True,
        "bytecode_cache": None if settings.DEBUG else _compiled_templates(),
    }
    made = Environment(**options)
    made.template_class = Template
    made.globals.update(static=asset, url=address, language=spoken, may=may, chart=charts)
    made.filters.update(
        {name: getattr(times, name) for name in times.FILTERS}
        | {name: getattr(numbers, name) for name in numbers.FILTERS}
        | {"initials": initials, "plain_field": fields.plain_field, "plain_fields": fields.plain_fields}
    )
    texts.install(made)
    marks.install(made)
    return made


def asset(path: str) -> str:
    """Return the address of a static file, with its fingerprint in production."""
    return static(path) if settings.DEBUG else _remembered_asset(path)


@lru_cache(maxsize=4096)
def address(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the path of a named page: `url("case", case.id)`."""
    return reverse(name, args=args, kwargs=kwargs)


@lru_cache(maxsize=512)
def _remembered_asset(path: str) -> str:
    return static(path)


def _compiled_templates() -> FileSystemBytecodeCache:
    """Keep compiled templates in the data folder, so that a new process starts warm."""
    folder = settings.DATA / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))
