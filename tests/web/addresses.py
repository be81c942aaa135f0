"""Every address of ours, from the URL resolver itself, and how to fill in what stands between its slashes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

SIGN_IN = "accounts/"  # the pages of django-allauth, which has tests of its own


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its name, its path as written in `urls.py`, the names in it, and its view."""

    name: str
    path: str
    parameters: tuple[str, ...]
    view: Callable[..., Any]

    def filled(self, values: Mapping[str, object]) -> str:
        """Return the path with these values for its parameters."""
        return reverse(self.name, kwargs={name: values[name] for name in self.parameters})

    @property
    def right(self) -> str:
        """The right that its decorator asks for; empty where there is none."""
        return str(getattr(self.view, "right", ""))

    @property
    def post_right(self) -> str:
        """The right that its decorator asks for before a form is sent."""
        return str(getattr(self.view, "post_right", self.right))

    @property
    def methods(self) -> frozenset[str]:
        """The methods of its decorator, without HEAD."""
        return frozenset(getattr(self.view, "methods", ())) - {"HEAD"}


def addresses() -> list[Address]:
    """Return every address of ours in the order of the resolver."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[Address]:
    for one in patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, path)
        elif not path.startswith(SIGN_IN):
            assert one.name, f"{path} has no name"
            yield Address(one.name, f"/{path}", tuple(one.pattern.converters), one.callback)
