"""Opportunities of the log: added, changed, what came of them in totals, ended."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from suppliers.actions.telling import tell
from suppliers.checks import NotReady, host_is_covered, names_nobody, opportunity_days, steps_add_up
from suppliers.checks.problem import Wrong
from suppliers.events import SupplierEvent
from suppliers.models import Contract, Host, Opportunity, OpportunityStep, WhyNot
from suppliers.permissions import can_keep_log
from suppliers.workflow import OPPORTUNITY, InvalidTransition, Transition, move

What = OpportunityStep.What
# What may be recorded after an opportunity was found.
RECORDED = (What.OFFERED.value, What.TAKEN_UP.value, *WhyNot.values)


@dataclass(frozen=True, kw_only=True)
class OpportunityDetails:
    """What may be said of an opportunity until it ends; access in the codes of the fixed list."""

    title: str
    kind: str
    places: int
    starts_on: date
    ends_on: date
    access: Sequence[str] = field(default_factory=list)

    def columns(self) -> dict:
        """The fields of the row; access in the order of the list."""
        return {**asdict(self), "access": [code for code in Opportunity.Access.values if code in self.access]}


@transaction.atomic
def add_opportunity(*, host: Host, sought_on: date, details: OpportunityDetails, by: User) -> Opportunity:
    """Add what was agreed with a host on a day. It counts as sought from that day on.

    Raises PermissionDenied, InvalidTransition where the contract is not active, or NotReady: the host's checks and
    insurance must hold on the first day.
    """
    _may_write(host.contract, by)
    host = Host.objects.select_for_update().get(pk=host.pk)
    opportunity = Opportunity(contract=host.contract, host=host, sought_on=sought_on, **details.columns())
    _check(opportunity)
    opportunity.save()
    _add_steps(opportunity, sought_on, {What.SOUGHT.value: 1}, by)
    tell(SupplierEvent.OPPORTUNITY_ADDED, by=by, on=opportunity, data={"places": opportunity.places})
    return opportunity


@transaction.atomic
def change_opportunity(*, opportunity: Opportunity, details: OpportunityDetails, by: User) -> Opportunity:
    """Change what is said of an opportunity. Raises as `add_opportunity`; the places cannot be fewer than are used."""
    opportunity = _open_one(opportunity, by)
    starts_before = opportunity.starts_on
    before = {"places": opportunity.places, "starts_on": str(starts_before), "ends_on": str(opportunity.ends_on)}
    for name, value in details.columns().items():
        setattr(opportunity, name, value)
    _check(opportunity, is_covered=opportunity.starts_on == starts_before)
    opportunity.save(update_fields=list(details.columns()))
    after = {"places": opportunity.places, "starts_on": str(details.starts_on), "ends_on": str(details.ends_on)}
    tell(SupplierEvent.OPPORTUNITY_CHANGED, by=by, on=opportunity, data={"before": before, "after": after})
    return opportunity


@transaction.atomic
def record_steps(
    *, opportunity: Opportunity, on: date, counts: Mapping[str, int], is_mistake: bool = False, by: User
) -> Opportunity:
    """Record how many were offered, taken up, and not taken up for each reason, on one day; its status follows.

    With `is_mistake` that much of what was recorded for that day is taken away again. Counts are 0 or more, by the
    codes of RECORDED; others raise ValueError. Raises PermissionDenied, InvalidTransition when it has ended, NotReady.
    """
    if set(counts) - set(RECORDED) or min(counts.values(), default=0) < 0:
        raise ValueError("Only what is on the list is counted, and never below nothing.")
    opportunity = _open_one(opportunity, by)
    signed = {what: -count if is_mistake else count for what, count in counts.items() if count}
    _check_steps(opportunity, on, signed)
    _add_steps(opportunity, on, signed, by)
    reasons = sum(signed.get(reason, 0) for reason in WhyNot.values)
    totals = {
        "offered": opportunity.offered + signed.get(What.OFFERED, 0),
        "taken_up": opportunity.taken_up + signed.get(What.TAKEN_UP, 0),
        "not_taken_up": opportunity.not_taken_up + reasons,
    }
    move(opportunity, _following(**totals), **totals)
    said = {"offered": signed.get(What.OFFERED, 0), "taken_up": signed.get(What.TAKEN_UP, 0), "not_taken_up": reasons}
    tell(SupplierEvent.OPPORTUNITY_RECORDED, by=by, on=opportunity, data={"on": str(on), **said})
    return opportunity


@transaction.atomic
def end_opportunity(*, opportunity: Opportunity, is_mistake: bool = False, by: User) -> Opportunity:
    """End it: nothing of it changes from then on. With `is_mistake` it no longer counts as sought either.

    Raises PermissionDenied, InvalidTransition when it has ended, or NotReady where what was never there was offered.
    """
    opportunity = _open_one(opportunity, by)
    if is_mistake:
        if opportunity.offered or opportunity.taken_up or opportunity.not_taken_up:
            raise NotReady([Wrong("is_mistake", _("Take away first what was recorded of it"))])
        _add_steps(opportunity, opportunity.sought_on, {What.SOUGHT.value: -1}, by)
    move(opportunity, OPPORTUNITY["end"], ended_at=timezone.now(), ended_by=by)
    tell(SupplierEvent.OPPORTUNITY_ENDED, by=by, on=opportunity, data={"is_mistake": is_mistake})
    return opportunity


def _may_write(contract: Contract, by: User) -> None:
    """Who may, and whether the contract runs."""
    if not can_keep_log(by, contract):
        raise PermissionDenied
    if contract.status != Contract.Status.ACTIVE:
        raise InvalidTransition("the contract is not active")


def _open_one(opportunity: Opportunity, by: User) -> Opportunity:
    """The opportunity as it is now, held so that two who record at once come one after the other."""
    rows = Opportunity.objects.select_for_update(of=("self",)).select_related("host", "contract__council")
    fresh = rows.get(pk=opportunity.pk)
    _may_write(fresh.contract, by)
    if fresh.status == Opportunity.Status.ENDED:
        raise InvalidTransition("the opportunity has ended")
    return fresh


def _check(opportunity: Opportunity, *, is_covered: bool = False) -> None:
    """What must be mended first; `is_covered`: its first day was looked at before and has not moved."""
    problems = [Wrong(*problem) for problem in opportunity_days.problems(opportunity, today=timezone.localdate())]
    problems += names_nobody.problems({"title": opportunity.title})
    if not is_covered:
        problems += [
            Wrong("starts_on", said) for said in host_is_covered.problems(opportunity.host, opportunity.starts_on)
        ]
    problems += [Wrong("places", said) for said in steps_add_up.problems(opportunity, {})]
    if problems:
        raise NotReady(problems)


def _check_steps(opportunity: Opportunity, on: date, signed: Mapping[str, int]) -> None:
    """What must be mended before these counts can stand."""
    if not signed:
        raise NotReady([Wrong("offered", _("Enter at least one number"))])
    is_taken_up = signed.get(What.TAKEN_UP, 0) > 0
    days = opportunity_days.of_step(opportunity, on, today=timezone.localdate(), is_taken_up=is_taken_up)
    problems = [Wrong("on", said) for said in days]
    if is_taken_up:
        problems += [Wrong("on", said) for said in host_is_covered.problems(opportunity.host, on)]
    elif signed.get(What.OFFERED, 0) > 0:
        first = max(on, opportunity.starts_on)
        problems += [Wrong("offered", said) for said in host_is_covered.problems(opportunity.host, first)]
    rows = opportunity.steps.filter(happened_on=on).order_by().values("what").annotate(total=Sum("count"))
    recorded = dict(rows.values_list("what", "total"))
    sums = [*steps_add_up.taken_away(recorded, signed), *steps_add_up.problems(opportunity, signed)]
    problems += [Wrong("", said) for said in sums]
    if problems:
        raise NotReady(problems)


def _add_steps(opportunity: Opportunity, on: date, signed: Mapping[str, int], by: User) -> None:
    """Write the ledger."""
    now = timezone.now()
    OpportunityStep.objects.bulk_create(
        OpportunityStep(
            opportunity=opportunity, what=what, happened_on=on, count=count, recorded_at=now, recorded_by=by
        )
        for what, count in signed.items()
    )


def _following(*, offered: int, taken_up: int, not_taken_up: int) -> Transition:
    """Where an opportunity stands by what was counted."""
    if taken_up:
        return OPPORTUNITY["take_up"]
    if not_taken_up:
        return OPPORTUNITY["turn_down"]
    return OPPORTUNITY["offer"] if offered else OPPORTUNITY["take_back"]
