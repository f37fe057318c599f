"""Whether the portal says truly that it can serve people."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from portal import readiness
from tests.factories import EvidenceFactory
from tests.services import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch):
    monkeypatch.setattr(readiness, "_migrated", set())


@pytest.fixture
def queue(settings, tmp_path):
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_out": str(tmp_path)}
    return tmp_path


def test_live_portal_says_so(client):
    answer = client.get("/livez")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_ready_portal_says_so(client, queue):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-store" in answer["Cache-Control"]


def test_portal_without_database_is_not_ready(client, monkeypatch):
    def no_cursor(*arguments, **options):
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", no_cursor)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"The database does not answer.")


def test_portal_with_a_missing_migration_is_not_ready(client):
    recorder = MigrationRecorder(connection)
    latest = max(name for app, name in recorder.applied_migrations() if app == "audit")
    recorder.record_unapplied("audit", latest)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert b"Migrations that have not been applied" in answer.content


def test_portal_without_cache_is_not_ready(client, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"The cache does not answer.")


def test_portal_without_queue_is_ready_and_says_what_waits(client, queue):
    queue.rmdir()
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert b"The queue does not answer" in answer.content


def test_broker_that_refuses_connections_does_not_answer(settings):
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {}
    assert not readiness.queue_answers("redis://127.0.0.1:1/0")


def test_portal_without_its_virus_scanner_is_ready_and_says_so(client, queue, settings):
    settings.CLAMD_ADDRESS = f"tcp://127.0.0.1:{free_port()}"
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert b"The virus scanner does not answer: files wait." in answer.content


def test_portal_with_a_virus_scanner_has_nothing_to_say(client, queue, virus_scanner):
    assert client.get("/readyz").content == b"ok"


@pytest.mark.parametrize(("day", "is_old"), [("Sat Jun 27 08:30:12 2026", True), ("Fri Jul  3 08:30:12 2026", False)])
def test_portal_says_when_signatures_are_old(client, queue, settings, monkeypatch, time_machine, day, is_old):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    settings.CLAMD_ADDRESS = "tcp://127.0.0.1:3310"
    monkeypatch.setattr(readiness.scanner, "version", lambda within: f"ClamAV 1.4.2/27600/{day}")
    assert ("signatures are of 27 June 2026" in client.get("/readyz").content.decode()) == is_old


def test_portal_says_how_many_files_wait_for_long(client, queue, time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    EvidenceFactory(status="uploaded", uploaded_at=timezone.now() - timedelta(minutes=16))
    EvidenceFactory(status="scanning", uploaded_at=timezone.now() - timedelta(minutes=14))
    EvidenceFactory(uploaded_at=timezone.now() - timedelta(days=16))
    assert client.get("/readyz").content.endswith(b"waited for more than 15 minutes to be examined: 1.")
