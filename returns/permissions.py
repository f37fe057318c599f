"""Who may do what with a return. Statuses are not asked here: see workflow.py."""

from accounts.models import Council, User
from accounts.permissions import can_audit_for, can_decide_for, can_lead_for, is_officer_of
from returns.models import (
    Confirmation,
    Correction,
    DisposalProposal,
    Dispute,
    Escalation,
    Evidence,
    Incident,
    LegalHold,
    Remedy,
    ReturnLine,
    SupplierReturn,
)
from suppliers.models import Contract, Endorsement, ReportingPeriod
from suppliers.permissions import (
    WRITING,
    can_manage_contract,
    can_run_team,
    can_write_for,
    can_write_on,
    is_member_of,
    is_party_to,
    takes_part_in,
)
from suppliers.queries import signatories_of
from suppliers.reach import memberships, places_of, reaches


def can_edit_return(user: User, supplier_return: SupplierReturn) -> bool:
    """Editors and admins of the supplier write the answers, where they may see the contract."""
    supplier_id = supplier_return.supplier_id
    return can_write_for(user, supplier_id) and reaches(user, supplier_id, supplier_return.contract_id)


def can_fill_in(user: User) -> bool:
    """Take returns away as a spreadsheet and send them filled in: whoever writes for an organisation."""
    return bool(WRITING & set(memberships(user).values()))


def can_edit_line(user: User, line: ReturnLine) -> bool:
    """Whoever may edit its return, and who writes for the organisation that delivers the promise (SU12)."""
    deliverer_id = line.commitment.deliverer_id
    if can_edit_return(user, line.supplier_return):
        return True
    if deliverer_id is None or not can_write_for(user, deliverer_id):
        return False
    return reaches(user, deliverer_id, line.supplier_return.contract_id)


def can_handle_evidence(user: User, evidence: Evidence, line: ReturnLine) -> bool:
    """Whoever may edit a line, with files of its contract that are theirs to know.

    The supplier answers for every file; a consortium member or subcontractor has its own.
    """
    if evidence.contract_id != line.supplier_return.contract_id:
        return False
    return can_edit_return(user, line.supplier_return) or can_write_for(user, evidence.organisation_id)


def is_own_evidence(user: User, evidence: Evidence) -> bool:
    """Whether a file belongs to a person's own side: their organisation's, or of a contract that theirs answers for."""
    contract = evidence.contract
    owners = [evidence.organisation_id, *([contract.supplier_id] if contract.supplier_id else [])]
    return any(reaches(user, owner, contract.pk) for owner in owners)


def can_submit_return(user: User, supplier_return: SupplierReturn) -> bool:
    """Editors and admins of the supplier send it; where it has returns signed off, the signatories among them.

    Where no signatory sees the contract, the admins send it. That alone asks the database.
    """
    if not can_edit_return(user, supplier_return):
        return False
    supplier, place = supplier_return.supplier, places_of(user)[supplier_return.supplier_id]
    if not supplier.needs_sign_off or place.is_signatory:
        return True
    signatories = signatories_of(supplier.pk, contract=supplier_return.contract_id)
    return can_run_team(user, supplier) and not signatories.exists()


def can_ask_sign_off(user: User, supplier_return: SupplierReturn) -> bool:
    """Editors and admins of a supplier that has its returns signed off, who do not sign themselves."""
    return can_edit_return(user, supplier_return) and not can_submit_return(user, supplier_return)


def can_review_return(user: User, supplier_return: SupplierReturn) -> bool:
    """Officers who decide for the council, and never for an organisation they belong to (separation of duties).

    Neither for the supplier nor for anybody who takes part in the contract, however little of it they see there.
    """
    if not can_decide_for(user, supplier_return.council_id) or is_member_of(user, supplier_return.supplier_id):
        return False
    return not takes_part_in(user, supplier_return.contract_id)


def has_taken_return(user: User, supplier_return: SupplierReturn) -> bool:
    """The one officer who has the return open; nobody else decides its lines meanwhile (invariant 19)."""
    return supplier_return.taken_by_id == user.pk and can_review_return(user, supplier_return)


def can_propose_correction(user: User, line: ReturnLine) -> bool:
    """Officers who may review the return."""
    return can_review_return(user, line.supplier_return)


def can_decide_correction(user: User, correction: Correction) -> bool:
    """Officers who may review the return, but never the one who proposed the correction (decision record 0003)."""
    return correction.proposed_by_id != user.pk and can_review_return(user, correction.line.supplier_return)


def can_answer_question(user: User, line: ReturnLine) -> bool:
    """Whoever may answer the line: those who write for the supplier, and for whoever delivers it."""
    return can_edit_line(user, line)


def can_dispute_line(user: User, line: ReturnLine) -> bool:
    """Whoever may answer the line: those who write for the supplier, and for whoever delivers it."""
    return can_edit_line(user, line)


def can_answer_dispute(user: User, dispute: Dispute) -> bool:
    """Officers who may review the return."""
    return can_review_return(user, dispute.line.supplier_return)


