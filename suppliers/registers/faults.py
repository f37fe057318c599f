"""Why a register could not be read or taken in, beside what is wrong with a spreadsheet as such (`tables.faults`)."""

from django.utils.translation import gettext as _

from tables.bounds import Bounds
from tables.faults import Fault, TableRefused

NO_HEADINGS, NOT_ALLOWED, NOT_FINISHED, SOMETHING_ELSE = "no_headings", "not_allowed", "not_finished", "something_else"


def fault_words(fault: str) -> str:
    """A fault as people read it; empty where there is none."""
    if fault in Fault.values:
        return str(TableRefused(Fault(fault), Bounds()))
    return {
        NO_HEADINGS: _(
            "The selected file must have a row of headings. Add one above the rows and choose the file again"
        ),
        NOT_ALLOWED: _("Whoever confirmed it has lost the right to do this. A colleague must bring the file again"),
        NOT_FINISHED: _(
            "Something went wrong, and the rows that are left were not taken in. Bring the file again later"
        ),
        SOMETHING_ELSE: _("The selected file could not be opened. Save it again and choose the new file"),
    }.get(fault, "")
