"""A synthetic council of any size: people, suppliers, contracts and promises, made up but true to the portal's rules.

Everything follows from the plan by arithmetic and a seeded generator, so the same plan makes the same council again.
Nobody in it is real: people are called Person and a number.
"""

import datetime
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from decimal import Decimal

from accounts.models import Council, OfficerRole, User
from framework.models import Measure
from suppliers.calendar import Span, add_months, due_on
from suppliers.models import (
    Area,
    Commitment,
    Contract,
    Department,
    Member,
    Organisation,
    OrganisationIdentifier,
    ReportingPeriod,
    ServiceCategory,
    TargetPoint,
    TargetProfile,
)
from suppliers.profile import points_for
from tests.bench.rows import Rows

PERIODS = 8
LINES_A_RETURN = 4
CONTRACTS_A_SUPPLIER = 5
CONTRACTS_A_MANAGER = 40
OWN_CONTRACTS = 5  # of the organisation whose editor signs in
OFFICERS_CONTRACTS = 400  # among these many first contracts the officer who signs in manages every fifth
NATION = "ENG"
SERVICES = (
    "Grounds maintenance",
    "Home to school transport",
    "Supported housing",
    "Highway repairs",
    "School meals",
    "Domiciliary care",
    "Leisure centres",
    "Waste collection",
    "Advice services",
    "Building repairs",
)
# Measures that may stand in one return without a figure of one limiting another's, with a target over two years.
MIXES = (
    {"M1.01": 64, "M1.13": 960, "M2.04": 480_000, "M2.09": 95},
    {"M1.04": 48, "M1.07": 80, "M3.06": 640, "M3.07": 24_000},
    {"M2.07": 320_000, "M3.02": 160_000, "M5.01": 240, "M6.04": 40},
    {"M1.16": 56, "M2.08": 64, "M7.09": 4_000, "M7.03": 80},
    {"M8.01": 88, "M8.08": 480, "M9.05": 40, "M9.08": 320},
    {"M1.02": 25, "M4.08": 60, "M5.06": 40_000, "M6.07": 120},
    {"M4.01": 90, "M6.05": 160, "M9.03": 32, "M10.03": 96},
)
# Two of them must be confirmed as different hours before the return goes.
OWN_MIX = {"M1.01": 64, "M1.13": 960, "M3.06": 640, "M2.04": 480_000, "M2.09": 95}


