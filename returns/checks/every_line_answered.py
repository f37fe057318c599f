"""Every commitment is answered; zero is allowed with a reason (domain rules, section 6.3)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from returns.checks.problem import STOP, Problem
from returns.sheet import Sheet


def problems(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each question nobody has answered yet."""
    if sheet.is_nil:
        return
    for row in sheet.rows:
        if not row.line.is_open:
            continue
        for page, done in (
            ("figure", row.answer.figure_done),
            ("words", row.answer.words_done),
            ("evidence", row.answer.evidence_done),
        ):
            if not done:
                message = _("Answer commitment %(number)s: %(promise)s") % {
                    "number": row.number,
                    "promise": row.commitment.promise,
                }
                yield Problem("unanswered", STOP, message, page, row.number)
                break
        if row.answer.figure_done and not row.has_something and not row.answer.nothing_reason:
            message = _("Say why there is nothing to report for commitment %(number)s") % {"number": row.number}
            yield Problem("nothing_without_reason", STOP, message, "figure", row.number)
