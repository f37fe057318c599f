"""The cells of an OpenDocument spreadsheet that hold an error, in the cage: LibreOffice gives them no value.

calamine reads such a cell as empty. Most spreadsheets have none, which their bytes tell at once; others are gone
through tag by tag.
"""

import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from cage.refusal import Refused
from tables.blocks import CHUNK, Blocks

CONTENT = "content.xml"
ERROR = b'value-type="error"'
TABLE, ROW, CELLS = "table", "table-row", ("table-cell", "covered-table-cell")


class Walk:
    """Where the parser stands: the table by its name, and the row and column that come next, from 0."""

    def __init__(self) -> None:
        self.found: dict[str, Blocks] = {}
        self.table, self.row, self.rows, self.column = "", 0, 1, 0

    def begin(self, tag: str, about: dict[str, str]) -> None:
        """Go into an element: a table, a row or a cell, each of which may stand for several alike."""
        kind, said = tag.rpartition(":")[2], {name.rpartition(":")[2]: value for name, value in about.items()}
        if kind == TABLE:
            self.table, self.row = said.get("name", ""), 0
        elif kind == ROW:
            self.rows, self.column = int(said.get("number-rows-repeated", 1)), 0
        elif kind in CELLS:
            columns = int(said.get("number-columns-repeated", 1))
            if "error" in (value for name, value in about.items() if name.endswith("value-type")):
                self._note(columns)
            self.column += columns

    def end(self, tag: str) -> None:
        """Leave an element."""
        if tag.rpartition(":")[2] == ROW:
            self.row += self.rows

    def _note(self, columns: int) -> None:
        blocks = self.found.setdefault(self.table, Blocks())
        for row in range(self.row, self.row + self.rows):
            for column in range(self.column, self.column + columns):
                blocks.note(row, column, "#ERROR")


def errors_in(archive: zipfile.ZipFile) -> dict[str, Blocks]:
    """The error cells of each table that has any, by its name. Raises Refused for too many, and for a document type."""
    if not _has_errors(archive):
        return {}
    walk, parser = Walk(), expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler = walk.begin, walk.end
    for piece in _pieces(archive):
        parser.Parse(piece, False)
    parser.Parse(b"", True)
    return walk.found


def _has_errors(archive: zipfile.ZipFile) -> bool:
    before = b""
    for piece in _pieces(archive):
        if ERROR in before + piece:
            return True
        before = piece[-len(ERROR) :]
    return False


def _pieces(archive: zipfile.ZipFile) -> Iterator[bytes]:
    with archive.open(CONTENT) as content:
        while piece := content.read(CHUNK):
            yield piece


def _refuse(*_about: object) -> None:
    raise Refused("unsafe")
