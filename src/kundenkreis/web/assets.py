"""Addresses of style sheets, scripts and other static files."""

from functools import lru_cache

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html_join
from markupsafe import Markup


def asset(path: str) -> str:
    """Return the address of a static file, with its fingerprint in production."""
    return static(path) if settings.DEBUG else _remembered(path)


def sheets(*names: str) -> Markup:
    """Return the links to style sheets: `sheets("charts", "pages/parity")`."""
    links = ((asset(f"css/{name}.css"),) for name in names)
    return Markup(format_html_join("\n", '<link rel="stylesheet" href="{}">', links))


def scripts(*names: str) -> Markup:
    """Return the elements that load scripts once the page is read: `scripts("js/keys")`."""
    links = ((asset(f"{name}.js"),) for name in names)
    return Markup(format_html_join("\n", '<script src="{}" defer></script>', links))


@lru_cache(maxsize=512)
def _remembered(path: str) -> str:
    return static(path)
