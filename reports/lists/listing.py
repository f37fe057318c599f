"""What a list is when it leaves the portal as a file: all rows a person sees under its filters, and its columns."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from framework.comparing import unit_words
from framework.models import Measure
from framework.values import quantise
from tables.cells import Value
from tables.writing import Column, Table

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ROWS_AT_A_TIME = 1000
Given = Mapping[str, str]
"""The filters as they stand in an address."""


@dataclass(frozen=True)
class Field:
    """One column: its heading, what stands in it for a row, and how wide it is in characters."""

    heading: "StrOrPromise"
    value: Callable[[Any], Value]
    width: int = 18


@dataclass(frozen=True)
class Listing:
    """A list: its name in addresses, its title, the page it is shown on, its rows and their columns.

    `rows` is the query behind the page, in the order of the page, for a person and the filters of an address.
    """

    name: str
    title: "StrOrPromise"
    page: str
    rows: Callable[[User, Given], QuerySet]
    fields: tuple[Field, ...]
    is_for_officers: bool | None = True
    """Whose it is: the officers', a supplier's people's (False), or both sides' (None), each with what they see."""

    def href(self, query: str) -> str:
        """The page of the list under these filters."""
        return f"{reverse(self.page)}?{query}" if query else reverse(self.page)

    def length(self, user: User, given: Given, *, most: int) -> int:
        """How many rows the file would have; `most` + 1 stands for all beyond. One query that looks at no more."""
        return self.rows(user, given).order_by()[: most + 1].count()

    def table(self, user: User, given: Given) -> Table:
        """The file's table. Its rows are read as they are written, a fixed number of queries for each thousand."""
        columns = [Column(str(field.heading), field.width) for field in self.fields]
        return Table(str(self.title), columns, self._cells(user, given, get_language()))

    def _cells(self, user: User, given: Given, language: str | None) -> Iterator[list[Value]]:
        """Row by row, in the language of who asked, although the request is over when the last are read."""
        values = [field.value for field in self.fields]
        for row in self.rows(user, given).iterator(chunk_size=ROWS_AT_A_TIME):
            with override(language):
                cells = [value(row) for value in values]
            yield cells


def day_of(moment: datetime | None) -> date | None:
    """The day of a moment, where the councils are."""
    return moment and timezone.localdate(moment)


def name_of(person: User | None) -> str:
    """A person as pages name them."""
    return str(person) if person else ""


def amount_of(measure: Measure, amount: Decimal | None) -> Value:
    """A figure with as many decimals as its measure has: a whole number where it has none; words have no figure."""
    if amount is None or measure.value_type == Measure.ValueType.NARRATIVE:
        return None
    exact = quantise(measure, amount)
    return int(exact) if exact == int(exact) else exact


def measure_fields(way: Callable[[Any], Measure]) -> tuple[Field, ...]:
    """Code, title and unit of the measure of a row."""
    return (
        Field(_("Measure code"), lambda row: way(row).code, 14),
        Field(_("Measure"), lambda row: way(row).title, 50),
        Field(_("Unit"), lambda row: unit_words(way(row)), 16),
    )
