"""Corrections: a signed difference to a verified figure, proposed by one officer and decided by another."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.record import record
from framework.models import Measure
from framework.values import percentage
from returns.actions.disputing import settle_dispute
from returns.actions.telling import tell
from returns.checks import correction_in_step
from returns.events import ReturnEvent, unit_of_figures
from returns.figures import corrected, refresh_figures, verified_with_corrections
from returns.models import Correction, ReturnLine, SupplierReturn
from returns.permissions import can_decide_correction, can_propose_correction
from returns.workflow import CORRECTION
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition, move

ZERO = Decimal(0)


@dataclass(frozen=True)
class Difference:
    """What is added to the verified figure (negative takes away); a percentage changes by its two parts."""

    value: Decimal = ZERO
    numerator: Decimal = ZERO
    denominator: Decimal = ZERO


@transaction.atomic
def propose_correction(*, line: ReturnLine, difference: Difference, reason: str, by: User) -> Correction:
    """Propose to change a verified figure of a decided return; the figure stays until a second officer agrees.

    Raises PermissionDenied; InvalidTransition when the return is not decided or a proposal waits; NotReady when the
    corrected figure could not be.
    """
    if not can_propose_correction(by, line):
        raise PermissionDenied
    if line.supplier_return.status != SupplierReturn.Status.DECIDED:
        raise InvalidTransition("only decided returns are corrected")
    if line.corrections.filter(status=Correction.Status.PROPOSED).exists():
        raise InvalidTransition("a correction of this line waits already")
    _possible(line, difference)
    try:
        with transaction.atomic():
            correction = Correction.objects.create(
                line=line,
                difference=difference.value,
                numerator_difference=difference.numerator,
                denominator_difference=difference.denominator,
                reason=reason,
                proposed_at=timezone.now(),
                proposed_by=by,
            )
    except IntegrityError as error:
        raise InvalidTransition("somebody else proposed a correction of this line first") from error
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
    settle_dispute(correction=correction, by=by)
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
    """The corrected figure must still make sense. Raises NotReady; ValueError for a difference of another kind."""
    value, top, bottom = verified_with_corrections(corrected(ReturnLine.objects.filter(pk=line.pk)).get())
    measure = line.commitment.measure
    is_percent = measure.value_type == Measure.ValueType.PERCENT
    if difference.value if is_percent else difference.numerator or difference.denominator:
        raise ValueError(f"A {measure.value_type} figure is not corrected by {difference}.")
    new_top, new_bottom = (top or ZERO) + difference.numerator, (bottom or ZERO) + difference.denominator
    figure = percentage(new_top, new_bottom) if is_percent else (value or ZERO) + difference.value
    problem = _wrong_parts(measure, new_top, new_bottom) if is_percent else _wrong_figure(measure, figure or ZERO)
    if difference == Difference():
        problem = _("This is the figure that stands already")
    problems = [problem] if problem else list(correction_in_step.problems(line, figure))
    if problems:
        raise NotReady(problems)


def _wrong_parts(measure: Measure, top: Decimal, bottom: Decimal) -> str:
    """What is wrong with the two parts of a percentage, or nothing."""
    if bottom <= 0:
        return _("The bottom figure of the percentage must stay above zero")
    if measure.may_be_negative:
        return ""
    if top < 0:
        return _("The corrected figure cannot be below zero")
    return _("The first figure cannot be more than the second, which it is a part of") if top > bottom else ""


def _wrong_figure(measure: Measure, figure: Decimal) -> str:
    """What is wrong with a corrected figure, or nothing."""
    if measure.value_type == Measure.ValueType.NARRATIVE:
        return _("This commitment is reported in words: there is no figure to correct")
    if measure.value_type == Measure.ValueType.MILESTONE and figure not in (0, 1):
        return _("The corrected figure must be done or not done")
    return _("The corrected figure cannot be below zero") if figure < 0 and not measure.may_be_negative else ""


def _data(correction: Correction) -> dict:
    """What the history says of a correction."""
    parts = [correction.numerator_difference, correction.denominator_difference]
    differences = parts if any(parts) else [correction.difference]
    return {
        "line": correction.line.number,
        "difference": " / ".join(f"{difference.normalize():+f}" for difference in differences),
        **unit_of_figures(correction.line.commitment.measure),
        "reason": correction.reason,
        "decision": correction.decision_reason,
    }
