"""Whether the portal can serve people now: asked by load balancers and by whoever restarts it."""

import tempfile
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from returns.evidence import scanner
from returns.evidence.queries import waiting_since

LONG_WAIT, OLD_SIGNATURES = timedelta(minutes=15), timedelta(days=7)
SCANNER_SECONDS = 2
# Databases whose migrations have all been seen applied: reading them takes a third of a second, and none comes later.
_migrated: set[str] = set()


def problems() -> list[str]:
    """What keeps the portal from serving people, in words; empty when it is ready.

    The queue is not among them: without it pages work, work waits in the database and nothing is lost.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        waiting = unapplied_migrations()
    except DatabaseError:
        return ["The database does not answer."]
    found = [f"Migrations that have not been applied: {waiting}."] if waiting else []
    return found if cache_answers() else [*found, "The cache does not answer."]


def delays() -> list[str]:
    """What waits although people can be served, in words. Asked only while the database answers."""
    found = [] if queue_answers() else ["The queue does not answer: background work waits."]
    now = timezone.now()
    if settings.CLAMD_ADDRESS:
        try:
            made = scanner.signatures_from(scanner.version(within=SCANNER_SECONDS))
        except scanner.ScannerUnavailable:
            found.append("The virus scanner does not answer: files wait.")
        else:
            if made and made < now - OLD_SIGNATURES:
                found.append(f"The virus scanner's signatures are of {made:%-d %B %Y}: see that freshclam runs.")
    if waiting := waiting_since(now - LONG_WAIT).count():
        found.append(f"Files that have waited for more than 15 minutes to be examined: {waiting}.")
    return found


def unapplied_migrations() -> int:
    """How many migrations the database still lacks."""
    if connection.alias in _migrated:
        return 0
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not waiting:
        _migrated.add(connection.alias)
    return waiting


def cache_answers() -> bool:
    """Sign-in counts its attempts in the cache, so nobody gets in without it."""
    key = f"readiness-{uuid4().hex}"
    try:
        cache.set(key, key, 10)
        return cache.get(key) == key and cache.delete(key)
    except Exception:  # a cache fails in as many ways as there are caches
        return False


def queue_answers(broker_url: str | None = None) -> bool:
    """Whether work can be handed to the worker at once (by the broker of the settings, unless another is named)."""
    folder = settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("data_folder_out")
    if folder:
        return _can_write(Path(str(folder)))
    try:
        with current_app.connection_for_write(broker_url, connect_timeout=2) as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, timeout=2)
    except Exception:  # each broker raises errors of its own
        return False
    return True


def _can_write(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
