"""What becomes of a file that came in: the portal claims it, keeps what was cleaned, or refuses it. Nobody acts.

A claim is a moment (`try_after`) up to which nobody else takes the row, and a number (`attempts`) that only the newest
claim has. Whoever lost the claim meanwhile can no longer change the row, so that nothing happens twice.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from audit.record import record
from returns.events import ReturnEvent
from returns.evidence.matches import remember_likeness, remember_matches
from returns.evidence.refusal import Fault
from returns.evidence.sensitive import fault_for_uses
from returns.evidence.store import remove_incoming
from returns.models import Evidence
from returns.workflow import EVIDENCE, SHOWN
from suppliers.workflow import InvalidTransition, move

CLAIM = timedelta(minutes=2)
TRY_AGAIN_AFTER = timedelta(minutes=1)
LOOK_AGAIN_AFTER = timedelta(days=1)
MAX_ATTEMPTS = 5


@dataclass(frozen=True)
class Kept:
    """What examining found, as the row keeps it, and what the file was scanned with."""

    media_type: str
    stored_sha256: str
    stored_size: int
    scan: Evidence.Scan
    scanned_with: str = ""
    findings: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    previews: list[str] = field(default_factory=list)
    picture_hash: str = ""
    text_hash: str = ""


@transaction.atomic
def claim_evidence(*, evidence: Evidence) -> None:
    """Take a waiting file in hand for two minutes. Raises InvalidTransition when somebody else has it."""
    rows = Evidence.objects.filter(pk=evidence.pk, attempts=evidence.attempts, try_after__lte=timezone.now())
    if rows.update(attempts=F("attempts") + 1) != 1:
        raise InvalidTransition("somebody else took the file first")
    move(evidence, EVIDENCE["start"], try_after=timezone.now() + CLAIM)
    evidence.attempts += 1


@transaction.atomic
def put_back_evidence(*, evidence: Evidence, fault: Fault | None = None) -> None:
    """Let a claimed file wait for another minute, because nobody could look at it now; that is no attempt.

    `fault` says what it waits for. Raises InvalidTransition when the claim was lost.
    """
    _hold_claim(evidence)
    evidence.attempts -= 1
    evidence.fault = fault.value if fault else ""
    evidence.try_after = timezone.now() + TRY_AGAIN_AFTER
    evidence.save(update_fields=["attempts", "fault", "try_after"])


@transaction.atomic
def refuse_evidence(
    *,
    evidence: Evidence,
    fault: Fault,
    scan: Evidence.Scan,
    scanned_with: str = "",
    media_type: str = "",
    findings: dict[str, int] | None = None,
) -> None:
    """Refuse a claimed file for good and delete what was received. Raises InvalidTransition when the claim was lost.

    `findings` says what looks like personal data, kinds and how often, where the file is refused because of that.
    """
    _hold_claim(evidence)
    _refuse(evidence, fault, scan, scanned_with, media_type, findings or {})


@transaction.atomic
def note_likeness(*, evidence: Evidence, kept: Kept) -> None:
    """Make what a claimed file is like known to whoever examines another one at this moment.

    In a transaction of its own, before `pass_evidence`: of two files that are alike, whichever passes last then sees
    the other. Raises InvalidTransition when the claim was lost.
    """
    _hold_claim(evidence)
    evidence.picture_hash, evidence.text_hash = kept.picture_hash, kept.text_hash
    evidence.save(update_fields=["picture_hash", "text_hash"])
    remember_likeness(evidence)


@transaction.atomic
def pass_evidence(*, evidence: Evidence, kept: Kept) -> None:
    """Make a claimed file available, or refuse it after all where a measure it supports does not allow it.

    The cleaned copy is in storage already. Raises InvalidTransition when the claim was lost.
    """
    _hold_claim(evidence)
    is_photo = kept.media_type.startswith("image/")
    if fault := fault_for_uses(evidence, is_photo=is_photo, has_findings=bool(kept.findings)):
        _refuse(evidence, fault, kept.scan, kept.scanned_with, kept.media_type, kept.findings)
        return
    changes = {name: getattr(kept, name) for name in Kept.__dataclass_fields__}
    move(evidence, EVIDENCE["pass"], **changes, fault="", try_after=None, scanned=_scanned(kept.scan))
    transaction.on_commit(lambda: remove_incoming(evidence), robust=True)
    remember_matches(evidence)
    data = {"scan": str(kept.scan), "findings": sum(kept.findings.values())}
    record(ReturnEvent.EVIDENCE_EXAMINED, by=None, on=evidence, data=data)


@transaction.atomic
def note_scan(*, evidence: Evidence, scanned_with: str) -> None:
    """Keep that newer signatures find no virus in a file that is stored; one that was never scanned now was."""
    changes = {"scan": Evidence.Scan.CLEAN, "scanned": timezone.now(), "scanned_with": scanned_with, "try_after": None}
    Evidence.objects.filter(pk=evidence.pk, status__in=SHOWN).update(**changes)


@transaction.atomic
def put_off_scan(*, evidence: Evidence) -> None:
    """Look for a stored file again tomorrow, because it is not in storage now: it must not keep others waiting."""
    Evidence.objects.filter(pk=evidence.pk, status__in=SHOWN).update(try_after=timezone.now() + LOOK_AGAIN_AFTER)


def _hold_claim(evidence: Evidence) -> None:
    """Make sure that this claim is the newest, and that nobody removes the file until the transaction ends."""
    rows = Evidence.objects.filter(pk=evidence.pk, status=Evidence.Status.SCANNING, attempts=evidence.attempts)
    if rows.update(attempts=F("attempts")) != 1:
        raise InvalidTransition("the file was taken from us")


def _refuse(
    evidence: Evidence,
    fault: Fault,
    scan: Evidence.Scan,
    scanned_with: str,
    media_type: str,
    findings: dict[str, int],
) -> None:
    """Move a held file to where nobody opens it, and have what was received deleted.

    Of what was found only kinds and counts are kept, and only where they say why the file is refused.
    """
    told_why = findings if fault == Fault.PERSONAL_DATA else {}
    seen = {"picture_hash": "", "text_hash": "", "media_type": media_type or evidence.media_type, "findings": told_why}
    told = {"fault": fault.value, "scan": scan, "scanned": _scanned(scan), "scanned_with": scanned_with}
    move(evidence, EVIDENCE["refuse"], **seen, **told, try_after=None)
    evidence.bands.all().delete()
    transaction.on_commit(lambda: remove_incoming(evidence), robust=True)
    record(ReturnEvent.EVIDENCE_REFUSED, by=None, on=evidence, data={"fault": fault.value, "scan": str(scan)})


def _scanned(scan: Evidence.Scan) -> datetime | None:
    """When it was scanned: now, if it was."""
    return timezone.now() if scan in (Evidence.Scan.CLEAN, Evidence.Scan.INFECTED) else None
