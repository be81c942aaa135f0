"""The search page: newest first, words marked, only what one may see, and whatever is typed."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kundenkreis.cases.search import terms
from kundenkreis.cases.search.excerpts import excerpt, marked, pattern_of
from kundenkreis.flow import work
from tests.cast import Cast
from tests.web.portal import browser, hands, tannhof, words

__all__ = ["hands", "tannhof"]


def hits(page: str) -> list[int]:
    """Return the case numbers in the order in which they were found."""
    return [int(number) for number in re.findall(r'<h2><a href="/cases/(\d+)">', page)]


@pytest.mark.parametrize(("language", "kind", "state"), [("de", "extern", "offen"), ("en", "external", "open")])
def test_hits_stand_newest_first_with_the_words_marked(tannhof: Cast, language: str, kind: str, state: str):
    first, second = tannhof.ask("sandra"), tannhof.ask("sandra", subject="Rückfrage", text="Die Kupplungen? Danke.")

    page = browser(tannhof, "aylin", language).get("/search?q=kupplung")

    assert hits(page.content.decode()) == [second.pk, first.pk]
    assert "Die <mark>Kupplungen</mark>? Danke." in page.content.decode()
    assert f"{kind} Sandra Kunz, Papierfabrik Weidach" in words(page)
    assert state in words(page)


def test_a_number_leads_its_own_case(tannhof: Cast):
    first = tannhof.ask("sandra")
    second = tannhof.ask("uwe", text=f"Wie bei Anfrage {first.pk}.")
    client = browser(tannhof, "aylin")

    assert hits(client.get(f"/search?q={first.pk}").content.decode()) == [first.pk, second.pk]
    assert hits(client.get(f"/search?q=%23{second.pk}").content.decode()) == [second.pk]


def test_search_shows_only_what_one_may_see(tannhof: Cast):
    secret = tannhof.ask("uwe", "papiere", subject="Elternzeit Kupplung")
    case = tannhof.ask("sandra")
    work.note(case.pk, "Vertraulich: Kulanz.", by=tannhof.viewer("jonas"), now=tannhof.now)

    assert hits(browser(tannhof, "aylin").get("/search?q=kupplung").content.decode()) == [case.pk]
    assert hits(browser(tannhof, "aylin").get(f"/search?q={secret.pk}").content.decode()) == []
    assert hits(browser(tannhof, "mareike").get("/search?q=Elternzeit").content.decode()) == [secret.pk]
    assert "<mark>Kulanz</mark>" in browser(tannhof, "coach").get("/search?q=Kulanz").content.decode()
    assert browser(tannhof, "sandra").get("/search?q=Kulanz").status_code == 403


def test_notes_of_a_team_are_not_shown_to_a_follower_at_another_desk(tannhof: Cast):
    case = tannhof.ask("sandra")
    work.note(case.pk, "Kulanz bei der Kupplung.", by=tannhof.viewer("jonas"), now=tannhof.now)
    case.watchers.create(person=tannhof.people["mareike"])
    work.note(case.pk, "Noch eine Notiz.", by=tannhof.viewer("jonas"), now=tannhof.now)
    mareike = browser(tannhof, "mareike")

    assert hits(mareike.get("/search?q=Kulanz").content.decode()) == []
    page = mareike.get("/search?q=Kupplung")
    assert hits(page.content.decode()) == [case.pk]
    assert "Kulanz" not in words(page)


def test_hits_are_read_on(tannhof: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kundenkreis.web.search.pages.PAGE", 2)
    cases = [tannhof.ask("sandra").pk for _ in range(5)]
    client, address, seen = browser(tannhof, "aylin"), "/search?q=kupplung", []

    while address:
        page = client.get(address).content.decode()
        seen.append(hits(page))
        onwards = re.search(r'href="([^"]*)" rel="next"', page)
        address = onwards[1].replace("&amp;", "&") if onwards else ""

    newest = cases[::-1]
    assert seen == [newest[:2], newest[2:4], newest[4:]]


def test_htmx_gets_the_hits_alone(tannhof: Cast):
    answer = browser(tannhof, "aylin").get("/search?q=x", headers={"HX-Request": "true"})

    assert answer.content.decode().strip().startswith('<div id="hits"')


def test_number_of_statements_does_not_grow(tannhof: Cast):
    client, counts = browser(tannhof, "aylin"), []
    for more in (1, 2):
        for _ in range(more):
            tannhof.ask("sandra")
        client.get("/search?q=kupplung+sandra")
        with CaptureQueriesContext(connection) as counted:
            client.get("/search?q=kupplung+sandra")
        counts.append(len(counted))

    assert counts[0] == counts[1] <= 6


@pytest.mark.parametrize(("text", "says"), [("was in", "Nichts zu suchen"), ("Quietscheente", "Nichts gefunden")])
def test_nothing_is_said_in_words(tannhof: Cast, text: str, says: str):
    tannhof.ask("sandra")

    assert says in words(browser(tannhof, "aylin", "de").get("/search", {"q": text}))


def test_markup_in_a_text_stays_text(tannhof: Cast):
    tannhof.ask("sandra", subject="<b>Kupplung</b>", text="<script>alert('Kupplung')</script>")

    page = browser(tannhof, "aylin").get("/search?q=kupplung").content.decode()

    assert "&lt;b&gt;<mark>Kupplung</mark>&lt;/b&gt;" in page
    assert "<script>alert" not in page


junk = st.one_of(st.text(max_size=80), st.sampled_from(["\x00", "§t1", "'", "a" * 3000, "<->", "((", "&|!", "\ud800"]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(junk)
def test_anything_can_be_typed(tannhof: Cast, text: str):
    typed = {"q": text.encode("utf-8", "replace").decode()}

    assert browser(tannhof, "aylin").get("/search", typed).status_code == 200


@pytest.mark.django_db
def test_stems_are_marked_with_and_without_umlaut():
    pattern = pattern_of(terms("vertrag straße"))

    assert marked("Alte Verträge, neue Strasse, Vortrag", pattern) == [
        ("Alte ", False),
        ("Verträge", True),
        (", neue ", False),
        ("Strasse", True),
        (", Vortrag", False),
    ]


@pytest.mark.django_db
def test_an_excerpt_is_cut_around_the_word():
    pattern = pattern_of(terms("kupplung"))
    text = "wort " * 60 + "Kupplung " + "rest " * 60

    pieces = excerpt(["Nichts davon.", text], pattern)

    assert ("Kupplung", True) in pieces
    assert pieces[0][0].startswith("… wort")
    assert pieces[-1][0].endswith("rest …")
    assert sum(len(piece) for piece, _ in pieces) < 260


@given(st.lists(st.text(max_size=400), max_size=3))
def test_pieces_put_together_lose_nothing(texts: list[str]):
    for text in texts:
        assert "".join(piece for piece, _ in marked(text, re.compile(r"[ab]\w*"))) == text
    assert excerpt([], None) == []
