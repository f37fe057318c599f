"""Answers as the cells of a row hold them: texts by the key of their column, as a browser would send them."""

from decimal import Decimal

from framework.models import Measure
from returns.sheet import Row
from returns.workbook.columns import (
    ACHIEVED_ON,
    FIGURE,
    IS_DONE,
    NARRATIVE,
    NO,
    NO_EVIDENCE_REASON,
    NOT_TAKEN_UP,
    NOTHING,
    NOTHING_REASON,
    ON,
    OUT_OF,
    UNUSUAL_REASON,
    YES,
    asked_of,
)

Cells = dict[str, str]


def cells_of(row: Row) -> Cells:
    """What is answered now, by column; what is not is left out."""
    answer, kind = row.answer, row.measure.value_type
    cells = {
        NOTHING_REASON: answer.nothing_reason,
        UNUSUAL_REASON: answer.unusual_reason,
        NARRATIVE: answer.narrative,
        NO_EVIDENCE_REASON: answer.no_evidence_reason,
        **{f"{NOT_TAKEN_UP}{reason}": str(count) for reason, count in row.not_taken_up.items()},
    }
    if kind == Measure.ValueType.MILESTONE:
        cells[IS_DONE] = {None: "", Decimal(0): NO}.get(answer.claimed, YES)
        cells[ACHIEVED_ON] = answer.achieved_on.isoformat() if answer.achieved_on else ""
    elif answer.nothing_reason or (row.says_why_nothing and answer.claimed is None):
        cells[NOTHING] = ON
    elif kind == Measure.ValueType.PERCENT:
        cells |= {FIGURE: _figure(answer.numerator), OUT_OF: _figure(answer.denominator)}
    else:
        cells[FIGURE] = _figure(answer.claimed)
    open_here = asked_of(row)
    return {key: text.replace("\r\n", "\n").strip() for key, text in cells.items() if text and key in open_here}


def _figure(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount.normalize():f}"
