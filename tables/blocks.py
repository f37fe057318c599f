"""Divides an XLSX workbook into one whose sheets are short, in the cage, and notes what calamine would not tell.

calamine keeps every cell of a sheet at once, about 90 bytes each, and reads an error such as #REF! as an empty cell,
and so a formula whose result was never worked out. So the rows of each sheet are looked through as bytes and written
into a workbook of blocks, each of which is a sheet of few rows that keep their numbers.
"""

import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import IO
from xml.sax.saxutils import quoteattr

from cage.refusal import Refused
from tables.bounds import MEGABYTE, Bounds
from tables.lines import check_size
from tables.parts import RELATIONS, WORKBOOK, Workbook

CHUNK = MEGABYTE
MOST_IN_A_ROW = 16 * MEGABYTE
MOST_IN_A_HEAD, LONGEST_PREFIX = MEGABYTE // 4, 64
MOST_ERRORS = 1_000
"""Cells of a sheet with an error that are told one by one. With more of them the whole file is refused."""
ROWS_IN_A_BLOCK, BYTES_IN_A_BLOCK = 2_000, 4 * MEGABYTE
# Attributes, whose values may hold ">" but never "<".
ABOUT = rb"([^>\"'<]*(?:\"[^\"<]*\"[^>\"'<]*|'[^'<]*'[^>\"'<]*)*)"
FORMULA = rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
NO_VALUE = rb"(<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?"
# What has no meaning; a row; or a cell with, where it follows, a formula that has no result.
STEP = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<(?:\w+:)?(row|c)(?=[\s/>])" + ABOUT
    + rb">(\s*" + FORMULA + rb"\s*" + NO_VALUE + rb"\s*</(?:\w+:)?c\s*>)?", re.DOTALL,
)  # fmt: skip
HAS_PLACE = re.compile(rb"\sr\s*=")
CELL_PLACE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
ROW_PLACE = re.compile(rb"\sr\s*=\s*[\"'](\d{1,7})[\"']")
IS_ERROR = re.compile(rb"\st\s*=\s*[\"']e[\"']")
IS_TEXT = re.compile(rb"\st\s*=\s*[\"']str[\"']")
SHEET_DATA = re.compile(rb"<((?:\w+:)?)sheetData\b[^>]*(?<!/)>\s*$")
ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
ROOT = re.compile(rb"<((?:\w+:)?)worksheet\b")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass
class Blocks:
    """Where the rows of a sheet stand, and its odd cells: what is odd, by row and then by column, from 0."""

    names: list[str] = field(default_factory=list)
    odd: dict[int, dict[int, str]] = field(default_factory=dict)
    noted: int = 0

    def note(self, row: int, column: int, words: str) -> None:
        """Remember an odd cell. Raises Refused where there are more than anybody mends one by one."""
        self.odd.setdefault(row, {})[column] = words
        self.noted += 1
        if self.noted > MOST_ERRORS:
            raise Refused("too_many_errors")


@dataclass
class Place:
    """Where a reader stands in a sheet, counted from 0. What names no place follows what stands before it."""

    row: int = -1
    column: int = 0
    last_row: int = 0
    last_column: int = 0
    is_in_order: bool = True
    """Whether each row stands below the one before it, with all of its cells."""

    def to_row(self, about: bytes) -> None:
        """Go to a row by its attributes."""
        found = ROW_PLACE.search(about) or _none(about)
        row = int(found[1]) - 1 if found else self.row + 1
        self.is_in_order = self.is_in_order and row > self.row
        self.row, self.column = row, 0

    def to_cell(self, about: bytes) -> tuple[int, int]:
        """Go past a cell by its attributes; its row and column."""
        found, row = CELL_PLACE.search(about) or _none(about), self.row
        if found:
            row, self.column = int(found[2]) - 1, _column(found[1])
            self.is_in_order = self.is_in_order and row == self.row
        column, self.column = self.column, self.column + 1
        if not about.endswith(b"/"):  # an empty cell that has a look alone
            if row > self.last_row:
                self.last_row = row
            if column > self.last_column:
                self.last_column = column
        return row, column


class Division:
    """The blocks of one sheet, while they are written one after the other."""

    def __init__(self, copy: zipfile.ZipFile, number: int) -> None:
        self.copy, self.number, self.names = copy, number, list[str]()
        self.head, self.prefix, self.end_of_block = b"", b"", b""
        self.can_be_divided = True
        self._out: IO[bytes] | None = None
        self._first_row = self._size = 0

    def add(self, words: bytes) -> None:
        """Add whole rows, and the end, to the block that is being written."""
        if self._out and self.can_be_divided:
            self._out.write(words)
            self._size += len(words)

    def begin(self, words: bytes, row: int) -> None:
        """Begin a block with this row; what stands before it is the head of the sheet or belongs to the last block."""
        if self.names:
            self.add(words)
        else:
            self._read_head(words)
        if self.can_be_divided:
            self._begin(row)

    def is_due(self, row: int, waiting: int) -> bool:
        """Whether what waits, in bytes, is to be added before this row."""
        is_far = row - self._first_row >= ROWS_IN_A_BLOCK or self._size + waiting >= BYTES_IN_A_BLOCK
        return self.can_be_divided and (is_far or not self.names)

    def close(self) -> None:
        """End the block that is being written; the last one holds whatever else is said of the sheet."""
        if self._out:
            self._out.close()

    def _read_head(self, words: bytes) -> None:
        data, root = SHEET_DATA.search(words), ROOT.search(words)
        self.can_be_divided = bool(data and root) and len(words) <= MOST_IN_A_HEAD
        if data and root:
            self.head, self.prefix = words, data[1]
            self.end_of_block = b"</%ssheetData></%sworksheet>" % (data[1], root[1])

    def _begin(self, row: int) -> None:
        """Begin a block with a row, which may not say its number: an empty one before it does."""
        self.add(self.end_of_block)
        self.close()
        self.names.append(f"{self.number}.{len(self.names) + 1}")
        out = self.copy.open(_part(self.names[-1]), "w", force_zip64=True)
        out.write(self.head + (b'<%srow r="%d"/>' % (self.prefix, row) if row else b""))
        self._out, self._first_row, self._size = out, row, 0


