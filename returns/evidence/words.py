"""What a cleaned file says: its words, the headings of its tables and their first rows.

For the process that examines files: one program here (calamine) ends its whole process over a cell that claims to
stand at the far end of a sheet, and takes what memory it gets.
"""

import datetime
import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum

from returns.evidence.damage import refusing_damage
from returns.evidence.markup import walk
from returns.evidence.pdf import pdf_words
from returns.evidence.tables import csv_rows

MOST_CHARACTERS = 1_000_000
HEADING_ROWS = 3  # a title may stand above the headings
MOST_HEADINGS = 2000
MOST_SHEETS = 5  # to look at; words are taken from all
LONGEST_CELL = 200  # characters, of headings and rows to look at
# Between cells and between paragraphs. A single line end is one inside a paragraph, where a number may be broken.
CELL_END, PARAGRAPH_END, LINE_END = "\t", "\n\n", "\n"

DRAWING = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
PARAGRAPHS, LINE_ENDS, TABS, SPACES = {"p", "h"}, {"br", "cr", "line-break"}, {"tab"}, {"s"}
TABLES, TABLE_ROWS, TABLE_CELLS = {"tbl", "table"}, {"tr", "table-row"}, {"tc", "table-cell"}
UNSPOKEN = {"instrText", "annotation", "tracked-changes", "tabs"}
# Where the words of Word, Excel and their drawings and charts stand; OpenDocument has them anywhere.
SPEAKING_ELEMENTS = {"t", "v"}
# What is said of a picture to those who do not see it, and what a pivot table remembers of its rows.
SPEAKING_ATTRIBUTES = ("descr", "title")
CELLS_OF_PIVOTS = ("pivotcache/", "v")
# What an Excel file keeps its cells in, which are read by rows, and what holds no words.
NOT_READ = ("xl/worksheets/", "xl/sharedstrings", "xl/styles", "xl/theme/", "xl/workbook", "xl/metadata", "xl/calc")


@dataclass
class Words:
    """The text of a file (a million characters at most), and the cells of the first rows of its tables."""

    text: str = ""
    headings: list[str] = field(default_factory=list)


def words_of(path: Path, kind: str) -> Words:
    """What a docx, xlsx, odt, ods, csv or pdf file says, hidden sheets included; pictures say nothing.

    Raises EvidenceRefused for damage.
    """
    with refusing_damage():
        if kind == "pdf":
            return Words(pdf_words(path, MOST_CHARACTERS))
        heap = _Heap()
        try:
            if kind in ("xlsx", "ods", "csv"):
                _read_sheets(path, kind, heap)
            if kind in ("docx", "xlsx", "odt", "ods"):
                _read_parts(path, kind, heap)
        except _Enough:
            pass
        return Words("".join(heap.pieces)[:MOST_CHARACTERS], heap.headings)


def rows_of(path: Path, kind: str, rows: int = 50, columns: int = 20) -> list[list[list[str]]]:
    """The first rows of each of the first five sheets of an xlsx, ods or csv file, as text. Raises EvidenceRefused."""
    with refusing_damage():
        return [
            [[_cell(value)[:LONGEST_CELL] for value in row[:columns]] for row in islice(sheet, rows)]
            for sheet in islice(_sheets(path, kind), MOST_SHEETS)
        ]


class _Enough(Exception):
    """As much has been read as is wanted."""


@dataclass
class _Heap:
    """Words as they are gathered."""

    pieces: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    size: int = 0

    def say(self, text: str) -> None:
        """Add words. Raises _Enough when there is no more room."""
        self.pieces.append(text)
        self.size += len(text)
        if self.size > MOST_CHARACTERS:
            raise _Enough

    def head(self, text: str) -> None:
        """Add a heading, if it is one and there is room."""
        if text.strip() and len(self.headings) < MOST_HEADINGS:
            self.headings.append(text.strip()[:LONGEST_CELL])


# --- Sheets -----------------------------------------------------------------------------------------------------------
def _sheets(path: Path, kind: str) -> Iterator[Iterable[list[Any]]]:
    """The rows of every sheet."""
    if kind == "csv":
        yield csv_rows(path)
        return
    book = CalamineWorkbook.from_path(str(path))
    for place, sheet in enumerate(book.sheets_metadata):
        if sheet.typ == SheetTypeEnum.WorkSheet:
            yield book.get_sheet_by_index(place).iter_rows()