def side_asking(user: User, line: ReturnLine) -> Confirmation.Side | None:
    """For which side a person asks those who benefited from a line; None for those who only look.

    Who belongs to the supplier, or to one that takes part, never asks for the council as well.
    """
    if can_review_return(user, line.supplier_return):
        return Confirmation.Side.COUNCIL
    return Confirmation.Side.SUPPLIER if can_edit_line(user, line) else None


def can_manage_confirmation(user: User, confirmation: Confirmation) -> bool:
    """Whoever asks for the side that asked: to send a new link, or to withdraw it."""
    return side_asking(user, confirmation.line) == confirmation.side


def can_answer_confirmation(user: User | None, confirmation: Confirmation) -> bool:
    """Whoever has the link and no account, but nobody who is known to belong to either side of the contract."""
    if user is None:
        return True
    contract = confirmation.line.supplier_return.contract
    return not is_officer_of(user, contract.council_id) and not is_party_to(user, contract)


def can_audit_line(user: User, line: ReturnLine) -> bool:
    """Auditors of the council who are on neither side of the contract, and did not decide the line themselves."""
    supplier_return = line.supplier_return
    if not can_audit_for(user, supplier_return.council_id) or is_party_to(user, supplier_return.contract):
        return False
    return line.verification is None or line.verification.decided_by_id != user.pk


def can_waive_period(user: User, period: ReportingPeriod) -> bool:
    """Officers who decide for the council of the contract, and are on neither side of it."""
    contract = period.contract
    return can_decide_for(user, contract.council_id) and not is_party_to(user, contract)


def can_enter_activity(user: User, period: ReportingPeriod) -> bool:
    """Officers who manage its contract: the targets of both sides' promises rest on it."""
    return can_manage_contract(user, period.contract)


def can_report_problem(user: User, evidence: Evidence) -> bool:
    """Whoever may see the file: the supplier's people, and the officers of its contract's council."""
    return is_own_evidence(user, evidence) or is_officer_of(user, evidence.contract.council_id)


def can_close_incident(user: User, incident: Incident) -> bool:
    """The council's social value leads, and never for a file of a contract that an organisation of theirs is in."""
    return can_lead_for(user, incident.council_id) and not _is_side_of(user, incident.evidence)


def can_decide_disposal(user: User, proposal: DisposalProposal) -> bool:
    """As `can_close_incident`: what is disposed of is gone for good."""
    return can_lead_for(user, proposal.council_id) and not _is_side_of(user, proposal.evidence)


def can_place_hold(user: User, council_id: int) -> bool:
    """The council's social value leads. A hold only keeps, so a lead may hold whosever files they are."""
    return can_lead_for(user, council_id)


def can_lift_hold(user: User, hold: LegalHold) -> bool:
    """The council's social value leads, and never from files of a contract that an organisation of theirs is in."""
    if not can_lead_for(user, hold.council_id) or (hold.contract and is_party_to(user, hold.contract)):
        return False
    return not (hold.evidence and _is_side_of(user, hold.evidence))


def _is_side_of(user: User, evidence: Evidence) -> bool:
    """Whether an officer belongs to whoever added a file, or to anybody who is in its contract."""
    if is_member_of(user, evidence.organisation_id):
        return True
    return is_party_to(user, evidence.contract)


def can_open_escalation(user: User, contract: Contract) -> bool:
    """Officers who manage the contract."""
    return can_manage_contract(user, contract)


def can_handle_escalation(user: User, escalation: Escalation) -> bool:
    """Officers who manage its contract take steps, answer plans and close it."""
    return can_manage_contract(user, escalation.contract)


def can_reply_in_escalation(user: User, escalation: Escalation) -> bool:
    """Whoever writes for the contract's supplier replies, proposes a plan and reports on it."""
    return can_write_on(user, escalation.contract)


def can_decide_remedy(user: User, remedy: Remedy) -> bool:
    """Officers who manage the contract, but never the one who proposed it (separation of duties)."""
    return remedy.proposed_by_id != user.pk and can_handle_escalation(user, remedy.escalation)


def can_set_sampling(user: User, council: Council) -> bool:
    """The council's social value leads."""
    return can_lead_for(user, council.pk)


def can_set_retention(user: User, council: Council) -> bool:
    """The council's social value leads."""
    return can_lead_for(user, council.pk)


def can_assess_contract(user: User, contract: Contract) -> bool:
    """Officers who manage it: they decide what is published of the supplier's performance."""
    return can_manage_contract(user, contract)


def can_set_reminders(user: User, council: Council) -> bool:
    """The council's social value leads."""
    return can_lead_for(user, council.pk)


def can_decide_endorsement(user: User, endorsement: Endorsement) -> bool:
    """The council's social value leads who are on neither side, and never the one who proposed it."""
    if endorsement.proposed_by_id == user.pk or not can_lead_for(user, endorsement.council_id):
        return False
    return not is_party_to(user, endorsement.contract)


def can_answer_endorsement(user: User, endorsement: Endorsement) -> bool:
    """The admins of the supplier: it is about the whole organisation."""
    return can_run_team(user, endorsement.supplier)
