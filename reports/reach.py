"""How far a person reached when a file was made for them, and whether they reach as far now.

A reach is kept as JSON: the ids of councils, and of organisations each with the role there, since admins see more of
their team, and the ids of the contracts that a restricted member sees (None: all of them).
"""

from typing import TypedDict

from accounts.models import User
from accounts.queries import officer_roles
from reports.lists.listing import AnyListing
from suppliers.models import Member
from suppliers.reach import listed_contracts, places_of

NO_ADMINS = (Member.Role.EDITOR.value, Member.Role.VIEWER.value)


class Reach(TypedDict):
    """Whose data a person sees."""

    councils: list[int]
    organisations: list[tuple[int, str, list[int] | None]]


def reach_of(user: User, listing: AnyListing) -> Reach:
    """How far a person reaches in a list: as an officer, as one of a supplier's people, or as both."""
    councils = sorted(officer_roles(user)) if listing.is_for_officers is not False else []
    organisations = _organisations_of(user) if listing.is_for_officers is not True else []
    return {"councils": councils, "organisations": organisations}


def reach_for(user: User, organisation_id: int) -> Reach:
    """How far a person reaches in one organisation alone."""
    return {"councils": [], "organisations": [one for one in _organisations_of(user) if one[0] == organisation_id]}


def still_reaches(user: User, reach: Reach) -> bool:
    """Whether nothing of a reach was lost since: no council, no organisation or admin's role in it, no contract."""
    if not set(reach["councils"]) <= officer_roles(user).keys():
        return False
    now = {pk: (role, contracts) for pk, role, contracts in _organisations_of(user)}
    return all(
        pk in now and role in (now[pk][0], *NO_ADMINS) and _covers(now[pk][1], contracts)
        for pk, role, contracts in reach["organisations"]
    )


def _covers(now: list[int] | None, then: list[int] | None) -> bool:
    """Whether these contracts (None: all) hold those."""
    return now is None or (then is not None and set(then) <= set(now))


def _organisations_of(user: User) -> list[tuple[int, str, list[int] | None]]:
    return [
        (pk, place.role, sorted(listed_contracts(user, place)) if place.is_restricted else None)
        for pk, place in sorted(places_of(user).items(), key=lambda item: item[0] or 0)
        if pk is not None
    ]
