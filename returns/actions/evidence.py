"""Files under answers: added, used again for another line, and taken away (SU7; domain rules, section 7.6)."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from audit.record import record
from returns.actions.keeping import BATCH, hold_council
from returns.actions.writing import hold_revision, may_write_line
from returns.events import ReturnEvent
from returns.evidence.intake import Received, check_quota, look_at, waiting
from returns.evidence.refusal import MAX_FILES, EvidenceRefused, Fault
from returns.evidence.sensitive import fault_for_measure
from returns.evidence.store import GONE, take_away
from returns.keeping import holds_over, with_holds
from returns.models import Answer, DisposalProposal, Evidence, EvidenceUse, Incident, ReturnLine
from returns.permissions import can_handle_evidence
from returns.workflow import EVIDENCE, SHOWN, WAITING
from suppliers.permissions import can_write_as_deliverer_of
from suppliers.workflow import move

# A file may be examined at once, also by a worker whose clock is a little behind.
CLOCKS_DIFFER = timedelta(minutes=1)
REMOVABLE = (*WAITING, Evidence.Status.QUARANTINED, *SHOWN, Evidence.Status.HIDDEN)


def add_evidence(*, answer: Answer, upload: UploadedFile, by: User, nature: str = "") -> Evidence:
    """Take a file in as evidence for one answer. It waits to be examined, and nobody can open it before.

    Content that the organisation already has in this contract is not kept twice: the file there is used for this answer
    as well, under the name it has. `nature` is what the supplier says the file is; empty for nothing.

    Raises PermissionDenied, InvalidTransition when the return was sent meanwhile, or EvidenceRefused. Whoever calls
    this wakes the worker (`returns.tasks.examine_evidence`), which would look by itself a little later.
    """
    may_write_line(answer, by)
    # Looking at the content takes a while, so it is done before the transaction begins.
    received = look_at(upload, answer.line)
    owner = _owner(answer.line, by)
    if evidence := _same_content(answer, owner, received.found.sha256):
        return _use_again(answer, evidence, by, nature)
    return _take_in(answer, owner, received, by, nature)


@transaction.atomic
def use_evidence(*, answer: Answer, evidence: Evidence, by: User, nature: str = "") -> Evidence:
    """Use a file of the same contract, once it is ready, for another answer as well. Twice changes nothing.

    Without a `nature` it is what the supplier said it is where it was used before.

    Raises PermissionDenied, also for a file of another contract and for one that is not the person's to know;
    InvalidTransition when the return was sent meanwhile; EvidenceRefused.
    """
    may_write_line(answer, by)
    if not can_handle_evidence(by, evidence, answer.line):
        raise PermissionDenied
    hold_revision(answer.revision_id)
    _attach(answer, evidence, by, nature, SHOWN)
    return evidence


@transaction.atomic
def remove_evidence(*, answer: Answer, evidence: Evidence, by: User) -> bool:
    """Take a file away from one answer. Its content goes when no answer of any revision uses it any more.

    Returns whether it stays all the same because it is on hold (invariant 15); it then goes the night after the hold is
    lifted. A hidden file stays hidden: what becomes of it is decided with the problem that was reported. Removing what
    is not there changes nothing. Raises PermissionDenied, also for a file that is not the person's to know, or
    InvalidTransition when the return was sent meanwhile.
    """
    may_write_line(answer, by)
    if not can_handle_evidence(by, evidence, answer.line):
        raise PermissionDenied
    hold_revision(answer.revision_id)
    hold_council(evidence.contract.council_id)
    _hold_evidence(evidence, REMOVABLE)
    removed, _by_model = EvidenceUse.objects.filter(answer=answer, evidence=evidence).delete()
    if not removed:
        return False
    is_unused = evidence.status != Evidence.Status.HIDDEN and not evidence.uses.exists()
    is_kept = is_unused and _has_content(evidence) and holds_over(evidence).exists()
    if is_unused and not is_kept:
        move(evidence, EVIDENCE["remove"])
        take_away(evidence)
    _record(ReturnEvent.EVIDENCE_REMOVED, answer, evidence, by)
    return is_kept


def remove_unused() -> int:
    """Let go of files that the supplier removed while they were on hold, now that no hold covers them any more.

    Returns how many. Left out are those with a problem or a proposal that waits: a person decides about these.
    """
    unused = with_holds(Evidence.objects.filter(status__in=(*WAITING, *SHOWN), uses__isnull=True))
    proposed = DisposalProposal.objects.filter(status=DisposalProposal.Status.PROPOSED)
    files = unused.filter(is_on_hold=False).exclude(pk__in=proposed.values("evidence"))
    return sum(_let_go_of_unused(evidence) for evidence in files.select_related("contract").order_by("pk")[:BATCH])


@transaction.atomic
def _let_go_of_unused(evidence: Evidence) -> bool:
    """One file, unless a hold was placed or somebody used it again at this moment."""
    hold_council(evidence.contract.council_id)
    # Whoever uses it again waits from here on, or has been waited for.
    is_held = Evidence.objects.filter(pk=evidence.pk, status=evidence.status).update(size=F("size")) == 1
    if not is_held or evidence.uses.exists() or holds_over(evidence).exists():
        return False
    move(evidence, EVIDENCE["remove"])
    take_away(evidence)
    record(ReturnEvent.EVIDENCE_LET_GO, by=None, on=evidence, data={"sha256": evidence.sha256, "size": evidence.size})
    return True


def _has_content(evidence: Evidence) -> bool:
    """Whether there is something to keep: of a file that was refused nothing is stored."""
    return evidence.status != Evidence.Status.QUARANTINED


def _owner(line: ReturnLine, by: User) -> int:
    """The id of the organisation that a new file belongs to: the one that delivers, if its own people add it."""
    deliverer_id = line.commitment.deliverer_id
    if deliverer_id and can_write_as_deliverer_of(by, line.commitment):
        return deliverer_id
    return line.supplier_return.supplier_id


def _same_content(answer: Answer, owner: int, sha256: str) -> Evidence | None:
    """The file of this contract and organisation with this content, if there is one: nobody learns of others' files.

    Raises EvidenceRefused for one with a virus, and for one that was destroyed because of a problem with it. What was
    refused for another reason is looked at again: it may be added to another line, or the reason be gone.
    """
    is_gone = Q(outcome=Incident.Outcome.DESTROYED) | Q(outcome="", evidence__status=Evidence.Status.DISPOSED)
    destroyed = Incident.objects.filter(is_gone, evidence__sha256=sha256)
    if destroyed.filter(evidence__organisation=owner).exists():
        raise EvidenceRefused(Fault.UNUSABLE)
    contract_id = answer.line.supplier_return.contract_id
    rows = Evidence.objects.filter(contract=contract_id, organisation=owner, sha256=sha256)
    if rows.filter(status=Evidence.Status.QUARANTINED, fault=Fault.VIRUS).exists():
        raise EvidenceRefused(Fault.VIRUS)
    return rows.exclude(status__in=(*GONE, Evidence.Status.QUARANTINED)).first()


@transaction.atomic
def _use_again(answer: Answer, evidence: Evidence, by: User, nature: str) -> Evidence:
    """Use a file that this contract has, whether it is ready or still waits."""
    hold_revision(answer.revision_id)
    _attach(answer, evidence, by, nature, (*WAITING, *SHOWN))
    return evidence


def _take_in(answer: Answer, owner: int, received: Received, by: User, nature: str) -> Evidence:
    """Put a new file where it waits, with its row; neither without the other."""
    evidence = _new_row(answer, owner, received, by)
    check_quota(organisation_id=evidence.organisation_id, by=by, size=evidence.size)
    try:
        with waiting(evidence, received.content), transaction.atomic():
            hold_revision(answer.revision_id)
            evidence.save(force_insert=True)
            _attach(answer, evidence, by, nature, WAITING, event=ReturnEvent.EVIDENCE_ADDED)
    except IntegrityError:
        # Somebody else may have added the same content to another return of this contract at this moment.
        if same := _same_content(answer, owner, evidence.sha256):
            return _use_again(answer, same, by, nature)
        raise
    return evidence


def _new_row(answer: Answer, owner: int, received: Received, by: User) -> Evidence:
    """The row of a file that came just now; not saved yet."""
    now = timezone.now()
    return Evidence(
        organisation_id=owner,
        contract_id=answer.line.supplier_return.contract_id,
        original_name=received.name,
        declared_type=received.declared_type,
        media_type=received.kind.media_type,
        size=received.found.size,
        sha256=received.found.sha256,
        uploaded_at=now,
        uploaded_by=by,
        try_after=now - CLOCKS_DIFFER,
    )


def _hold_evidence(evidence: Evidence, statuses: tuple[Evidence.Status, ...]) -> None:
    """Make sure the file is in such a status, and nobody moves it, or counts its uses, until this transaction ends."""
    if Evidence.objects.filter(pk=evidence.pk, status__in=statuses).update(size=F("size")) != 1:
        raise EvidenceRefused(Fault.UNUSABLE)
    evidence.refresh_from_db(fields=["status", "media_type", "findings", "stored_sha256", "stored_size", "previews"])


def _attach(
    answer: Answer,
    evidence: Evidence,
    by: User,
    nature: str,
    statuses: tuple[Evidence.Status, ...],
    *,
    event: ReturnEvent = ReturnEvent.EVIDENCE_REUSED,
) -> None:
    """Let the file support the answer, if it may. Where it does already, only what it is said to be may change."""
    _hold_evidence(evidence, statuses)
    is_photo, has_findings = evidence.media_type.startswith("image/"), bool(evidence.findings)
    if fault := fault_for_measure(answer.line.commitment.measure, is_photo=is_photo, has_findings=has_findings):
        raise EvidenceRefused(fault)
    uses = EvidenceUse.objects.filter(answer=answer)
    if use := uses.filter(evidence=evidence).first():
        if nature and nature != use.nature:
            uses.filter(pk=use.pk).update(nature=nature)
            _record(event, answer, evidence, by, nature=nature)
        return
    if uses.count() >= MAX_FILES:
        raise EvidenceRefused(Fault.TOO_MANY_FILES)
    said = nature or _said_before(evidence)
    EvidenceUse.objects.create(answer=answer, evidence=evidence, nature=said)
    _record(event, answer, evidence, by, nature=said)


def _said_before(evidence: Evidence) -> str:
    """What the file was last said to be; empty when it never was."""
    uses = EvidenceUse.objects.filter(evidence=evidence).exclude(nature="").order_by("-id")
    return uses.values_list("nature", flat=True).first() or ""


def _record(event: ReturnEvent, answer: Answer, evidence: Evidence, by: User, *, nature: str = "") -> None:
    """Write the event with what identifies the content; a file's name can hold a person's name, so it is left out."""
    data = {"line": answer.line.number, "revision": answer.revision.number, "sha256": evidence.sha256}
    if nature:
        data["nature"] = nature
    record(event, by=by, on=evidence, data=data)
