"""Files under answers: added, used again for another line, and taken away (SU7; domain rules, section 7.6)."""

from typing import BinaryIO, cast

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from audit.record import record
from framework.models import Measure
from returns.actions.writing import hold_revision, may_write_line
from returns.events import ReturnEvent
from returns.evidence.kinds import Kind, kind_of
from returns.evidence.names import clean_name
from returns.evidence.queries import OPENABLE
from returns.evidence.refusal import MAX_FILES, EvidenceRefused, Fault
from returns.evidence.store import GONE, Fingerprint, fingerprint, stored, take_away
from returns.models import Answer, Evidence, EvidenceUse, ReturnLine
from returns.workflow import EVIDENCE
from suppliers.workflow import move


def add_evidence(*, answer: Answer, upload: UploadedFile, by: User) -> Evidence:
    """Keep an uploaded file as evidence for one answer.

    Content that this contract already has is not kept twice: the file there is used for this answer as well, under the
    name it has. Raises PermissionDenied, InvalidTransition when the return was sent meanwhile, or EvidenceRefused.
    """
    may_write_line(answer, by)
    # Looking at the content takes a while, so it is done before the transaction begins.
    content = cast(BinaryIO, upload.file)
    found = fingerprint(content)
    name = clean_name(upload.name or "")
    kind = kind_of(content, name=name, declared_type=upload.content_type or "")
    _check_photo(answer.line, is_photo=kind.is_photo)
    owner = answer.line.supplier_return.supplier_id
    with stored(content, found, organisation_id=owner), transaction.atomic():
        hold_revision(answer.revision_id)
        evidence, is_new = _same_or_new(answer, found, kind, name, by)
        _attach(answer, evidence, by, ReturnEvent.EVIDENCE_ADDED if is_new else ReturnEvent.EVIDENCE_REUSED)
    return evidence


@transaction.atomic
def use_evidence(*, answer: Answer, evidence: Evidence, by: User) -> Evidence:
    """Use a file of the same contract for another answer as well. Doing it twice changes nothing.

    Raises PermissionDenied, also for a file of another contract; InvalidTransition when the return was sent meanwhile;
    EvidenceRefused.
    """
    may_write_line(answer, by)
    supplier_return = answer.line.supplier_return
    if (evidence.contract_id, evidence.organisation_id) != (supplier_return.contract_id, supplier_return.supplier_id):
        raise PermissionDenied
    _check_photo(answer.line, is_photo=evidence.media_type.startswith("image/"))
    hold_revision(answer.revision_id)
    _attach(answer, evidence, by, ReturnEvent.EVIDENCE_REUSED)
    return evidence


@transaction.atomic
def remove_evidence(*, answer: Answer, evidence: Evidence, by: User) -> None:
    """Take a file away from one answer. Its content goes when no answer of any revision uses it any more.

    Removing what is not there changes nothing. Raises PermissionDenied, or InvalidTransition when the return was sent
    meanwhile.
    """
    may_write_line(answer, by)
    hold_revision(answer.revision_id)
    _hold_evidence(evidence)
    removed, _by_model = EvidenceUse.objects.filter(answer=answer, evidence=evidence).delete()
    if not removed:
        return
    if not evidence.uses.exists():
        move(evidence, EVIDENCE["remove"])
        take_away(evidence)
    _record(ReturnEvent.EVIDENCE_REMOVED, answer, evidence, by)


def _check_photo(line: ReturnLine, *, is_photo: bool) -> None:
    """Where a photo could show a child in care, none is taken (domain rules, section 7.6)."""
    if is_photo and line.commitment.measure.photos == Measure.Photos.NO:
        raise EvidenceRefused(Fault.PHOTO_NOT_ALLOWED)


def _hold_evidence(evidence: Evidence) -> None:
    """Make sure the file is ready, and nobody removes it, or counts its uses, until this transaction ends."""
    if Evidence.objects.filter(pk=evidence.pk, status__in=OPENABLE).update(size=F("size")) != 1:
        raise EvidenceRefused(Fault.UNUSABLE)
    evidence.refresh_from_db(fields=["status"])


def _same_or_new(answer: Answer, found: Fingerprint, kind: Kind, name: str, by: User) -> tuple[Evidence, bool]:
    """The row of this content in this contract, and whether it was made now."""
    supplier_return = answer.line.supplier_return
    same = Evidence.objects.filter(contract=supplier_return.contract_id, sha256=found.sha256).exclude(status__in=GONE)
    if evidence := same.first():
        return evidence, False
    try:
        with transaction.atomic():
            evidence = Evidence.objects.create(
                organisation_id=supplier_return.supplier_id,
                contract_id=supplier_return.contract_id,
                status=Evidence.Status.AVAILABLE,
                original_name=name,
                media_type=kind.media_type,
                size=found.size,
                sha256=found.sha256,
                uploaded_at=timezone.now(),
                uploaded_by=by,
            )
    except IntegrityError:
        # Somebody else added the same content to another return of this contract at this moment.
        return same.get(), False
    return evidence, True


def _attach(answer: Answer, evidence: Evidence, by: User, event: ReturnEvent) -> None:
    """Let the file support the answer, if it does not already."""
    _hold_evidence(evidence)
    uses = EvidenceUse.objects.filter(answer=answer)
    if uses.filter(evidence=evidence).exists():
        return
    if uses.count() >= MAX_FILES:
        raise EvidenceRefused(Fault.TOO_MANY_FILES)
    EvidenceUse.objects.create(answer=answer, evidence=evidence)
    _record(event, answer, evidence, by)


def _record(event: ReturnEvent, answer: Answer, evidence: Evidence, by: User) -> None:
    """Write the event with what identifies the content; a file's name can hold a person's name, so it is left out."""
    data = {"line": answer.line.number, "revision": answer.revision.number, "sha256": evidence.sha256}
    record(event, by=by, on=evidence, data=data)
