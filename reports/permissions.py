"""Who may take what away."""

from accounts.models import User
from accounts.queries import officer_roles
from reports.lists.listing import Listing
from suppliers.reach import memberships


def can_download(user: User, listing: Listing) -> bool:
    """Officers the lists of the council's side, a supplier's people their own. What they see decides on the rows."""
    if listing.is_for_officers is None:
        return bool(officer_roles(user) or memberships(user))
    return bool(officer_roles(user) if listing.is_for_officers else memberships(user))
