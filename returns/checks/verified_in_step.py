"""What is verified is in step too: parts within wholes, and nothing verified whose condition is not met (SU11)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from framework.models import MeasureRelation
from framework.relations import explain
from returns.checks.problem import STOP, Problem
from returns.checks.relations import claim_breaches, verified_breaches
from returns.sheet import Sheet


def problems(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each line without a decision, and for each relation the verified figures break."""
    numbers = {row.measure.code: row.number for row in sheet.rows}
    measures = {row.measure.code: row.measure for row in sheet.rows}
    for row in sheet.rows:
        if row.verification is None:
            message = _("Decide commitment %(number)s: %(promise)s") % {
                "number": row.number,
                "promise": row.commitment.promise,
            }
            yield Problem("undecided", STOP, message, "line", row.number)
    verified = {row.measure.code for row in sheet.rows if row.verification and row.verification.verified}
    conditions = [
        breach
        for breach in claim_breaches(sheet)
        if breach.kind == MeasureRelation.Kind.VALID_ONLY_IF and breach.measure_a in verified
    ]
    blocked = [
        breach
        for breach in verified_breaches(sheet)
        if breach.stops_verification and breach.kind != MeasureRelation.Kind.VALID_ONLY_IF
    ]
    for breach in (*conditions, *blocked):
        yield Problem("verified_out_of_step", STOP, explain(breach, measures), "line", numbers.get(breach.measure_a))
