"""A connection the server has closed is replaced before anybody notices."""

import psycopg
import pytest
from django.db import close_old_connections, connection

from kundenkreis.base.backend.base import MOST_PARAMETERS
from kundenkreis.people.models import Person


@pytest.fixture
def number(transactional_db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def close_from_the_server(number):
    """What a restart of the server does to an idle connection."""
    place = connection.get_connection_params()
    with psycopg.connect(host=place.get("host"), user=place.get("user"), dbname=place["dbname"]) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [number])


def test_next_request_after_a_restart_of_the_server_works(number):
    close_from_the_server(number)

    close_old_connections()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (other,) = cursor.fetchone()

    assert other != number


def test_a_living_connection_is_kept(number):
    close_old_connections()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (same,) = cursor.fetchone()

    assert same == number


def test_looking_whether_it_lives_asks_the_server_nothing(number):
    place = connection.get_connection_params()
    asked = "SELECT query FROM pg_stat_activity WHERE pid = %s"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 'the last statement'")

    assert connection.is_usable()
    with psycopg.connect(host=place.get("host"), user=place.get("user"), dbname=place["dbname"]) as other:
        assert other.execute(asked, [number]).fetchone() == ("SELECT 'the last statement'",)


@pytest.mark.django_db
def test_more_objects_than_a_statement_has_parameters_for_are_stored():
    count = MOST_PARAMETERS // 10
    people = [Person(family_name=f"Muster {no}", password="!").prepare() for no in range(count)]

    Person.objects.bulk_create(people)

    assert Person.objects.count() == count
