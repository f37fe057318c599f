"""Examines the files that wait: scan for viruses, look inside in the sandbox, keep the cleaned copy or refuse.

The rows are the queue. Each is claimed for two minutes; a worker that dies in the middle loses its claim, and the next
one begins again with what was received, which stays until the row says what became of it. Without a scanner that
answers nothing is examined; without a scanner at all (embedded installations) the row says that it was not scanned.
"""

import hashlib
import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from django.utils import timezone

from cage.sandbox import workplace
from returns.actions.examining import (
    MAX_ATTEMPTS,
    Kept,
    claim_evidence,
    note_likeness,
    pass_evidence,
    put_back_evidence,
    refuse_evidence,
)
from returns.evidence import scanner
from returns.evidence.apart import CLEAN, EXAMINING, SOURCE, run_apart
from returns.evidence.kinds import EXTENSIONS, KINDS
from returns.evidence.refusal import EvidenceRefused, Fault
from returns.evidence.scanner import ScannerUnavailable, Verdict
from returns.evidence.sensitive import fault_for_uses
from returns.evidence.store import fetch_incoming, kept
from returns.models import Evidence
from returns.workflow import WAITING
from suppliers.workflow import InvalidTransition

logger = logging.getLogger(__name__)

BATCH_FILES, BATCH_SECONDS = 200, 45
CHUNK = 64 * 1024
Scan = Evidence.Scan


def examine_waiting() -> int:
    """Examine what waits, oldest first, for three quarters of a minute at most; returns how many files were finished.

    Several workers may do this at once. Files that the scanner cannot be asked about stay where they are.
    """
    if scanner.is_configured() and not _scanner_answers():
        _say_that_they_wait()
        return 0
    finished, deadline = 0, time.monotonic() + BATCH_SECONDS
    for evidence in _due():
        finished += examine_one(evidence)
        if finished >= BATCH_FILES or time.monotonic() > deadline:
            break
    return finished


def examine_one(evidence: Evidence) -> bool:
    """Examine one file that waits. False when it goes on waiting, or somebody else has it."""
    try:
        claim_evidence(evidence=evidence)
        return _decide(evidence)
    except InvalidTransition:
        return False


def _due() -> Iterator[Evidence]:
    """Files whose turn it is, one at a time: others may be at work on the same queue, and each is offered once."""
    seen: list = []
    rows = Evidence.objects.filter(status__in=WAITING).select_related("contract").order_by("try_after")
    while evidence := rows.filter(try_after__lte=timezone.now()).exclude(pk__in=seen).first():
        seen.append(evidence.pk)
        yield evidence


def _scanner_answers() -> bool:
    try:
        return bool(scanner.version())
    except ScannerUnavailable as problem:
        logger.warning("Files wait: the virus scanner does not answer (%s)", problem)
        return False


def _say_that_they_wait() -> None:
    """Let the rows say why nothing happens. They are not claimed, so nothing needs to be put back."""
    Evidence.objects.filter(status__in=WAITING, try_after__lte=timezone.now()).update(fault=Fault.SCANNER_AWAY)


def _decide(evidence: Evidence) -> bool:
    """Examine a claimed file and do what follows. False when nobody could look at it now."""
    if evidence.attempts > MAX_ATTEMPTS:
        logger.warning("Evidence %s is given up: no worker survived examining it", evidence.pk)
        refuse_evidence(evidence=evidence, fault=Fault.UNSAFE, scan=Scan.WAITING)
        return True
    try:
        with workplace() as folder:
            _examine_in(evidence, folder)
    except ScannerUnavailable as problem:
        logger.warning("Evidence %s waits: the virus scanner does not answer (%s)", evidence.pk, problem)
        put_back_evidence(evidence=evidence, fault=Fault.SCANNER_AWAY)
        return False
    except InvalidTransition:
        raise
    except Exception as problem:
        # The storage or the sandbox, not the file: what a file does wrong is a refusal.
        logger.exception("Evidence %s waits: it could not be examined (%s)", evidence.pk, type(problem).__name__)
        put_back_evidence(evidence=evidence)
        return False
    return True


