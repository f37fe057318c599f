"""OpenDocument spreadsheets of plain words, written by hand: nothing that the portal is built on writes them.

Every cell is text, which no spreadsheet program takes for a formula. The same tables make the same bytes, so that
caches can tell whether a file is still what it was.
"""

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

MIME_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
A_DAY = (1980, 1, 1, 0, 0, 0)
MOST_IN_A_NAME = 31
# What XML 1.0 cannot hold, however it is written.
_NEVER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_A_NAME = re.compile(r"[\[\]*?:/\\']")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_VERSION = 'office:version="1.3"'
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_MANIFEST = (
    f'{_HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIME_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


@dataclass(frozen=True)
class Sheet:
    """One table of a spreadsheet: its name, the headings of its columns and its rows, all of them words."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[str]]


def write_ods(sheets: Iterable[Sheet], *, title: str, language: str) -> bytes:
    """A spreadsheet with these tables. `language` is a code such as "en-GB"."""
    tables = "".join(_table(sheet) for sheet in sheets)
    content = (
        f'{_HEAD}<office:document-content xmlns:office="{_OFFICE}" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        f'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" {_VERSION}>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    about = (
        f'{_HEAD}<office:document-meta xmlns:office="{_OFFICE}" xmlns:dc="http://purl.org/dc/elements/1.1/" {_VERSION}>'
        f"<office:meta><dc:title>{_words(title)}</dc:title><dc:language>{_words(language)}</dc:language></office:meta>"
        "</office:document-meta>"
    )
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        # First and not compressed: that is how the kind of the file is told from its first bytes.
        archive.writestr(zipfile.ZipInfo("mimetype", A_DAY), MIME_TYPE, zipfile.ZIP_STORED)
        for name, words in (("content.xml", content), ("meta.xml", about), ("META-INF/manifest.xml", _MANIFEST)):
            archive.writestr(zipfile.ZipInfo(name, A_DAY), words.encode(), zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _table(sheet: Sheet) -> str:
    name = quoteattr(_NEVER.sub("", _NOT_IN_A_NAME.sub(" ", sheet.name))[:MOST_IN_A_NAME].strip() or "1")
    rows = "".join(_row(cells) for cells in sheet.rows)
    return (
        f'<table:table table:name={name}><table:table-column table:number-columns-repeated="{len(sheet.head)}"/>'
        f"<table:table-header-rows>{_row(sheet.head)}</table:table-header-rows>{rows}</table:table>"
    )


def _row(cells: Sequence[str]) -> str:
    return f"<table:table-row>{''.join(map(_cell, cells))}</table:table-row>"


def _cell(words: str) -> str:
    if not words:
        return "<table:table-cell/>"
    lines = re.split(r"\r\n|\r|\n", words)
    paragraphs = "".join(f"<text:p>{_words(line)}</text:p>" for line in lines)
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def _words(text: str) -> str:
    """Text as XML holds it. Several spaces in a row would be read as one."""
    return re.sub(
        " {2,}", lambda run: f' <text:s text:c="{len(run[0]) - 1}"/>', escape(_NEVER.sub("", text).replace("\t", " "))
    )
