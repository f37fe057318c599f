"""Huge requests are refused and slow ones stop nobody (docs/security.md, no. 34)."""

import contextlib
import re
import runpy
import shutil
import socket
import sys
import time
import urllib.request
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from returns.evidence.receiving import MAX_BODY_BYTES
from returns.evidence.refusal import MEGABYTE
from tests.databases import sqlite_template
from tests.services import free_port, portal_environment, running

PROJECT = Path(__file__).resolve().parent.parent.parent
SLOW_CLIENTS = 20
# Seconds after which nobody waits for an answer any more.
GIVEN_UP = 180


# --- Huge -------------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize(
    "sent",
    [
        {f"field-{number}": "a" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)},
        {f"file-{number}": BytesIO(b"a") for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FILES + 1)},
        {"login": "a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)},
    ],
    ids=["fields", "files", "bytes of text"],
)
def test_request_of_too_much_is_refused(sent):
    client = Client(raise_request_exception=False)
    assert client.post(reverse("account_login"), sent).status_code in (400, 413)


@pytest.mark.django_db
def test_request_of_as_much_as_is_allowed_is_answered():
    sent = {f"field-{number}": "a" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS - 10)}
    assert Client().post(reverse("account_login"), sent).status_code == 200


# --- Slow -------------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The application server as everywhere (gunicorn.conf.py); yields its port."""
    folder = tmp_path_factory.mktemp("server")
    database = folder / "portal.sqlite3"
    shutil.copyfile(sqlite_template(), database)
    port, log = free_port(), folder / "log"
    environment = portal_environment(f"sqlite:///{database}", folder) | {"PORT": str(port)}
    with running([sys.executable, "-m", "gunicorn", "portal.wsgi"], log=log, env=environment, cwd=PROJECT):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                answer_of(port)
                break
            time.sleep(0.2)
        yield port


def answer_of(port: int) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/livez", timeout=GIVEN_UP) as answer:
        return answer.status


def test_clients_that_say_nothing_stop_nobody_for_good(server):
    """More of them than there are threads, and all of them stay: others are answered all the same.

    Half a request does hold a thread, which is why the proxy takes requests in whole: see the last test.
    """
    with contextlib.ExitStack() as stack:
        for _number in range(SLOW_CLIENTS):
            stack.enter_context(socket.create_connection(("127.0.0.1", server), timeout=GIVEN_UP))
        assert answer_of(server) == 200


def test_server_has_threads_and_ends_what_takes_too_long():
    """What one machine, the container and the tests share."""
    found = runpy.run_path(str(PROJECT / "gunicorn.conf.py"))
    assert found["worker_class"] == "gthread" and found["threads"] > 1 and 0 < found["timeout"] <= 60


def test_proxy_of_the_operations_page_takes_requests_in_whole_and_bounds_them():
    """nginx does so unless it is told otherwise."""
    page = (PROJECT / "docs/operations.md").read_text()
    assert "proxy_request_buffering" not in page
    limit = int(re.search(r"client_max_body_size (\d+)m;", page)[1]) * MEGABYTE
    assert MAX_BODY_BYTES < limit <= MAX_BODY_BYTES + 2 * MEGABYTE