def _examine_in(evidence: Evidence, folder: Path) -> None:
    """Scan and examine a claimed file in a folder of its own; refuse or keep it."""
    scan, verdict = Scan.WAITING, Verdict("", "")
    try:
        _fetch(evidence, folder / SOURCE)
        scan, verdict = _scan(folder / SOURCE)
        if verdict.fault:
            raise EvidenceRefused(verdict.fault)
        _keep(evidence, folder, replace(_look_inside(evidence, folder), scan=scan, scanned_with=verdict.scanned_with))
    except EvidenceRefused as refusal:
        kind = KINDS.get(EXTENSIONS.get(refusal.extension, ""))
        refuse_evidence(
            evidence=evidence,
            fault=refusal.fault,
            scan=scan,
            scanned_with=verdict.scanned_with,
            media_type=kind.media_type if kind else "",
            findings=refusal.findings,
        )


def _fetch(evidence: Evidence, source: Path) -> None:
    """Copy what was received to where it is examined. Raises EvidenceRefused when it is not what was received."""
    try:
        fetch_incoming(evidence, source)
    except FileNotFoundError as problem:
        raise EvidenceRefused(Fault.LOST) from problem
    if _sha256(source) != evidence.sha256:
        raise EvidenceRefused(Fault.LOST)


def _scan(source: Path) -> tuple[Scan, Verdict]:
    """Have a file scanned, where there is a scanner. Raises ScannerUnavailable."""
    if not scanner.is_configured():
        return Scan.NOT_SCANNED, Verdict("", "")
    with source.open("rb") as content:
        verdict = scanner.scan(content)
    return Scan.INFECTED if verdict.fault == Fault.VIRUS else Scan.CLEAN, verdict


def _look_inside(evidence: Evidence, folder: Path) -> Kept:
    """Have the file examined in the sandbox; what is said of it is data from a stranger, and taken as such."""
    said = run_apart(
        f"{EXAMINING}:examine_here",
        folder,
        name=evidence.original_name,
        declared_type=evidence.declared_type,
    )
    clean = folder / CLEAN
    if said["kind"] not in KINDS or clean.is_symlink() or not clean.is_file():
        raise EvidenceRefused(Fault.UNSAFE)
    return Kept(
        media_type=KINDS[said["kind"]].media_type,
        stored_sha256=_sha256(clean),
        stored_size=clean.stat().st_size,
        scan=Scan.WAITING,
        findings={str(kind): int(times) for kind, times in said["findings"].items()},
        notes=[str(note) for note in said["notes"]],
        previews=[_preview(folder, name) for name in said["previews"]],
        picture_hash=str(said["picture_hash"])[:16],
        text_hash=str(said["text_hash"])[:16],
    )


def _preview(folder: Path, name: str) -> str:
    """The name of a preview that is really a file in the folder. Raises EvidenceRefused."""
    place = folder / Path(name).name
    if place.name in (SOURCE, CLEAN) or place.is_symlink() or not place.is_file():
        raise EvidenceRefused(Fault.UNSAFE)
    return place.name


def _keep(evidence: Evidence, folder: Path, found: Kept) -> None:
    """Store the cleaned copy and its previews and make the file available. Raises EvidenceRefused."""
    is_photo = found.media_type.startswith("image/")
    if fault := fault_for_uses(evidence, is_photo=is_photo, has_findings=bool(found.findings)):
        raise EvidenceRefused(fault, findings=found.findings)
    note_likeness(evidence=evidence, kept=found)
    place = Evidence(
        organisation_id=evidence.organisation_id,
        stored_sha256=found.stored_sha256,
        stored_size=found.stored_size,
        previews=found.previews,
    )
    with kept(place, folder, clean=CLEAN, previews=found.previews):
        pass_evidence(evidence=evidence, kept=found)


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
