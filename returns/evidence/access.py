"""Notes who opened which file. No byte is served before this is written (domain rules, section 7.6)."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.record import record
from returns.events import ReturnEvent
from returns.models import Evidence, EvidenceAccess


@transaction.atomic
def record_access(*, evidence: Evidence, by: User, kind: EvidenceAccess.Kind) -> EvidenceAccess:
    """Write down that a person opens a file, for the access log and the contract's history.

    The caller has fetched the evidence through `evidence_visible_to`. Whatever the database raises goes to the caller,
    who must then not serve the file.
    """
    access = EvidenceAccess.objects.create(evidence=evidence, kind=kind, accessed_at=timezone.now(), accessed_by=by)
    record(ReturnEvent.EVIDENCE_OPENED, by=by, on=evidence, data={"kind": str(kind)})
    return access