def _read_sheets(path: Path, kind: str, heap: _Heap) -> None:
    for sheet in _sheets(path, kind):
        for number, row in enumerate(sheet):
            cells = [text for text in map(_cell, row) if text]
            if number < HEADING_ROWS:
                for text in cells:
                    heap.head(text)
            if cells:
                heap.say(CELL_END.join(cells) + PARAGRAPH_END)


def _cell(value: Any) -> str:
    """A cell as a person writes it: no point behind a whole number, no midnight behind a date."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        has_time = value.time() != datetime.time()
        return value.strftime("%d/%m/%Y %H:%M" if has_time else "%d/%m/%Y")
    if isinstance(value, datetime.date):
        return value.strftime("%d/%m/%Y")
    return str(value).strip()


# --- Text -------------------------------------------------------------------------------------------------------------
def _read_parts(path: Path, kind: str, heap: _Heap) -> None:
    """Everything written in the parts of an office file; of an OpenDocument sheet, what is written in its drawings."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            folder_and_name = name.lower()
            if not folder_and_name.endswith(".xml") or folder_and_name.startswith(("[", "meta-inf/", *NOT_READ)):
                continue
            is_sheet = kind == "ods" and posixpath.basename(name) == "content.xml"
            part = _Part(heap, only_in=DRAWING if is_sheet else "", is_open=kind in ("odt", "ods"))
            if CELLS_OF_PIVOTS[0] in folder_and_name:
                part.attributes = CELLS_OF_PIVOTS[1:]
            walk(archive.read(name), start=part.start, end=part.end, text=part.text)


class _Part:
    """Where one is while a part is read."""

    def __init__(self, heap: _Heap, *, only_in: str, is_open: bool) -> None:
        self._heap, self._only_in, self._is_open = heap, only_in, is_open
        self._speaks = is_open
        self.attributes: tuple[str, ...] = SPEAKING_ATTRIBUTES
        self._inside = 0 if only_in else 1  # elements around that are wanted
        self._silent = 0  # elements around that are not
        self._rows: list[int] = []  # of each table around, how many have begun
        self._cells: list[int] = []  # of each cell around, where its text begins
        self._choices: list[int] = []  # of each choice of two drawings around, where it begins

    def start(self, namespace: str, name: str, attributes: dict[str, str]) -> None:
        self._inside += bool(self._only_in) and namespace == self._only_in
        if self._silent or name in UNSPOKEN or (name == "Fallback" and self._is_said_already()):
            self._silent += 1
            return
        here = len(self._heap.pieces)
        self._speaks = self._is_open or name in SPEAKING_ELEMENTS
        if name == "AlternateContent":
            self._choices.append(here)
        elif name in TABLES:
            self._rows.append(0)
        elif name in TABLE_ROWS and self._rows:
            self._rows[-1] += 1
        elif name in TABLE_CELLS:
            self._cells.append(here)
        elif name in TABS:
            self._say(CELL_END)
        elif name in LINE_ENDS:
            self._say(LINE_END)
        elif name in SPACES:
            self._say(" ")
        for spoken in self.attributes:
            if attributes.get(spoken):
                self._say(attributes[spoken] + PARAGRAPH_END)

    def end(self, namespace: str, name: str) -> None:
        if self._silent:
            self._silent -= 1
        elif name in PARAGRAPHS or (name == "v" and not self._is_open):
            self._say(PARAGRAPH_END)
        elif name in TABLE_CELLS and self._cells:
            self._end_cell(self._cells.pop())
        elif name in TABLES and self._rows:
            self._rows.pop()
        elif name == "AlternateContent" and self._choices:
            self._choices.pop()
        self._inside -= bool(self._only_in) and namespace == self._only_in
        self._speaks = self._is_open

    def text(self, text: str) -> None:
        """Text between two tags. Blanks with a line end in them are how the XML is laid out, not what it says."""
        if self._speaks and not (text.isspace() and "\n" in text):
            self._say(text)

    def _say(self, text: str) -> None:
        if self._inside and not self._silent:
            self._heap.say(text)

    def _end_cell(self, start: int) -> None:
        """A cell in one of the first rows of a table may be a heading."""
        if self._rows and self._rows[-1] <= HEADING_ROWS:
            self._heap.head("".join(self._heap.pieces[start : start + LONGEST_CELL]))

    def _is_said_already(self) -> bool:
        """Whether the drawing that new programs choose has said something: the other, for old ones, says the same."""
        return bool(self._choices) and any(piece.strip() for piece in self._heap.pieces[self._choices[-1] :])
