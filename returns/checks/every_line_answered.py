"""Every commitment is answered; zero is allowed with a reason (domain rules, section 6.3).

Of a promise of best endeavours, what was sought or offered and not taken up is such a reason (SU7).
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from returns.checks.problem import STOP, Problem
from returns.sheet import Row, Sheet


def problems(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each question nobody has answered yet."""
    if sheet.is_nil:
        return
    for row in sheet.rows:
        if row.line.is_open and (found := _first(row)):
            yield found


def _first(row: Row) -> Problem | None:
    """The first question of a line that has no proper answer."""
    number = {"number": row.number}
    for page, done in (
        ("figure", row.answer.figure_done),
        ("words", row.answer.words_done),
        ("evidence", row.answer.evidence_done),
    ):
        if not done:
            message = _("Answer commitment %(number)s: %(promise)s") % {**number, "promise": row.commitment.promise}
            return Problem("unanswered", STOP, message, page, row.number)
    if row.says_why_nothing:
        return None
    if not row.has_figure:
        message = _("Say why there is nothing to report for commitment %(number)s") % number
        return Problem("nothing_without_reason", STOP, message, "figure", row.number)
    if not row.answer.narrative:
        message = _("Say who benefited and what changed for commitment %(number)s") % number
        return Problem("words_missing", STOP, message, "words", row.number)
    return None
