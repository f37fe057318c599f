"""A nil return has a reason, no figures, and nothing that was tried in vain (domain rules, section 6.3)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from returns.checks.problem import STOP, Problem
from returns.sheet import Sheet


def problems(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each line that reports something although the whole return is said to be nothing."""
    if not sheet.is_nil:
        return
    for row in sheet.rows:
        if row.has_something or row.not_taken_up:
            message = _("You reported something for commitment %(number)s, so this is not a return with nothing") % {
                "number": row.number
            }
            yield Problem("nil_with_figures", STOP, message, "nothing", row.number)
