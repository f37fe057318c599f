"""Whose turn a registration is: who has its number already, and which councils know the organisation that asks.

Asked for several registrations at once, so that a list costs no more than one of them. Nothing of it is ever shown to
the people who ask (decision record 0021).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Council, User
from accounts.permissions import DECIDING
from accounts.queries import Office, officer_roles, offices_of
from suppliers.calendar import add_working_days
from suppliers.identifiers import Identifier
from suppliers.models import (
    Contract,
    ContractClaim,
    ContractParty,
    Invitation,
    Member,
    Organisation,
    OrganisationIdentifier,
    Registration,
)
from suppliers.queries import asking_of, holding_with, owners_of_numbers, registrations_visible_to, run_by
from suppliers.reach import places_of

# How long the organisation's own admins have before a council may decide in their place (SU1).
DECIDE_WITHIN_WORKING_DAYS = 5


@dataclass
class Standing:
    """How one registration stands towards one person."""

    asked_on: date
    is_further: bool = False
    """A confirmed organisation says that it has this number, too: nobody asks to join anybody."""
    owner: Organisation | None = None
    """Who has the number already; None while it is free, or where there is no number."""
    owner_has_admin: bool = False
    owner_has_contracts: bool = False
    with_owner: dict[int, str] = field(default_factory=dict)
    """Of the person's councils those with a contract with the owner: nation by council id."""
    with_asker: set[int] = field(default_factory=set)
    """Of the person's councils those whose contract the asker holds, takes part in, claims or was invited to."""

    def waits_until(self) -> date | None:
        """The last day on which only the owner's admins decide, in the nation that is quickest; None without any."""
        if self.owner is None or not self.owner_has_admin or self.is_further:
            return None
        nations = set(self.with_owner.values()) or {Council.Nation.ENGLAND.value}
        return min(add_working_days(self.asked_on, DECIDE_WITHIN_WORKING_DAYS, nation) for nation in nations)

    def councils_that_decide(self, today: date) -> set[int]:
        """Of the person's councils those whose turn it is, whatever the person may do there."""
        if self.owner is None or self.is_further:
            return self.with_asker
        if not self.owner_has_admin:
            # Nobody at all has an interest in such an organisation, so whoever knows the one that asks may say.
            return set(self.with_owner) if self.owner_has_contracts else set(self.with_owner) | self.with_asker
        return {
            council_id
            for council_id, nation in self.with_owner.items()
            if today > add_working_days(self.asked_on, DECIDE_WITHIN_WORKING_DAYS, nation)
        }


def standing_of(user: User, registration: Registration) -> Standing:
    """How one registration stands towards a person; at most four queries."""
    return standings_of(user, [registration])[registration.pk]


def standings_of(user: User, registrations: Iterable[Registration]) -> dict[int, Standing]:
    """How some registrations stand towards a person, by id; at most four queries for all of them."""
    return _standings(list(registrations), set(officer_roles(user)))


def standings_of_all_councils(registrations: Iterable[Registration]) -> dict[int, Standing]:
    """How some registrations stand towards every council, by id, for the worker; at most four queries."""
    return _standings(list(registrations), set(Council.objects.values_list("pk", flat=True)))


def _standings(rows: list[Registration], councils: set[int]) -> dict[int, Standing]:
    found = {
        row.pk: Standing(timezone.localdate(row.asked_at), is_further=not row.organisation.is_provisional)
        for row in rows
    }
    _find_owners(rows, found)
    if not councils:
        return found
    known = _councils_by_organisation(rows, found, councils)
    asking = _councils_asked({row.organisation_id for row in rows}, councils)
    for row in rows:
        standing = found[row.pk]
        standing.with_asker = set(known.get(row.organisation_id, {}))
        standing.with_asker |= {council_id for asker, council_id in asking if asker == row.organisation_id}
        if standing.owner is not None:
            standing.with_owner = known.get(standing.owner.pk, {})
    return found


def _find_owners(rows: list[Registration], found: dict[int, Standing]) -> None:
    """Who has the numbers already; one query, also where there is none."""
    wanted = Q(pk__in=[])
    for row in rows:
        if row.scheme:
            wanted |= Q(scheme=row.scheme, value=row.value)
    admins = Member.objects.filter(organisation=OuterRef("organisation"), role=Member.Role.ADMIN, user__is_active=True)
    held = Contract.objects.filter(supplier=OuterRef("organisation"))
    parts = ContractParty.objects.filter(organisation=OuterRef("organisation"))
    owners = OrganisationIdentifier.objects.filter(wanted).select_related("organisation")
    numbers = {
        (number.scheme, number.value): number
        for number in owners.annotate(has_admin=Exists(admins), has_contracts=Exists(held) | Exists(parts))
    }
    for row in rows:
        number = numbers.get((row.scheme, row.value))
        if number is not None and number.organisation_id != row.organisation_id:
            standing = found[row.pk]
            standing.owner = number.organisation
            standing.owner_has_admin, standing.owner_has_contracts = number.has_admin, number.has_contracts


