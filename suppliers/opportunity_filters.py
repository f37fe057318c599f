"""What of a council's opportunities is shown: filters that stand in an address and can be shared."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from suppliers.models import Opportunity, OpportunityStep
from suppliers.opportunities import steps_of
from suppliers.queries import council_opportunities_visible_to

APRIL = 4
YEARS = 3


def financial_year(day: date) -> int:
    """The year in which the financial year of a day began."""
    return day.year if day.month >= APRIL else day.year - 1


def years_offered(today: date) -> list[int]:
    """The financial years that a page offers, the newest first."""
    newest = financial_year(today)
    return [newest - back for back in range(YEARS)]


@dataclass(frozen=True)
class Filters:
    """Made from an address, where whatever is not known is as if it were not there."""

    status: str = ""
    year: int | None = None
    contract: int | None = None

    @classmethod
    def read(cls, given: Mapping[str, str], *, today: date) -> "Filters":
        """From the parameters of an address."""
        status, year, contract = (given.get(name, "") for name in ("status", "year", "contract"))
        years = {str(one): one for one in years_offered(today)}
        return cls(
            status=status if status in Opportunity.Status.values else "",
            year=years.get(year),
            contract=int(contract) if contract.isascii() and contract.isdigit() and len(contract) < 19 else None,
        )

    @property
    def query(self) -> str:
        """The same as the part of an address behind the question mark."""
        given = (("status", self.status), ("year", self.year), ("contract", self.contract))
        return urlencode([(name, value) for name, value in given if value])

    def but(self, **changes: Any) -> "Filters":
        """The same with something changed."""
        return replace(self, **changes)

    @property
    def is_year_alone(self) -> bool:
        """Whether one whole financial year is shown: only then can totals be published without giving others away."""
        return self.year is not None and not self.status and self.contract is None


def opportunities_of(user: User, filters: Filters) -> QuerySet[Opportunity]:
    """The opportunities an officer sees under these filters; of a year, those of which something was counted in it."""
    rows = council_opportunities_visible_to(user)
    if filters.status:
        rows = rows.filter(status=filters.status)
    if filters.contract:
        rows = rows.filter(contract=filters.contract)
    if filters.year:
        rows = rows.filter(Exists(_within(OpportunityStep.objects.filter(opportunity=OuterRef("pk")), filters.year)))
    return rows


def counted_of(user: User, filters: Filters) -> QuerySet[OpportunityStep]:
    """What was counted of these opportunities; of a year, in it."""
    steps = steps_of(opportunities_of(user, filters.but(year=None)))
    return _within(steps, filters.year) if filters.year else steps


def _within(steps: QuerySet[OpportunityStep], year: int) -> QuerySet[OpportunityStep]:
    return steps.filter(happened_on__gte=date(year, APRIL, 1), happened_on__lt=date(year + 1, APRIL, 1))
