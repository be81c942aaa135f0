"""Where the database is."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from kundenkreis.base.database import connection_settings, socket_folder


def test_url_is_read_with_encoded_parts_and_parameters():
    found = connection_settings("postgresql://k%40l:p%2Fw@db.example.com:6543/kreis?sslmode=require", Path("var"))

    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("k@l", "p/w", "db.example.com")
    assert (found["PORT"], found["NAME"]) == ("6543", "kreis")
    assert found["OPTIONS"]["sslmode"] == "require"


def test_plans_of_statements_are_kept_unless_the_url_says_otherwise():
    usual = connection_settings("postgresql:///kreis", Path("var"))
    never = connection_settings("postgresql:///kreis?prepare_threshold=", Path("var"))
    late = connection_settings("postgresql:///kreis?prepare_threshold=20", Path("var"))

    assert usual["OPTIONS"] == {"server_side_binding": True, "prepare_threshold": 3}
    assert never["OPTIONS"] == {}
    assert late["OPTIONS"] == {"server_side_binding": True, "prepare_threshold": 20}


def test_plans_kept_from_no_number_on_are_refused():
    with pytest.raises(ImproperlyConfigured, match="prepare_threshold"):
        connection_settings("postgresql:///kreis?prepare_threshold=soon", Path("var"))


def test_url_may_name_a_socket():
    found = connection_settings("postgresql:///kreis?host=/run/postgresql", Path("var"))

    assert (found["HOST"], found["NAME"], found["PORT"], found["USER"]) == ("/run/postgresql", "kreis", "", "")


@pytest.mark.parametrize("url", ["mysql://host/name", "sqlite:///x", "postgresql://host:many/x", "host/name"])
def test_url_that_is_none_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        connection_settings(url, Path("var"))


def test_without_url_the_socket_in_the_data_folder_is_used(tmp_path):
    found = connection_settings("", tmp_path)

    assert found["HOST"] == str(socket_folder(tmp_path))
    assert (found["NAME"], found["USER"]) == ("kundenkreis", "kundenkreis")


def test_a_socket_path_too_long_for_the_system_moves_to_a_short_folder_of_its_own(tmp_path):
    deep = tmp_path / ("deep" * 25)

    short = socket_folder(deep)

    assert len(str(short / ".s.PGSQL.5432.lock")) < 104
    assert socket_folder(deep) == short
    assert socket_folder(deep / "other") != short
