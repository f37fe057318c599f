"""Bringing a contract to life, extending it, and keeping its reporting periods in step."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from framework.actions import freeze_version
from suppliers.actions.commitments import first_profile, hold_periods, profile_again
from suppliers.actions.telling import tell
from suppliers.calendar import Span, due_on, retile
from suppliers.checks import NotReady, before_activating
from suppliers.events import SupplierEvent
from suppliers.models import Commitment, Contract, ReportingPeriod
from suppliers.permissions import can_manage_contract
from suppliers.promised import promises_changed
from suppliers.workflow import CONTRACT, InvalidTransition, move


@transaction.atomic
def activate_contract(*, contract: Contract, by: User) -> Contract:
    """Start reporting on a contract: its framework version is frozen, its periods are cut, its targets spread.

    Raises PermissionDenied, NotReady (something is missing, in words) or InvalidTransition.
    """
    if not can_manage_contract(by, contract):
        raise PermissionDenied
    version = contract.framework_version
    problems = before_activating(contract)
    if problems or version is None:
        raise NotReady(problems)
    freeze_version(version=version, by=by)
    move(contract, CONTRACT["activate"])
    _cut_periods(contract, opened=[])
    agreed = list(contract.commitments.filter(status=Commitment.Status.AGREED).select_related("measure"))
    for commitment in agreed:
        first_profile(commitment=commitment)
    promises_changed(contract, {commitment.measure_id for commitment in agreed})
    tell(SupplierEvent.CONTRACT_ACTIVATED, by=by, on=contract)
    return contract


@transaction.atomic
def extend_contract(*, contract: Contract, ends_on: date, reason: str, by: User) -> Contract:
    """Move the end of an active contract. Periods that are open or waived stay, and so do those before them.

    The rest is cut anew, and targets are spread again over the periods that are left, as a new version of each profile;
    older versions keep every point they had (domain rules, section 6.2). Raises PermissionDenied; InvalidTransition;
    NotReady when the new end lies before an opened period's end, or leaves no period for what is still to be delivered.
    """
    if not can_manage_contract(by, contract):
        raise PermissionDenied
    if contract.status != Contract.Status.ACTIVE:
        raise InvalidTransition(f"a contract that is {contract.status} cannot be extended")
    hold_periods(contract)
    kept = _kept_periods(contract, ends_on)
    _starts_on, before = _dates(contract)
    contract.ends_on = ends_on
    contract.save(update_fields=["ends_on"])
    contract.periods.exclude(pk__in=[period.pk for period in kept]).delete()
    _cut_periods(contract, opened=[Span(period.starts_on, period.ends_before) for period in kept])
    for commitment in contract.commitments.filter(status=Commitment.Status.AGREED).select_related("measure"):
        profile_again(commitment=commitment, reason=reason)
    tell(
        SupplierEvent.CONTRACT_EXTENDED,
        by=by,
        on=contract,
        data={"ends_on": ends_on.isoformat(), "before": before.isoformat(), "reason": reason},
    )
    return contract


def _kept_periods(contract: Contract, ends_on: date) -> list[ReportingPeriod]:
    """The periods that stay when the end moves: up to the last that is open, or waived and not cut short by the end.

    Raises NotReady when an opened period would reach past the new end.
    """
    periods = list(contract.periods.order_by("starts_on"))
    open_until = max((index for index, period in enumerate(periods, start=1) if period.opened_on), default=0)
    if open_until and periods[open_until - 1].ends_on > ends_on:
        day = date_format(periods[open_until - 1].ends_on, "j F Y")
        raise NotReady([_("The contract cannot end before %(day)s, where its last opened period ends") % {"day": day}])
    if contract.starts_on and ends_on < contract.starts_on:
        raise NotReady([_("The contract cannot end before it starts")])
    fixed = [
        index
        for index, period in enumerate(periods, start=1)
        if period.opened_on or (period.waived_at and period.ends_on <= ends_on)
    ]
    return periods[: max(fixed, default=0)]


def _dates(contract: Contract) -> tuple[date, date]:
    """The first and last day of a contract past its preparation, which always has both (the database sees to it)."""
    if contract.starts_on is None or contract.ends_on is None:
        raise ValueError(f"Contract {contract.pk} has no dates.")
    return contract.starts_on, contract.ends_on


def _cut_periods(contract: Contract, *, opened: list[Span]) -> None:
    """Store the periods after those already opened."""
    starts_on, ends_on = _dates(contract)
    spans = retile(
        opened=opened,
        starts_on=starts_on,
        ends_on=ends_on,
        frequency=contract.frequency,
        anchor=contract.anchor,
    )
    ReportingPeriod.objects.bulk_create(
        ReportingPeriod(
            contract=contract,
            number=number,
            starts_on=span.starts_on,
            ends_before=span.ends_before,
            due_on=_due_on(contract, span),
        )
        for number, span in enumerate(spans, start=1)
        if number > len(opened)
    )


def _due_on(contract: Contract, span: Span) -> date:
    """The working day a period's return is due; a single report may have an agreed date."""
    if contract.frequency == Contract.Frequency.ONE_OFF and contract.one_off_due_on:
        return contract.one_off_due_on
    return due_on(ends_before=span.ends_before, nation=contract.council.nation)
