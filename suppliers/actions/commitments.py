"""Promises: added from a tender or by an officer, agreed, and their targets spread over the contract's periods."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.record import record
from framework.models import Measure
from suppliers.checks import NotReady, before_agreeing
from suppliers.events import SupplierEvent
from suppliers.models import Commitment, Contract, ReportingPeriod, TargetPoint, TargetProfile
from suppliers.permissions import can_agree_commitment, can_manage_contract
from suppliers.profile import is_level, points_for
from suppliers.workflow import COMMITMENT, move

# The profile keeps the beginning of the reason; the event has all of it.
REASON_LENGTH = TargetProfile._meta.get_field("reason").max_length


@transaction.atomic
def add_commitment(
    *,
    contract: Contract,
    measure: Measure,
    promise: str,
    by: User,
    target: Decimal | None = None,
    done_by: date | None = None,
    baseline: Decimal | None = None,
    baseline_note: str = "",
    obligation: str = Commitment.Obligation.FIRM,
    tender_wording: str = "",
    is_additional: bool = True,
) -> Commitment:
    """Put a proposed promise into a contract (SU2, OF14). Raises PermissionDenied."""
    if not can_manage_contract(by, contract):
        raise PermissionDenied
    last = contract.commitments.aggregate(last=Max("position"))["last"] or 0
    commitment = Commitment.objects.create(
        contract=contract,
        measure=measure,
        position=last + 1,
        promise=promise,
        tender_wording=tender_wording,
        obligation=obligation,
        target=target,
        done_by=done_by,
        baseline=baseline,
        baseline_note=baseline_note,
        is_additional=is_additional,
    )
    record(
        SupplierEvent.COMMITMENT_PROPOSED,
        by=by,
        on=commitment,
        data={"measure": measure.code, "target": None if target is None else str(target), "line": last + 1},
    )
    return commitment


@transaction.atomic
def agree_commitment(*, commitment: Commitment, by: User) -> Commitment:
    """Make a proposed promise binding and, once the contract has periods, spread its target.

    Raises PermissionDenied, NotReady or InvalidTransition.
    """
    if not can_agree_commitment(by, commitment):
        raise PermissionDenied
    if problems := before_agreeing(commitment):
        raise NotReady(problems)
    hold_periods(commitment.contract)
    move(commitment, COMMITMENT["agree"], agreed_at=timezone.now(), agreed_by=by)
    profile_again(commitment=commitment, reason="")
    record(SupplierEvent.COMMITMENT_AGREED, by=by, on=commitment, data={"line": commitment.position})
    return commitment


def hold_periods(contract: Contract) -> None:
    """Let no period of a contract open until this transaction ends; what opened before is seen from here on.

    An UPDATE that changes nothing, before whatever spreads targets again: otherwise a return could open with a target
    that the new profile no longer knows.
    """
    contract.periods.filter(opened_on__isnull=True).update(number=F("number"))


def profile_again(*, commitment: Commitment, reason: str) -> TargetProfile | None:
    """A new version of a commitment's profile over the periods the contract has now.

    Periods whose return is open keep the point they had; what is left of the target is spread over the others, never
    over a return that was opened without this commitment. A contract without periods has no profile yet. Called inside
    the transaction of the action that needs it. Raises NotReady when no period is left for what is still to be done.
    """
    periods = [period for period in commitment.contract.periods.order_by("starts_on") if _concerns(commitment, period)]
    if not commitment.contract.periods.exists():
        return None
    before = commitment.profiles.filter(is_current=True).first()
    had = dict(before.points.values_list("period_id", "amount")) if before else {}
    kept = [period for period in periods if period.opened_on and period.pk in had]
    open_periods = [period for period in periods if not period.opened_on]
    done = [had[period.pk] for period in kept]
    if not any(period.waived_at is None for period in open_periods) and _is_left(commitment, done):
        raise NotReady(
            [
                _(
                    "No period is left for commitment %(number)s: %(promise)s. "
                    "Move the end of the contract to a later day"
                )
                % {"number": commitment.position, "promise": commitment.promise}
            ]
        )
    amounts = points_for(commitment.measure, commitment.target, open_periods, kept=done)
    version = before.version + 1 if before else 1
    commitment.profiles.filter(is_current=True).update(is_current=False)
    profile = TargetProfile.objects.create(commitment=commitment, version=version, reason=reason[:REASON_LENGTH])
    TargetPoint.objects.bulk_create(
        TargetPoint(
            profile=profile,
            period=period,
            starts_on=period.starts_on,
            ends_before=period.ends_before,
            amount=amount,
        )
        for period, amount in zip([*kept, *open_periods], amounts, strict=False)
    )
    return profile


def _is_left(commitment: Commitment, done: list[Decimal]) -> bool:
    """Whether something of a target that adds up is still to be spread."""
    if commitment.target is None or is_level(commitment.measure):
        return False
    return sum(done, Decimal(0)) != commitment.target


def _concerns(commitment: Commitment, period: ReportingPeriod) -> bool:
    """Whether the commitment is reported on in this period."""
    starts_too_late = commitment.starts_on and commitment.starts_on >= period.ends_before
    ended_before = commitment.ends_on and commitment.ends_on < period.starts_on
    return not starts_too_late and not ended_before
