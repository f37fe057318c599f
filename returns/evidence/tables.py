"""Tells a CSV file from any other text, and reads and cleans it.

CSV has no mark of its own, so it is what is left when all else is not.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from returns.evidence.refusal import EvidenceRefused, Fault

CHUNK = 64 * 1024
MAX_COLUMNS = 500
DELIMITERS = ",;\t"
NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
OTHER_LANGUAGE = re.compile(r"\s*(<|#!|%!|%PDF|\{\\rtf|MIME-Version:)", re.IGNORECASE)
MARKUP = re.compile(
    r"<(!doctype|!entity|\?xml|\?php|html|head|body|script|svg|iframe|object|embed|meta|style|img)\b", re.IGNORECASE
)
LONGEST_MARK = 64


def check_csv(content: BinaryIO) -> None:
    """Raise EvidenceRefused unless this is text without control characters, markup or scripts, in so many columns.

    Text is UTF-8, or what older Windows programs write (code page 1252).
    """
    _check_bytes(content)
    _check_columns(content, _encoding(content))


def clean_csv(source: Path, target: Path) -> list[str]:
    """Write the same table in UTF-8, which every program reads alike. There is never anything to note: an empty list.

    A mark in front tells Excel so, where there is more than plain English letters. Raises EvidenceRefused as
    `check_csv` does.
    """
    with source.open("rb") as content:
        check_csv(content)
        is_english = _is_ascii(content)
        text = _reader(content, _encoding(content))
        with target.open("w", encoding="utf-8" if is_english else "utf-8-sig", newline="") as out:
            while chunk := text.read(CHUNK):
                out.write(chunk)
    return []


def csv_rows(path: Path) -> Iterator[list[str]]:
    """The rows of a table that `check_csv` has passed, one by one."""
    with path.open("rb") as content:
        text = _reader(content, _encoding(content))
        delimiter = _delimiter(text)
        yield from csv.reader(text, delimiter=delimiter)


def _check_bytes(content: BinaryIO) -> None:
    """No control characters but tabs and line ends: text has none, and programs and pictures always do."""
    content.seek(0)
    while chunk := content.read(CHUNK):
        if NOT_IN_TEXT.search(chunk):
            raise EvidenceRefused(Fault.WRONG_TYPE)


def _is_ascii(content: BinaryIO) -> bool:
    """Whether every encoding would read the text alike."""
    content.seek(0)
    return all(chunk.isascii() for chunk in iter(lambda: content.read(CHUNK), b""))


def _encoding(content: BinaryIO) -> str:
    """The first encoding in which the whole text can be read and shows nothing but text."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            _check_words(content, encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise EvidenceRefused(Fault.WRONG_TYPE)


def _reader(content: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """The text from its beginning, line ends as they are."""
    content.seek(0)
    return io.TextIOWrapper(content, encoding=encoding, newline="")


def _check_words(content: BinaryIO, encoding: str) -> None:
    """No web page, drawing, script or e-mail."""
    text = _reader(content, encoding)
    try:
        chunk = text.read(CHUNK)
        if not chunk.strip() or OTHER_LANGUAGE.match(chunk):
            raise EvidenceRefused(Fault.WRONG_TYPE)
        last = ""
        while chunk:
            if MARKUP.search(last + chunk):
                raise EvidenceRefused(Fault.WRONG_TYPE)
            last, chunk = chunk[-LONGEST_MARK:], text.read(CHUNK)
    finally:
        text.detach()


def _check_columns(content: BinaryIO, encoding: str) -> None:
    """Rows of a table: no cell without end and no row of thousands of columns."""
    text = _reader(content, encoding)
    try:
        if any(len(row) > MAX_COLUMNS for row in csv.reader(text, delimiter=_delimiter(text))):
            raise EvidenceRefused(Fault.WRONG_TYPE)
    except csv.Error as problem:
        raise EvidenceRefused(Fault.WRONG_TYPE) from problem
    finally:
        text.detach()


def _delimiter(text: io.TextIOWrapper) -> str:
    """What divides the cells, by the first line. Leaves the text at its beginning."""
    first_line = text.readline(CHUNK)
    text.seek(0)
    return max(DELIMITERS, key=first_line.count)
