"""Notes who opened which file, and why. No byte is served before this is written (domain rules, section 7.6)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.record import record, record_each
from framework.models import Measure
from returns.events import ReturnEvent
from returns.models import Evidence, EvidenceAccess
from returns.permissions import is_own_evidence

BATCH = 500


class ReasonNeeded(Exception):
    """The file supports a promise about people who need protection: an officer has to say first why it is opened."""


def must_say_why(user: User, evidence: Evidence) -> bool:
    """Whether this person is asked for a reason before opening this file.

    Officers are, where a measure that the file supports is sensitive. The supplier's own people know the file.
    """
    if is_own_evidence(user, evidence):
        return False
    sensitivity = "answer__line__commitment__measure__sensitivity"
    return evidence.uses.exclude(**{sensitivity: Measure.Sensitivity.STANDARD}).exists()


@transaction.atomic
def record_access(*, evidence: Evidence, by: User, kind: EvidenceAccess.Kind, reason: str = "") -> EvidenceAccess:
    """Write down that a person opens a file, for the access log and the contract's history.

    The caller has fetched the evidence through `openable_evidence`. `reason` is one of EvidenceAccess.Reason. Raises
    ReasonNeeded where one is due and none is given. Whatever the database raises goes to the caller, who must then not
    serve the file.
    """
    if reason not in EvidenceAccess.Reason.values and must_say_why(by, evidence):
        raise ReasonNeeded
    access = EvidenceAccess.objects.create(
        evidence=evidence, kind=kind, reason=reason, accessed_at=timezone.now(), accessed_by=by
    )
    data = {"kind": str(kind), "reason": str(reason)} if reason else {"kind": str(kind)}
    record(ReturnEvent.EVIDENCE_OPENED, by=by, on=evidence, data=data)
    return access


@transaction.atomic
def record_downloads(*, evidence: Sequence[Evidence], by: User, at: datetime) -> None:
    """The twin of `record_access` for many files that a person takes away in one archive: the same row for each.

    `at` is one moment for all of an archive, by which `taken_at` finds them again. Raises ReasonNeeded where
    one of them is not of the person's own side and a reason would be due.
    """
    if any(must_say_why(by, one) for one in evidence):
        raise ReasonNeeded
    kind = EvidenceAccess.Kind.DOWNLOAD
    rows = [EvidenceAccess(evidence=one, kind=kind, accessed_at=at, accessed_by=by) for one in evidence]
    EvidenceAccess.objects.bulk_create(rows, batch_size=BATCH)
    record_each(ReturnEvent.EVIDENCE_OPENED, by=by, things=[(one, {"kind": str(kind)}) for one in evidence])
