"""What a spreadsheet says, for the page and for the copy in which what is wrong is marked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from accounts.models import User
from returns.models import WorkbookUpload
from returns.workbook.columns import columns
from returns.workbook.judging import judge
from returns.workbook.proof import read_line_code
from returns.workbook.reading import FoundSheet
from returns.workbook.writing import Marks, Said, write_workbook
from tables.writing import Kind

MOST_TOLD = 100
"""Faults on the page; all of them are in the marked copy."""


@dataclass(frozen=True)
class Told:
    """A fault: the sheet, the cell (empty for the sheet as a whole), the heading of its column, and what is wrong."""

    sheet: str
    cell: str
    heading: str
    words: str


@dataclass(frozen=True)
class WhatItSays:
    """How many answers are new and right, in how many returns, and what is wrong."""

    new: int
    returns: int
    wrong: int
    faults: list[Told]
    has_more: bool


def told_of(upload: WorkbookUpload) -> WhatItSays:
    """What is known of a spreadsheet. No query."""
    sheets = FoundSheet.all_of(upload)
    new = [sum(row.is_new for row in sheet.rows) for sheet in sheets]
    faults = [fault for sheet in sheets for fault in _faults(sheet)]
    return WhatItSays(
        new=sum(new),
        returns=sum(map(bool, new)),
        wrong=len(faults),
        faults=faults[:MOST_TOLD],
        has_more=len(faults) > MOST_TOLD,
    )


def _faults(sheet: FoundSheet) -> Iterator[Told]:
    if sheet.refusal:
        yield Told(sheet.name, sheet.cell, "", sheet.refusal)
    headings = {column.key: str(column.heading) for column in columns(with_reasons=sheet.with_reasons)}
    for row in sheet.rows:
        for key, words in row.wrong.items():
            yield Told(sheet.name, sheet.address_of(row, key), headings[key], words)


def marked_copy(upload: WorkbookUpload, user: User, file: IO[bytes]) -> bool:
    """Write the spreadsheet as it was filled in, with what is wrong marked. False where nothing is.

    Returns of which nothing could be taken are named on its first sheet. About ten queries for each return.
    """
    sheets = FoundSheet.all_of(upload)
    if not any(sheet.has_faults for sheet in sheets):
        return False
    judged = judge(sheets, user)
    told = [
        _("Sheet %(sheet)s: %(words)s") % {"sheet": one.found.name, "words": one.problem}
        for one in judged
        if one.problem
    ]
    marks: Marks = {
        (proof.supplier_return, proof.number): Said(row.found.cells, row.faults, proof.digest)
        for one in judged
        for row in one.rows
        if row.row and (proof := read_line_code(row.found.code))
    }
    shown = [one.sheet for one in judged if one.sheet]
    write_workbook(shown, Kind(upload.kind), file, marks=marks, told=told)
    return True
