"""Test databases made by copying one migrated template instead of running every migration again (12 seconds saved).

The template is kept in build/ (SQLite) or beside the test database (PostgreSQL) under a name that holds a digest of all
migrations and of the locked requirements, so a changed migration makes a new one. Transactional tests are followed by a
fresh copy too: Django's own `flush` would take away what migrations put there, and the audit trail refuses it.
"""

import contextlib
import fcntl
import functools
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection

PROJECT = Path(__file__).resolve().parent.parent
BUILD = PROJECT / "build"


@functools.cache
def digest() -> str:
    """Twelve characters that change whenever a migration, an installed package or a setting changes."""
    files = [*sorted(PROJECT.glob("*/migrations/*.py")), PROJECT / "requirements.txt", PROJECT / "portal/settings.py"]
    files.append(PROJECT / "audit/append_only.py")  # writes the triggers of many migrations
    whole = hashlib.sha256()
    for path in files:
        whole.update(path.relative_to(PROJECT).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()[:12]


@contextlib.contextmanager
def _one_at_a_time(vendor: str) -> Iterator[None]:
    """Several test processes start together; one makes the template of a database and the others wait for it."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / f"test-template-{vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate_elsewhere(url: str) -> None:
    """Fill a template in a process of its own, because this one is already tied to its test database."""
    environment = {**os.environ, "DATABASE_URL": url}
    subprocess.run([sys.executable, "-m", "tests.databases"], env=environment, cwd=PROJECT, check=True)


# --- SQLite -----------------------------------------------------------------------------------------------------------
def sqlite_template() -> Path:
    """The migrated template file, made if need be; older ones are removed."""
    path = BUILD / f"test-template-{digest()}.sqlite3"
    with _one_at_a_time("sqlite"):
        if not path.exists():
            unfinished = path.with_suffix(".unfinished")
            unfinished.unlink(missing_ok=True)
            _migrate_elsewhere(f"sqlite:///{unfinished}")
            for old in BUILD.glob("test-template-*.sqlite3"):
                old.unlink()
            unfinished.rename(path)
    return path


def _copy_sqlite(target: Path) -> None:
    for name in (target, *(target.with_name(target.name + end) for end in ("-wal", "-shm"))):
        name.unlink(missing_ok=True)
    shutil.copyfile(sqlite_template(), target)


# --- PostgreSQL -------------------------------------------------------------------------------------------------------
def _postgres(place: dict) -> psycopg.Connection:
    return psycopg.connect(
        host=place["HOST"] or None, port=place["PORT"] or None, user=place["USER"] or None,
        password=place["PASSWORD"] or None, dbname="postgres", autocommit=True,
    )  # fmt: skip


def _postgres_url(place: dict, name: str) -> str:
    secret = f":{place['PASSWORD']}" if place["PASSWORD"] else ""
    return f"postgres://{place['USER']}{secret}@{place['HOST']}:{place['PORT'] or 5432}/{name}"


def postgres_template(place: dict) -> str:
    """The name of the migrated template on a server, made if need be; older ones are removed."""
    template = f"test_template_{digest()}"
    with _one_at_a_time("postgresql"), _postgres(place) as server:
        found = server.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_template\\_%'").fetchall()
        if (template,) not in found:
            for name in [row[0] for row in found] + [f"unfinished_{template}"]:
                server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            server.execute(f'CREATE DATABASE "unfinished_{template}"')
            _migrate_elsewhere(_postgres_url(place, f"unfinished_{template}"))
            server.execute(f'ALTER DATABASE "unfinished_{template}" RENAME TO "{template}"')
    return template


def _copy_postgres(place: dict, target: str) -> None:
    template = postgres_template(place)
    with _one_at_a_time("postgresql"), _postgres(place) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{target}" TEMPLATE "{template}" STRATEGY file_copy')


def prepare_postgres(url: str) -> None:
    """Make the template on the server of a database before anybody waits for it. Raises CalledProcessError."""
    command = [sys.executable, "-m", "tests.databases", "template"]
    subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, cwd=PROJECT, check=True)


# --- What tests/conftest.py uses --------------------------------------------------------------------------------------
def test_database_name() -> str:
    """A file in this run's temporary folder, or a PostgreSQL database of this test process's own."""
    if connection.vendor == "sqlite":
        return str(settings.VAR_DIR / "tests.sqlite3")
    return f"test_{connection.settings_dict['NAME']}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


def make_test_database(name: str) -> None:
    """Make the database `name` as migrations leave it, in place of any before it, and connect to it from now on."""
    connection.close()
    if connection.vendor == "sqlite":
        _copy_sqlite(Path(name))
    else:
        _copy_postgres(connection.settings_dict, name)
    connection.settings_dict["NAME"] = name


def remove_test_database(name: str) -> None:
    """Drop what make_test_database made. (SQLite's file goes with its folder.)"""
    connection.close()
    if connection.vendor == "postgresql":
        with _postgres(connection.settings_dict) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


if __name__ == "__main__":
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    if sys.argv[1:] == ["template"]:
        postgres_template(connection.settings_dict)
    else:
        call_command("migrate", verbosity=0)
    connection.close()
