"""The sheets of a workbook that hold rows: which of them is read, and which are not."""

from typing import Any

from django.utils.translation import gettext as _

from suppliers.models import RegisterFile
from suppliers.registers.tidying import tidy
from tables.bounds import Bounds
from tables.reading import Book, Sheet

LONGEST_NAME = 100
MOST = Bounds().sheets


def sheets_with_rows(book: Book) -> list[dict[str, Any]]:
    """The sheets that hold something, as a register keeps them: number, name and whether it is hidden."""
    return [
        {"number": sheet.number, "name": _name(sheet), "is_hidden": sheet.is_hidden}
        for sheet in book.sheets[:MOST]
        if sheet.rows
    ]


def _name(sheet: Sheet) -> str:
    """A name that may come from anybody: on one line, and no longer than any program lets it be."""
    return "".join(letter for letter in tidy(sheet.name) if letter.isprintable())[:LONGEST_NAME]


def names_of(register: RegisterFile) -> dict[int, str]:
    """What people call the sheets that hold rows, by their numbers; empty for a file that has no names for sheets."""
    if not any(sheet["name"] for sheet in register.sheets) and len(register.sheets) < 2:
        return {}
    return {sheet["number"]: _words(sheet) for sheet in register.sheets}


def _words(sheet: dict[str, Any]) -> str:
    name = sheet["name"] or _("Sheet %(number)s") % {"number": sheet["number"]}
    return _("%(sheet)s (hidden)") % {"sheet": name} if sheet["is_hidden"] else name


def sheets_shown(register: RegisterFile) -> dict[str, Any]:
    """For pages: the name of the sheet that is read, and the names of those that hold rows and are not."""
    names = names_of(register)
    unread = [name for number, name in names.items() if number != register.sheet]
    return {"sheet": names.get(register.sheet, ""), "unread": unread}
