"""A figure far from its target is looked at twice: 50% to 200% is usual (domain rules, section 6.6)."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from framework.models import Measure
from returns.checks.problem import LOOK, Problem
from returns.sheet import Row, Sheet

CODE = "unusual_figure"
HALF, DOUBLE = Decimal("0.5"), Decimal(2)
COUNTED = {
    Measure.ValueType.COUNT,
    Measure.ValueType.QUANTITY,
    Measure.ValueType.HOURS,
    Measure.ValueType.MONEY,
    Measure.ValueType.PERCENT,
}


def is_unusual(row: Row, claimed: Decimal | None) -> bool:
    """Whether a figure other than zero lies outside half to double its target for the period.

    What was sought or offered and not taken up says why there is less (SU7), and never why there is more.
    """
    if row.measure.value_type not in COUNTED or not claimed or not row.line.target:
        return False
    if claimed < row.line.target * HALF:
        return not row.not_taken_up
    return claimed > row.line.target * DOUBLE


def problems(sheet: Sheet) -> Iterator[Problem]:
    """One thing to look at for each figure far from its target, until the supplier says why."""
    for row in sheet.rows:
        claimed, target = row.answer.claimed, row.line.target
        if claimed is None or target is None or not is_unusual(row, claimed) or row.answer.unusual_reason:
            continue
        data = {"is_more": claimed > target}
        yield Problem(CODE, LOOK, sentence(sheet, row.number, data), "figure", row.number, data=data)


def sentence(sheet: Sheet, line: int | None, data: dict) -> str:
    """What is unusual about the figure of a line, from what `problems` found."""
    if data["is_more"]:
        message = _("Commitment %(number)s is more than twice its target. That can be right: say why")
    else:
        message = _("Commitment %(number)s is less than half its target. That can be right: say why")
    return message % {"number": line}
