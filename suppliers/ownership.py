"""Who looks after a contract on each side, and whether they still can (the handover from bid to service).

At the council that is `Contract.manager`, an officer who decides, with a deputy where one is named, and whoever covers
while they are away; at the supplier `Contract.supplier_owner`, an admin or editor who may see the contract. People lose
roles and accounts: a name that can no longer act counts as missing.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from accounts.covering import covered_by, covers_of, in_force, officers_deciding_for
from accounts.models import OfficerRole, User
from accounts.permissions import DECIDING
from accounts.queries import leads_of
from suppliers.models import Contract, ContractParty, Member
from suppliers.permissions import WRITING
from suppliers.queries import people_writing_for

# As many as a page offers to choose from.
MOST = 200


def possible_owners(contract: Contract) -> QuerySet[User]:
    """Who may look after a contract at its supplier: its admins and editors who may see it."""
    if contract.supplier_id is None:
        return User.objects.none()
    return people_writing_for(contract.supplier_id, contract=contract.pk)


def possible_managers(council_id: int, *, contract: Contract | None = None) -> QuerySet[User]:
    """Who may look after a contract at the council: officers who decide and belong to none of its suppliers."""
    people = officers_deciding_for(council_id)
    if contract is not None:
        parties = contract.parties.values("organisation")
        belonging = Member.objects.filter(Q(organisation=contract.supplier_id) | Q(organisation__in=parties))
        people = people.exclude(pk__in=belonging.values("user"))
    return people


def without_part_in(user: User, contracts: Iterable[Contract]) -> set[int]:
    """The ids of those contracts whose supplier, and whoever takes part, a person does not belong to. Two queries."""
    contracts = list(contracts)
    belongs = set(Member.objects.filter(user=user).values_list("organisation", flat=True))
    parts = ContractParty.objects.filter(contract__in=contracts, organisation__in=belongs)
    taking_part = set(parts.values_list("contract", flat=True))
    return {one.pk for one in contracts if one.supplier_id not in belongs and one.pk not in taking_part}


def council_people_of(contract: Contract) -> list[User]:
    """Who acts for the council on a contract, and gets its e-mails.

    Its manager and deputy, and beside them whoever covers while one of them is away, as far as each still can; the
    council's leads where that is nobody.
    """
    named = [pk for pk in (contract.manager_id, contract.deputy_id) if pk is not None]
    if not named:
        return list(leads_of(contract.council_id))
    asked = [*named, *covers_of(contract.council_id, named)]
    people = possible_managers(contract.council_id, contract=contract).filter(pk__in=asked)
    return list(people) or list(leads_of(contract.council_id))


def looked_after_by(user: User, *, contract: str = "") -> Q:
    """A condition: rows of contracts a person looks after as manager or deputy, or covers for today.

    `contract` is the way from the row to its contract ("" where the row is one). One query, once a request.
    """
    way = f"{contract}__" if contract else ""
    found = Q(**{f"{way}manager": user}) | Q(**{f"{way}deputy": user})
    for council_id, people in covered_by(user).items():
        away = Q(**{f"{way}manager__in": people}) | Q(**{f"{way}deputy__in": people})
        found |= Q(**{f"{way}council": council_id}) & away
    return found


def with_owners(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    """Contracts annotated with `has_manager` and `has_owner`: whether somebody on that side is named and still can."""
    managing = OfficerRole.objects.filter(
        council=OuterRef("council"), user=OuterRef("manager"), role__in=DECIDING, user__is_active=True
    )
    taking_part = Member.objects.filter(user=OuterRef("manager"), organisation=OuterRef("supplier"))
    owning = Member.objects.filter(
        Q(is_restricted=False) | Q(contracts=OuterRef("pk")),
        organisation=OuterRef("supplier"),
        user=OuterRef("supplier_owner"),
        role__in=WRITING,
        user__is_active=True,
    )
    return contracts.annotate(has_manager=Exists(managing) & ~Exists(taking_part), has_owner=Exists(owning))


def with_cover(contracts: QuerySet[Contract], on: date | None = None) -> QuerySet[Contract]:
    """Contracts annotated with `manager_cover`: who covers for the manager and until when, or None.

    A dict of first_name, last_name, email and ends_on (a day as text), for `cover_words`. Today unless told otherwise.
    """
    away = in_force(on).filter(user=OuterRef("manager"), council=OuterRef("council"))
    parts = {name: f"cover__{name}" for name in ("first_name", "last_name", "email")}
    about = away.values(about=JSONObject(ends_on="ends_on", **parts))[:1]
    return contracts.annotate(manager_cover=Subquery(about))
