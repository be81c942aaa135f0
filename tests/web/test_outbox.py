"""The outbox page: who sees which letters, and what of them."""

import re

import pytest
from django.test import Client

from kundenkreis.base import reference
from kundenkreis.ledger.models import Fact
from kundenkreis.mail.models import Incoming, Letter
from kundenkreis.mail.tasks import letter
from kundenkreis.people.models import Person
from kundenkreis.teams.models import Company
from tests.cast import NOW, Cast, cast
from tests.mail.post import post

EVERYBODY = ("aylin", "coach", "management", "hr", "works_council", "admin", "uwe", "sandra")


@pytest.fixture
def tannhof(db: None) -> Cast:
    return cast()


@pytest.fixture
def demo(tannhof: Cast) -> Cast:
    Company.objects.update(is_demo=True)
    reference.forget()
    return tannhof


def asked(cast: Cast, name: str = "sandra", type: str = "auskunft", **more: object) -> Letter:
    case = cast.ask(name, type, **more)
    letter(Fact.objects.get(thing="case", thing_id=case.pk, kind="case.opened").pk)
    return Letter.objects.get(case=case)


def browser(name: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(email=f"{name}@tannhof.example"))
    return client


@pytest.mark.parametrize("path", ["/outbox", "/outbox?show=unsent", "/outbox/incoming"])
def test_the_outbox_is_for_administrators(tannhof: Cast, path):
    answers = {name: browser(name).get(path).status_code for name in EVERYBODY}

    assert answers == {name: 200 if name == "admin" else 403 for name in EVERYBODY}
    assert Client().get(path).status_code == 302


@pytest.mark.parametrize("path", ["/outbox", "/outbox/incoming"])
def test_in_the_demo_everybody_at_the_desk_sees_it(demo: Cast, path):
    answers = {name: browser(name).get(path).status_code for name in EVERYBODY}

    assert answers == {name: 200 if name in ("aylin", "coach") else 403 for name in EVERYBODY}


def test_an_administrator_sees_that_a_letter_left_and_not_what_it_says(tannhof: Cast):
    written = asked(tannhof)
    admin = browser("admin")

    listed, shown = admin.get("/outbox"), admin.get(f"/outbox/{written.pk}")

    for answer in (listed, shown):
        text = answer.content.decode()
        assert f"Brief zu Anfrage {written.case_id}" in text
        assert "sandra@tannhof.example" in text
        assert "Ersatzkupplung" not in text
    assert admin.get(f"/outbox/{written.pk}/html").status_code == 404


def test_who_may_see_the_request_reads_the_letter_without_its_link(tannhof: Cast):
    """A signed link acts as the customer. Nobody else is to have it."""
    written = asked(tannhof, "admin")
    admin = browser("admin")

    page, html = admin.get(f"/outbox/{written.pk}"), admin.get(f"/outbox/{written.pk}/html")

    token = re.search(r"/s/([\w.\-]+)", written.text)[1]
    for answer in (page, html):
        text = answer.content.decode()
        assert "Ersatzkupplung" in text
        assert token not in text
        assert "/s/…" in text


def test_the_demo_offers_the_link(demo: Cast):
    written = asked(demo)
    path = re.search(r"/s/[\w.\-]+", written.text)[0]

    answer = browser("aylin").get(f"/outbox/{written.pk}")

    assert f'href="{path}"' in answer.content.decode()


def test_a_letter_can_neither_run_nor_load_anything(demo: Cast):
    written = asked(demo)
    aylin = browser("aylin")

    page, html = aylin.get(f"/outbox/{written.pk}"), aylin.get(f"/outbox/{written.pk}/html")

    policy = html.headers["Content-Security-Policy"]
    assert "sandbox" in policy.split("; ")
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert re.search(r'<iframe[^>]* sandbox src="/outbox/\d+/html"', page.content.decode())


@pytest.mark.parametrize(
    ("language", "words"), [("de", ("Postausgang", "nur hier zu sehen")), ("en", ("Outbox", "only shown here"))]
)
def test_it_speaks_both_languages(demo: Cast, language, words):
    demo.people["aylin"].language = language
    demo.people["aylin"].save()
    asked(demo)

    text = browser("aylin").get("/outbox").content.decode()

    for word in words:
        assert word in text


def test_letters_come_in_pages_newest_first(demo: Cast, monkeypatch):
    monkeypatch.setattr("kundenkreis.web.outbox.pages.PAGE", 2)
    ids = [asked(demo, subject=f"Frage {no}").pk for no in range(3)]
    aylin = browser("aylin")

    first = aylin.get("/outbox").content.decode()
    next_page = re.search(r'href="(/outbox\?before=\d+)" rel="next"', first)[1]
    second = aylin.get(next_page).content.decode()

    assert [int(pk) for pk in re.findall(r'href="/outbox/(\d+)"', first)] == [ids[2], ids[1]]
    assert [int(pk) for pk in re.findall(r'href="/outbox/(\d+)"', second)] == [ids[0]]
    assert 'rel="next"' not in second


def test_what_has_not_left_is_a_list_of_its_own(demo: Cast):
    shown, failed = asked(demo), asked(demo, subject="Kam zurück")
    Letter.objects.filter(pk=failed.pk).update(state="failed", error="550 unknown")

    text = browser("aylin").get("/outbox?show=unsent").content.decode()

    assert f"/outbox/{failed.pk}" in text
    assert "550 unknown" in text
    assert f'/outbox/{shown.pk}"' not in text


def test_mails_of_no_use_are_listed_with_their_reason(demo: Cast):
    post(subject="Abwesend", Auto_Submitted="auto-replied")
    post(subject="Ohne Absender", text="x", From="")
    post(subject="Angenommen", text="y")

    text = browser("aylin").get("/outbox/incoming").content.decode()

    assert "Abwesend" in text
    assert "auto-replied" in text
    assert "Ohne Absender" in text
    assert "Angenommen" not in text


def test_lists_take_the_same_number_of_statements_however_long_they_are(
    demo: Cast, django_assert_max_num_queries, django_assert_num_queries
):
    aylin = browser("aylin")
    counts = []
    for _round in range(2):
        for no in range(3 if counts else 1):
            asked(demo, subject=f"Frage {len(counts)} {no}")
            Incoming.objects.create(received_at=NOW, raw=b"x", sha256=f"{len(counts)}{no}", state="ignored")
        aylin.get("/outbox")
        with django_assert_max_num_queries(10) as listed:
            aylin.get("/outbox")
        with django_assert_max_num_queries(10) as incoming:
            aylin.get("/outbox/incoming")
        counts.append((len(listed), len(incoming)))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/outbox?before=x", 400),
        ("/outbox?before=-1", 400),
        ("/outbox?before=99999999999999999999", 400),
        ("/outbox?before=٣", 400),
        ("/outbox/incoming?before=1.5", 400),
        ("/outbox?show=nonsense", 400),
        ("/outbox?before=5&before=x", 400),
        ("/outbox/999999", 404),
        ("/outbox/99999999999999999999999", 404),
        ("/outbox/99999999999999999999999/html", 404),
        ("/outbox/x", 404),
    ],
)
def test_nonsense_gets_a_clear_answer(demo: Cast, path, status):
    assert browser("aylin").get(path).status_code == status


@pytest.mark.parametrize("path", ["/outbox", "/outbox/incoming", "/outbox/1"])
def test_nothing_can_be_sent_to_the_outbox(demo: Cast, path):
    assert browser("aylin").post(path).status_code in (404, 405)
