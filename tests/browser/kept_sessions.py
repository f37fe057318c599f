"""Sessions of the portal's people, read from its database, changed, and put back as if they had begun now."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.serializers import JSONSerializer
from django.core import signing
from playwright.sync_api import Page

from accounts import sessions

COOKIES = ("sessionid", "csrftoken")
TABLES = ("django_session", "usersessions_usersession")


@contextmanager
def live_database(folder: Path) -> Iterator[sqlite3.Connection]:
    """The database of the portal that keeps what it writes in `folder`; one transaction."""
    with closing(sqlite3.connect(folder / "portal.sqlite3", timeout=20)) as live, live:
        live.row_factory = sqlite3.Row
        yield live


def session_of(page: Page) -> str:
    """The key of a page's session, or nothing."""
    return next((cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "sessionid"), "")


@contextmanager
def changed_session(live: sqlite3.Connection, folder: Path, session: str) -> Iterator[dict]:
    """What the portal noted in a session; changes to it are written back."""
    key = (folder / "secret_key").read_text().strip()
    how = {"key": key, "salt": f"django.contrib.sessions.{SessionStore.__qualname__}", "serializer": JSONSerializer}
    stored = live.execute("SELECT session_data FROM django_session WHERE session_key = ?", [session]).fetchone()
    kept = signing.loads(stored[0], **how)
    yield kept
    live.execute(
        "UPDATE django_session SET session_data = ? WHERE session_key = ?", [signing.dumps(kept, **how), session]
    )


@dataclass
class KeptSession:
    """A session that somebody began through the form, with the rows it lies in."""

    key: str
    cookies: list
    rows: list[tuple[str, dict]]
    kept_at: float = field(default_factory=time.monotonic)

    def put_back(self, page: Page, folder: Path) -> bool:
        """Give it to a page, unless another page of this test has it."""
        with live_database(folder) as live:
            if live.execute("SELECT 1 FROM django_session WHERE session_key = ?", [self.key]).fetchone():
                return False
            for table, row in self.rows:
                places = ", ".join("?" * len(row))
                live.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", list(row.values()))
            with changed_session(live, folder, self.key) as noted:
                self._begin_now(noted)
        page.context.add_cookies(self.cookies)
        return True

    def _begin_now(self, noted: dict) -> None:
        """As long after the sign-in as it was when it was kept."""
        seconds = time.monotonic() - self.kept_at
        for name in ("began", "used", "listed"):
            noted[sessions.KEY][name] += int(seconds)
        for method in noted[AUTHENTICATION_METHODS_SESSION_KEY]:
            method["at"] += seconds


def kept_session(page: Page, folder: Path) -> KeptSession:
    """The session of a page that has just signed in."""
    key, rows = session_of(page), []
    with live_database(folder) as live:
        for table in TABLES:
            for row in live.execute(f"SELECT * FROM {table} WHERE session_key = ?", [key]):
                rows.append((table, {name: row[name] for name in row.keys() if name != "id"}))  # noqa: SIM118
    return KeptSession(key, [cookie for cookie in page.context.cookies() if cookie["name"] in COOKIES], rows)
