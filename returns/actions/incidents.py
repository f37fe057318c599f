"""Problems with files: reported by whoever sees one or found by a later scan, closed by the social value lead.

Domain rules, section 7.6.
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.record import record
from returns.actions.keeping import certify, free_drafts, hold_council
from returns.actions.telling import tell
from returns.events import ReturnEvent
from returns.evidence.leftovers import let_go
from returns.figures import showing
from returns.keeping import holds_over, open_incident
from returns.models import DisposalProposal, Evidence, Incident
from returns.permissions import can_close_incident, can_report_problem
from returns.workflow import DISPOSAL, EVIDENCE
from suppliers.checks import NotReady
from suppliers.personal.patterns import find_personal_data
from suppliers.workflow import InvalidTransition, move

Outcome = Incident.Outcome


@dataclass(frozen=True)
class Closing:
    """How an incident ends: what becomes of the file, what was found and done, and who was told when (if they were)."""

    outcome: str
    findings: str
    commissioner_told_on: date | None = None
    people_told_on: date | None = None


@transaction.atomic
def report_problem(*, evidence: Evidence, kind: str, words: str, by: User) -> Incident:
    """Hide a file from everybody at once and open an incident, whose 72 hours begin now.

    Words that look like they name a person are not kept: hiding the file cannot wait for better ones. A second report
    gives back the incident that is open; a file that is hidden without one gets one. Raises PermissionDenied, or
    InvalidTransition for a file that nobody can open anyway: it is still being checked, was refused, or is gone.
    """
    if not can_report_problem(by, evidence):
        raise PermissionDenied
    evidence.refresh_from_db(fields=["status"])
    try:
        with showing(evidence):
            move(evidence, EVIDENCE["hide"])
    except InvalidTransition:
        if first := open_incident(evidence):
            return first
        if evidence.status != Evidence.Status.HIDDEN:
            raise
    incident = _open(evidence, kind, by, words="" if find_personal_data(words) else words)
    tell(ReturnEvent.EVIDENCE_HIDDEN, by=by, on=incident, data={"kind": str(kind)})
    return incident


@transaction.atomic
def hide_infected(*, evidence: Evidence, scanned_with: str) -> Incident:
    """Hide a stored file from everybody and open an incident, because newer signatures find a virus in it.

    Nobody reported it: the portal tells the social value leads, and the 72 hours begin now. Raises InvalidTransition
    when somebody moved the file meanwhile.
    """
    changes = {"scan": Evidence.Scan.INFECTED, "scanned": timezone.now(), "scanned_with": scanned_with}
    with showing(evidence):
        move(evidence, EVIDENCE["hide"], **changes)
    incident = _open(evidence, Incident.Kind.VIRUS, None)
    tell(ReturnEvent.VIRUS_FOUND, by=None, on=incident, data={"scanned_with": scanned_with})
    return incident


def _open(evidence: Evidence, kind: str, reporter: User | None, *, words: str = "") -> Incident:
    """The incident of a file that is hidden from this moment on."""
    return Incident.objects.create(
        council_id=evidence.contract.council_id,
        evidence=evidence,
        kind=kind,
        words=words,
        aware_since=timezone.now(),
        reporter=reporter,
    )


@transaction.atomic
def close_incident(*, incident: Incident, closing: Closing, by: User) -> Incident:
    """Show the file again, or destroy it with its previews; its row, hash and size stay, and a certificate says so.

    A destroyed file no longer supports an answer that was not sent, so that the supplier can add another. Raises
    PermissionDenied; NotReady when the file is on hold and was to be destroyed, or is gone and was to be shown;
    InvalidTransition when a colleague closed the incident first.
    """
    if not can_close_incident(by, incident):
        raise PermissionDenied
    hold_council(incident.council_id)
    evidence = Evidence.objects.select_related("contract").get(pk=incident.evidence_id)
    is_gone = evidence.status == Evidence.Status.DISPOSED
    if is_gone and closing.outcome != Outcome.DESTROYED:
        raise NotReady([_("The file was disposed of, so it cannot be shown again")])
    if closing.outcome == Outcome.DESTROYED and not is_gone:
        _may_be_destroyed(evidence)
    _close(incident, closing, by)
    if is_gone:
        record(ReturnEvent.INCIDENT_CLOSED, by=by, on=incident)
    elif closing.outcome == Outcome.DESTROYED:
        _destroy(incident, evidence, by)
        data = {"sha256": evidence.sha256, "size": evidence.size}
        record(ReturnEvent.EVIDENCE_DESTROYED, by=by, on=incident, data=data)
    else:
        # Whoever shows a file again in which a scan found a virus says that the scanner was wrong.
        scan = Evidence.Scan.CLEAN if evidence.scan == Evidence.Scan.INFECTED else evidence.scan
        with showing(evidence):
            move(evidence, EVIDENCE["show_again"], scan=scan)
        _settle_proposal(evidence, "keep", by)
        record(ReturnEvent.EVIDENCE_SHOWN_AGAIN, by=by, on=incident)
    return incident


def _close(incident: Incident, closing: Closing, by: User) -> None:
    """Write down how it ended, once."""
    changes = {
        "outcome": closing.outcome,
        "findings": closing.findings,
        "commissioner_told_on": closing.commissioner_told_on,
        "people_told_on": closing.people_told_on,
        "closed_at": timezone.now(),
        "closed_by": by,
    }
    if Incident.objects.filter(pk=incident.pk, closed_at__isnull=True).update(**changes) != 1:
        raise InvalidTransition("a colleague closed the incident first")
    for name, value in changes.items():
        setattr(incident, name, value)


def _may_be_destroyed(evidence: Evidence) -> None:
    """A hold keeps even a file with a problem: whoever placed it decides first. Raises NotReady."""
    if hold := holds_over(evidence).first():
        reason = _("The file is on hold and cannot be destroyed. Ask %(person)s, who placed the hold, to lift it first")
        raise NotReady([reason % {"person": hold.placed_by}])


def _destroy(incident: Incident, evidence: Evidence, by: User) -> None:
    """Everything of it but the row. What was sent keeps its use: it shows that there was a file."""
    move(evidence, EVIDENCE["destroy"])
    free_drafts(evidence)
    certify(evidence=evidence, rule=_why_destroyed(incident), by=by)
    _settle_proposal(evidence, "approve", by)
    let_go(evidence)


def _why_destroyed(incident: Incident) -> str:
    """What stands on the certificate."""
    if incident.kind == Incident.Kind.VIRUS:
        return _("Destroyed because a later scan found a virus in it")
    return _("Destroyed because of a problem that was reported")


def _settle_proposal(evidence: Evidence, verb: str, by: User) -> None:
    """A proposal that waits is decided with the incident; a file that is shown again is proposed again when it is due.

    `verb` is one of DISPOSAL.
    """
    proposal = evidence.disposal_proposals.filter(status=DisposalProposal.Status.PROPOSED).first()
    if proposal and verb == "approve":
        move(proposal, DISPOSAL["approve"], decided_at=timezone.now(), decided_by=by)
    elif proposal:
        kept = {"kept_until": timezone.localdate(), "reason": _("Nothing wrong was found with it")}
        move(proposal, DISPOSAL["keep"], decided_at=timezone.now(), decided_by=by, **kept)
