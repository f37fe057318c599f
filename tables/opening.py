"""Opens one spreadsheet from a stranger and writes its rows down, one a line. Runs in the cage, without settings.

calamine reads workbooks twenty times as fast as other readers, but trusts them: one cell at the far end ends its
process, and an error such as #REF! is nothing to it. So an XLSX workbook is looked through first (`tables.blocks`).
"""

import zipfile
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any
from xml.parsers import expat
from zlib import error as ZlibError

import python_calamine

from cage.refusal import Refused
from tables.blocks import ROWS_IN_A_BLOCK, Blocks, divide
from tables.bounds import Bounds
from tables.lines import CONTROLS, Opened, OpenedSheet, as_json, check_size, write_row
from tables.ods_errors import errors_in
from tables.parts import WORKBOOK, check_container, workbook_of
from tables.separated import CSV, open_csv

SOURCE, ROWS, BLOCKS = "source", "rows", "blocks.xlsx"
XLSX, ODS = "xlsx", "ods"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_MERGED = 1_000
"""Merged ranges that are written down for each sheet."""
NOT_AS_SAID = (zipfile.BadZipFile, ZlibError, expat.ExpatError, NotImplementedError, RuntimeError, KeyError, EOFError,
               OSError, ValueError)  # fmt: skip
"""What a workbook raises that is damaged."""
IndexedRow = tuple[int, list[Any]]
"""The index of a row from 0, and its cells."""


def open_here(bounds: dict[str, int]) -> dict[str, Any]:
    """Read `source` in the current folder and write `rows` beside it; answers with an `Opened` as a dict.

    Each line of `rows` is JSON: [sheet, row, [cell, ...]], both counted from 1, empty rows left out. A cell is a text,
    a number, true or false, null where it is empty, {"d": day}, {"dt": moment}, {"t": time}, {"s": seconds} for a span,
    or {"e": words} for an error. Raises Refused with a code of `tables.faults.Fault`.
    """
    most, here = Bounds(**bounds), Path.cwd()
    source = here / SOURCE
    if source.stat().st_size > most.bytes:
        raise Refused("too_big")
    kind = kind_of(source)
    with (here / ROWS).open("w", encoding="utf-8") as out:
        opened = OPEN[kind](source, most, out)
    if not any(sheet.rows for sheet in opened.sheets):
        raise Refused("empty")
    return asdict(opened)


def kind_of(source: Path) -> str:
    """Which of the three it is, by what is in it, whatever it is called. Raises Refused."""
    with source.open("rb") as content:
        beginning = content.read(8)
    if not beginning:
        raise Refused("empty")
    if beginning.startswith(OLD_OFFICE):  # a workbook of before 2007, or one behind a password
        raise Refused("password" if _is_encrypted(source) else "old")
    if not beginning.startswith(b"PK\x03\x04"):
        return CSV
    try:
        with zipfile.ZipFile(source) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.read("mimetype")[:100].strip() == ODS_TYPE:
                return ODS
    except NOT_AS_SAID as problem:
        raise Refused("damaged") from problem
    if WORKBOOK in names:
        return XLSX
    raise Refused("not_a_table")


def _is_encrypted(source: Path) -> bool:
    """Whether the old container holds a new workbook that is encrypted, by the name of the part that does."""
    return "EncryptedPackage".encode("utf-16-le") in source.read_bytes()


# --- Workbooks --------------------------------------------------------------------------------------------------------
def _open_xlsx(source: Path, most: Bounds, out) -> Opened:
    """Looked through and divided first, so that a sheet is in memory a block at a time."""
    place, opened = Path(BLOCKS), Opened(XLSX)
    try:
        with zipfile.ZipFile(source) as archive:
            check_container(archive, most)
            known = workbook_of(archive)
            if len(known.sheets) > most.sheets:
                raise Refused("too_many_sheets")
            found = divide(archive, known, place, most)
    except NOT_AS_SAID as problem:
        raise Refused("damaged") from problem
    book = _load(place)
    for number, (about, blocks) in enumerate(zip(known.sheets, found, strict=True), start=1):
        sheet = OpenedSheet(about.name, about.is_hidden)
        _write_sheet(_rows_of(book, blocks.names, sheet, most), number, sheet, blocks, most, out)
        opened.sheets.append(sheet)
    return opened


def _open_ods(source: Path, most: Bounds, out) -> Opened:
    """Read whole, as calamine does before it says what there is."""
    try:
        with zipfile.ZipFile(source) as archive:
            check_container(archive, most)
            found = errors_in(archive)
    except NOT_AS_SAID as problem:
        raise Refused("damaged") from problem
    book, opened = _load(source), Opened(ODS)
    known = [sheet for sheet in book.sheets_metadata if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet]
    if len(known) > most.sheets:
        raise Refused("too_many_sheets")
    for number, about in enumerate(known, start=1):
        sheet = OpenedSheet(about.name, about.visible != python_calamine.SheetVisibleEnum.Visible)
        blocks = found.get(about.name, NOTHING_ODD)
        _write_sheet(_rows_of(book, [about.name], sheet, most), number, sheet, blocks, most, out)
        opened.sheets.append(sheet)
    return opened


NOTHING_ODD = Blocks()
OPEN = {CSV: open_csv, XLSX: _open_xlsx, ODS: _open_ods}


def _load(source: Path) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.load_workbook(source)
    except python_calamine.PasswordError as problem:
        raise Refused("password") from problem
    except Exception as problem:
        raise Refused("damaged") from problem


def _read(book: python_calamine.CalamineWorkbook, name: str) -> python_calamine.CalamineSheet:
    try:
        return book.get_sheet_by_name(name)
    except Exception as problem:
        raise Refused("damaged") from problem


def _write_sheet(
    rows: Iterator[IndexedRow], number: int, sheet: OpenedSheet, blocks: Blocks, most: Bounds, out
) -> None:
    """Write the rows of a sheet down."""
    if CONTROLS.search(sheet.name):
        raise Refused("controls")
    for index, cells in _with_odd_rows(rows, sorted(blocks.odd)):
        written = [as_json(cell, most, unreadable="controls") for cell in cells]
        for column, words in blocks.odd.get(index, {}).items():
            written += [None] * (column + 1 - len(written))
            written[column] = {"e": words}
        if any(cell is not None for cell in written):
            sheet.rows = index + 1
            write_row(out, number, index + 1, written)


def _with_odd_rows(rows: Iterator[IndexedRow], odd: list[int]) -> Iterator[IndexedRow]:
    """The rows and, empty, those of which the reader knows nothing because all of their cells are odd."""
    waiting = deque(odd)
    for index, cells in rows:
        while waiting and waiting[0] <= index:
            if (row := waiting.popleft()) < index:
                yield row, []
        yield index, cells
    for row in waiting:
        yield row, []


def _rows_of(
    book: python_calamine.CalamineWorkbook, names: list[str], sheet: OpenedSheet, most: Bounds
) -> Iterator[IndexedRow]:
    """The rows of the blocks of a sheet, each from the first column on; its merged ranges are noted on the way."""
    for name in names:
        read = _read(book, name)
        sheet.merged += [[*begin, *end] for begin, end in (read.merged_cell_ranges or [])[:MOST_MERGED]]
        if not read.start or not read.end:
            continue
        check_size(read.end, most)
        (top, left), is_short = read.start, read.height <= ROWS_IN_A_BLOCK
        # A long one is never made whole; what goes through it begins with the empty rows above.
        rows = read.to_python() if is_short else islice(read.iter_rows(), top, None)
        before = [""] * left
        for index, cells in enumerate(rows, start=top):
            yield index, before + cells
