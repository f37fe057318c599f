"""Parts of the actions about promises: their terms, and how their targets are spread over the contract's periods."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db.models import F, Max
from django.utils.translation import gettext as _

from accounts.models import User
from framework.models import Measure, Outcome
from framework.single import change_single_measure, drop_single_measure, freeze_single_measure, write_single_measure
from framework.values import format_value
from suppliers.checks import NotReady
from suppliers.models import Commitment, Contract, Proposal, ReportingPeriod, TargetPoint, TargetProfile
from suppliers.profile import chosen_points, is_level, points_for, problem_of_spread
from suppliers.promises import ROW_FIELDS
from suppliers.terms import Terms, from_json

# The profile keeps the beginning of the reason; the event has all of it.
REASON_LENGTH = TargetProfile._meta.get_field("reason").max_length


# --- Terms ------------------------------------------------------------------------------------------------------------
def hold_contract(contract: Contract) -> None:
    """Let no other promise get its number in this contract until this transaction ends: an UPDATE of nothing."""
    Contract.objects.filter(pk=contract.pk).update(reference=F("reference"))


def next_position(contract: Contract) -> int:
    """The number of the contract's next promise; `hold_contract` comes first."""
    return (contract.commitments.aggregate(last=Max("position"))["last"] or 0) + 1


def use_terms(commitment: Commitment, terms: Terms) -> None:
    """Set the fields of a commitment to what the terms say; nothing is stored, and the measure stays."""
    for name in ROW_FIELDS:
        setattr(commitment, name, getattr(terms, name))
    commitment.deliverer_id = terms.deliverer


def measure_for(contract: Contract, terms: Terms, *, current: Measure | None = None) -> Measure:
    """The measure that the terms name; one of the contract's own is written, or written anew in place of `current`.

    `current` is what was proposed before; where it is of this contract alone and no longer wanted, `drop_measure` takes
    it away. Raises NotReady when the contract's framework version has no such measure or outcome.
    """
    if terms.custom is None:
        listed = Measure.objects.filter(version=contract.framework_version_id, code=terms.measure)
        measure = listed.select_related("version__framework").first()
        if measure is None:
            raise NotReady([_("Choose a measure from the framework version of this contract")])
        return measure
    outcomes = Outcome.objects.filter(version=contract.framework_version_id, code=terms.outcome)
    outcome = outcomes.select_related("objective", "version").first()
    if outcome is None:
        raise NotReady([_("Choose the outcome that your own measure belongs to")])
    if current is not None and is_own_and_open(current):
        return change_single_measure(written=current, outcome=outcome, measure=terms.custom)
    return write_single_measure(outcome=outcome, measure=terms.custom, council=contract.council)


def is_own_and_open(measure: Measure) -> bool:
    """Whether a measure is of one contract alone and both sides still talk about it."""
    return measure.version.framework.is_for_single_contracts and measure.version.frozen_at is None


def settle_measure(*, measure: Measure, by: User) -> None:
    """What both sides have agreed to count by never changes from here on (invariant 2)."""
    freeze_single_measure(measure=measure, by=by)


def leave_measure(*, before: Measure, after: Measure) -> None:
    """Take away a measure that was proposed for this contract alone, when another one is proposed instead."""
    if before.pk != after.pk:
        drop_single_measure(before)


# --- Profiles ---------------------------------------------------------------------------------------------------------
def hold_periods(contract: Contract) -> None:
    """Let no period of a contract open until this transaction ends; what opened before is seen from here on.

    An UPDATE that changes nothing, before whatever spreads targets again: otherwise a return could open with a target
    that the new profile no longer knows. The contract is held before its periods, as everywhere: two that hold them the
    other way round would wait for one another.
    """
    hold_contract(contract)
    contract.periods.filter(opened_on__isnull=True).update(number=F("number"))


