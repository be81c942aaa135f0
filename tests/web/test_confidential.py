"""A confidential request is known to its requester and to the persons named for it; others do not see it is there."""

from collections.abc import Mapping

import pytest
from django.test import Client

from tests.cast import Cast
from tests.web.access import LINES
from tests.web.addresses import addresses
from tests.web.portal import Hands, browser, hands, tannhof, words
from tests.web.scene import Scene, open_scene

__all__ = ["hands", "tannhof"]

WORD = "Zyklamen"
UNNAMED = ("paul", "petra", "aylin", "coach", "management", "hr", "works_council", "admin", "marlies", "uwe")
# Everything that lists, finds, counts, suggests or exports something; the addresses of one case are walked elsewhere.
LISTS = [one for one in addresses() if (one.name, "GET") in {(line.name, line.method) for line in LINES}]
QUERIES = {
    "search": f"q={WORD}",
    "queue": f"text={WORD}",
    "customers": "q=kunz",
    "entry": "q=kunz",
    "parity": "team=all",
    "parity.strata": "team=all",
    "queue.customers": "name=kunz",
    "portal.colleague": "q=kunz",
}


def pages(client: Client, scene: Scene) -> Mapping[str, str]:
    """Return the words of every page and of every piece of one that lists, finds or counts something."""
    found = {}
    for one in LISTS:
        if "case_id" in one.parameters or one.name in ("health", "account") or one.name.startswith("link."):
            continue
        plain = scene.path(one).partition("?")[0]
        for path in {plain, f"{plain}?{QUERIES.get(one.name, '')}"}:
            found[path] = words(client.get(path))
            found[f"piece of {path}"] = words(client.get(path, headers={"HX-Request": "true"}))
    person, customer = scene.tannhof.people["sandra"].pk, scene.tannhof.organisations["weidach"].pk
    for path in (f"/customers/people/{person}", f"/customers/{customer}", f"/cases/new?person={person}"):
        found[path] = words(client.get(path))
    return found


@pytest.mark.parametrize("name", UNNAMED)
def test_nobody_else_sees_any_page_change(tannhof: Cast, hands: Hands, name: str):
    scene = open_scene(tannhof)
    client = browser(tannhof, name)
    before = pages(client, scene)

    case = tannhof.ask("sandra", "papiere", subject=f"{WORD} im Büro", text=f"Wer gießt die {WORD}?")
    after = pages(client, scene)

    assert {path for path in before if before[path] != after[path]} == set()
    assert client.get(f"/search?q={case.pk}").status_code == client.get("/search?q=1").status_code
    assert f"/cases/{case.pk}" not in client.get(f"/search?q={case.pk}").content.decode()


def test_person_named_for_it_sees_it_in_her_lists(tannhof: Cast, hands: Hands):
    scene = open_scene(tannhof)
    client = browser(tannhof, "mareike")
    before = pages(client, scene)

    tannhof.ask("sandra", "papiere", subject=f"{WORD} im Büro", text=f"Wer gießt die {WORD}?")
    after = pages(client, scene)

    changed = {path for path in before if before[path] != after[path]}
    assert changed >= {"/today", "/queue", f"/queue?text={WORD}", f"/search?q={WORD}"}
    assert WORD in after[f"/search?q={WORD}"]
