"""How far a person reaches: where they work, and conditions on the contracts and promises that this opens to them."""

from dataclasses import dataclass, replace
from functools import cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from suppliers.models import ContractParty, Member

NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Membership:
    """A person's place in one organisation: what they may do, and how far they see."""

    pk: int
    role: str
    is_signatory: bool
    is_restricted: bool
    """Sees only the contracts listed for this member."""
    takes_part: bool
    """Whether the organisation is a consortium member or subcontractor of any contract."""


def places_of(user: User) -> dict[int | None, Membership]:
    """A person's memberships by organisation id: one query, kept as long as this user object lives (one request)."""
    if not user.is_authenticated:
        return {}
    known = user.__dict__.get("_places")
    if known is None:
        known = {row[0]: Membership(*row[1:]) for row in _place_rows().filter(user=user)}
        user.__dict__["_places"] = known
    return known


def narrow_places(user: User, organisation_id: int | None) -> None:
    """For as long as this user object lives, the person acts for one organisation at most (None: for none).

    For whoever acts by a token, which opens one organisation and no other of the person's. A program signs nothing off,
    whoever made its token.
    """
    kept = {pk: replace(place, is_signatory=False) for pk, place in places_of(user).items() if pk == organisation_id}
    user.__dict__["_places"] = kept if organisation_id is not None else {}


@cache
def _place_rows() -> QuerySet[Member, tuple]:
    """The organisation of a member, and the fields of `Membership`: made up once, not for each request."""
    takes_part = Exists(ContractParty.objects.filter(organisation=OuterRef("organisation")))
    rows = Member.objects.order_by().annotate(takes_part=takes_part)
    return rows.values_list("organisation_id", "pk", "role", "is_signatory", "is_restricted", "takes_part")


def memberships(user: User) -> dict[int | None, str]:
    """The role of a person by organisation id; no further query than `places_of`."""
    return {organisation_id: place.role for organisation_id, place in places_of(user).items()}


def listed_contracts(user: User, place: Membership) -> set[int]:
    """The ids of the contracts a restricted membership of this person reaches: one query for all of them, kept so."""
    known = user.__dict__.get("_listed_contracts")
    if known is None:
        restricted = [other.pk for other in places_of(user).values() if other.is_restricted]
        rows = set(Member.contracts.through.objects.filter(member__in=restricted).values_list("member", "contract"))
        known = {pk: {contract_id for member_id, contract_id in rows if member_id == pk} for pk in restricted}
        user.__dict__["_listed_contracts"] = known
    return known.get(place.pk, set())


def reaches(user: User, organisation_id: int, contract_id: int) -> bool:
    """Whether a person acts for an organisation and sees this contract of it; a query for restricted members only."""
    place = places_of(user).get(organisation_id)
    if place is None or not place.is_restricted:
        return place is not None
    return contract_id in listed_contracts(user, place)


def parties_by_contract(user: User) -> dict[int, set[int]]:
    """The contracts that the person's organisations take part in beside the supplier, seen or not, and which these are.

    One query, kept as `places_of`; none for people whose organisations take part in no contract.
    """
    known = user.__dict__.get("_parties_by_contract")
    if known is None:
        known = user.__dict__["_parties_by_contract"] = {}
        organisations = [pk for pk, place in places_of(user).items() if place.takes_part]
        parties = ContractParty.objects.filter(organisation__in=organisations).order_by()
        rows = parties.values_list("contract", "organisation") if organisations else []
        for contract_id, organisation_id in rows:
            known.setdefault(contract_id, set()).add(organisation_id)
    return known


def taking_part_in(user: User, contract_id: int) -> set[int]:
    """The person's organisations that take part in a contract beside its supplier, where the membership reaches it."""
    return {pk for pk in parties_by_contract(user).get(contract_id, ()) if reaches(user, pk, contract_id)}


# --- What of contracts a person sees as one of a supplier's people ----------------------------------------------------
def held_by(user: User, *, supplier: str = "supplier", contract: str = "") -> Q:
    """A condition: rows of contracts that the person's organisations hold, as far as each membership reaches.

    `supplier` and `contract` are the ways from the row to its supplier and to its contract ("" where the row is one).
    """
    places = places_of(user)
    if not places:
        return NOTHING
    free = [pk for pk, place in places.items() if not place.is_restricted]
    found = Q(**{f"{supplier}_id__in": free})
    for pk, place in places.items():
        if place.is_restricted:
            found |= Q(**{f"{supplier}_id": pk, f"{_key(contract)}__in": _listed(place)})
    return found


def taken_part_in_by(user: User, *, contract: str = "") -> Q | None:
    """A condition: rows of contracts that the person's organisations take part in beside the supplier.

    None where there are none, so that nobody else's lists pay for it.
    """
    found = None
    for pk, place in places_of(user).items():
        if place.takes_part:
            parts = ContractParty.objects.filter(organisation=pk).values("contract")
            these = Q(**{f"{_key(contract)}__in": parts})
            if place.is_restricted:
                these &= Q(**{f"{_key(contract)}__in": _listed(place)})
            found = these if found is None else found | these
    return found


def delivered_by(user: User, *, commitment: str, contract: str) -> Q | None:
    """A condition: rows of commitments that the person's organisations deliver in other suppliers' contracts.

    `commitment` and `contract` are the ways from the row to both. None where there can be none.
    """
    found = None
    for pk, place in places_of(user).items():
        if place.takes_part:
            these = Q(**{f"{commitment}deliverer_id": pk})
            if place.is_restricted:
                these &= Q(**{f"{_key(contract)}__in": _listed(place)})
            found = these if found is None else found | these
    return found


def _key(contract: str) -> str:
    """The field that holds the contract's id, on the way `contract`."""
    return f"{contract}_id" if contract else "pk"


def _listed(place: Membership) -> QuerySet:
    """The ids of the contracts a restricted member may see."""
    return Member.contracts.through.objects.filter(member=place.pk).values("contract")


def either(*conditions: Q | None) -> Q:
    """Any of the conditions that are there; with none of them nothing is found."""
    found = NOTHING
    for condition in conditions:
        if condition is not None and condition is not NOTHING:
            found = condition if found is NOTHING else found | condition
    return found