def profile_again(
    *, commitment: Commitment, reason: str, amounts: Mapping[date, Decimal] | None = None
) -> TargetProfile | None:
    """A new version of a commitment's profile over the periods the contract has now.

    Periods whose return is open keep the point they had; what is left of the target is spread over the others, never
    over a return that was opened without this commitment: evenly, or as `amounts` says by the first days of periods. A
    contract without periods has no profile yet. Called inside the transaction of the action that needs it. Raises
    NotReady when no period is left for what is still to be done, or the amounts do not fit.
    """
    periods = [period for period in commitment.contract.periods.order_by("starts_on") if _concerns(commitment, period)]
    if not commitment.contract.periods.exists():
        return None
    before = commitment.profiles.filter(is_current=True).first()
    had = dict(before.points.values_list("period_id", "amount")) if before else {}
    kept = [period for period in periods if period.opened_on and period.pk in had]
    open_periods = [period for period in periods if not period.opened_on]
    done = [had[period.pk] for period in kept]
    _check_room(commitment, open_periods, done)
    if amounts is None or commitment.target is None or is_level(commitment.measure):
        spread = points_for(commitment.measure, commitment.target, open_periods, kept=done)
    else:
        spread = _chosen(commitment, open_periods, done, amounts)
    return new_profile(commitment=commitment, reason=reason, points=zip([*kept, *open_periods], spread, strict=False))


def first_profile(*, commitment: Commitment) -> TargetProfile | None:
    """The profile when reporting starts: as both sides chose while there were no periods yet, if these are the same.

    Raises as `profile_again`.
    """
    chosen = agreed_amounts(commitment)
    if chosen is not None:
        try:
            return profile_again(commitment=commitment, reason="", amounts=chosen)
        except NotReady:  # the dates were changed since: then evenly, as with everybody else
            pass
    return profile_again(commitment=commitment, reason="")


def agreed_amounts(commitment: Commitment) -> dict[date, Decimal] | None:
    """What both sides chose for the periods when they last agreed; None when they left it to the portal. One query."""
    kinds = (Proposal.Kind.NEW, Proposal.Kind.VARIATION)
    accepted = commitment.proposals.filter(status=Proposal.Status.ACCEPTED, kind__in=kinds).order_by("-number")
    last = accepted.values_list("terms", flat=True).first()
    amounts = from_json(last).amounts if last else None
    return None if amounts is None else dict(amounts)


def new_profile(*, commitment: Commitment, reason: str, points) -> TargetProfile:
    """Store a new version of a profile: `points` are pairs of a period and its amount. Older versions stay."""
    before = commitment.profiles.filter(is_current=True).first()
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
        for period, amount in points
    )
    return profile


def last_opened(contract: Contract) -> ReportingPeriod | None:
    """The newest period whose return is open or was; `hold_periods` comes first."""
    return contract.periods.filter(opened_on__isnull=False).order_by("-starts_on").first()


def _check_room(commitment: Commitment, open_periods: list[ReportingPeriod], done: list[Decimal]) -> None:
    """Raises NotReady when the target does not fit the periods that are left."""
    if commitment.target is None or is_level(commitment.measure):
        return
    promised = sum(done, Decimal(0))
    if promised > commitment.target:
        least = format_value(commitment.measure, promised, exact=True)
        words = _("The returns that are open or sent already ask for %(least)s: the target cannot be less")
        raise NotReady([words % {"least": least}])
    if promised != commitment.target and not any(period.waived_at is None for period in open_periods):
        raise NotReady(
            [
                _(
                    "No period is left for commitment %(number)s: %(promise)s. "
                    "Move the end of the contract to a later day"
                )
                % {"number": commitment.position, "promise": commitment.promise}
            ]
        )


def _chosen(
    commitment: Commitment, periods: list[ReportingPeriod], done: list[Decimal], amounts: Mapping[date, Decimal]
) -> list[Decimal]:
    """The points as people chose them. Raises NotReady when they do not fit the periods or the target."""
    spread = chosen_points(periods, kept=done, chosen=amounts)
    if spread is None:
        raise NotReady([_("The periods have changed since the target was spread over them. Spread it again")])
    target = commitment.target or Decimal(0)
    if problem := problem_of_spread(commitment.measure, target=target, amounts=spread):
        raise NotReady([problem])
    return spread


def _concerns(commitment: Commitment, period: ReportingPeriod) -> bool:
    """Whether the commitment is reported on in this period."""
    starts_too_late = commitment.starts_on and commitment.starts_on >= period.ends_before
    ended_before = commitment.ends_on and commitment.ends_on < period.starts_on
    return not starts_too_late and not ended_before
