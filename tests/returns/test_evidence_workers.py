"""The real worker examines files, with a pool of processes and with a pool of threads, and leaves nothing running."""

import os
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from django.core.files.storage import storages
from django.db import connection

from cage.sandbox import PROJECT
from returns.models import Evidence
from tests.factories import EvidenceFactory
from tests.services import portal_environment, running, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def address_of_the_test_database() -> str:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def helpers(folder) -> list[str]:
    """The processes of the sandbox that were started with this folder for temporary files."""
    found = subprocess.run(["ps", "-eww", "-o", "args"], capture_output=True, text=True).stdout.splitlines()
    return [line for line in found if "cage.zygote" in line and str(folder) in line]


@pytest.mark.parametrize("pool", ["prefork", "threads"])
def test_worker_examines_what_waits(pool, tmp_path, virus_scanner):
    for number in range(6):
        content = f"Month,Hours\r\nJuly,{number}\r\n".encode()
        EvidenceFactory(status="uploaded", content=content, original_name="hours.csv", media_type="text/csv")
    for name in ("queue", "queue-control", "temporary"):
        (tmp_path / name).mkdir()
    environment = portal_environment(
        address_of_the_test_database(),
        tmp_path,
        EVIDENCE_ROOT=str(storages["evidence"].location),
        CLAMD_ADDRESS=virus_scanner,
        TMPDIR=str(tmp_path / "temporary"),
    )
    celery = [sys.executable, "-m", "celery", "--quiet", "-A", "portal.celery"]
    for _task in range(2):
        call = [*celery, "call", "returns.tasks.examine_evidence"]
        subprocess.run(call, env=environment, cwd=PROJECT, check=True, capture_output=True)
    log = tmp_path / "log"
    work = [*celery, "worker", "--loglevel", "INFO", "--pool", pool, "-c", "2", "--without-gossip", "--without-mingle"]
    with running(work, log=log, env=environment, cwd=PROJECT) as worker:
        wait_until(lambda: not Evidence.objects.filter(status__in=("uploaded", "scanning")).exists(), worker, log, pool)
        assert helpers(tmp_path)
        worker.terminate()
        worker.wait(30)
    assert set(Evidence.objects.values_list("status", "attempts", "scan")) == {("available", 1, "clean")}
    deadline = time.monotonic() + 20
    while helpers(tmp_path) and time.monotonic() < deadline:
        os.sched_yield()
    assert helpers(tmp_path) == []
    assert list((tmp_path / "temporary").glob("evidence-*")) == []
