"""What a list is when it leaves the portal as a file: all rows a person sees under its filters, and its columns.

Rows come from the database as plain values, and are shown a thousand at a time and column by column: no model is made
for any of them, and what repeats within a column is worked out once.
"""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from django.db.models import QuerySet, TextChoices
from django.http import Http404, QueryDict
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
MOST_DIGITS = 18
Given = Mapping[str, str]
"""The filters as they stand in an address."""


@dataclass(frozen=True)
class Field:
    """One column: its heading, the values of a row it is made of, how wide it is in characters, and how it is shown.

    `of` names one value or several as `QuerySet.values` does; `show` makes one cell of them, always the same of the
    same. Without it the one value is the cell.
    """

    heading: "StrOrPromise"
    of: str | tuple[str, ...]
    width: int = 18
    show: Callable[..., Value] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The values it is made of."""
        return (self.of,) if isinstance(self.of, str) else self.of

    def under(self, way: str) -> Self:
        """The same column for rows that lead to what it is about by `way`; "" where they are that."""
        return replace(self, of=tuple(f"{way}__{name}" for name in self.names)) if way else self

    def cells(self, *columns: Sequence[Any]) -> Iterable[Value]:
        """The cells of some rows, whose values come as a column for each of `names`."""
        if self.show is None:
            return columns[0]
        return map(lru_cache(ROWS_AT_A_TIME)(self.show), *columns)


@dataclass(frozen=True)
class Gathered(Field):
    """A column of what belongs to a row many times over: `gather` finds it for the keys of a thousand rows at once."""

    gather: Callable[[set[Any]], Mapping[Any, Value]] = field(kw_only=True)

    def cells(self, *columns: Sequence[Any]) -> Iterable[Value]:
        """What was gathered of each key, and empty text where nothing was."""
        found = self.gather(set(columns[0]) - {None})
        return [found.get(key, "") for key in columns[0]]


@dataclass(frozen=True)
class AnyListing(ABC):
    """A list: its name in addresses, its title, and the page it is shown on.

    `page` is the name of the page's address, whose query the filters are, or makes the whole address of the filters.
    """

    name: str
    title: "StrOrPromise"
    page: str | Callable[[Given], str]
    is_for_officers: bool | None = field(default=True, kw_only=True)
    """Whose it is: the officers', a supplier's people's (False), or both sides' (None), each with what they see."""

    def href(self, given: QueryDict) -> str:
        """The page of the list under these filters. Raises Http404 where there is none."""
        if callable(self.page):
            return self.page(given)
        return f"{reverse(self.page)}?{given.urlencode()}" if given else reverse(self.page)

    @abstractmethod
    def length(self, user: User, given: Given, *, most: int) -> int:
        """How many rows the file would have; `most` + 1 stands for all beyond."""

    @abstractmethod
    def table(self, user: User, given: Given) -> Table:
        """The file's table. Raises Http404 where the filters ask for what there is not."""


@dataclass(frozen=True)
class Listing(AnyListing):
    """A list of what lies in the database, and its columns.

    `rows` is the query behind the page, in the order of the page, for a person and the filters of an address.
    """

    rows: Callable[[User, Given], QuerySet]
    fields: tuple[Field, ...]

    def length(self, user: User, given: Given, *, most: int) -> int:
        """How many rows the file would have; `most` + 1 stands for all beyond. One query that looks at no more."""
        return self.rows(user, given).order_by()[: most + 1].count()

    def table(self, user: User, given: Given) -> Table:
        """The file's table. Its rows are read as they are written, a fixed number of queries for each thousand."""
        columns = [Column(str(one.heading), one.width) for one in self.fields]
        return Table(str(self.title), columns, self._cells(user, given, get_language()))

    def values_streamed(self, user: User, given: Given) -> tuple[list[str], QuerySet]:
        """The names of all values the columns are made of, each once, and the query that has them in this order."""
        names = list(dict.fromkeys(name for one in self.fields for name in one.names))
        return names, self.rows(user, given).values_list(*names)

    def _cells(self, user: User, given: Given, language: str | None) -> Iterator[Sequence[Value]]:
        """Row by row, in the language of who asked, although the request is over when the last are read."""
        names, query = self.values_streamed(user, given)
        rows = query.iterator(chunk_size=ROWS_AT_A_TIME)
        while some := list(islice(rows, ROWS_AT_A_TIME)):
            columns = dict(zip(names, zip(*some, strict=True), strict=True))
            with override(language):
                cells = [list(one.cells(*(columns[name] for name in one.names))) for one in self.fields]
            yield from zip(*cells, strict=True)


