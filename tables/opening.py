"""Opens one spreadsheet from a stranger and writes its rows down, one a line. Runs in the cage, without settings.

calamine reads workbooks twenty times as fast as other readers, but trusts them: one cell at the far end ends its
process, an error such as #REF! is nothing to it, and so is a formula whose result was never worked out. So the parts
of a workbook are looked through first, as bytes.
"""

import csv
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from xml.parsers import expat

import python_calamine

from cage.refusal import Refused
from tables.bounds import MEGABYTE, Bounds

SOURCE, ROWS = "source", "rows"
CSV, XLSX, ODS = "csv", "xlsx", "ods"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACROS = ("xl/vbaProject.bin", "Basic/", "Scripts/")
MOST_RATIO = 200
"""Unpacked bytes by packed ones: sheets of 100,000 alike rows have about 40."""
CHUNK = MEGABYTE
LAST_OF_CHUNK = 4096
MOST_NOTED = 1_000
"""Cells with an error, or merged ranges, that are written down for each sheet: nobody mends more at a time."""
# A cell that has content: what stands within its tag, and whether a formula follows without any result.
CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
FORMULA = rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
NO_VALUE = rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?"
WITHOUT_RESULT = re.compile(rb"<(?:\w+:)?c\b([^>]*)>\s*" + FORMULA + rb"\s*" + NO_VALUE + rb"\s*</(?:\w+:)?c>")
PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
IS_ERROR = re.compile(rb"\bt=[\"']e[\"']")
ERROR_WORDS = re.compile(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|GETTING_DATA)|Err:5\d\d")
DELIMITERS = ",;\t|"
DOCUMENT_TYPE = b"<!DOCTYPE"
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


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
        opened = _csv(source, most, out) if kind == CSV else _workbook(source, kind, most, out)
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
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as problem:
        raise Refused("damaged") from problem
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return XLSX
    raise Refused("not_a_table")


def _is_encrypted(source: Path) -> bool:
    """Whether the old container holds a new workbook that is encrypted, by the name of the part that does."""
    return "EncryptedPackage".encode("utf-16-le") in source.read_bytes()


# --- Workbooks --------------------------------------------------------------------------------------------------------
def _workbook(source: Path, kind: str, most: Bounds, out) -> Opened:
    with zipfile.ZipFile(source) as archive:
        _check_container(archive, most)
        found = _look_through(archive, kind, most)
    try:
        book = python_calamine.load_workbook(source)
    except python_calamine.PasswordError as problem:
        raise Refused("password") from problem
    except Exception as problem:
        raise Refused("damaged") from problem
    opened = Opened(kind)
    known = [sheet for sheet in book.sheets_metadata if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet]
    if len(known) > most.sheets:
        raise Refused("too_many_sheets")
    for number, about in enumerate(known, start=1):
        hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
        sheet = OpenedSheet(about.name, hidden)
        odd = found.get(about.name, {})
        _write_sheet(book, number, sheet, odd, most, out)
        opened.sheets.append(sheet)
    return opened


def _write_sheet(book, number: int, sheet: OpenedSheet, odd: dict[tuple[int, int], str], most: Bounds, out) -> None:
    try:
        read = book.get_sheet_by_name(sheet.name)
    except Exception as problem:
        raise Refused("damaged") from problem
    if read.total_height and read.total_width:
        _check_size(read.end, most)
    sheet.merged = [[*begin, *end] for begin, end in (read.merged_cell_ranges or [])[:MOST_NOTED]]
    odd_rows = {row for row, _column in odd}
    for index, cells in enumerate(read.to_python(skip_empty_area=False) if read.start else []):
        written = [_written(cell, most) for cell in cells]
        if index in odd_rows:
            written = [
                {"e": odd[index, column]} if (index, column) in odd else cell for column, cell in enumerate(written)
            ]
        if any(cell is not None for cell in written):
            sheet.rows = index + 1
            _write(out, number, index + 1, written)


def _check_size(end: tuple[int, int], most: Bounds) -> None:
    rows, columns = end[0] + 1, end[1] + 1
    if rows > most.rows:
        raise Refused("too_many_rows")
    if columns > most.columns or rows * columns > most.cells:
        raise Refused("too_many_columns")


def _written(cell: Any, most: Bounds) -> Any:
    """A cell as JSON has it."""
    if isinstance(cell, str):
        if len(cell) > most.characters:
            raise Refused("long_cell")
        if not cell:
            return None
        return {"e": cell} if ERROR_WORDS.fullmatch(cell) else cell
    if isinstance(cell, bool) or cell is None:
        return cell
    if isinstance(cell, int | float):
        return int(cell) if cell == cell and abs(cell) < 1e15 and cell == int(cell) else cell
    if isinstance(cell, datetime):
        return {"dt": cell.isoformat()}
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    if isinstance(cell, time):
        return {"t": cell.isoformat()}
    if isinstance(cell, timedelta):
        return {"s": cell.total_seconds()}
    raise Refused("damaged")


def _write(out, sheet: int, row: int, cells: list[Any]) -> None:
    while cells and cells[-1] is None:
        cells.pop()
    out.write(json.dumps([sheet, row, cells], ensure_ascii=False, separators=(",", ":")) + "\n")


