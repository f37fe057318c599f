"""Lists of contracts that want somebody: whose performance is to be assessed, and those that nobody looks after."""

from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import can_lead_for
from accounts.queries import offices_of
from reports.lists.council import CONTRACTS
from reports.lists.listing import Field, Gathered, Given, Listing
from reports.lists.promises import OF_CONTRACT
from returns.assessing import contracts_to_assess, next_due, with_assessed
from returns.handing_over import contracts_of_nobody
from suppliers.models import Contract


def _to_assess(user: User, given: Given) -> QuerySet[Contract]:
    return contracts_to_assess(user, today=timezone.localdate()).order_by(Coalesce("assessed_until", "starts_on"), "pk")


def _due(contracts: set[int]) -> dict[int, date]:
    """By when each is to be assessed."""
    today = timezone.localdate()
    found = with_assessed(Contract.objects.filter(pk__in=contracts), on=today)
    return {contract.pk: due.on for contract in found if (due := next_due(contract, today=today))}


PERFORMANCE = Listing(
    "performance",
    _("Performance to assess"),
    "performance-list",
    _to_assess,
    (
        *OF_CONTRACT,
        Field(_("Ends on"), "ends_on", 12),
        Field(_("Assessed until"), "assessed_until", 12),
        Gathered(_("Assess by"), "pk", 12, gather=_due),
    ),
)


def _of_nobody(user: User, given: Given) -> QuerySet[Contract]:
    led = [council for council in offices_of(user) if can_lead_for(user, council)]
    return contracts_of_nobody(user, led).order_by("-pk")


HANDOVER = Listing(
    "handover",
    _("Contracts that nobody looks after"),
    "handover-list",
    _of_nobody,
    CONTRACTS.fields,
)
