"""What a page of the portfolio is about, as its address says it: links that survive being shared."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from django.urls import reverse
from django.utils.dateparse import parse_date

from accounts.models import User
from reports.dimensions import Dimension, is_place, title_visible_to
from reports.standing import LISTED, end_of, quarter_of
from suppliers.places import Place

LARGEST = 2**63 - 1


@cache
def address_of(name: str) -> str:
    """Where a page of the portfolio is: asked once a process, because one page has hundreds of links to another."""
    return reverse(name)


@dataclass(frozen=True)
class Filters:
    """A place of contracts, a part of a framework, a state and a quarter; each may be missing and means all then.

    In place of one quarter, `until` stands for all the quarters before it.
    """

    state: str = "promised"
    place: Place | None = None
    of_measures: tuple[Dimension, int] | None = None
    quarter: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, dimension: Dimension, key: int) -> "Filters":
        """Everything under one head."""
        return cls(place=(dimension.value, key)) if is_place(dimension) else cls(of_measures=(dimension, key))

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Filters":
        """From an address. What is no filter of ours, or says nothing that could be, is passed over."""
        found = cls(state=query.get("state", "") if query.get("state", "") in LISTED else "promised")
        for dimension in Dimension:
            text = query.get(dimension.value, "")
            if text.isascii() and text.isdigit() and int(text) <= LARGEST:
                one = cls.of(dimension, int(text))
                found = replace(found, place=one.place or found.place, of_measures=one.of_measures or found.of_measures)
        return replace(found, quarter=_quarter(query.get("quarter", "")), until=_quarter(query.get("until", "")))

    def but(self, **other) -> "Filters":
        """The same with something else in it."""
        return replace(self, **other)

    @property
    def query(self) -> str:
        """For an address."""
        return self.query_of(self.state)

    def query_of(self, state: str) -> str:
        """For the address of another state."""
        return f"state={state}{self.rest}"

    @property
    def rest(self) -> str:
        """What follows the state in an address. Names, numbers and days need no escape there."""
        heads = [f"&{Dimension(name).value}={key}" for name, key in filter(None, (self.of_measures, self.place))]
        days = (("quarter", self.quarter), ("until", self.until))
        return "".join([*heads, *(f"&{name}={day.isoformat()}" for name, day in days if day)])

    @property
    def last_day(self) -> date | None:
        """The last day of the quarter, where there is one."""
        return self.quarter and end_of(self.quarter)

    def words(self, user: User) -> list[str]:
        """What they say, for people: "Department: Housing". Raises Http404 for what the person does not see.

        A query for each.
        """
        chosen = [(Dimension(dimension), key) for dimension, key in filter(None, (self.of_measures, self.place))]
        return [f"{dimension.label}: {title_visible_to(user, dimension, key)}" for dimension, key in chosen]


def _quarter(text: str) -> date | None:
    """The first day of a quarter, as we write it; None for anything else."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and day == quarter_of(day) and day.year > 1 and day.year < 9999 else None
