"""Has stored files scanned again: signatures come after viruses."""

import logging
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from returns.actions.examining import hide_infected, note_scan
from returns.evidence import scanner
from returns.evidence.scanner import ScannerUnavailable
from returns.evidence.store import CHUNK, open_evidence
from returns.models import Evidence
from returns.workflow import SHOWN
from suppliers.workflow import InvalidTransition

logger = logging.getLogger(__name__)

BATCH = 200
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
        try:
            _rescan_one(evidence, found)
        except FileNotFoundError:
            found.missing += 1
            logger.error("Evidence %s is not in storage", evidence.pk)
    return found


def _shown() -> Iterator[Evidence]:
    """Every file that is shown, a batch at a time, by number."""
    rows = Evidence.objects.filter(status__in=SHOWN).select_related("contract").order_by("pk")
    batch = list(rows[:BATCH])
    while batch:
        yield from batch
        batch = list(rows.filter(pk__gt=batch[-1].pk)[:BATCH])


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