def _check_container(archive: zipfile.ZipFile, most: Bounds) -> None:
    """Refuse what unpacks to too much, has too many parts, macros, or a part behind a password."""
    parts = archive.infolist()
    if len(parts) > most.members:
        raise Refused("unsafe")
    packed = max(1, sum(part.compress_size for part in parts))
    unpacked = sum(part.file_size for part in parts)
    if unpacked > most.unpacked or (unpacked > 50 * MEGABYTE and unpacked / packed > MOST_RATIO):
        raise Refused("unsafe")
    if len({part.filename for part in parts}) < len(parts):
        raise Refused("unsafe")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("password")
    if any(part.filename.startswith(MACROS) or part.filename.endswith("vbaProject.bin") for part in parts):
        raise Refused("macros")


def _look_through(archive: zipfile.ZipFile, kind: str, most: Bounds) -> dict[str, dict[tuple[int, int], str]]:
    """What the reader would not tell of an XLSX workbook: by sheet, the cells with an error or without a result."""
    if kind != XLSX or "xl/workbook.xml" not in archive.namelist():
        return {}
    try:
        return {name: _odd_cells(archive, part, most) for name, part in _sheets_of(archive)}
    except (zipfile.BadZipFile, expat.ExpatError, KeyError, EOFError, OSError, ValueError) as problem:
        raise Refused("damaged") from problem


def _sheets_of(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet with the part that holds it."""
    where = {}
    for tag, attributes in _elements(archive.read("xl/_rels/workbook.xml.rels")):
        if tag == "Relationship":
            where[attributes.get("Id", "")] = attributes.get("Target", "")
    parts = set(archive.namelist())
    for tag, attributes in _elements(archive.read("xl/workbook.xml")):
        if tag == "sheet":
            target = next(
                (where[value] for name, value in attributes.items() if name.endswith("id") and value in where), ""
            )
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in parts:
                yield attributes.get("name", ""), part


def _elements(words: bytes) -> list[tuple[str, dict[str, str]]]:
    """The tags of a part with their attributes, in order. Raises Refused for a document type: no workbook has one."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()

    def refuse(*_about: Any) -> None:
        raise Refused("unsafe")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda tag, attributes: found.append((tag.rpartition(":")[2], attributes))
    parser.Parse(words, True)
    return found


def _odd_cells(archive: zipfile.ZipFile, part: str, most: Bounds) -> dict[tuple[int, int], str]:
    """The cells of a sheet that hold an error, or a formula without its result, by row and column from 0.

    Raises Refused where a cell lies so far out that the reader would give up its process, and for a document type.
    """
    found: dict[tuple[int, int], str] = {}
    last_row = last_column = 0
    for words in _chunks(archive, part):
        if DOCUMENT_TYPE in words:  # in a text "<" would be written otherwise
            raise Refused("unsafe")
        for match in CELL.finditer(words):
            about = match[1]
            place = PLACE.search(about)
            if place is None or about.endswith(b"/"):  # an empty cell that has a look alone
                continue
            row, column = int(place[2]), _column(place[1])
            last_row, last_column = max(last_row, row), max(last_column, column)
            if IS_ERROR.search(about) and len(found) < MOST_NOTED:
                found[row - 1, column - 1] = "#ERROR"
        for match in WITHOUT_RESULT.finditer(words):
            if (place := PLACE.search(match[1])) and len(found) < MOST_NOTED:
                found[int(place[2]) - 1, _column(place[1]) - 1] = "#FORMULA"
    _check_size((last_row - 1, last_column - 1), most)
    return found


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A part piece by piece, each beginning at a cell."""
    kept = b""
    with archive.open(part) as content:
        while piece := content.read(CHUNK):
            words = kept + piece
            cut = words.rfind(b"</c>", 0, len(words)) + 4 if b"</c>" in words else 0
            yield words[:cut] if cut else b""
            kept = words[cut:]
            if len(kept) > 8 * CHUNK:  # no cell is as long as that
                raise Refused("unsafe")
    yield kept


def _column(letters: bytes) -> int:
    """A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


# --- CSV --------------------------------------------------------------------------------------------------------------
def _csv(source: Path, most: Bounds, out) -> Opened:
    """Rows of a CSV file: UTF-8, UTF-16 with its mark, or what older Windows programs write (code page 1252)."""
    sheet = OpenedSheet("")
    with source.open(encoding=_encoding(source), newline="") as text:
        first = text.readline(CHUNK)
        if re.match(r"\s*(<[!?a-z]|%PDF|#!|\{\\rtf)", first, re.IGNORECASE):
            raise Refused("not_a_table")
        text.seek(0)
        csv.field_size_limit(most.characters + 1)
        try:
            for number, cells in enumerate(csv.reader(text, delimiter=max(DELIMITERS, key=first.count)), start=1):
                _write_line(out, number, cells, sheet, most)
        except csv.Error as problem:
            raise Refused("long_cell" if "field larger" in str(problem) else "damaged") from problem
    return Opened(CSV, [sheet])


def _write_line(out, number: int, cells: list[str], sheet: OpenedSheet, most: Bounds) -> None:
    if number > most.rows:
        raise Refused("too_many_rows")
    if len(cells) > most.columns:
        raise Refused("too_many_columns")
    if any(CONTROLS.search(cell) for cell in cells):
        raise Refused("not_text")
    written = [_written(cell, most) for cell in cells]
    if any(cell is not None and cell != "" for cell in written):
        sheet.rows = number
        _write(out, 1, number, written)


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