@dataclass(frozen=True)
class Plan:
    """How large: about so many return lines in the large council and a tenth as many in a second one."""

    lines: int
    today: date

    def contracts(self, council: int) -> int:
        """How many contracts the large (0) or the second council (1) has."""
        return max(OWN_CONTRACTS + 1, self.lines // (LINES_A_RETURN * PERIODS) // (10 if council else 1))

    @property
    def suppliers(self) -> int:
        """Each has five contracts with the large council; the first is the one whose editor signs in."""
        return 1 + -(-(self.contracts(0) - OWN_CONTRACTS) // CONTRACTS_A_SUPPLIER)


@dataclass(frozen=True)
class People:
    """Ids of who there is, by place in the plan."""

    councils: list[int]
    managers: list[list[int]]
    organisations: list[int]
    editors: list[int]

    @property
    def officer(self) -> int:
        """The contract manager who signs in."""
        return self.managers[0][0]

    @property
    def editor(self) -> int:
        """The supplier's editor who signs in."""
        return self.editors[0]


@dataclass(frozen=True)
class Promise:
    """A commitment with what is promised for each period."""

    pk: int
    measure: Measure
    points: list[Decimal]


@dataclass(frozen=True)
class Agreed:
    """A contract with everything its returns hang on. `quarters_over` is how long ago its last period was current."""

    pk: int
    council: int
    council_id: int
    number: int
    supplier_id: int
    manager_id: int
    editor_id: int
    quarters_over: int
    periods: list[tuple[int, Span, date]]
    promises: list[Promise]

    @property
    def is_own(self) -> bool:
        """Whether it belongs to the organisation whose editor signs in."""
        return self.council == 0 and self.number < OWN_CONTRACTS


def moment(day: date, minute: int = 0) -> datetime.datetime:
    """A moment on a day, from seven in the morning UTC on, before five in the afternoon."""
    return datetime.datetime.combine(day, datetime.time(7), UTC) + timedelta(seconds=minute * 37 % 36_000)


def quarter_of(day: date) -> date:
    """The first day of the quarter in which a day lies."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


class CouncilMaker:
    """Adds people and contracts to `rows`. `measures` are those of the frozen framework version, by code."""

    def __init__(self, plan: Plan, rows: Rows, measures: Mapping[str, Measure]) -> None:
        self.plan, self.rows, self.measures = plan, rows, measures
        self.chance = random.Random(plan.lines)
        # By council: what its contracts are put under.
        self.heads: list[dict[type, list[int]]] = []

    # --- People ------------------------------------------------------------------------------------------------------
    def add_people(self) -> People:
        """Two councils with their officers, every supplier with three people."""
        councils, managers = [], []
        for place, name in enumerate(("Large County Council", "Small Borough Council")):
            slug = name.split()[0].lower()
            councils.append(
                self.rows.add(
                    Council,
                    name=name,
                    slug=slug,
                    valid_from=date(2000, 4, 1),
                    contact_name="Social value team",
                    contact_email=f"{slug}@example.com",
                )
            )
            managers.append(self._add_officers(place, councils[-1]))
            self.heads.append(self._add_heads(councils[-1]))
        organisations, editors = [], []
        for number in range(self.plan.suppliers):
            organisations.append(self._add_organisation(number))
            people = {role: self._add_user(f"{role}{number}") for role in Member.Role.values}
            for role, user_id in people.items():
                self.rows.add(Member, organisation_id=organisations[-1], user_id=user_id, role=role)
            editors.append(people[Member.Role.EDITOR])
        return People(councils, managers, organisations, editors)

    def _add_heads(self, council_id: int) -> dict[type, list[int]]:
        """Ten services, twelve departments and twenty areas."""
        return {
            ServiceCategory: [
                self.rows.add(ServiceCategory, council_id=council_id, code=f"S{number:02d}", label=label)
                for number, label in enumerate(SERVICES)
            ],
            Department: [
                self.rows.add(Department, council_id=council_id, name=f"Department {number:02d}")
                for number in range(12)
            ],
            Area: [self.rows.add(Area, council_id=council_id, name=f"Area {number:02d}") for number in range(20)],
        }

    def _add_user(self, name: str) -> int:
        return self.rows.add(
            User,
            email=f"{name}@example.com",
            password="!",
            first_name="Person",
            last_name=name.title(),
            date_joined=moment(self.plan.today - timedelta(days=1500)),
        )

    def _add_officers(self, place: int, council_id: int) -> list[int]:
        """Contract managers, whose ids are answered, two leads and an auditor."""
        managers = max(2, self.plan.contracts(place) // CONTRACTS_A_MANAGER)
        roles = [OfficerRole.Role.CONTRACT_MANAGER] * managers
        roles += [OfficerRole.Role.SOCIAL_VALUE_LEAD] * 2 + [OfficerRole.Role.AUDITOR]
        officers = []
        for number, role in enumerate(roles):
            officers.append(self._add_user(f"officer{place}x{number}"))
            self.rows.add(OfficerRole, user_id=officers[-1], council_id=council_id, role=role)
        return officers[:managers]

    def _add_organisation(self, number: int) -> int:
        organisation_id = self.rows.add(Organisation, name=f"Supplier {number:05d} Ltd", is_sme=number % 3 > 0)
        self.rows.add(
            OrganisationIdentifier, organisation_id=organisation_id, scheme="GB-COH", value=f"{10_000_000 + number}"
        )
        return organisation_id

    # --- Contracts ---------------------------------------------------------------------------------------------------
    def contracts(self, people: People) -> Iterator[Agreed]:
        """Every contract of both councils, one at a time."""
        for council in (0, 1):
            for number in range(self.plan.contracts(council)):
                yield self._add_contract(people, council, number)

    def _add_contract(self, people: People, council: int, number: int) -> Agreed:
        is_own = council == 0 and number < OWN_CONTRACTS
        supplier = self._supplier_of(council, number)
        manager_id = self._manager_of(people, council, number)
        over = 0 if is_own else quarters_over(number)
        starts_on = add_months(quarter_of(self.plan.today), -3 * (PERIODS - 1 + over))
        ends_on = add_months(starts_on, 3 * PERIODS) - timedelta(days=1)
        ids = {"council_id": people.councils[council], "supplier_id": people.organisations[supplier]}
        mix = OWN_MIX if is_own else MIXES[number % len(MIXES)]
        version_id = next(iter(self.measures.values())).version_id
        contract_id = self.rows.add(
            Contract,
            reference=f"C{council}-{number:06d}",
            title=f"{SERVICES[number % len(SERVICES)]}, lot {council}-{number:06d}",
            description="What the contract buys, in a sentence or two, as officers typed it.",
            status=Contract.Status.ENDED if over > 1 else Contract.Status.ACTIVE,
            starts_on=starts_on,
            ends_on=ends_on,
            signed_on=starts_on - timedelta(days=30),
            value_net=Decimal(250_000 + 1_000 * (number % 5_000)),
            framework_version_id=version_id,
            manager_id=manager_id,
            **ids,
            **self._place_of(council, number),
        )
        self._add_service(council, number, contract_id)
        periods = self._add_periods(contract_id, starts_on)
        promises = [
            self._add_promise(contract_id, position, code, Decimal(target), periods, manager_id)
            for position, (code, target) in enumerate(mix.items(), start=1)
        ]
        editor_id = people.editors[supplier]
        return Agreed(
            contract_id, council, ids["council_id"], number, ids["supplier_id"], manager_id, editor_id,
            over, periods, promises,
        )  # fmt: skip

    def _supplier_of(self, council: int, number: int) -> int:
        """The large council's contracts come five to a supplier; the second shares suppliers, but never the first."""
        if council == 0:
            return 0 if number < OWN_CONTRACTS else 1 + (number - OWN_CONTRACTS) // CONTRACTS_A_SUPPLIER
        return 1 + number % max(1, self.plan.suppliers - 1)

    def _manager_of(self, people: People, council: int, number: int) -> int:
        managers = people.managers[council]
        if council == 0 and number < OFFICERS_CONTRACTS and number % 5 == 1:
            return people.officer
        return managers[1 + number % (len(managers) - 1)]

    def _place_of(self, council: int, number: int) -> dict[str, int | None]:
        """The department and area of a contract; every tenth has neither."""
        if number % 10 == 9:
            return {}
        heads = self.heads[council]
        return {
            "department_id": heads[Department][number % len(heads[Department])],
            "area_id": heads[Area][number % len(heads[Area])],
        }

    def _add_service(self, council: int, number: int, contract_id: int) -> None:
        """One service each, and a second one for every seventh."""
        services = self.heads[council][ServiceCategory]
        for step in range(2 if number % 7 == 0 else 1):
            category_id = services[(number + step) % len(services)]
            self.rows.add(Contract.categories.through, contract_id=contract_id, servicecategory_id=category_id)

    def _add_periods(self, contract_id: int, starts_on: date) -> list[tuple[int, Span, date]]:
        """Eight quarters; those that have begun are open."""
        periods = []
        for index in range(PERIODS):
            span = Span(add_months(starts_on, 3 * index), add_months(starts_on, 3 * index + 3))
            due = due_on(ends_before=span.ends_before, nation=NATION)
            period_id = self.rows.add(
                ReportingPeriod,
                contract_id=contract_id,
                number=index + 1,
                starts_on=span.starts_on,
                ends_before=span.ends_before,
                due_on=due,
                opened_on=span.starts_on,
            )
            periods.append((period_id, span, due))
        return periods

    def _add_promise(self, contract_id, position, code, target, periods, manager_id) -> Promise:
        measure = self.measures[code]
        starts_on = periods[0][1].starts_on
        commitment_id = self.rows.add(
            Commitment,
            contract_id=contract_id,
            measure_id=measure.pk,
            position=position,
            promise=f"{measure.title}: as promised in the tender"[:300],
            status=Commitment.Status.AGREED,
            target=target,
            agreed_at=moment(starts_on - timedelta(days=20)),
            agreed_by_id=manager_id,
        )
        profile_id = self.rows.add(TargetProfile, commitment_id=commitment_id, version=1)
        points = points_for(measure, target, [span for _id, span, _due in periods])
        for (period_id, span, _due), amount in zip(periods, points, strict=True):
            self.rows.add(TargetPoint, profile_id=profile_id, period_id=period_id, amount=amount, **vars(span))
        return Promise(commitment_id, measure, points)


def quarters_over(number: int) -> int:
    """Half of the contracts run, a fifth ended last quarter, the others up to a year before that."""
    place = number * 37 % 100
    if place < 50:
        return 0
    return 1 if place < 72 else 2 + place % 4
