"""A register and its rows as pages and files show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from suppliers.identifiers import Identifier, number_words
from suppliers.models import Contract, RegisterFile, RegisterKind, RegisterRow
from suppliers.queries import council_contracts_visible_to
from suppliers.registers.columns import choices_in, label_of
from suppliers.registers.rows import from_json, unpack
from suppliers.registers.saying import here
from suppliers.registers.values import Party
from tables.reading import address
from tables.writing import Column, Table

SIZE = 25
MOST = 50
ROWS_AT_A_TIME = 1000
HUNDRED = 100


@dataclass(frozen=True)
class Wrong:
    """One thing that is not right: the column, the cell's name and what stands in it ("" where it is no cell's)."""

    label: str
    cell: str
    text: str
    problem: str


@dataclass(frozen=True)
class Shown:
    """One row for a page."""

    row: RegisterRow
    wrong: list[Wrong]
    changes: list[tuple[str, str, str]]
    values: list[tuple[str, str]]
    remarks: list[str]


@dataclass(frozen=True)
class Page:
    """Some rows, and the numbers that the pages around them begin with (None where there is none)."""

    rows: list[Shown]
    before: int | None
    after: int | None


def page_of(register: RegisterFile, verdict: str, *, start: int) -> Page:
    """The rows of a verdict from a row number on, 25 at most. Two queries."""
    rows = register.rows.filter(verdict=verdict).order_by("number")
    found = list(rows.filter(number__gte=start)[: SIZE + 1])
    earlier = rows.filter(number__lt=start).order_by("-number").values_list("number", flat=True)[:SIZE]
    before = list(earlier) if start else []
    after = found[SIZE].number if len(found) > SIZE else None
    return Page([_shown(register, row) for row in found[:SIZE]], before[-1] if before else None, after)


def _shown(register: RegisterFile, row: RegisterRow) -> Shown:
    kind, wrong = register.kind, [_wrong(register, row, column, here(said)) for column, said in row.problems]
    changes = [
        (label_of(kind, code), said_in(kind, code, unpack(before)), said_in(kind, code, unpack(after)))
        for code, before, after in row.changes
    ]
    values = []
    if row.verdict == RegisterRow.Verdict.NEW:
        said = from_json(row.values).items()
        values = [(label_of(kind, code), said_in(kind, code, value)) for code, value in said]
    return Shown(row, wrong, changes, values, list(map(here, row.remarks)))


def _wrong(register: RegisterFile, row: RegisterRow, column: str, text: str) -> Wrong:
    place = register.columns.get(column)
    if not column:
        return Wrong(_("The whole row"), "", "", text)
    if place is None:
        return Wrong(label_of(register.kind, column), "", "", text)
    cell = row.cells[place] if place < len(row.cells) else None
    said = "" if cell is None else str(cell)
    return Wrong(label_of(register.kind, column), address(row.number, place + 1), said[:HUNDRED], text)


def said_in(kind: str, code: str, value: Any) -> str:
    """A value of a column as people read it: a choice by its name."""
    return choices_in(kind, code).get(value) or words_of(value) if isinstance(value, str) else words_of(value)


def words_of(value: Any) -> str:
    """A value as people read it; empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, Decimal):
        return f"£{value:,.2f}"
    if isinstance(value, Identifier):
        return number_words(value.scheme, value.value)
    if isinstance(value, Party):
        return ", ".join(filter(None, [value.name, *map(words_of, value.numbers)]))
    if isinstance(value, tuple):
        return "; ".join(map(words_of, value))
    return str(value)


def percent_of(register: RegisterFile) -> int:
    """How far the worker is, in percent."""
    if register.status == RegisterFile.Status.TAKING:
        done, whole = register.taken, register.right
    else:
        done, whole = register.done_to, register.last_row
    return min(HUNDRED, HUNDRED * done // whole) if whole else 0


def left_out(register: RegisterFile) -> list[str]:
    """The headings of columns that are not taken in."""
    used = set(register.columns.values())
    return [heading for place, heading in enumerate(register.headings) if heading and place not in used]


def without_supplier(user: User, register: RegisterFile) -> QuerySet[Contract]:
    """The contracts that came with a register and for which a person must choose the supplier."""
    if register.kind != RegisterKind.CONTRACTS:
        return Contract.objects.none()
    rows = register.rows.filter(number__lte=register.taken_to, verdict=RegisterRow.Verdict.NEW)
    found = council_contracts_visible_to(user).filter(council=register.council, supplier__isnull=True)
    return found.filter(status=Contract.Status.PREPARING, reference__in=rows.values("key")).order_by("reference")


def mending_table(register: RegisterFile) -> Table:
    """The rows that are not right with the columns they came with, and one that says what is wrong with each."""
    columns = [Column(heading or _("Column %(number)d") % {"number": place + 1}, 24)
               for place, heading in enumerate(register.headings)]  # fmt: skip
    return Table(_("Rows to mend"), [*columns, Column(_("What is wrong"), 60)], _cells(register, len(columns)))


def _cells(register: RegisterFile, width: int) -> Iterator[list[Any]]:
    wrong = register.rows.filter(verdict=RegisterRow.Verdict.WRONG).order_by("number")
    for row in wrong.iterator(chunk_size=ROWS_AT_A_TIME):
        cells = [*row.cells[:width], *[None] * (width - len(row.cells))]
        yield [*cells, "; ".join(here(said) for _column, said in row.problems)]
