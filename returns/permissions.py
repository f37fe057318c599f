"""Who may do what with a return. Statuses are not asked here: see workflow.py."""

from accounts.models import User
from accounts.permissions import can_decide_for
from returns.models import Correction, ReturnLine, SupplierReturn
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
