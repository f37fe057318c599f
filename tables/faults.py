"""Why a spreadsheet is not read: one fault, one sentence that says how to mend it.

The process that opens it has no translations, so it says the fault's code, and the sentence is made here.
"""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cage.refusal import UNSAFE, Refused
from tables.bounds import MEGABYTE, Bounds


class Fault(models.TextChoices):
    """What can be wrong with a spreadsheet as a file; the label is what the person reads."""

    NOT_A_TABLE = (
        "not_a_table",
        _("The selected file must be an Excel workbook (.xlsx), an OpenDocument spreadsheet (.ods) or a CSV file"),
    )
    EMPTY = "empty", _("The selected file is empty. Choose one with at least one row")
    TOO_BIG = "too_big", _("The selected file must be smaller than %(megabytes)s MB. Divide it into several files")
    PASSWORD = (
        "password",
        _("The selected file is password protected. Save a copy without the password and choose the copy"),
    )
    OLD = "old", _("The selected file is in an old format of Excel. Save it as .xlsx and choose the new file")
    MACROS = "macros", _("The selected file must not contain macros. Save it as .xlsx and choose the new file")
    DAMAGED = (
        "damaged",
        _(
            "The selected file could not be opened. Check that it opens on your device, save it again and choose "
            "the new file"
        ),
    )
    TOO_MANY_ROWS = (
        "too_many_rows",
        _(
            "The selected file must have at most %(rows)s rows. Divide it into several files, or take out what stands "
            "far below its last row"
        ),
    )
    TOO_MANY_COLUMNS = (
        "too_many_columns",
        _(
            "The selected file must have at most %(columns)s columns. Take out what is not needed, and cells far to "
            "the right"
        ),
    )
    TOO_MANY_SHEETS = (
        "too_many_sheets",
        _("The selected file must have at most %(sheets)s sheets. Take out what is not needed"),
    )
    LONG_CELL = (
        "long_cell",
        _("A cell of the selected file must hold at most %(characters)s characters. Make the text shorter"),
    )
    NOT_TEXT = (
        "not_text",
        _("The selected CSV file has signs that cannot be read. Save it as “CSV UTF-8” and choose the new file"),
    )
    TOO_MANY_ERRORS = (
        "too_many_errors",
        _(
            "A sheet of the selected file has more than 1,000 cells with errors such as #N/A. Mend the formulas, save "
            "it again and choose the new file"
        ),
    )
    CONTROLS = (
        "controls",
        _(
            "The selected file has control characters, which nobody sees, in a cell or in the name of a sheet. Take "
            "them out, for example with the function CLEAN, and choose the new file"
        ),
    )
    UNSAFE = (
        UNSAFE,
        _(
            "The selected file is built in a way that is not safe to open. Copy its rows to a new workbook and choose "
            "that"
        ),
    )


class TableRefused(Exception):
    """A spreadsheet was not read. `fault` says why, and as text it is the sentence for the person."""

    def __init__(self, fault: Fault, bounds: Bounds) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.bounds = bounds

    @classmethod
    def of(cls, refusal: Refused, bounds: Bounds) -> "TableRefused":
        """What a refusal in the cage means. What is not one of ours is unsafe."""
        known = refusal.code in Fault.values
        return cls(Fault(refusal.code) if known else Fault.UNSAFE, bounds)

    def __str__(self) -> str:
        words: str | Promise = self.fault.label
        return str(words) % {
            "megabytes": self.bounds.bytes // MEGABYTE,
            "rows": f"{self.bounds.rows:,}",
            "columns": self.bounds.columns,
            "sheets": self.bounds.sheets,
            "characters": f"{self.bounds.characters:,}",
        }
