"""Writes tables as CSV, XLSX and ODS, row by row, with no more memory for more rows.

    table = Table("Contracts", [Column("Reference"), Column("Starts on")], rows)
    with NamedTemporaryFile() as file:
        write(table, Kind.XLSX, file, language="en-GB")

Identifiers are text and keep their zeros, figures are numbers, days are days (ISO 8601 in CSV), and no text ever
becomes a formula. The same rows read back with `tables.reading` are the same values.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any

import xlsxwriter

from tables import ods
from tables.cells import SUSPECT, Value, harmless

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_IN_A_CELL = 32_767
"""Characters in a cell of a workbook, as Excel has it. Longer text ends in an ellipsis; CSV has it whole."""
MOST_IN_A_SHEET = 1_048_575
"""Rows below the headings, as Excel and LibreOffice have it. CSV has no such bound."""
EXACT = 10**15
"""Workbooks keep figures as doubles: whole numbers from here on would lose their last digits, and are text."""
BOM = "\ufeff"
LINES_AT_A_TIME = 500


class Kind(StrEnum):
    """A kind of file, by the ending of its name."""

    CSV = "csv"
    XLSX = "xlsx"
    ODS = "ods"


CONTENT_TYPES = {
    Kind.CSV: "text/csv; charset=utf-8",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.ODS: ods.MIME_TYPE,
}


@dataclass(frozen=True)
class Column:
    """The heading of a column, and how wide it is in characters."""

    heading: str
    width: int = 18


@dataclass(frozen=True)
class Table:
    """A name, the columns, and rows of as many cells, which are asked for once."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]

    @property
    def head(self) -> list[str]:
        """The headings."""
        return [column.heading for column in self.columns]


def write(table: Table, kind: Kind, file: IO[bytes], *, language: str) -> None:
    """Write a table into a binary file. `language` is a code such as "en-GB"."""
    if kind == Kind.CSV:
        file.writelines(csv_pieces(table))
    elif kind == Kind.XLSX:
        _write_xlsx(table, file)
    else:
        widths = [column.width for column in table.columns]
        sheet = ods.Sheet(table.name, table.head, _fitting(table.rows), widths=widths)
        ods.write_ods_to(file, [sheet], title=table.name, language=language)


# --- CSV --------------------------------------------------------------------------------------------------------------
class _Line:
    """What the writer of CSV writes to: it hands each line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Iterable]) -> Iterator[str]:
    """Rows as lines of CSV, each as soon as it is read: `harmless` text, figures without exponents, days as ISO."""
    writer = csv.writer(_Line())
    return (writer.writerow([_as_csv(cell) for cell in cells]) for cells in rows)


def with_mark(lines: Iterator[str]) -> Iterator[str]:
    """Lines of CSV behind the mark that tells spreadsheet programs that they are UTF-8."""
    return chain([BOM], lines)


def csv_pieces(table: Table) -> Iterator[bytes]:
    """A table as CSV, some hundred lines at a time. Its mark in front tells spreadsheet programs that it is UTF-8."""
    lines = csv_lines(table.rows)
    yield (BOM + next(csv_lines([table.head]))).encode()
    while piece := "".join(islice(lines, LINES_AT_A_TIME)):
        yield piece.encode("utf-8", "replace")


def _as_csv(cell: Any) -> Any:
    kind = type(cell)
    if kind is str:
        return cell if cell[:1] not in SUSPECT else harmless(cell)
    if kind in _AS_THEY_ARE:
        return cell
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date) else harmless(cell)


_AS_THEY_ARE = {int, date, type(None)}
"""What `csv` writes like that by itself: most cells are one of these or text."""


# --- XLSX -------------------------------------------------------------------------------------------------------------
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}


def _write_xlsx(table: Table, file: IO[bytes]) -> None:
    book = xlsxwriter.Workbook(file, _OPTIONS)
    sheet = book.add_worksheet(sheet_name(table.name))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.heading, bold)
    row = 0
    for row, cells in enumerate(table.rows, start=1):
        for number, cell in enumerate(cells):
            if cell is not None and cell != "":
                _write_cell(sheet, row, number, _fits(cell), moment)
    sheet.autofilter(0, 0, row, len(table.columns) - 1)
    book.close()


def _write_cell(sheet: "Worksheet", row: int, column: int, cell: Value, moment: "Format") -> None:
    """One cell that is not empty, by the kind of its value."""
    if isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(row, column, float(cell))
    elif isinstance(cell, datetime):
        sheet.write_datetime(row, column, cell.replace(tzinfo=None), moment)
    else:
        sheet.write_datetime(row, column, cell)  # type: ignore[arg-type]  # days are written by the default format


def sheet_name(name: str) -> str:
    """A name as a sheet may have it: at most 31 characters, and without the signs that mean something there."""
    return ods.sheet_name(name)


def _fitting(rows: Iterable[Sequence[Value]]) -> Iterator[list[Value]]:
    """Rows as a workbook can hold them: text that is not too long, and figures that it would round as text."""
    for row in rows:
        yield [_fits(cell) for cell in row]


def _fits(cell: Value) -> Value:
    if isinstance(cell, str):
        return cell if len(cell) <= MOST_IN_A_CELL else f"{cell[: MOST_IN_A_CELL - 1]}…"
    if isinstance(cell, int | Decimal) and not -EXACT < cell < EXACT:
        return f"{Decimal(cell):f}"
    return cell
