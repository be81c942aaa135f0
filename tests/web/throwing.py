"""How junk is thrown at an address, and what has to be true of the answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client

from kundenkreis.base.text import clean
from tests.web.access import LINES, Line
from tests.web.addresses import Address, addresses
from tests.web.parameters import FILES, listening, sent_from, texts_in, tree
from tests.web.portal import browser
from tests.web.scene import Scene, undone

FORM = "application/x-www-form-urlencoded"
BY_NAME = {one.name: one for one in addresses()}
# Whoever of these may use an address is the one who does.
_ROLES = ("member", "requester", "asked_colleague", "admin", "management", "works_council")
_SENTENCES = "//*[@role='alert' or contains(@class, 'voice') or contains(@class, 'note')][normalize-space()]"
# Stays whatever happens; a text whose own place has gone meanwhile stands in another one.
_MAIN = {"text", "note", "reason", "reopening", "subject", "title", "purpose", "closings"}
# A script keeps drafts while somebody goes on writing; she never sees the answer.
_UNSEEN = {"case.drafts"}
# Which pages show what a form changed, by the first word of its address.
_SHOWN = {
    "case": ("case", "case.history", "queue"),
    "queue": ("queue", "queue.views"),
    "entry": ("queue", "search"),
    "portal": ("portal.request", "portal.requests", "queue"),
    "link": ("link.request", "case"),
    "today": ("today", "today.absences"),
    "account": ("account", "queue"),
    "language": ("portal",),
    "settings": ("settings.log", "settings.types", "portal", "portal.new"),
    **dict.fromkeys(("customer", "person", "note"), ("customer", "customers", "queue")),
}


@dataclass
class Hall:
    """A scene with everybody at a browser of her own."""

    scene: Scene
    clients: dict[str, Client] = field(init=False)

    def __post_init__(self) -> None:
        self.clients = {role: browser(self.scene.tannhof, self.scene.roles[role], "de") for role in _ROLES}

    def client(self, line: Line) -> Client:
        """Return the browser of somebody who may do this."""
        return self.clients[next(role for role in _ROLES if role in line.who)]

    def targets(self, area: str = "", method: str = "") -> "list[Target]":
        """Return what can be thrown at: all of it, or one area or method."""
        lines = [one for one in LINES if area in ("", one.name.partition(".")[0]) and method in ("", one.method)]
        return [Target(self, line) for line in lines]


@dataclass
class Target:
    """One address with one method.

    `names` are the inputs that it reads, `texts` those of them in which
    somebody writes, `filled` something sensible for each.
    """

    hall: Hall
    line: Line
    names: list[str] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)
    filled: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find out what is read, by asking once with nothing and once with something sensible in every input."""
        with undone(), listening() as heard:
            page, action = tree(self.client.get(self.path)), self.path.partition("?")[0]
            heard.clear()
            answered = tree(self.send({}))
            shown = sent_from(page, action) if self.line.method == "POST" else {}
            forms = {*shown, *sent_from(answered, action)}
            heard |= {*shown}
            typed = self.hall.scene.typed(self.address)
            self.filled = {name: str(value) for name, value in {**typed, **shown}.items() if name in heard}
            self.send(once(self.filled))
        self.names = sorted(heard)
        self.texts = {name for name in forms if texts_in(page, name) or texts_in(answered, name)} | (_MAIN & heard)

    @property
    def takes_files(self) -> bool:
        return FILES in self.names

    @property
    def address(self) -> Address:
        return BY_NAME[self.line.name]

    @property
    def path(self) -> str:
        return self.hall.scene.path(self.address)

    @property
    def client(self) -> Client:
        return self.hall.client(self.line)

    def send(self, typed: Mapping[str, Iterable[str]], query: str = "", *, by_htmx: bool = False) -> HttpResponse:
        """Send these inputs: of a form in the body, else in the address. `query` stands in the address anyway."""
        sent, headers = coded(typed), {"HX-Request": "true"} if by_htmx else {}
        if self.line.method == "POST":
            return self.client.post(self._with(query), sent, content_type=FORM, headers=headers)
        return self.client.get(self._with("&".join(filter(None, [sent, query]))), headers=headers)

    def _with(self, query: str) -> str:
        return f"{self.path}{'&' if '?' in self.path else '?'}{query}" if query else self.path


def once(typed: Mapping[str, str]) -> dict[str, list[str]]:
    """Return inputs that are sent once each."""
    return {name: [value] for name, value in typed.items()}


def coded(typed: Mapping[str, Iterable[Any]]) -> str:
    """Return inputs as a browser codes them; lone surrogates become bytes that are no text."""
    return urlencode([(name, one) for name, several in typed.items() for one in several], errors="surrogatepass")


def check(target: Target, answered: HttpResponse, typed: Mapping[str, Iterable[str]], *, by_htmx: bool) -> None:
    """Whatever was sent: an answer of ours, with a sentence when it was refused, and with every text that was typed."""
    line, status = target.line, answered.status_code
    assert status < 500 or line.name == "health", line
    if 300 <= status < 400:
        where = answered.headers["Location"]
        assert where[:1] == "/" != where[1:2], where
    if status >= 400 and not by_htmx and line.name != "health":
        _assert_says_why(answered, line)
    if status in (409, 422) and line.name not in _UNSEEN:
        _assert_keeps(answered, target, typed)
    elif line.method == "POST" and status < 400:
        _assert_pages_open(target)


def _assert_says_why(answered: HttpResponse, line: Line) -> None:
    page = tree(answered)
    assert page is not None, f"no page: {line}"
    assert page.xpath(_SENTENCES), f"a refusal without a sentence: {line}"
    assert page.xpath("//main[@id='content']"), f"not in our frame: {line}"


def _assert_keeps(answered: HttpResponse, target: Target, typed: Mapping[str, Iterable[str]]) -> None:
    shown = {_plain(text) for text in texts_in(tree(answered))}
    for name in target.texts & {*typed}:
        wanted = {_plain(text) for text in typed[name]}
        assert not wanted or "" in wanted or wanted & shown, f"{name} is lost"


def _plain(text: str) -> str:
    """Return a text without what no page can show."""
    text = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return " ".join(clean(text).replace("\ufffd", "").split())


def _assert_pages_open(target: Target) -> None:
    for name in _SHOWN[target.line.name.partition(".")[0]]:
        line = next(line for line in LINES if line.name == name and line.method == "GET")
        answered = target.hall.client(line).get(target.hall.scene.path(BY_NAME[name]))
        assert answered.status_code in (200, 302, 404), f"{name} does not open after {target.line}"
