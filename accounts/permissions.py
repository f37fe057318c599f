"""What officers may do in their council, and people with their own account."""

from accounts.models import OfficerRole, User
from accounts.queries import officer_roles

Role = OfficerRole.Role
DECIDING = {Role.CONTRACT_MANAGER.value, Role.SOCIAL_VALUE_LEAD.value}


def is_officer_of(user: User, council_id: int) -> bool:
    """Whether a person may look at what belongs to this council (any role, auditors too)."""
    return bool(officer_roles(user).get(council_id))


def can_decide_for(user: User, council_id: int) -> bool:
    """Whether a person may act for this council; auditors only look."""
    return bool(officer_roles(user).get(council_id, set()) & DECIDING)


def can_decide_somewhere(user: User) -> bool:
    """Whether a person acts for any council at all; auditors only look."""
    return any(roles & DECIDING for roles in officer_roles(user).values())


def can_lead_for(user: User, council_id: int) -> bool:
    """Whether a person decides what becomes of files for this council: its social value leads."""
    return Role.SOCIAL_VALUE_LEAD.value in officer_roles(user).get(council_id, set())


def can_manage_teams(user: User, council_id: int) -> bool:
    """The council's social value leads say who works in which team."""
    return can_lead_for(user, council_id)


def can_record_absence(user: User, person: User, council_id: int) -> bool:
    """Whether somebody may say when an officer is away, and end it early: the officer, and the council's leads."""
    return can_lead_for(user, council_id) or (user == person and can_decide_for(user, council_id))


def can_hand_over(user: User, officer: User, council_id: int) -> bool:
    """Whether somebody may hand an officer's contracts to another: the officer, and the council's leads."""
    return can_lead_for(user, council_id) or (user == officer and can_decide_for(user, council_id))


def can_audit_for(user: User, council_id: int) -> bool:
    """Whether a person says for this council whether figures hold: its auditors, who decide nothing else."""
    return Role.AUDITOR.value in officer_roles(user).get(council_id, set())


def can_administer(user: User) -> bool:
    """Whether a person may set up councils and officers: the portal's own administrators."""
    return user.is_active and user.is_superuser


def can_rename(user: User, person: User) -> bool:
    """Whether somebody may change what a person is called: the person."""
    return user.is_active and user == person
