"""Writes sheets to be filled in as XLSX or ODS.

write_form([FormSheet("R000042", rows, widths=[10, 40])], Kind.XLSX, file, title="Returns", language="en-GB")
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

import xlsxwriter

from tables import ods
from tables.forms import FormCell, FormSheet, Look
from tables.writing import Kind, sheet_name

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# Of the GOV.UK palette: pale yellow to write in, grey for what is shut, pale red in a red frame for what is wrong.
YELLOW, GREY, PALE_RED, RED, DARK = "#fff7bf", "#eeefef", "#f6d7d2", "#d4351c", "#505a5f"
DAY = "yyyy-mm-dd"


def write_form(sheets: Iterable[FormSheet], kind: Kind, file: IO[bytes], *, title: str, language: str) -> None:
    """Write sheets into a binary file. Raises ValueError for CSV, which locks nothing."""
    if kind == Kind.CSV:
        raise ValueError("A CSV file has no sheets and locks no cells.")
    if kind == Kind.XLSX:
        _write_xlsx(sheets, file, title)
    else:
        ods.write_archive(file, _ods(list(sheets)), title=title, language=language)


# --- XLSX -------------------------------------------------------------------------------------------------------------
_WRAPPED: dict[str, Any] = {"text_wrap": True, "valign": "top"}
_FRAMED = {**_WRAPPED, "border": 1, "border_color": DARK}
_LOOKS: dict[Look, dict[str, Any]] = {
    Look.TITLE: {"bold": True, "font_size": 14},
    Look.HEADING: {**_FRAMED, "bold": True},
    Look.TOLD: _WRAPPED,
    Look.LINE: {"valign": "top"},
    Look.OPEN: {**_FRAMED, "bg_color": YELLOW, "locked": False},
    Look.SHUT: {**_FRAMED, "bg_color": GREY},
    Look.WRONG: {**_WRAPPED, "border": 2, "border_color": RED, "bg_color": PALE_RED, "locked": False},
}


def _write_xlsx(sheets: Iterable[FormSheet], file: IO[bytes], title: str) -> None:
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": title})
    formats = {look: _formats(book, about) for look, about in _LOOKS.items()}
    for sheet in sheets:
        page = book.add_worksheet(sheet_name(sheet.name))
        page.protect("", {"format_columns": True, "format_rows": True})
        page.freeze_panes(sheet.still_rows, sheet.still_columns)
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width)
        for number, cells in enumerate(sheet.rows):
            for column, cell in enumerate(cells):
                _write_cell(page, number, column, cell, formats[cell.look])
    book.close()


def _formats(book: "Workbook", about: dict[str, Any]) -> "tuple[Format, Format]":
    """How a look is written, and the same for days."""
    return book.add_format(about), book.add_format({**about, "num_format": DAY, "align": "left"})


def _write_cell(page: "Worksheet", row: int, column: int, cell: FormCell, formats: "tuple[Format, Format]") -> None:
    usual, day = formats
    if cell.value is None or cell.value == "":
        page.write_blank(row, column, None, usual)
    elif isinstance(cell.value, date):
        page.write_datetime(row, column, cell.value, day)  # type: ignore[arg-type]  # days are taken as well
    elif isinstance(cell.value, int | float | Decimal):
        page.write_number(row, column, float(cell.value), usual)
    else:
        page.write_string(row, column, cell.value, usual)
    if cell.choices:
        page.data_validation(row, column, row, column, {"validate": "list", "source": list(cell.choices)})
    if cell.note:
        page.write_comment(row, column, cell.note, {"x_scale": 2, "y_scale": 1.5})


# --- ODS --------------------------------------------------------------------------------------------------------------
_ODS_LOOKS = {
    Look.TITLE: ("", 'fo:font-weight="bold" fo:font-size="14pt"'),
    Look.HEADING: (f'fo:border="0.5pt solid {DARK}"', 'fo:font-weight="bold"'),
    Look.TOLD: ("", ""),
    Look.LINE: ("", ""),
    Look.OPEN: (f'style:cell-protect="none" fo:background-color="{YELLOW}" fo:border="0.5pt solid {DARK}"', ""),
    Look.SHUT: (f'fo:background-color="{GREY}" fo:border="0.5pt solid {DARK}"', ""),
    Look.WRONG: (f'style:cell-protect="none" fo:background-color="{PALE_RED}" fo:border="1.5pt solid {RED}"', ""),
}


def _ods(sheets: list[FormSheet]) -> Iterator[str]:
    """The content of a spreadsheet, sheet by sheet."""
    choices = sorted({cell.choices for sheet in sheets for cells in sheet.rows for cell in cells if cell.choices})
    widths = sorted({width for sheet in sheets for width in sheet.widths})
    yield (
        f'{ods.HEAD}<office:document-content xmlns:office="{ods.OFFICE}" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
        'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" '
        f'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" {ods.VERSION}>'
        f"<office:automatic-styles>{ods.width_styles(widths)}{''.join(_styles())}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{_validations(choices)}"
    )
    names = {offered: _validation_name(number) for number, offered in enumerate(choices)}
    for sheet in sheets:
        columns = "".join(f'<table:table-column table:style-name="w{width}"/>' for width in sheet.widths)
        yield f'<table:table table:name={quoteattr(sheet_name(sheet.name))} table:protected="true">{columns}'
        for cells in sheet.rows:
            yield f"<table:table-row>{''.join(_ods_cell(cell, names) for cell in cells)}</table:table-row>"
        yield "</table:table>"
    yield "</office:spreadsheet></office:body></office:document-content>"


def _styles() -> Iterator[str]:
    for look, (cell, text) in _ODS_LOOKS.items():
        wrapped = "no-wrap" if look in (Look.TITLE, Look.LINE) else "wrap"
        yield (
            f'<style:style style:name="{look}" style:family="table-cell">'
            f'<style:table-cell-properties {cell} fo:wrap-option="{wrapped}" '
            f'style:vertical-align="top"/><style:text-properties {text}/></style:style>'
        )


def _validations(choices: Sequence[tuple[str, ...]]) -> str:
    """What may be chosen, each list once."""
    if not choices:
        return ""
    found = []
    for number, offered in enumerate(choices):
        listed = ";".join('"{}"'.format(choice.replace('"', '""')) for choice in offered)
        found.append(
            f'<table:content-validation table:name="{_validation_name(number)}" table:allow-empty-cell="true" '
            f"table:condition={quoteattr(f'of:cell-content-is-in-list({listed})')} "
            'table:display-list="unsorted"/>'
        )
    return f"<table:content-validations>{''.join(found)}</table:content-validations>"


def _validation_name(number: int) -> str:
    return f"choice{number}"


def _ods_cell(cell: FormCell, names: dict[tuple[str, ...], str]) -> str:
    about = f'table:style-name="{cell.look}"'
    if cell.choices:
        about += f' table:content-validation-name="{names[cell.choices]}"'
    note = f"<office:annotation>{ods.paragraphs(cell.note)}</office:annotation>" if cell.note else ""
    return ods.cell(cell.value, about=about, note=note)
