"""Who gets in where: every address, by every method, with every role."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from kundenkreis.cases.models import Case, Message
from kundenkreis.flow.rights import RIGHTS, may
from kundenkreis.ledger.models import Fact
from kundenkreis.replies.models import Draft, Reply
from tests.cast import Cast
from tests.web.access import LINES, ROLES, Line
from tests.web.addresses import Address, addresses
from tests.web.portal import Hands, browser, hands, tannhof
from tests.web.rights_page import PAGE, written
from tests.web.scene import ASKED, Scene, confidential_scene, open_scene, undone

__all__ = ["hands", "tannhof"]

BY_NAME = {one.name: one for one in addresses()}
BY_METHOD = {(line.name, line.method): line for line in LINES}
SCENES: dict[str, Callable[[Cast], Scene]] = {"open": open_scene, "confidential": confidential_scene}


def test_every_address_and_method_stands_in_the_table():
    assert {line.name for line in LINES} == set(BY_NAME)
    for name, address in BY_NAME.items():
        listed = {line.method for line in LINES if line.name == name}
        assert listed == (address.methods or listed), name


def test_table_asks_for_the_rights_that_the_pages_ask_for():
    for line in LINES:
        address = BY_NAME[line.name]
        asked = address.post_right if line.method == "POST" else address.right
        if line.right and not _is_of_case(address):
            assert asked == line.right or line.is_by_link, line
        assert asked in RIGHTS or not line.right, line


def test_table_agrees_with_the_rights(tannhof: Cast):
    made = open_scene(tannhof)

    for line in LINES:
        if line.right and not line.is_by_link:
            entitled = {role for role in made.roles if _may(made, line, role)}
            assert line.who <= entitled if line.own else line.who == entitled, line


def test_documentation_says_the_same():
    assert PAGE.read_text(encoding="utf-8") == written(), "please run: python -m tests.web.rights_page"


def _is_of_case(address: Address) -> bool:
    return "case_id" in address.parameters


def _may(scene: Scene, line: Line, role: str) -> bool:
    """Whether the table of rights lets a role do this to the thing in the address."""
    viewer, address = scene.tannhof.viewer(scene.roles[role]), BY_NAME[line.name]
    thing = (scene.asked if line.name in ASKED else scene.case) if _is_of_case(address) else None
    return may(viewer, line.right, thing) and (not thing or may(viewer, address.right))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", SCENES)
def test_every_address_lets_in_whom_the_table_lets_in(tannhof: Cast, hands: Hands, kind: str, role: str):
    scene = SCENES[kind](tannhof)
    client = Client() if role == "anonymous" else browser(tannhof, scene.roles[role])
    wrong = []

    for address in BY_NAME.values():
        for method in ("GET", "POST"):
            for typed in ({}, scene.typed(address)) if method == "POST" else ({},):
                with undone():
                    answered = _ask(client, method, scene.path(address), typed)
                expected = _expected(scene, address, method, role)
                if _class(answered) != expected:
                    wrong.append(f"{method} {address.name}: {answered.status_code}, {expected} was expected")

    assert wrong == []


def _ask(client: Client, method: str, path: str, typed: dict[str, Any]) -> HttpResponse:
    return client.post(path, typed) if method == "POST" else client.get(path)


def _expected(scene: Scene, address: Address, method: str, role: str) -> str:
    line = BY_METHOD.get((address.name, method))
    if line is None:
        return "out"
    if role == "anonymous" and role not in line.who:
        return "sign in"
    allowed = line.who
    if scene.case.is_confidential and _is_of_case(address) and address.name not in ASKED:
        allowed -= {"coach"}  # named persons only, whatever else somebody is
    return "in" if role in allowed else "out"


def _class(answered: HttpResponse) -> str:
    """Return what became of a request; what is not in order (400, 409, 422) was let in as well."""
    status = answered.status_code
    if status == 302 and answered.headers["Location"].startswith("/accounts/login"):
        return "sign in"
    # 503 is how the address for monitoring says that no worker runs in a test.
    if status in (200, 204, 302, 303, 400, 409, 422, 503):
        return "in"
    return "out" if status in (403, 404, 405) else "broken"


def _everything() -> dict[str, Any]:
    """Return all that a step could have changed: facts, the cases themselves, and what is being written."""
    return {
        "facts": list(Fact.objects.order_by("pk").values_list("thing", "thing_id", "kind")),
        "cases": list(Case.objects.order_by("pk").values()),
        "messages": Message.objects.count(),
        "drafts": list(Draft.objects.values_list("case_id", "author_id", "kind", "text")),
        "replies": list(Reply.objects.order_by("pk").values_list("state", "text")),
    }


def _acting_on_cases() -> list[Address]:
    """Return every address that takes a form about a case at the desk, with those of the queue."""
    names = {line.name for line in LINES if line.method == "POST" and line.name.startswith(("case.", "queue.taking"))}
    return [BY_NAME[name] for name in sorted(names)]


def test_coach_changes_nothing_about_a_case_by_any_address(tannhof: Cast, hands: Hands):
    scene = open_scene(tannhof)
    client, before = browser(tannhof, "coach"), _everything()

    answers = {one.name: client.post(scene.path(one), scene.typed(one)).status_code for one in _acting_on_cases()}

    assert _everything() == before
    heard = {name for name, status in answers.items() if status not in (403, 404)}
    # She may say that she looks on; several at once are refused one by one, in a line.
    assert heard == {"case.presence", "queue.takings", "queue.takings.undo"}


def test_the_same_forms_by_a_member_change_the_case(tannhof: Cast, hands: Hands):
    scene = open_scene(tannhof)
    client, idle = browser(tannhof, "aylin"), set()

    for one in _acting_on_cases():
        with undone():
            before = _everything()
            client.post(scene.path(one), scene.typed(one))
            if _everything() == before:
                idle.add(one.name)

    # Nothing to give back, wake, reopen or let go in this scene, and looking on is no change.
    assert idle == {"case.presence", "case.waking", "case.reopening", "case.follower", "queue.takings.undo"}
