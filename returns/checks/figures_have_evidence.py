"""Every figure that is not zero has evidence, or a reason why there is none (domain rules, section 6.3)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from returns.checks.problem import STOP, Problem
from returns.sheet import Sheet


def problems(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each line that claims something and shows nothing for it."""
    for row in sheet.rows:
        answered = row.answer.evidence_done and row.line.is_open
        if answered and row.has_something and not row.evidence and not row.answer.no_evidence_reason:
            message = _("Add evidence for commitment %(number)s, or say why there is none") % {"number": row.number}
            yield Problem("evidence_missing", STOP, message, "evidence", row.number)
