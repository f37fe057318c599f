"""Who may make and revoke tokens of programs."""

from accounts.models import Council, User
from accounts.permissions import can_lead_for
from suppliers.models import Organisation
from suppliers.permissions import can_run_team


def can_manage_tokens(user: User, owner: Organisation | Council) -> bool:
    """The admins of an organisation, and the social value leads of a council.

    A token works only as long as this holds of the person who made it: see `api.authentication`.
    """
    if not user.is_active:
        return False
    if isinstance(owner, Organisation):
        return can_run_team(user, owner)
    return can_lead_for(user, owner.pk)
