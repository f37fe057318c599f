"""Who may do what with organisations, contracts and commitments."""

from accounts.models import Council, User
from accounts.permissions import can_decide_for
from suppliers.models import Commitment, Contract, Member
from suppliers.queries import memberships

WRITING = {Member.Role.ADMIN.value, Member.Role.EDITOR.value}


def is_member_of(user: User, organisation_id: int | None) -> bool:
    """Whether a person acts for this organisation in any role."""
    return organisation_id in memberships(user)


def can_write_for(user: User, organisation_id: int | None) -> bool:
    """Whether a person may write for this organisation: its admins and editors."""
    return memberships(user).get(organisation_id) in WRITING


def can_manage_contract(user: User, contract: Contract) -> bool:
    """Officers who decide for the council, unless they belong to the supplier."""
    return can_decide_for(user, contract.council_id) and not is_member_of(user, contract.supplier_id)


def can_agree_commitment(user: User, commitment: Commitment) -> bool:
    """Whoever may manage its contract."""
    return can_manage_contract(user, commitment.contract)


def can_import_notices(user: User | None, council: Council) -> bool:
    """Officers who decide for the council; None is the portal's own operator, at the command line."""
    return user is None or can_decide_for(user, council.pk)


def can_manage_categories(user: User | None, council: Council) -> bool:
    """Officers who decide for the council; None is the portal itself."""
    return user is None or can_decide_for(user, council.pk)
