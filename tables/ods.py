"""OpenDocument spreadsheets, written by hand and row by row: nothing that the portal is built on writes them like that.

Text is said to be text, which no spreadsheet program takes for a formula. The same tables make the same bytes, so that
caches can tell whether a file is still what it was.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from tables.cells import Value

MIME_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
A_DAY = (1980, 1, 1, 0, 0, 0)
MOST_IN_A_NAME = 31
# What XML 1.0 cannot hold, however it is written.
_NEVER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_A_NAME = re.compile(r"[\[\]*?:/\\']")
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
VERSION = 'office:version="1.3"'
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_MANIFEST = (
    f'{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIME_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


@dataclass(frozen=True)
class Sheet:
    """One table of a spreadsheet: its name, the headings of its columns and its rows."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[int] = ()
    """Of the columns in characters, where it matters."""


def write_ods(sheets: Iterable[Sheet], *, title: str, language: str) -> bytes:
    """A spreadsheet with these tables. `language` is a code such as "en-GB"."""
    file = BytesIO()
    write_ods_to(file, sheets, title=title, language=language)
    return file.getvalue()


def write_ods_to(file: IO[bytes], sheets: Iterable[Sheet], *, title: str, language: str) -> None:
    """The same into a binary file in which one can seek, a row at a time."""
    write_archive(file, _content(list(sheets)), title=title, language=language)


def write_archive(file: IO[bytes], content: Iterable[str], *, title: str, language: str) -> None:
    """A spreadsheet whose content.xml is this text, piece by piece."""
    about = (
        f'{HEAD}<office:document-meta xmlns:office="{OFFICE}" xmlns:dc="http://purl.org/dc/elements/1.1/" {VERSION}>'
        f"<office:meta><dc:title>{words(title)}</dc:title><dc:language>{words(language)}</dc:language></office:meta>"
        "</office:document-meta>"
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        # First and not compressed: that is how the kind of the file is told from its first bytes.
        archive.writestr(zipfile.ZipInfo("mimetype", A_DAY), MIME_TYPE, zipfile.ZIP_STORED)
        part = zipfile.ZipInfo("content.xml", A_DAY)
        part.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(part, "w", force_zip64=True) as place:
            for piece in content:
                place.write(piece.encode())
        for name, text in (("meta.xml", about), ("META-INF/manifest.xml", _MANIFEST)):
            archive.writestr(zipfile.ZipInfo(name, A_DAY), text.encode(), zipfile.ZIP_DEFLATED)


def sheet_name(name: str) -> str:
    """A name as a sheet may have it: at most 31 characters, and without the signs that mean something there."""
    return _NEVER.sub("", _NOT_IN_A_NAME.sub(" ", name))[:MOST_IN_A_NAME].strip() or "1"


def _content(sheets: list[Sheet]) -> Iterator[str]:
    widths = sorted({width for sheet in sheets for width in sheet.widths})
    yield (
        f'{HEAD}<office:document-content xmlns:office="{OFFICE}" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        f'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" {VERSION}>'
        f"{_styles(widths)}<office:body><office:spreadsheet>"
    )
    for sheet in sheets:
        yield from _table(sheet)
    yield "</office:spreadsheet></office:body></office:document-content>"


def _styles(widths: list[int]) -> str:
    styles = width_styles(widths)
    return f"<office:automatic-styles>{styles}</office:automatic-styles>" if styles else ""


def width_styles(widths: list[int]) -> str:
    """How wide columns are: about a fifth of a centimetre for each character."""
    return "".join(
        f'<style:style style:name="w{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width * 0.21:.2f}cm"/></style:style>'
        for width in widths
    )


def _table(sheet: Sheet) -> Iterator[str]:
    columns = f'<table:table-column table:number-columns-repeated="{len(sheet.head)}"/>'
    if sheet.widths:
        columns = "".join(f'<table:table-column table:style-name="w{width}"/>' for width in sheet.widths)
    yield (
        f"<table:table table:name={quoteattr(sheet_name(sheet.name))}>{columns}"
        f"<table:table-header-rows>{_row(sheet.head)}</table:table-header-rows>"
    )
    for cells in sheet.rows:
        yield _row(cells)
    yield "</table:table>"


def _row(cells: Sequence[Value]) -> str:
    return f"<table:table-row>{''.join(map(cell, cells))}</table:table-row>"


def cell(value: Value, *, about: str = "", note: str = "") -> str:
    """A cell by the kind of its value, from which programs make what they show of a figure or a day.

    `about` are further attributes, `note` an element that stands before what is shown.
    """
    said, shown = _said(value)
    attributes = "".join(f" {part}" for part in (about, said) if part)
    return f"<table:table-cell{attributes}>{note}{shown}</table:table-cell>"


def _said(value: Value) -> tuple[str, str]:
    """The attributes of a value and the paragraphs that show it."""
    if value is None or value == "":
        return "", ""
    if isinstance(value, str):
        return 'office:value-type="string"', paragraphs(value)
    if isinstance(value, bool):
        return f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"', ""
    if isinstance(value, date):
        said = value.replace(tzinfo=None).isoformat() if isinstance(value, datetime) else value.isoformat()
        return f'office:value-type="date" office:date-value="{said}"', paragraphs(said)
    said = f"{value:f}" if isinstance(value, Decimal) else repr(value)
    return f'office:value-type="float" office:value="{said}"', paragraphs(said)


def paragraphs(text: str) -> str:
    """Text line by line, as cells and notes have it."""
    return "".join(f"<text:p>{words(line)}</text:p>" for line in re.split(r"\r\n|\r|\n", text))


def words(text: str) -> str:
    """Text as XML holds it. Several spaces in a row would be read as one."""
    return re.sub(
        " {2,}", lambda run: f' <text:s text:c="{len(run[0]) - 1}"/>', escape(_NEVER.sub("", text).replace("\t", " "))
    )
