"""Who may do what with a return. Statuses are not asked here: see workflow.py."""

from accounts.models import Council, User
from accounts.permissions import can_decide_for, can_lead_for, is_officer_of
from returns.models import (
    Correction,
    DisposalProposal,
    Evidence,
    Incident,
    LegalHold,
    ReturnLine,
    SupplierReturn,
)
from suppliers.models import ReportingPeriod
from suppliers.permissions import can_write_for, is_member_of


def can_edit_return(user: User, supplier_return: SupplierReturn) -> bool:
    """Editors and admins of the supplier write the answers."""
    return can_write_for(user, supplier_return.supplier_id)


def can_edit_line(user: User, line: ReturnLine) -> bool:
    """Whoever may edit its return."""
    return can_edit_return(user, line.supplier_return)


def can_submit_return(user: User, supplier_return: SupplierReturn) -> bool:
    """Editors and admins of the supplier send it."""
    return can_edit_return(user, supplier_return)


def can_review_return(user: User, supplier_return: SupplierReturn) -> bool:
    """Officers who decide for the council, and never for an organisation they belong to (separation of duties)."""
    return can_decide_for(user, supplier_return.council_id) and not is_member_of(user, supplier_return.supplier_id)


def has_taken_return(user: User, supplier_return: SupplierReturn) -> bool:
    """The one officer who has the return open; nobody else decides its lines meanwhile (invariant 19)."""
    return supplier_return.taken_by_id == user.pk and can_review_return(user, supplier_return)


def can_propose_correction(user: User, line: ReturnLine) -> bool:
    """Officers who may review the return."""
    return can_review_return(user, line.supplier_return)


def can_decide_correction(user: User, correction: Correction) -> bool:
    """Officers who may review the return, but never the one who proposed the correction (decision record 0003)."""
    return correction.proposed_by_id != user.pk and can_review_return(user, correction.line.supplier_return)


def can_waive_period(user: User, period: ReportingPeriod) -> bool:
    """Officers who decide for the council of the contract, and do not belong to its supplier."""
    contract = period.contract
    return can_decide_for(user, contract.council_id) and not is_member_of(user, contract.supplier_id)


def can_report_problem(user: User, evidence: Evidence) -> bool:
    """Whoever may see the file: the supplier's people, and the officers of its contract's council."""
    return is_member_of(user, evidence.organisation_id) or is_officer_of(user, evidence.contract.council_id)


def can_close_incident(user: User, incident: Incident) -> bool:
    """The council's social value leads, and never for a file of an organisation they belong to."""
    return can_lead_for(user, incident.council_id) and not is_member_of(user, incident.evidence.organisation_id)


def can_decide_disposal(user: User, proposal: DisposalProposal) -> bool:
    """As `can_close_incident`: what is disposed of is gone for good."""
    return can_lead_for(user, proposal.council_id) and not is_member_of(user, proposal.evidence.organisation_id)


def can_place_hold(user: User, council_id: int) -> bool:
    """The council's social value leads. A hold only keeps, so a lead may hold whosever files they are."""
    return can_lead_for(user, council_id)


def can_lift_hold(user: User, hold: LegalHold) -> bool:
    """The council's social value leads, and never from files of an organisation they belong to."""
    owners = [
        hold.contract.supplier_id if hold.contract else None,
        hold.evidence.organisation_id if hold.evidence else None,
    ]
    return can_lead_for(user, hold.council_id) and not any(owner and is_member_of(user, owner) for owner in owners)


def can_set_retention(user: User, council: Council) -> bool:
    """The council's social value leads."""
    return can_lead_for(user, council.pk)
