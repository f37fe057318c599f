"""In which order returns are read: what has waited longest, and sooner what calls for more care (OF16).

When a return is sent it gets a place in the queue: the moment it came in, moved two days forward for each point. What
gives points is fixed then, with the return, and shown in the queue in words. So nothing waits for ever, however many
others call for care, and the order is one indexed column.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framework.models import Measure
from returns.checks.usual_size import is_unusual
from returns.models import ReturnLine, SupplierReturn, Verification
from returns.sheet import Sheet

DAYS_A_POINT = 2
# Each thing to look at is a point, up to three; every other reason is one.
MOST_FINDINGS = 3
FIRST, FINDINGS, CHILDREN, LAST_TIME, FAR = "first", "findings", "children", "last_time", "far"
ABOUT_CHILDREN = {
    Measure.Sensitivity.YOUNG_PEOPLE,
    Measure.Sensitivity.CARE_LEAVERS,
    Measure.Sensitivity.CHILDREN_IN_CARE,
}


def reasons_for(sheet: Sheet, *, findings: int) -> dict[str, int]:
    """Why a return that is being sent is read sooner: reasons, each with how often. Two queries.

    It is the first of its contract, the portal found something, it is about children or young people, the last one of
    the contract was not fully approved, or a figure is less than half or more than twice what the profile asks for.
    """
    supplier_return, rows = sheet.supplier_return, sheet.rows
    before = SupplierReturn.objects.filter(contract=supplier_return.contract_id, status=SupplierReturn.Status.DECIDED)
    last = before.order_by("-decided_at").values_list("pk", flat=True).first()
    lines = ReturnLine.objects.filter(supplier_return=last)
    found = {
        FIRST: last is None,
        FINDINGS: findings,
        CHILDREN: any(row.measure.sensitivity in ABOUT_CHILDREN for row in rows),
        LAST_TIME: last and lines.exclude(verification__decision=Verification.Decision.VERIFIED).exists(),
        FAR: any(is_unusual(row, row.answer.claimed) for row in rows),
    }
    return {reason: int(count) for reason, count in found.items() if count}


def points_of(reasons: Mapping[str, int]) -> int:
    """What the reasons come to, from 0 to 7."""
    return sum(min(count, MOST_FINDINGS) if reason == FINDINGS else 1 for reason, count in reasons.items())


def place_for(sent_at: datetime, reasons: Mapping[str, int]) -> datetime:
    """The place in the queue of a return that was sent at this moment."""
    return sent_at - timedelta(days=DAYS_A_POINT * points_of(reasons))


def words_of(reasons: Mapping[str, int]) -> list[str]:
    """The reasons as an officer reads them, in a fixed order."""
    said = {
        FIRST: _("First return"),
        FINDINGS: ngettext("%(count)d thing to look at", "%(count)d things to look at", reasons.get(FINDINGS, 0)),
        CHILDREN: _("About children or young people"),
        LAST_TIME: _("Last return not fully approved"),
        FAR: _("Far from what was promised"),
    }
    return [words % {"count": reasons[reason]} for reason, words in said.items() if reason in reasons]
