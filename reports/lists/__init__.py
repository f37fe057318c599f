"""Every list that can be taken away as a file, by its name in addresses."""

from django.http import Http404

from reports.lists.around_contracts import CASES, CERTIFICATES, CLAIMS, HOLDS, INCIDENTS, OPPORTUNITIES
from reports.lists.council import AMOUNTS, CONTRACTS, CORRECTIONS, DISPUTES, PIECES, RETURNS
from reports.lists.listing import Listing
from reports.lists.supplier import OWN_PROMISES, OWN_RETURNS

LISTS: dict[str, Listing] = {
    listing.name: listing
    for listing in (
        *(CONTRACTS, RETURNS, PIECES, AMOUNTS, CORRECTIONS, DISPUTES),
        *(OPPORTUNITIES, CLAIMS, CASES, INCIDENTS, CERTIFICATES, HOLDS),
        *(OWN_RETURNS, OWN_PROMISES),
    )
}


def listing_of(name: str) -> Listing:
    """A list by its name. Raises Http404 for what is none."""
    if name not in LISTS:
        raise Http404
    return LISTS[name]
