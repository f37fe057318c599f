"""Has stored files scanned again: signatures come after viruses.

The worker does this little by little, the file that was scanned longest ago first, each once a month. The command does
all of them at once.
"""

import logging
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import BinaryIO, cast

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from returns.actions.examining import note_scan, put_off_scan
from returns.actions.incidents import hide_infected
from returns.evidence import scanner
from returns.evidence.scanner import ScannerUnavailable
from returns.evidence.store import CHUNK, open_evidence
from returns.models import Evidence
from returns.workflow import SHOWN
from suppliers.workflow import InvalidTransition

logger = logging.getLogger(__name__)

BATCH = 200
BATCH_SECONDS = 45
EVERY = timedelta(days=30)
IN_MEMORY = 1024 * 1024


@dataclass
class Found:
    """How many files were scanned, hidden because of a virus, and not in storage at all."""

    scanned: int = 0
    hidden: int = 0
    missing: int = 0


def rescan() -> Found:
    """Scan every file that somebody can open. Raises ScannerUnavailable; what was scanned by then stays so."""
    if not scanner.is_configured():
        raise ScannerUnavailable("there is none")
    found = Found()
    for evidence in _shown():
        _rescan(evidence, found)
    return found


def rescan_due() -> Found:
    """Scan what was not scanned for 30 days, oldest first: 200 files, and three quarters of a minute, at most.

    Without a scanner, or while it does not answer, nothing happens and the rest waits for the next time.
    """
    found = Found()
    if not scanner.is_configured():
        return found
    deadline = time.monotonic() + BATCH_SECONDS
    try:
        for evidence in due(BATCH):
            _rescan(evidence, found)
            if time.monotonic() > deadline:
                break
    except ScannerUnavailable as problem:
        logger.warning("Stored files wait to be scanned again: the virus scanner does not answer (%s)", problem)
    return found


def due(most: int) -> Iterable[Evidence]:
    """The files whose turn it is, never scanned ones first; not those that were missing a short while ago."""
    now = timezone.now()
    return (
        _files()
        .filter(
            Q(scanned__isnull=True) | Q(scanned__lte=now - EVERY), Q(try_after__isnull=True) | Q(try_after__lte=now)
        )
        .order_by(F("scanned").asc(nulls_first=True), "pk")[:most]
    )


def _files() -> QuerySet[Evidence]:
    return Evidence.objects.filter(status__in=SHOWN).select_related("contract")


def _shown() -> Iterator[Evidence]:
    """Every file that is shown, a batch at a time, by number."""
    rows = _files().order_by("pk")
    batch = list(rows[:BATCH])
    while batch:
        yield from batch
        batch = list(rows.filter(pk__gt=batch[-1].pk)[:BATCH])


def _rescan(evidence: Evidence, found: Found) -> None:
    """Scan one file; one that is not in storage stops no other."""
    try:
        _rescan_one(evidence, found)
    except FileNotFoundError:
        found.missing += 1
        put_off_scan(evidence=evidence)
        logger.error("Evidence %s is not in storage", evidence.pk)


def _rescan_one(evidence: Evidence, found: Found) -> None:
    """Scan one file and keep or hide it. Whatever the scanner dislikes is hidden, viruses or not."""
    with open_evidence(evidence) as stored, tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as content:
        while chunk := stored.read(CHUNK):
            content.write(chunk)
        verdict = scanner.scan(cast(BinaryIO, content))
    found.scanned += 1
    if not verdict.signature:
        note_scan(evidence=evidence, scanned_with=verdict.scanned_with)
        return
    try:
        hide_infected(evidence=evidence, scanned_with=verdict.scanned_with)
    except InvalidTransition:
        return
    found.hidden += 1
    logger.error("Evidence %s is hidden: %s", evidence.pk, verdict.signature)
