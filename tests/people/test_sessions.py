"""Sessions behave as Django's, and know whose they are."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kundenkreis.people.models import Person, Session
from kundenkreis.people.sessions import SessionStore
from tests.cast import Cast, cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def tannhof(db: None) -> Cast:
    return cast()


@pytest.fixture
def key():
    session = SessionStore()
    session["who"] = "Ada"
    session.save()
    return session.session_key


def test_what_was_kept_is_read_again(key):
    session = SessionStore(key)

    assert session["who"] == "Ada"
    assert session.session_key == key


def test_one_statement_is_enough(key, django_assert_num_queries):
    with django_assert_num_queries(1):
        SessionStore(key).get("who")


@pytest.mark.parametrize("key", ["abcdefgh\x00", "abcdefg\udc80", "' OR 1=1 --", "äöüäöüäöü"])
def test_cookie_that_we_did_not_make_is_no_session(key):
    session = SessionStore(key)

    assert session.load() == {}
    assert session.session_key is None


def test_session_that_has_ended_is_empty_and_loses_its_key(key):
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - timedelta(seconds=1))
    session = SessionStore(key)

    assert session.get("who") is None
    assert session.session_key is None


def test_key_nobody_gave_out_opens_nothing():
    session = SessionStore("invented-by-a-stranger")

    assert session.get("who") is None
    assert session.session_key is None


def test_data_changed_by_a_stranger_open_nothing(key):
    row = Session.objects.get(pk=key)
    Session.objects.filter(pk=key).update(session_data=row.session_data[:-2] + "xx")

    assert SessionStore(key).get("who") is None


def test_row_knows_who_signed_in_until_she_signs_out(tannhof: Cast, client: Client):
    aylin = tannhof.people["aylin"]

    client.force_login(aylin)
    assert list(aylin.sessions.values_list("pk", flat=True)) == [client.session.session_key]
    client.post("/accounts/logout/")

    assert not Session.objects.filter(person=aylin).exists()


def test_session_of_one_person_never_opens_the_pages_of_another(tannhof: Cast, client: Client):
    client.force_login(tannhof.people["aylin"])
    Session.objects.update(person=tannhof.people["jonas"])

    assert client.get("/today").status_code == 302


@pytest.mark.parametrize("gone", [{"is_active": False}, {"password": "!another"}])
def test_person_who_left_or_changed_her_password_is_signed_out_everywhere(tannhof: Cast, client: Client, gone):
    client.force_login(tannhof.people["aylin"])
    Person.objects.filter(pk=tannhof.people["aylin"].pk).update(**gone)

    assert client.get("/today").status_code == 302


def test_page_reads_session_and_person_together(tannhof: Cast, client: Client, django_assert_num_queries):
    client.force_login(tannhof.people["aylin"])
    client.get("/account")

    with django_assert_num_queries(1):
        assert client.get("/account").status_code == 200
