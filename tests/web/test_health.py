"""What load balancers and monitoring ask."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import ConnectionHandler
from django.utils import timezone

from kundenkreis.base.database import connection_settings


def sign(ago):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [timezone.now() - timedelta(seconds=ago)]
        )


@pytest.mark.django_db
def test_health_is_well_while_a_worker_signs(client):
    sign(ago=5)

    response = client.get("/health")

    assert response.status_code == 200
    assert response.json() == {"status": "well", "database": "well", "worker": "well"}


@pytest.mark.django_db
def test_health_says_that_no_worker_runs(client):
    response = client.get("/health")

    assert response.status_code == 503
    assert response.json()["worker"] == "unwell"
    assert response.json()["reason"] == "No worker is running."


@pytest.mark.django_db
def test_health_says_how_long_the_worker_has_been_silent(client):
    sign(ago=95)

    response = client.get("/health")

    assert response.status_code == 503
    assert response.json()["reason"] == "The worker has been silent for 95 s."


@pytest.mark.django_db
def test_health_names_no_host_when_the_database_is_gone(client, monkeypatch, tmp_path):
    nowhere = ConnectionHandler({"default": connection_settings("", tmp_path)})["default"]
    monkeypatch.setattr("kundenkreis.base.pulse.connection", nowhere)

    response = client.get("/health")

    assert response.status_code == 503
    assert response.json()["database"] == "unwell"
    assert response.json()["reason"] == "The database does not answer."
