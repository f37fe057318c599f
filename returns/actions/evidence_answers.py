"""What the supplier says about a file: that nobody is named who should not be, and why it is used again.

Domain rules, sections 7.6 and 2.5.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.record import record
from returns.actions.writing import hold_revision, may_write_line
from returns.events import ReturnEvent
from returns.evidence.refusal import EvidenceRefused, Fault
from returns.models import Answer, Evidence, EvidenceUse
from returns.permissions import can_handle_evidence
from returns.workflow import SHOWN


@transaction.atomic
def confirm_evidence(*, answer: Answer, evidence: Evidence, by: User) -> Evidence:
    """Keep that somebody looked at a file of this answer: nobody is named, and no child shown, who should not be.

    Doing it twice changes nothing. Raises PermissionDenied, also for a file that this answer does not use;
    InvalidTransition when the return was sent meanwhile; EvidenceRefused while the file is not ready, and always where
    evidence is about children or others who need protection and the file looks like it names somebody.
    """
    may_write_line(answer, by)
    hold_revision(answer.revision_id)
    evidence = _used(answer, evidence, by).evidence
    if evidence.status not in SHOWN:
        raise EvidenceRefused(Fault.UNUSABLE)
    measure = answer.line.commitment.measure
    if evidence.findings and measure.sensitivity != measure.Sensitivity.STANDARD:
        raise EvidenceRefused(Fault.PERSONAL_DATA)
    unconfirmed = Evidence.objects.filter(pk=evidence.pk, confirmed_at__isnull=True)
    if unconfirmed.update(confirmed_at=timezone.now(), confirmed_by=by) == 1:
        data = {**_data(answer, evidence), "findings": evidence.findings, "notes": evidence.notes}
        record(ReturnEvent.EVIDENCE_CONFIRMED, by=by, on=evidence, data=data)
    evidence.refresh_from_db(fields=["confirmed_at", "confirmed_by"])
    return evidence


@transaction.atomic
def explain_use(*, answer: Answer, evidence: Evidence, reason: str, by: User) -> EvidenceUse:
    """Keep why a file that supported a claim before supports this answer as well.

    Raises PermissionDenied, also for a file that this answer does not use; InvalidTransition when the return was sent
    meanwhile.
    """
    may_write_line(answer, by)
    hold_revision(answer.revision_id)
    use = _used(answer, evidence, by)
    EvidenceUse.objects.filter(pk=use.pk).update(again_reason=reason)
    use.again_reason = reason
    record(ReturnEvent.EVIDENCE_EXPLAINED, by=by, on=evidence, data=_data(answer, evidence))
    return use


def _used(answer: Answer, evidence: Evidence, by: User) -> EvidenceUse:
    """The use of a file by an answer, as it is now. Raises PermissionDenied where none is theirs to know."""
    use = EvidenceUse.objects.select_related("evidence__contract").filter(answer=answer, evidence=evidence).first()
    if use is None or not can_handle_evidence(by, use.evidence, answer.line):
        raise PermissionDenied
    return use


def _data(answer: Answer, evidence: Evidence) -> dict:
    """What identifies the content and the answer; what was written can hold a person's name, so it is left out."""
    return {"line": answer.line.number, "revision": answer.revision.number, "sha256": evidence.sha256}
