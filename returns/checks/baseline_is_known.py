"""A measure of change needs a starting figure to be measured against (SU10)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from returns.checks.problem import STOP, Problem
from returns.sheet import Sheet


def problems(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each line with a figure whose commitment has no starting figure."""
    for row in sheet.rows:
        if row.measure.baseline_required and row.has_something and row.commitment.baseline is None:
            message = _("Commitment %(number)s has no starting figure to compare with. Ask the council to add it") % {
                "number": row.number
            }
            yield Problem("baseline_missing", STOP, message, "figure", row.number)
