"""Corrections: a signed difference to a verified figure, proposed by one officer and decided by another."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.record import record
from returns.actions.telling import tell
from returns.events import ReturnEvent
from returns.figures import corrected, refresh_figures, verified_with_corrections
from returns.models import Correction, ReturnLine, SupplierReturn
from returns.permissions import can_decide_correction, can_propose_correction
from returns.workflow import CORRECTION
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition, move


@dataclass(frozen=True)
class Difference:
    """What is added to the verified figure (negative takes away); a percentage changes by its two parts."""

    value: Decimal = Decimal(0)
    numerator: Decimal = Decimal(0)
    denominator: Decimal = Decimal(0)


@transaction.atomic
def propose_correction(*, line: ReturnLine, difference: Difference, reason: str, by: User) -> Correction:
    """Propose to change a verified figure of a decided return; the figure stays until a second officer agrees.

    Raises PermissionDenied; InvalidTransition when the return is not decided or a proposal waits; NotReady when the
    figure would fall below nothing.
    """
    if not can_propose_correction(by, line):
        raise PermissionDenied
    if line.supplier_return.status != SupplierReturn.Status.DECIDED:
        raise InvalidTransition("only decided returns are corrected")
    if line.corrections.filter(status=Correction.Status.PROPOSED).exists():
        raise InvalidTransition("a correction of this line waits already")
    _possible(line, difference)
    correction = Correction.objects.create(
        line=line,
        difference=difference.value,
        numerator_difference=difference.numerator,
        denominator_difference=difference.denominator,
        reason=reason,
        proposed_at=timezone.now(),
        proposed_by=by,
    )
    tell(ReturnEvent.CORRECTION_PROPOSED, by=by, on=correction, data=_data(correction))
    return correction


@transaction.atomic
def approve_correction(*, correction: Correction, reason: str, by: User) -> Correction:
    """Agree to another officer's correction; the figures change with it. Raises as `propose_correction`."""
    if not can_decide_correction(by, correction):
        raise PermissionDenied
    difference = Difference(correction.difference, correction.numerator_difference, correction.denominator_difference)
    _possible(correction.line, difference)
    move(correction, CORRECTION["approve"], decided_at=timezone.now(), decided_by=by, decision_reason=reason)
    refresh_figures(correction.line.supplier_return)
    tell(ReturnEvent.CORRECTION_APPROVED, by=by, on=correction, data=_data(correction))
    return correction


@transaction.atomic
def decline_correction(*, correction: Correction, reason: str, by: User) -> Correction:
    """Refuse another officer's correction; nothing changes. Raises as `propose_correction`."""
    if not can_decide_correction(by, correction):
        raise PermissionDenied
    move(correction, CORRECTION["decline"], decided_at=timezone.now(), decided_by=by, decision_reason=reason)
    record(ReturnEvent.CORRECTION_DECLINED, by=by, on=correction, data=_data(correction))
    return correction


def _possible(line: ReturnLine, difference: Difference) -> None:
    """The corrected figure must still make sense. Raises NotReady."""
    value, top, bottom = verified_with_corrections(corrected(ReturnLine.objects.filter(pk=line.pk)).get())
    negative_ok = line.commitment.measure.may_be_negative
    if bottom is not None and bottom + difference.denominator <= 0:
        raise NotReady([_("The bottom figure of the percentage must stay above zero")])
    result = top + difference.numerator if top is not None else (value or Decimal(0)) + difference.value
    if result < 0 and not negative_ok:
        raise NotReady([_("The corrected figure cannot be below zero")])


def _data(correction: Correction) -> dict:
    """What the history says of a correction."""
    return {
        "line": correction.line.number,
        "difference": str((correction.difference or correction.numerator_difference).normalize() + 0),
        "reason": correction.reason,
        "decision": correction.decision_reason,
    }
