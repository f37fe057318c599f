"""Spreadsheets that harm whoever trusts them, made out of one that is right: what is tried at every door.

Each function takes a workbook (.xlsx) and answers with another, both as bytes.
"""

import io
import re
import zipfile
from collections.abc import Callable

import openpyxl

LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "hahahahaha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY d SYSTEM "file:///etc/passwd">]>'
SHEET = "xl/worksheets/sheet1.xml"
BOMB = 200 * 2**20
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def changed_parts(content: bytes, change: Callable[[str, bytes], bytes], **added: bytes) -> bytes:
    """A workbook with its parts changed, and with further ones ("__" stands for "/" in their names)."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in source.namelist():
            copy.writestr(name, change(name, source.read(name)))
        for name, words in added.items():
            copy.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), words)
    return file.getvalue()


def with_entities(content: bytes, declared: bytes, part: str = SHEET) -> bytes:
    """Entities declared before the root of a part, and used in the first attribute or text that it has."""

    def change(name: str, words: bytes) -> bytes:
        if name != part:
            return words
        declaration, root = re.fullmatch(rb"(<\?xml[^>]*\?>\s*)?(.*)", words, re.DOTALL).groups()
        named = re.sub(rb"(<(?:v|t|workbookPr)\b[^>]*>)", rb"\1&d;", root, count=1)
        assert named != root, root[:300]
        return (declaration or b"") + declared + named

    return changed_parts(content, change)


def bomb(content: bytes) -> bytes:
    """A further sheet of 200 MB that fills 200 kB."""
    return changed_parts(content, _same, xl__worksheets__sheet99_xml=bytes(BOMB))


def with_macros(content: bytes) -> bytes:
    """A workbook with macros under the name of one without."""
    return changed_parts(content, _same, xl__vbaProject_bin=b"Sub Auto_Open()")


def encrypted(_content: bytes) -> bytes:
    """What Excel makes of a workbook with a password: an OLE file that holds the encrypted package."""
    return OLE + "EncryptedPackage".encode("utf-16-le") + bytes(512)


def edited(content: bytes, edit: Callable[[openpyxl.Workbook], object]) -> bytes:
    """A workbook that was opened, changed and saved."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def far(content: bytes, place: str = "XFD1048576", sheet: int = 0) -> bytes:
    """One cell at the far end of a sheet."""
    return edited(content, lambda book: book.worksheets[sheet][place].__setattr__("value", "far"))


def of_errors(rows: int) -> bytes:
    """A workbook with headings and so many rows whose last cell is #N/A."""
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Reference", "Title"])
    for number in range(rows):
        book.active.append([f"C-{number}", "#N/A"])
        book.active.cell(number + 2, 2).data_type = "e"
    book.save(file)
    return file.getvalue()


def of_text(words: str) -> bytes:
    """A workbook with headings and one row whose last cell says this, in the signs that stand in its part."""
    book, file = openpyxl.Workbook(), io.BytesIO()
    for line in (["Reference", "Title"], ["C-1", "words"]):
        book.active.append(line)
    book.save(file)
    return changed_parts(file.getvalue(), lambda _name, part: part.replace(b">words<", f">{words}<".encode()))


def _same(_name: str, words: bytes) -> bytes:
    return words
