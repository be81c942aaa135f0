"""One's own account, and the language for everybody."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.web.portal import browser, hands, tannhof, words

__all__ = ["hands", "tannhof"]


def test_preferences_are_changed_and_said(tannhof: Cast):
    client = browser(tannhof, "aylin", "de")

    client.post("/account", {"language": "en", "dense": "0"})

    viewer = tannhof.viewer("aylin")
    assert (viewer.language, viewer.dense, viewer.single_keys) == ("en", False, False)
    page = client.get("/account")
    assert "Your preferences are saved." in words(page)
    assert 'data-density="roomy" data-keys="off"' in page.content.decode()


def test_customers_have_an_account_too_without_the_desk(tannhof: Cast):
    page = browser(tannhof, "sandra", "de").get("/account")

    assert "Sandra Kunz" in words(page)
    assert "Passwort" in words(page)
    assert "Tasten" not in words(page)
    browser(tannhof, "sandra").post("/account", {"language": "en", "dense": "1", "single_keys": "on"})
    assert tannhof.viewer("sandra").language == "en"


@pytest.mark.parametrize("typed", [{}, {"language": "fr", "dense": "1"}, {"language": "de", "dense": "very"}])
def test_bad_input_changes_nothing(tannhof: Cast, typed: dict[str, str]):
    answer = browser(tannhof, "aylin").post("/account", typed)

    assert answer.status_code == 422
    assert tannhof.viewer("aylin").language == "de"


def test_language_is_kept_on_the_person_and_leads_back(tannhof: Cast):
    client = browser(tannhof, "aylin", "de")

    answer = client.post("/language/", {"language": "en", "next": "/queue?view=mine"})

    assert answer.headers["Location"] == "/queue?view=mine"
    assert tannhof.viewer("aylin").language == "en"


@pytest.mark.django_db
def test_who_has_not_signed_in_keeps_the_language_in_a_cookie():
    client = Client()

    answer = client.post("/language/", {"language": "en", "next": "/accounts/login/"})

    assert answer.headers["Location"] == "/accounts/login/"
    assert answer.cookies["language"].value == "en"
    assert 'lang="en"' in client.get("/accounts/login/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("wanted", ["", "xx", "de\r\nSet-Cookie: a=b"])
def test_unknown_language_changes_nothing(wanted: str):
    answer = Client().post("/language/", {"language": wanted, "next": "//evil.example"})

    assert answer.status_code == 400
    assert "language" not in answer.cookies
    assert Client().get("/language/").status_code == 405
