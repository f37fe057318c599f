"""Reminding both sides that a DBS check or an insurance of a host runs out, or has."""

import logging
from collections import defaultdict
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from suppliers.actions.telling import tell
from suppliers.events import SupplierEvent
from suppliers.models import Contract, Host, HostReminder
from suppliers.opportunities import SOON

logger = logging.getLogger(__name__)
BATCH = 500
What, Step = HostReminder.What, HostReminder.Step
FIELDS = {What.DBS: "dbs_renew_on", What.INSURANCE: "insurance_ends_on"}


def remind_of_expiries(*, today: date) -> int:
    """Remind of what runs out within 30 days and of what has, once each; how many contracts were reminded of.

    Safe to run twice and at once. What fails is logged by the number of its contract and keeps nobody else's back.
    """
    due = defaultdict(list)
    for what in FIELDS:
        for step in (Step.SOON, Step.PAST):
            for reminder in _due(what, step, today):
                due[reminder.host.contract_id].append(reminder)
    return sum(_remind_once(contract_id, reminders) for contract_id, reminders in sorted(due.items()))


def _due(what: HostReminder.What, step: HostReminder.Step, today: date) -> list[HostReminder]:
    """The reminders of one kind that nobody has had yet, at most 500 a call."""
    name = FIELDS[what]
    days = {f"{name}__lt": today} if step == Step.PAST else {f"{name}__gte": today, f"{name}__lte": today + SOON}
    sent = HostReminder.objects.filter(host=OuterRef("pk"), what=what, step=step, expires_on=OuterRef(name))
    hosts = Host.objects.filter(
        ~Exists(sent), retired_at__isnull=True, contract__status=Contract.Status.ACTIVE, **days
    ).order_by("contract_id", "pk")
    return [
        HostReminder(host=host, what=what, step=step, expires_on=getattr(host, name), sent_on=today)
        for host in hosts[:BATCH]
    ]


def _remind_once(contract_id: int, reminders: list[HostReminder]) -> bool:
    """Remind of one contract's hosts, unless another worker just did."""
    try:
        with transaction.atomic():
            HostReminder.objects.bulk_create(reminders)
            contract = Contract.objects.select_related("council").get(pk=contract_id)
            tell(SupplierEvent.HOSTS_REMINDED, by=None, on=contract, data={"count": len(reminders)})
            return True
    except IntegrityError:
        return False
    except Exception as error:
        # Only the kind of error: what the database says of a row may hold what people wrote.
        logger.error("The hosts of contract %s could not be reminded of: %s", contract_id, type(error).__name__)
        return False
