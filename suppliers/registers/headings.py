"""Where a register begins: on which sheet, and in which row its headings stand. Titles and notes stand above them.

The sheet is the one that a person chose, or else the one whose headings name the most columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from suppliers.registers.columns import MOST_HEADINGS, match
from suppliers.registers.sheets import sheets_with_rows
from suppliers.registers.tidying import tidy
from tables.reading import Book, ErrorCell, Row, Sheet

# So far down the headings are looked for.
MOST_ROWS_ABOVE = 30
LONGEST_SAMPLE = 60
MOST_SHEETS = 10


@dataclass(frozen=True)
class Beginning:
    """The sheet and row of the headings, the headings, what stands below each, and all sheets that hold rows."""

    sheet: int
    row: int
    headings: list[str]
    samples: list[str]
    last_row: int
    sheets: list[dict[str, Any]] = field(default_factory=list)


def beginning_of(book: Book, kind: str, chosen: int | None = None) -> Beginning | None:
    """Where the headings stand; None where no row could be one. Where none is known, the first of several texts is.

    On the sheet that was `chosen` its first row is where no row looks like headings: the person sees it and decides.
    """
    found = [
        (score, -sheet.number, beginning)
        for sheet in _looked_at(book, chosen)
        for score, beginning in _on_sheet(
            list(islice(book.rows(sheet.number), MOST_ROWS_ABOVE)), sheet, kind, is_chosen=chosen is not None
        )
    ]
    return replace(max(found, key=lambda one: one[:2])[2], sheets=sheets_with_rows(book)) if found else None


def _looked_at(book: Book, chosen: int | None) -> Sequence[Sheet]:
    """The sheets on which headings are looked for: to come to each, the file is gone through once."""
    if chosen is not None:
        return [sheet for sheet in book.sheets if sheet.number == chosen and sheet.rows]
    return [sheet for sheet in book.sheets[:MOST_SHEETS] if sheet.rows and not sheet.is_hidden]


def _on_sheet(rows: Sequence[Row], sheet: Sheet, kind: str, *, is_chosen: bool) -> list[tuple[int, Beginning]]:
    """The best row of headings on a sheet with how many columns it names: one, or none."""
    best: tuple[int, int] | None = None
    for place, row in enumerate(rows):
        texts = sum(isinstance(cell, str) and bool(cell.strip()) for cell in row.cells)
        score = len(match(headings_in(row), kind))
        if texts and (best is None or score > best[0]) and (score or texts > 1):
            best = (score, place)
    if best is None and is_chosen and rows:
        best = (0, 0)
    if best is None:
        return []
    score, place = best
    headings = headings_in(rows[place])
    samples = _samples(rows[place + 1 :], len(headings))
    return [(score, Beginning(sheet.number, rows[place].number, headings, samples, sheet.rows))]


def headings_in(row: Row) -> list[str]:
    """The texts of a row, tidied."""
    return ["" if isinstance(cell, ErrorCell) else tidy(cell)[:250] for cell in row.cells[:MOST_HEADINGS]]


def _samples(rows: Sequence[Row], columns: int) -> list[str]:
    """The first thing that stands in each column."""
    return [
        next((_short(row.cells[place]) for row in rows if place < len(row.cells) and _short(row.cells[place])), "")
        for place in range(columns)
    ]


def _short(cell: Any) -> str:
    text = cell.words if isinstance(cell, ErrorCell) else tidy(cell)
    return text if len(text) <= LONGEST_SAMPLE else f"{text[: LONGEST_SAMPLE - 1]}…"
