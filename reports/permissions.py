"""Who may take away what is not public."""

from accounts.models import Council, User
from accounts.permissions import is_officer_of
from accounts.queries import officer_roles
from reports.lists.listing import AnyListing
from suppliers.reach import memberships


def can_download(user: User, listing: AnyListing) -> bool:
    """Officers the lists of the council's side, a supplier's people their own. What they see decides on the rows."""
    if listing.is_for_officers is None:
        return bool(officer_roles(user) or memberships(user))
    return bool(officer_roles(user) if listing.is_for_officers else memberships(user))


def can_export_contracts(user: User, council: Council) -> bool:
    """Every officer of the council, auditors too: it is what they read on the pages of their contracts."""
    return is_officer_of(user, council.pk)
