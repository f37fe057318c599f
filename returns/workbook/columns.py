"""The columns of a return's sheet: what is told, what is asked, what was wrong, and the code of each row."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from framework.models import Measure
from returns.models import NotTakenUp
from returns.sheet import Row

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LAYOUT = 1
"""Goes up whenever columns come, go or move: sheets of an earlier layout are refused."""
CODE_ROW, HEADING_ROW = 3, 5
"""Rows as a spreadsheet program counts them; commitments follow the headings."""
CODE_COLUMN = 2

FIGURE, OUT_OF, IS_DONE, ACHIEVED_ON = "figure", "out_of", "is_done", "achieved_on"
NOTHING, NOTHING_REASON, UNUSUAL_REASON = "nothing", "nothing_reason", "unusual_reason"
NARRATIVE, NO_EVIDENCE_REASON, CHECKED = "narrative", "no_evidence_reason", "checked"
NUMBER, WRONG, CODE = "number", "wrong", "code"
NOT_TAKEN_UP = "not_taken_up_"
REASONS = tuple(f"{NOT_TAKEN_UP}{reason.value}" for reason in NotTakenUp.Reason)
OF_FIGURE = (FIGURE, OUT_OF, IS_DONE, ACHIEVED_ON, NOTHING, NOTHING_REASON, UNUSUAL_REASON, *REASONS)
"""What the page of the figure asks."""
ON, YES, NO = "on", "yes", "no"


@dataclass(frozen=True)
class Column:
    """A column: its key, its heading, and how wide it is in characters."""

    key: str
    heading: "StrOrPromise"
    width: int


TOLD = (
    Column(NUMBER, _("Number"), 8),
    Column("measure", _("What is counted"), 28),
    Column("promise", _("Your promise"), 36),
    Column("target", _("Target for this period"), 16),
    Column("before", _("Reported in earlier returns"), 16),
    Column("evidence", _("What counts as evidence"), 30),
)
ASKED = (
    Column(FIGURE, _("Figure"), 14),
    Column(OUT_OF, _("Second figure of a percentage"), 14),
    Column(IS_DONE, _("Is it done?"), 10),
    Column(ACHIEVED_ON, _("When it was done"), 14),
    Column(NOTHING, _("We have nothing to report for this"), 14),
    Column(NOTHING_REASON, _("Why there is nothing to report, or why it is not done yet"), 32),
    Column(UNUSUAL_REASON, _("Why the figure is so different from the target"), 28),
)
WORDS = (
    Column(NARRATIVE, _("Who benefited, and what changed for them?"), 50),
    Column(NO_EVIDENCE_REASON, _("Why there is no evidence"), 28),
    Column(CHECKED, _("I have checked: nobody is named who should not be"), 16),
)
END = (
    Column(WRONG, _("What is wrong, and how to mend it"), 40),
    Column(CODE, _("Code: leave it as it is"), 12),
)
COUNTED = {
    Measure.ValueType.COUNT.value,
    Measure.ValueType.QUANTITY.value,
    Measure.ValueType.HOURS.value,
    Measure.ValueType.MONEY.value,
}


def columns(*, with_reasons: bool) -> list[Column]:
    """The columns of a sheet; with reasons where one of its promises is to try, and not taking up counts."""
    heading = _("Not taken up: %(reason)s")
    reasons = [
        Column(f"{NOT_TAKEN_UP}{reason.value}", heading % {"reason": reason.label}, 14) for reason in NotTakenUp.Reason
    ]
    return [*TOLD, *ASKED, *(reasons if with_reasons else ()), *WORDS, *END]


def asked_of(row: Row) -> set[str]:
    """The columns that are open for a commitment; the others are shut in its row."""
    kind, found = row.measure.value_type, {NOTHING_REASON, NARRATIVE, CHECKED}
    if kind in COUNTED:
        found |= {FIGURE, NOTHING, UNUSUAL_REASON}
    elif kind == Measure.ValueType.PERCENT:
        found |= {FIGURE, NOTHING, UNUSUAL_REASON, *(() if row.measure.fixed_denominator else (OUT_OF,))}
    elif kind == Measure.ValueType.MILESTONE:
        found |= {IS_DONE, ACHIEVED_ON}
    else:
        found.add(NOTHING)
    if row.asks_not_taken_up:
        found.update(REASONS)
    if not row.evidence and not row.other_files:
        found.add(NO_EVIDENCE_REASON)
    return found
