"""Which inputs an address has: what its page shows, and what its view really reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.http import HttpResponse, QueryDict
from django.http import request as http_request
from django.utils.datastructures import MultiValueDict
from lxml import html

# What uploads are called where a view goes through all of them.
FILES = "files"
_READING = ("__getitem__", "__contains__", "getlist")
_TEXT = "//textarea | //input[not(@type) or @type='text' or @type='search' or @type='email' or @type='tel']"


@contextmanager
def listening() -> Iterator[set[str]]:
    """Collect the names that are looked up in query strings, forms and uploads, however the code is written."""
    heard: set[str] = set()

    class Uploads(MultiValueDict[str, Any]):
        def __iter__(self) -> Iterator[str]:
            heard.add(FILES)
            return super().__iter__()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(http_request, "MultiValueDict", Uploads)
        for kind in (QueryDict, Uploads):
            for name in _READING:
                patch.setattr(kind, name, _overheard(getattr(MultiValueDict, name), heard), raising=False)
        yield heard


def _overheard(original: Any, heard: set[str]) -> Any:
    def look(self: Any, key: Any) -> Any:
        heard.add(str(key))
        return original(self, key)

    return look


def tree(answered: HttpResponse) -> html.HtmlElement | None:
    """Return a page, parsed; None for what is none."""
    text = answered.content.decode() if answered.headers.get("Content-Type", "").startswith("text/html") else ""
    return html.document_fromstring(text) if text.strip() else None


def sent_from(page: html.HtmlElement | None, action: str) -> dict[str, str]:
    """Return names and values of the forms on a page that are posted to `action`, as a browser would send them."""
    posted = [] if page is None else [one for one in page.forms if one.method == "POST"]
    forms = [one for one in posted if (one.action or action).partition("?")[0].partition("#")[0] == action]
    values = {str(name): str(value or "") for form in forms for name, value in form.form_values()}
    return {name: value for name, value in values.items() if name != "csrfmiddlewaretoken"}


def texts_in(page: html.HtmlElement | None, name: str = "") -> list[str]:
    """Return what stands in the text fields, or in those of one name."""
    fields = [] if page is None else page.xpath(_TEXT)
    return [str(field.value or "") for field in fields if name in ("", field.get("name"))]
