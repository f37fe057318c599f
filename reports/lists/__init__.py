"""Every list that can be taken away as a file, by its name in addresses."""

from django.http import Http404

from reports.lists.around_contracts import (
    CASES,
    CERTIFICATES,
    CLAIMS,
    DISPOSALS,
    HOLDS,
    INCIDENTS,
    LOG,
    OPPORTUNITIES,
    OWN_CLAIMS,
)
from reports.lists.council import AMOUNTS, CONTRACTS, CORRECTIONS, DISPUTES, PIECES, RETURNS
from reports.lists.listing import AnyListing
from reports.lists.looking_after import HANDOVER, PERFORMANCE
from reports.lists.needs import NEEDS
from reports.lists.people import ABSENCES, REGISTRATIONS, TEAM
from reports.lists.portfolio import COUNTS, MEASURES
from reports.lists.promises import PROMISES, PROPOSALS
from reports.lists.supplier import OWN_PROMISES, OWN_RETURNS

LISTS: dict[str, AnyListing] = {
    listing.name: listing
    for listing in (
        *(CONTRACTS, RETURNS, PIECES, AMOUNTS, CORRECTIONS, DISPUTES, COUNTS, MEASURES, PERFORMANCE, HANDOVER),
        NEEDS,
        *(OPPORTUNITIES, LOG, CLAIMS, CASES, INCIDENTS, DISPOSALS, CERTIFICATES, HOLDS),
        *(PROMISES, PROPOSALS, TEAM, REGISTRATIONS, ABSENCES),
        *(OWN_RETURNS, OWN_PROMISES, OWN_CLAIMS),
    )
}


def listing_of(name: str) -> AnyListing:
    """A list by its name. Raises Http404 for what is none."""
    if name not in LISTS:
        raise Http404
    return LISTS[name]