def _councils_asked(organisations: set[int], councils: set[int]) -> set[tuple[int, int]]:
    """Organisations with the councils whose contract they claim, or accepted an invitation to. One query."""
    claimed = ContractClaim.objects.filter(
        organisation__in=organisations,
        council__in=councils,
        status__in=[ContractClaim.Status.WAITING, ContractClaim.Status.ACCEPTED],
    )
    invited = Invitation.objects.filter(answered_for__in=organisations, contract__council__in=councils)
    asked = claimed.order_by().values_list("organisation_id", "council_id")
    return set(asked.union(invited.order_by().values_list("answered_for_id", "contract__council_id")))


def _councils_by_organisation(
    rows: list[Registration], found: dict[int, Standing], councils: set[int]
) -> dict[int, dict[int, str]]:
    """Of some councils those with a contract with each organisation, held or taken part in: nations by council id."""
    organisations = {row.organisation_id for row in rows}
    organisations |= {standing.owner.pk for standing in found.values() if standing.owner is not None}
    held = Contract.objects.filter(council__in=councils, supplier__in=organisations).order_by()
    parts = ContractParty.objects.filter(contract__council__in=councils, organisation__in=organisations).order_by()
    known: dict[int, dict[int, str]] = {}
    for organisation_id, council_id, nation in (
        *held.values_list("supplier_id", "council_id", "council__nation").distinct(),
        *parts.values_list("organisation_id", "contract__council_id", "contract__council__nation").distinct(),
    ):
        if organisation_id is not None:
            known.setdefault(organisation_id, {})[council_id] = nation
    return known


def registrations_waiting() -> QuerySet[Registration]:
    """Registrations that wait, whoever may see them: to learn whether the long question below is worth asking."""
    return Registration.objects.filter(status=Registration.Status.WAITING)


def registrations_to_decide(user: User, *, today: date) -> QuerySet[Registration]:
    """What an officer can decide about today: the rows for which `can_decide_registration` says yes, as one condition.

    For counting. Asks nothing but what `offices_of` and `places_of` ask.
    """
    own = list(places_of(user))
    offices = {pk: office for pk, office in offices_of(user).items() if office.roles & DECIDING}
    owners = owners_of_numbers()
    joining = Q(organisation__is_provisional=True) & Exists(owners)
    by_council = ~joining & asking_of(offices)
    by_council |= joining & _without_admin(owners, offices) | joining & _in_time_no_more(owners, offices, today)
    belonging = Q(organisation__in=own) | Exists(owners.filter(organisation__in=own))
    as_admin = joining & Exists(owners.filter(organisation__in=run_by(user)))
    waiting = registrations_visible_to(user).filter(status=Registration.Status.WAITING)
    return waiting.filter(as_admin | (by_council & ~belonging))


def _without_admin(owners: QuerySet, offices: Collection[int]) -> Q:
    """A condition: nobody runs the organisation that has the number, and it is these councils' to say who may."""
    held = Contract.objects.filter(supplier=OuterRef("organisation"))
    parts = ContractParty.objects.filter(organisation=OuterRef("organisation"))
    idle = owners.exclude(Exists(held) | Exists(parts))
    theirs = Q(Exists(owners.filter(holding_with(offices)))) | (Q(Exists(idle)) & asking_of(offices))
    return ~Q(Exists(owners.filter(_run()))) & theirs


def _in_time_no_more(owners: QuerySet, offices: Mapping[int, Office], today: date) -> Q:
    """A condition: the days of the admins are over, counted in the nation of a council with a contract."""
    found = Q(pk__in=[])
    for nation in {office.nation for office in offices.values()}:
        councils = [pk for pk, office in offices.items() if office.nation == nation]
        theirs = owners.filter(_run()).filter(holding_with(councils))
        found |= Q(asked_at__lt=_decidable_before(today, nation)) & Q(Exists(theirs))
    return found


def _run() -> Q:
    """A condition: numbers of organisations that somebody runs."""
    admins = Member.objects.filter(role=Member.Role.ADMIN, user__is_active=True)
    return Q(organisation__in=admins.values("organisation"))


def _decidable_before(today: date, nation: str) -> datetime:
    """The moment before which somebody must have asked for the admins' days to be over today."""
    day = today
    while add_working_days(day, DECIDE_WITHIN_WORKING_DAYS, nation) >= today:
        day -= timedelta(days=1)
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def number_of(registration: Registration) -> Identifier | None:
    """The number that was given, if any."""
    return Identifier(registration.scheme, registration.value) if registration.scheme else None


def number_is_free(registration: Registration) -> bool:
    """Whether no organisation has the number; true where none was given. For councils and actions, never for askers."""
    if not registration.scheme:
        return True
    return not OrganisationIdentifier.objects.filter(scheme=registration.scheme, value=registration.value).exists()


def waiting_registration_of(organisation_id: int) -> Registration | None:
    """What an organisation waits to have confirmed, if anything."""
    return (
        Registration.objects.filter(organisation=organisation_id, status=Registration.Status.WAITING)
        .select_related("organisation")
        .first()
    )
