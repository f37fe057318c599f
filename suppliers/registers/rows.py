"""Rows of a register as what they say: each cell read by its column, and what is not right about it in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from suppliers.identifiers import Identifier
from suppliers.registers.columns import COLUMNS, Column
from suppliers.registers.saying import Sentence, here, in_each
from suppliers.registers.values import Party, Unreadable
from tables.reading import ErrorCell, Row

LONGEST_CELL = 4_000
"""More than the longest text that a column takes: what is longer is not right until it is shortened."""
LONGEST_KEY = 400


@dataclass(frozen=True)
class Problem:
    """What is not right in a row: the column's code ("" for the row as a whole), and how to mend it."""

    column: str
    said: Sentence


@dataclass
class Said:
    """What a row says: the values of its columns, without those that are empty."""

    number: int
    values: dict[str, Any]
    remarks: list[Sentence] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    cells: list[Any] = field(default_factory=list)


@dataclass
class Plan:
    """What a row would do. `changes` are column, before and after as values; `thing` is what it is about."""

    said: Said
    verdict: str
    key: str = ""
    title: str = ""
    changes: list[tuple[str, Any, Any]] = field(default_factory=list)
    thing: Any = None


def read_row(row: Row, kind: str, columns: Mapping[str, int], *, from_1904: bool) -> Said | None:
    """What a row says; None for one that says nothing in any column that is taken in."""
    said = Said(row.number, {})
    is_empty = True
    for column in COLUMNS[kind]:
        place = columns.get(column.code)
        cell = row.cells[place] if place is not None and place < len(row.cells) else None
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            continue
        is_empty = False
        try:
            read = column.read(cell, from_1904)
        except Unreadable as problem:
            said.problems.append(Problem(column.code, problem.said))
            continue
        if read.value is not None:
            said.values[column.code] = read.value
        if read.remark:
            said.remarks.append(_about(column, read.remark))
    if is_empty:
        return None
    said.cells = [plain(cell) for cell in row.cells]
    return said


def _about(column: Column, remark: Sentence) -> Sentence:
    """A remark with the name of its column before it."""
    return in_each(lambda: f"{column.label}: {here(remark)}")


def plain(cell: Any) -> Any:
    """A cell as JSON can hold it, and as a file of rows to mend has it again."""
    if isinstance(cell, ErrorCell):
        return cell.words
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        return cell.date().isoformat()
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if cell is None or isinstance(cell, bool | int):
        return cell
    return str(cell)[:LONGEST_CELL]


# --- What is kept of a row until it is taken in -----------------------------------------------------------------------
def to_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON can hold them, and `from_json` reads them back."""
    return {name: pack(value) for name, value in values.items()}


def from_json(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The values that `to_json` kept."""
    return {name: value if isinstance(value, str) else unpack(value) for name, value in kept.items()}


def pack(value: Any) -> Any:
    """One value as JSON can hold it, and `unpack` reads it back."""
    if isinstance(value, Decimal):
        return {"n": str(value)}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, Identifier):
        return {"i": [value.scheme, value.value]}
    if isinstance(value, Party):
        return {"p": [value.name, pack(value.numbers), value.is_sme, value.is_vcse]}
    if isinstance(value, tuple):
        return [pack(one) for one in value]
    return value


def unpack(value: Any) -> Any:
    """The value that `pack` kept."""
    if isinstance(value, list):
        return tuple(map(unpack, value))
    if not isinstance(value, dict):
        return value
    ((kind, kept),) = value.items()
    match kind:
        case "n":
            return Decimal(kept)
        case "d":
            return date.fromisoformat(kept)
        case "i":
            return Identifier(*kept)
        case _:
            return Party(kept[0], unpack(kept[1]), kept[2], kept[3])