def divide(archive: zipfile.ZipFile, book: Workbook, place: Path, most: Bounds) -> list[Blocks]:
    """Write the workbook of blocks to `place`; what was found of each sheet, in order.

    Raises Refused where a cell lies too far out, for too many errors, and for a document type.
    """
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for kind, part in book.shared.items():
            _copy(archive, part, copy, f"xl/{kind}.xml")
        found = [_divide_sheet(archive, sheet.part, copy, at, most) for at, sheet in enumerate(book.sheets, start=1)]
        _write_workbook(copy, book, [name for blocks in found for name in blocks.names])
    return found


def _divide_sheet(archive: zipfile.ZipFile, part: str, copy: zipfile.ZipFile, number: int, most: Bounds) -> Blocks:
    """The blocks of a sheet; one with all of it where its rows are out of order or it is written in an unusual way."""
    blocks, place = Blocks(), Place()
    with closing(Division(copy, number)) as division:
        for words in _pieces(archive, part):
            if b"<!DOCTYPE" in words:  # in a text "<" would be written otherwise
                raise Refused("unsafe")
            if b"\0" in words:  # written in signs of two bytes, which nothing here would know
                raise Refused("damaged")
            _look_through(words, blocks, place, division)
    check_size((place.last_row, place.last_column), most)
    if division.names and division.can_be_divided and place.is_in_order:
        blocks.names = division.names
    else:
        blocks.names = [f"{number}.0"]
        _copy(archive, part, copy, _part(blocks.names[0]))
    return blocks


def _look_through(words: bytes, blocks: Blocks, place: Place, division: Division) -> None:
    """Go through whole rows of a sheet, and add them to its blocks."""
    begun = 0
    for step in STEP.finditer(words):
        kind, about, without_result, value = step.groups()
        if kind == b"c":
            row, column = place.to_cell(about)
            if IS_ERROR.search(about):
                blocks.note(row, column, "#ERROR")
            elif without_result and not (value and IS_TEXT.search(about)):  # a text of no signs is a result
                blocks.note(row, column, "#FORMULA")
        elif kind == b"row":
            place.to_row(about)
            if division.is_due(place.row, step.start() - begun):
                division.begin(words[begun : step.start()], place.row)
                begun = step.start()
    division.add(words[begun:])


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A part piece by piece, each but the first beginning at a row."""
    kept = b""
    with archive.open(part) as content:
        while piece := content.read(CHUNK):
            kept += piece
            if cut := _last_row(kept):
                yield kept[:cut]
                kept = kept[cut:]
            if len(kept) > MOST_IN_A_ROW:  # no row is as long as that
                raise Refused("unsafe")
    yield kept


def _last_row(words: bytes) -> int:
    """Where the last row begins; 0 where none does."""
    end = len(words) - 1
    while (found := words.rfind(b"row", 0, end)) > 0:
        begin = words.rfind(b"<", max(0, found - LONGEST_PREFIX), found)
        if begin >= 0 and ROW.match(words, begin):
            return begin
        end = found
    return 0


def _none(about: bytes) -> re.Match[bytes] | None:
    """No place, where attributes name none. Raises Refused for one that is no place."""
    if HAS_PLACE.search(about):
        raise Refused("damaged")
    return None


@cache
def _column(letters: bytes) -> int:
    """A is 0, Z 25, AA 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1


# --- The workbook of blocks -------------------------------------------------------------------------------------------
def _part(name: str) -> str:
    return f"xl/worksheets/{name}.xml"


def _copy(archive: zipfile.ZipFile, part: str, copy: zipfile.ZipFile, name: str) -> None:
    with archive.open(part) as content, copy.open(name, "w", force_zip64=True) as out:
        shutil.copyfileobj(content, out, CHUNK)


def _write_workbook(copy: zipfile.ZipFile, book: Workbook, names: list[str]) -> None:
    """The parts that say which sheets there are, as calamine reads them."""
    sheets = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="b{at}"/>' for at, name in enumerate(names, start=1))
    days = f"<workbookPr date1904={quoteattr(book.date_1904)}/>" if book.date_1904 else ""
    copy.writestr(WORKBOOK, f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{days}<sheets>{sheets}</sheets></workbook>')
    parts = [(f"b{at}", "worksheet", f"worksheets/{name}.xml") for at, name in enumerate(names, start=1)]
    copy.writestr(RELATIONS, _relations([*parts, *((kind, kind, f"{kind}.xml") for kind in book.shared)]))
    copy.writestr("_rels/.rels", _relations([("book", "officeDocument", WORKBOOK)]))


def _relations(parts: list[tuple[str, str, str]]) -> str:
    """Relationships by their identifier, kind and target."""
    said = "".join(f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{to}"/>' for key, kind, to in parts)
    return f'<Relationships xmlns="{PACKAGE}">{said}</Relationships>'
