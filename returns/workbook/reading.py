"""What a person wrote into a spreadsheet of returns: sheets and rows as plain data, and the cells that are no answers.

Runs in a worker: the spreadsheet itself is opened in the cage (`tables.reading`). Whether an answer is right for its
commitment is not asked here but in `judging`.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from returns.models import WorkbookUpload
from returns.workbook.columns import (
    ACHIEVED_ON,
    CHECKED,
    CODE,
    CODE_COLUMN,
    CODE_ROW,
    HEADING_ROW,
    IS_DONE,
    LAYOUT,
    NOTHING,
    TOLD,
    WRONG,
    Column,
    columns,
)
from returns.workbook.proof import SheetProof, read_sheet_code
from returns.workbook.writing import FIGURES, first_sheet_name, labels
from tables.bounds import Bounds
from tables.reading import Book, Cell, ErrorCell, Row, Sheet, address

BOUNDS = Bounds(
    bytes=5 * 1024 * 1024, unpacked=100 * 1024 * 1024, members=500, sheets=60, rows=2_000, columns=60, cells=120_000
)
MOST_IN_A_CELL = 5_000
"""Characters of an answer that are kept: more than any answer may have, so that its own rule says what is wrong."""


@dataclass
class FoundRow:
    """A row: where it stands, its code, what was written by column, and which cells are no answers at all."""

    place: int
    code: str
    cells: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    """All that is wrong, once it was held against the return."""
    is_new: bool = False
    """Whether there is something to save then."""


@dataclass
class FoundSheet:
    """A sheet of a return as it was filled in. `problem` says why nothing of it can be taken, if that is so."""

    name: str
    supplier_return: int = 0
    revision: int = 0
    with_reasons: bool = False
    problem: str = ""
    cell: str = ""
    """Where the problem is, if it is in one place."""
    refusal: str = ""
    """Why nothing can be taken, once it was held against the return; the problem, if there is one."""
    rows: list[FoundRow] = field(default_factory=list)

    @property
    def has_faults(self) -> bool:
        """Whether something of it cannot be saved."""
        return bool(self.refusal) or any(row.wrong for row in self.rows)

    def address_of(self, row: FoundRow, key: str) -> str:
        """The name of a cell, such as G7."""
        keys = [column.key for column in columns(with_reasons=self.with_reasons)]
        return address(row.place, keys.index(key) + 1)

    @classmethod
    def all_of(cls, upload: WorkbookUpload) -> "list[FoundSheet]":
        """The sheets of a spreadsheet as they were kept."""
        return [cls(**{**said, "rows": [FoundRow(**row) for row in said["rows"]]}) for said in upload.found]

    def to_json(self) -> dict[str, Any]:
        """A sheet as it is kept."""
        return asdict(self)


def read_sheets(book: Book) -> list[FoundSheet]:
    """The sheets of returns in a spreadsheet; the one that explains the others is left out."""
    found, seen = [], set()
    for sheet in book.sheets:
        if sheet.name in _first_names() or not sheet.rows:
            continue
        one = _read_sheet(sheet, list(book.rows(sheet.number)))
        if sheet.is_hidden and not one.supplier_return:  # none of ours, and nobody would find it to take it out
            continue
        if one.supplier_return in seen:
            one.problem, one.rows = _("This return stands in the spreadsheet twice. Take one of its sheets out"), []
        if one.supplier_return:
            seen.add(one.supplier_return)
        found.append(one)
    return found


@cache
def _first_names() -> frozenset[str]:
    """What the first sheet is called, in every language."""
    names = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            names.add(first_sheet_name())
    return frozenset(names)


def _read_sheet(sheet: Sheet, rows: list[Row]) -> FoundSheet:
    at = {row.number: row.cells for row in rows}
    found, cell = FoundSheet(sheet.name), address(CODE_ROW, CODE_COLUMN)
    proof = read_sheet_code(_cell_of(at.get(CODE_ROW, ()), CODE_COLUMN))
    if proof is None:
        words = _("Cell %(cell)s does not hold the code that we put there. Download the return again and fill that in")
        found.problem, found.cell = words % {"cell": cell}, cell
        return found
    found.supplier_return, found.revision = proof.supplier_return, proof.revision
    found.with_reasons = bool(proof.with_reasons)
    if proof.layout != LAYOUT:
        found.problem = _("This sheet was downloaded long ago, and has changed since. Download the return again")
        return found
    shown = columns(with_reasons=found.with_reasons)
    found.problem, found.cell = _structure_problem(sheet, at, shown, proof)
    if not found.problem:
        found.rows = list(_read_rows(rows, shown))
    return found


def _structure_problem(
    sheet: Sheet, at: dict[int, tuple[Cell, ...]], shown: list[Column], proof: SheetProof
) -> tuple[str, str]:
    """What somebody did to the columns, and where; nothing when they stand as they were made."""
    with override(proof.language):
        expected = [str(column.heading) for column in columns(with_reasons=bool(proof.with_reasons))]
    headings = at.get(HEADING_ROW, ())
    for number, heading in enumerate(expected, start=1):
        if _words(_cell_of(headings, number)) != heading:
            cell = address(HEADING_ROW, number)
            words = _("Cell %(cell)s should say “%(heading)s”. Put the columns back, or download the return again")
            return words % {"cell": cell, "heading": heading}, cell
    if sheet.merged:
        words = _("Cells %(cells)s are merged. Unmerge them, or download the return again")
        return words % {"cells": sheet.merged[0]}, sheet.merged[0].partition(":")[0]
    wide = next((row for row, cells in at.items() if row > HEADING_ROW and len(cells) > len(shown)), None)
    if wide:
        cell = address(wide, len(shown) + 1)
        return _("Cell %(cell)s stands outside the columns. Take it out") % {"cell": cell}, cell
    return "", ""


def _read_rows(rows: list[Row], shown: list[Column]) -> Iterator[FoundRow]:
    asked = [(place, column.key) for place, column in enumerate(shown) if column not in TOLD]
    for row in rows:
        if row.number <= HEADING_ROW:
            continue
        found = FoundRow(row.number, _words(_cell_of(row.cells, len(shown))))
        for place, key in asked:
            if key not in (WRONG, CODE) and place < len(row.cells):
                _read_cell(found, key, row.cells[place])
        if found.code or found.cells:
            yield found


def _read_cell(found: FoundRow, key: str, value: Cell) -> None:
    """Put what a cell says into the row: its answer, as a browser would send it, or why it is none."""
    if value is None or value == "":
        return
    if isinstance(value, ErrorCell):
        found.faults[key] = _("This cell holds an error. Type what you want to report")
        return
    said = _words(value)
    if key in (IS_DONE, NOTHING, CHECKED):
        _read_choice(found, key, value)
        return
    found.cells[key] = said[:MOST_IN_A_CELL]
    if key in FIGURES and isinstance(value, bool | date | time | timedelta):
        found.faults[key] = _("This is not a number. Format the cell as a number, and type the figure again")
    elif key == ACHIEVED_ON and isinstance(value, bool | int | Decimal | time | timedelta):
        found.faults[key] = _("This is not a day. Format the cell as a date, and type the day again")


def _read_choice(found: FoundRow, key: str, value: Cell) -> None:
    said = _words(value).casefold()
    known = _meanings(key)
    if said in known:
        if known[said]:
            found.cells[key] = known[said]
        return
    found.cells[key] = _words(value)[:MOST_IN_A_CELL]
    offered = list(labels(key).values())
    if len(offered) == 1:
        found.faults[key] = _("Choose “%(yes)s”, or leave the cell empty") % {"yes": offered[0]}
    else:
        found.faults[key] = _("Choose “%(yes)s” or “%(no)s”") % dict(zip(("yes", "no"), offered, strict=True))


@cache
def _meanings(key: str) -> dict[str, str]:
    """What people may write in a column of choices, in every language, and what it means."""
    found = {"true": "yes" if key == IS_DONE else "on", "false": "no" if key == IS_DONE else ""}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found |= {label.casefold(): meaning for meaning, label in labels(key).items()}
            found.setdefault(_("No").casefold(), "no" if key == IS_DONE else "")
    return found


def _cell_of(cells: tuple[Cell, ...], number: int) -> Cell:
    return cells[number - 1] if number <= len(cells) else None


def _words(value: Cell) -> str:
    """What a cell says: figures without exponents and without what binary fractions add, days as ISO."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | Decimal | float):
        amount = Decimal(value) if isinstance(value, int) else Decimal(format(float(value), ".15g"))
        return f"{amount.normalize():f}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
