"""No question about a line waits for its answer when a return is finished or sent back (domain rules, section 6.3)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from returns.checks.problem import STOP, Problem
from returns.sheet import Sheet


def problems(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each line whose question was open when the sheet was loaded."""
    for row in sheet.rows:
        if row.is_questioned:
            message = _("The question about commitment %(number)s waits for its answer. Wait for it, or take it back")
            yield Problem("question_open", STOP, message % {"number": row.number}, "line", row.number)
