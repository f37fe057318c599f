"""Reads a CSV file from a stranger, in the cage: how its signs are written, what stands between its cells, its rows."""

import contextlib
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from cage.refusal import Refused
from tables.bounds import MEGABYTE, Bounds
from tables.lines import Opened, OpenedSheet, as_json, write_row

CSV = "csv"
DELIMITERS = ",;\t|"
CHUNK = MEGABYTE
MOST_LOOKED_AT = 256 * 1024
"""Characters by which the delimiter is told."""
LINES_LOOKED_AT = 30
NO_TABLE = re.compile(r"\s*(<[!?a-z]|%PDF|#!|\{\\rtf)", re.IGNORECASE)


def open_csv(source: Path, most: Bounds, out) -> Opened:
    """Rows of a CSV file: UTF-8, UTF-16 with its mark, or what older Windows programs write (code page 1252)."""
    sheet = OpenedSheet("")
    with source.open(encoding=_encoding(source), newline="") as text:
        beginning = text.read(MOST_LOOKED_AT)
        if NO_TABLE.match(beginning):
            raise Refused("not_a_table")
        text.seek(0)
        csv.field_size_limit(most.characters + 1)
        try:
            for number, cells in enumerate(csv.reader(text, delimiter=delimiter_of(beginning)), start=1):
                _write_line(out, number, cells, sheet, most)
        except csv.Error as problem:
            raise Refused("long_cell" if "field larger" in str(problem) else "damaged") from problem
    return Opened(CSV, [sheet])


def delimiter_of(beginning: str) -> str:
    """The sign that divides most of the first lines into equally many cells.

    The first line alone does not tell: a title above the rows may hold any sign, and figures hold decimal commas.
    Among signs that divide as many lines alike, the one that makes the most cells.
    """
    return max(DELIMITERS, key=lambda sign: _evenness(csv.reader(io.StringIO(beginning, newline=""), delimiter=sign)))


def _evenness(lines: Iterable[list[str]]) -> tuple[int, int]:
    """How many lines have the same number of cells, more than one, and that number."""
    widths: Counter[int] = Counter()
    with contextlib.suppress(csv.Error):  # a cell that is too long: reading the rows will say so
        widths.update(len(cells) for cells in islice(lines, LINES_LOOKED_AT) if len(cells) > 1)
    return max(((number, width) for width, number in widths.items()), default=(0, 0))


def _write_line(out, number: int, cells: list[str], sheet: OpenedSheet, most: Bounds) -> None:
    if number > most.rows:
        raise Refused("too_many_rows")
    if len(cells) > most.columns:
        raise Refused("too_many_columns")
    written = [as_json(cell, most, unreadable="not_text") for cell in cells]
    if any(cell is not None for cell in written):
        sheet.rows = number
        write_row(out, 1, number, written)


def _encoding(source: Path) -> str:
    """The first encoding in which the whole file can be read. Raises Refused."""
    with source.open("rb") as content:
        if content.read(2) in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16"
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            with source.open(encoding=encoding, newline="") as text:
                while text.read(CHUNK):
                    pass
        except UnicodeDecodeError:
            continue
        return encoding
    raise Refused("not_text")