@dataclass(frozen=True)
class Summary(AnyListing):
    """A list of what is worked out: few columns of the same `Standing` or totals, a row for each head there is."""

    columns: Callable[[Given], list[Column]]
    rows: Callable[[User, Given], Iterator[Sequence[Value]]]

    def length(self, user: User, given: Given, *, most: int) -> int:
        """How many rows the file would have, at most `most` + 1: all of them are worked out for it."""
        return sum(1 for _row in islice(self.rows(user, given), most + 1))

    def table(self, user: User, given: Given) -> Table:
        """The file's table, in the language of who asks to its last row."""
        return Table(str(self.title), self.columns(given), _in_language(get_language(), self.rows(user, given)))


def _in_language(language: str | None, rows: Iterator[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    """The same rows, each worked out in this language, whichever is spoken between two of them."""
    while True:
        with override(language):
            row = next(rows, None)
        if row is None:
            return
        yield row


def number_in(given: Given, name: str) -> int:
    """The number that a filter is. Raises Http404 where it is none."""
    text = given.get(name, "")
    if not text.isascii() or not text.isdigit() or len(text) > MOST_DIGITS:
        raise Http404
    return int(text)


def page_about(address: str, name: str) -> Callable[[Given], str]:
    """The page at an address that ends with the number a filter is."""
    return lambda given: reverse(address, args=[number_in(given, name)])


# --- How values are shown ---------------------------------------------------------------------------------------------
def day_of(moment: datetime | None) -> date | None:
    """The day of a moment, where the councils are."""
    return moment and timezone.localdate(moment)


def person(way: str) -> tuple[str, ...]:
    """The values that `name_of` makes a name of."""
    return tuple(f"{way}__{name}" for name in ("first_name", "last_name", "email"))


def name_of(first_name: str | None, last_name: str | None, email: str | None) -> str:
    """A person as pages name them; nothing for nobody."""
    return "" if email is None else str(User(first_name=first_name or "", last_name=last_name or "", email=email))


def label_of(choices: type[TextChoices]) -> Callable[[str], str]:
    """The words for a value that is one of some; an empty one has none."""
    return lambda value: str(choices(value).label) if value else ""


def joined(found: Iterable[tuple[Any, str]], between: str = ", ") -> dict[Any, str]:
    """Several texts of one key as one, for `Gathered`."""
    texts = defaultdict(list)
    for key, text in found:
        texts[key].append(text)
    return {key: between.join(several) for key, several in texts.items()}


def figure(way: str, *names: str) -> tuple[str, ...]:
    """What `amount_of` needs to know of the measure that `way` leads to, and then the values of an amount."""
    return (f"{way}__value_type", f"{way}__unit", *names)


@lru_cache(maxsize=10_000)
def amount_of(value_type: str, unit: str, amount: Decimal | None) -> Value:
    """A figure with as many decimals as its measure has: a whole number where it has none; words have no figure."""
    if amount is None or value_type == Measure.ValueType.NARRATIVE:
        return None
    exact = quantise(measure_of(value_type, unit), amount)
    return int(exact) if exact == int(exact) else exact


@lru_cache(maxsize=256)
def measure_of(value_type: str, unit: str, aggregation: str = Measure.Aggregation.SUM) -> Measure:
    """A measure of this kind, for the rules that ask for one."""
    return Measure(value_type=value_type, unit=unit, aggregation=aggregation)


def measure_fields(way: str) -> tuple[Field, ...]:
    """Code, title and unit of the measure that `way` leads to."""
    return (
        Field(_("Measure code"), f"{way}__code", 14),
        Field(_("Measure"), f"{way}__title", 50),
        Field(_("Unit"), figure(way), 16, lambda value_type, unit: unit_words(measure_of(value_type, unit))),
    )
