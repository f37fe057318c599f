"""What the cage writes down of a spreadsheet: what it is, and its rows as lines of JSON (`tables.opening` says how)."""

import json
import math
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from cage.refusal import Refused
from tables.bounds import Bounds

ERROR_WORDS = re.compile(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|GETTING_DATA)|Err:5\d\d")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Signs that no text has and PostgreSQL cannot keep, the tab and the ends of lines excepted."""


@dataclass
class Opened:
    """What a spreadsheet is: its kind, and of each sheet its name and what is odd about it."""

    kind: str
    sheets: list["OpenedSheet"] = field(default_factory=list)


@dataclass
class OpenedSheet:
    """A sheet: its name, whether it is hidden, the last row that holds something, and its merged ranges.

    A range is [row, column, last row, last column], counted from 0.
    """

    name: str
    is_hidden: bool = False
    rows: int = 0
    merged: list[list[int]] = field(default_factory=list)


def check_size(end: tuple[int, int], most: Bounds) -> None:
    """Raises Refused where the last cell, counted from 0, lies too far out."""
    rows, columns = end[0] + 1, end[1] + 1
    if rows > most.rows:
        raise Refused("too_many_rows")
    if columns > most.columns or rows * columns > most.cells:
        raise Refused("too_many_columns")


def as_json(cell: Any, most: Bounds, *, unreadable: str) -> Any:
    """A cell as JSON has it. Raises Refused, with the code `unreadable` for text that holds control characters."""
    if isinstance(cell, str):
        return _text(cell, most, unreadable) if cell else None
    if isinstance(cell, bool) or cell is None:
        return cell
    if isinstance(cell, int | float):
        if not math.isfinite(cell):
            return {"e": "#NUM!"}
        return int(cell) if abs(cell) < 1e15 and cell == int(cell) else cell
    if isinstance(cell, datetime):
        return {"dt": cell.isoformat()}
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    if isinstance(cell, time):
        return {"t": cell.isoformat()}
    if isinstance(cell, timedelta):
        return {"s": cell.total_seconds()}
    raise Refused("damaged")


def _text(cell: str, most: Bounds, unreadable: str) -> Any:
    if len(cell) > most.characters:
        raise Refused("long_cell")
    if CONTROLS.search(cell):
        raise Refused(unreadable)
    return {"e": cell} if cell[0] in "#E" and ERROR_WORDS.fullmatch(cell) else cell


def write_row(out, sheet: int, row: int, cells: list[Any]) -> None:
    """Add a row of a sheet, both counted from 1, up to its last filled cell."""
    while cells and cells[-1] is None:
        cells.pop()
    out.write(json.dumps([sheet, row, cells], ensure_ascii=False, separators=(",", ":")) + "\n")
