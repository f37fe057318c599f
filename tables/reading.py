"""Reads spreadsheets that strangers made: CSV, XLSX and ODS, opened in the cage, their rows one at a time.

    with read_table(path) as book:
        for row in book.rows(sheet=1):
            ...

For workers. Raises TableRefused, whose text says how to mend the file, and SandboxUnavailable where it cannot be
opened now at all.
"""

import contextlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from cage.locking import MEGABYTE, Limits
from cage.refusal import Refused
from cage.sandbox import preload, run_apart, workplace
from tables.bounds import Bounds
from tables.faults import Fault, TableRefused

OPENING = "tables.opening"
# Names in the workplace, as `tables.opening` has them. That module is loaded in the cage and nowhere else.
SOURCE, ROWS = "source", "rows"
USUAL = Bounds()
LIMITS = Limits(
    memory=1536 * MEGABYTE, seconds=60, file_size=512 * MEGABYTE, folder_size=600 * MEGABYTE, folder_files=10
)

preload(OPENING)


@dataclass(frozen=True)
class ErrorCell:
    """A cell with an error in place of a value (#REF!), or a formula that was never worked out."""

    words: str


Cell = str | int | Decimal | bool | date | datetime | time | timedelta | ErrorCell | None


@dataclass(frozen=True)
class Sheet:
    """A sheet of a spreadsheet: its number from 1, its name (empty for CSV), and what is odd about it."""

    number: int
    name: str
    is_hidden: bool
    rows: int
    merged: tuple[str, ...]
    """Its merged ranges, such as "A3:B4"."""


@dataclass(frozen=True)
class Row:
    """A row that holds something: the number a spreadsheet program shows, and its cells up to the last filled one."""

    number: int
    cells: tuple[Cell, ...]


class Book:
    """An opened spreadsheet, as long as `read_table` lasts."""

    def __init__(self, kind: str, sheets: tuple[Sheet, ...], rows: Path) -> None:
        self.kind = kind
        self.sheets = sheets
        self._rows = rows

    def rows(self, sheet: int = 1) -> Iterator[Row]:
        """The rows of a sheet, empty ones left out, from the top. As often as wanted; one is held at a time."""
        with self._rows.open(encoding="utf-8") as lines:
            for line in lines:
                number, row, cells = json.loads(line, parse_float=Decimal)
                if number == sheet:
                    yield Row(row, tuple(map(_cell, cells)))


@contextlib.contextmanager
def read_table(path: Path, *, bounds: Bounds = USUAL) -> Iterator[Book]:
    """Open a spreadsheet. Raises TableRefused and SandboxUnavailable."""
    if path.stat().st_size > bounds.bytes:
        raise TableRefused(Fault.TOO_BIG, bounds)
    with workplace() as folder:
        shutil.copyfile(path, folder / SOURCE)
        try:
            said = run_apart(f"{OPENING}:open_here", folder, limits=LIMITS, bounds=asdict(bounds))
        except Refused as refusal:
            raise TableRefused.of(refusal, bounds) from None
        rows = folder / ROWS
        if rows.is_symlink() or not rows.is_file():
            raise TableRefused(Fault.UNSAFE, bounds)
        yield Book(str(said["kind"]), tuple(_sheets(said["sheets"])), rows)


def address(row: int, column: int) -> str:
    """The name of a cell, both counted from 1: 2 and 28 are AB2."""
    letters = ""
    while column:
        column, left = divmod(column - 1, 26)
        letters = chr(65 + left) + letters
    return f"{letters}{row}"


def _sheets(said: list[dict[str, Any]]) -> Iterator[Sheet]:
    for number, sheet in enumerate(said, start=1):
        merged = tuple(
            f"{address(row + 1, column + 1)}:{address(last_row + 1, last_column + 1)}"
            for row, column, last_row, last_column in sheet["merged"]
        )
        yield Sheet(number, str(sheet["name"]), bool(sheet["is_hidden"]), int(sheet["rows"]), merged)


def _cell(said: Any) -> Cell:
    if not isinstance(said, dict):
        return said
    ((kind, value),) = said.items()
    match kind:
        case "d":
            return date.fromisoformat(value)
        case "dt":
            return datetime.fromisoformat(value)
        case "t":
            return time.fromisoformat(value)
        case "s":
            return timedelta(seconds=float(value))
        case _:
            return ErrorCell(str(value))
