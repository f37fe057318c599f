"""Who may take the council's exact figures away."""

from accounts.models import Council, User
from accounts.permissions import is_officer_of


def can_export_contracts(user: User, council: Council) -> bool:
    """Every officer of the council, auditors too: it is what they read on the pages of their contracts."""
    return is_officer_of(user, council.pk)
