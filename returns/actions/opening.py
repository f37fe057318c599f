"""Returns open by themselves on the first day of their period (domain rules, section 6.2)."""

import logging
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from audit.record import record
from returns.events import ReturnEvent
from returns.expected import reported_on
from returns.figures import refresh_figures
from returns.models import Answer, ReturnLine, Revision, SupplierReturn
from suppliers.models import Contract, ReportingPeriod, TargetPoint
from suppliers.places import hold_place
from suppliers.workflow import InvalidTransition

logger = logging.getLogger(__name__)
BATCH = 500
BATCHES = 20


def open_due_returns(*, today: date) -> int:
    """Open the return of every period that has begun and has none yet, at most 20 batches of 500 a call.

    Returns how many were opened. Safe to run twice and at once: only one of two workers gets the period. A period that
    fails is logged by its number and passed over, so that it keeps nobody else's return from opening; the next call
    tries it again.
    """
    due, opened = _due(today), 0
    after = Q()
    for _batch in range(BATCHES):
        periods = list(due.filter(after)[:BATCH])
        opened += sum(_open_once(period, today) for period in periods)
        if len(periods) < BATCH:
            break
        last = periods[-1]
        after = Q(starts_on__gt=last.starts_on) | Q(starts_on=last.starts_on, pk__gt=last.pk)
    return opened


def _due(today: date) -> QuerySet[ReportingPeriod]:
    """The periods that have begun and have no return yet, the earliest first."""
    promised = reported_on(OuterRef("starts_on"), OuterRef("ends_before")).filter(contract=OuterRef("contract"))
    periods = ReportingPeriod.objects.filter(
        Exists(promised),
        contract__status=Contract.Status.ACTIVE,
        starts_on__lte=today,
        opened_on__isnull=True,
        waived_at__isnull=True,
    )
    return periods.select_related("contract").order_by("starts_on", "pk")


def _open_once(period: ReportingPeriod, today: date) -> bool:
    """Open one return, unless another worker just did or it fails; whatever goes wrong stays with this one."""
    try:
        open_return(period=period, today=today)
    except InvalidTransition:
        return False
    except Exception as error:
        # Only the kind of error: what the database says of a row may hold what people wrote.
        logger.error("The return of period %s could not be opened: %s", period.pk, type(error).__name__)
        return False
    return True


@transaction.atomic
def open_return(*, period: ReportingPeriod, today: date) -> SupplierReturn:
    """A draft return for one period with a line for every agreed commitment it concerns.

    The portal does this itself: there is no `by`, and the event says so. Raises InvalidTransition when the period is
    open already, was waived, or went away when the contract's end moved, or when the contract has no supplier.
    """
    contract = period.contract
    if contract.supplier_id is None:
        raise InvalidTransition("the contract has no supplier who could report")
    hold_place(contract.pk)  # before the period, as whoever accepts a change does: neither waits for the other for ever
    waiting = ReportingPeriod.objects.filter(pk=period.pk, opened_on__isnull=True, waived_at__isnull=True)
    if waiting.update(opened_on=today) != 1:
        raise InvalidTransition("the period is open, waived or gone")
    supplier_return = SupplierReturn.objects.create(
        contract=contract,
        period=period,
        council_id=contract.council_id,
        supplier_id=contract.supplier_id,
        due_on=period.due_on,
        opened_on=today,
    )
    revision = Revision.objects.create(supplier_return=supplier_return, number=1)
    lines = _lines(supplier_return, period)
    ReturnLine.objects.bulk_create(lines)
    Answer.objects.bulk_create(Answer(revision=revision, line=line) for line in lines)
    SupplierReturn.objects.filter(pk=supplier_return.pk).update(line_count=len(lines))
    supplier_return.line_count, period.opened_on = len(lines), today
    refresh_figures(supplier_return)
    record(
        ReturnEvent.OPENED,
        by=None,
        on=supplier_return,
        data={"period": f"{period.starts_on} to {period.ends_on}", "lines": len(lines)},
    )
    return supplier_return


def _lines(supplier_return: SupplierReturn, period: ReportingPeriod) -> list[ReturnLine]:
    """One line for each commitment reported on in this period, with its target from the profile in force."""
    targets = dict(
        TargetPoint.objects.filter(period=period, profile__is_current=True).values_list(
            "profile__commitment_id", "amount"
        )
    )
    commitments = reported_on(period.starts_on, period.ends_before).filter(contract=period.contract_id)
    return [
        ReturnLine(
            supplier_return=supplier_return,
            commitment=commitment,
            number=number,
            target=targets.get(commitment.pk),
        )
        for number, commitment in enumerate(commitments.order_by("position"), start=1)
    ]
