"""Verifying together what is not in the sample: the bulk twin of deciding a line, recorded line by line."""

from collections.abc import Set

from django.db import transaction

from accounts.models import User
from returns.actions.holding import hold
from returns.actions.reviewing import Decision, decide_line
from returns.bulk import rows_for_bulk
from returns.models import SupplierReturn, Verification
from returns.reading import checks_by_line
from returns.sheet import load_sheet
from suppliers.workflow import InvalidTransition


@transaction.atomic
def verify_rest(*, supplier_return: SupplierReturn, numbers: Set[int], by: User) -> int:
    """Verify these lines as claimed, each with a decision and an event of its own; returns how many.

    Raises PermissionDenied, and InvalidTransition when they are not exactly those that may be verified together now.
    """
    hold(supplier_return, by)
    sheet = load_sheet(supplier_return, sent=True)
    rows = rows_for_bulk(sheet, checks_by_line(sheet))
    if not rows or {row.number for row in rows} != numbers:
        raise InvalidTransition("these are not the lines that may be verified together")
    for row in rows:
        answer = row.answer
        decision = Decision(
            Verification.Decision.VERIFIED, answer.claimed, answer.numerator, answer.denominator, is_bulk=True
        )
        decide_line(row=row, decision=decision, by=by)
    return len(rows)
