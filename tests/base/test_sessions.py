"""Sessions behave as Django's; only the reading is ours."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from kundenkreis.base.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def key():
    session = SessionStore()
    session["who"] = "Ada"
    session.save()
    return session.session_key


def test_what_was_kept_is_read_again(key):
    session = SessionStore(key)

    assert session["who"] == "Ada"
    assert session.load() == DatabaseStore(key).load()


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
