"""Which returns an officer is shown, and in what order."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import DECIDING
from accounts.queries import officer_roles
from returns.models import SupplierReturn
from returns.queries import LISTED, council_returns_visible_to
from returns.workflow import WITH_SUPPLIER
from suppliers.queries import memberships, parties_by_contract

Status = SupplierReturn.Status
FILTERS = {
    "waiting": _("Waiting to be read"),
    "mine": _("Open with me"),
    "my_contracts": _("My contracts"),
    "reading": _("Being read"),
    "sent_back": _("Sent back"),
    "decided": _("Decided"),
    "overdue": _("Overdue"),
    "to_come": _("Still to come"),
}
_BY_STATUS = {
    "waiting": Status.SUBMITTED,
    "reading": Status.UNDER_REVIEW,
    "sent_back": Status.RETURNED,
    "decided": Status.DECIDED,
    "to_come": Status.DRAFT,
}


def queue_of(user: User, *, show: str) -> tuple[QuerySet[SupplierReturn], str | None]:
    """The returns of one filter, and the moment they are in the order of (None: newest first).

    Each row knows `is_first`: whether nothing else of its contract was decided before, which is read with more care.
    """
    # Leaving out the row itself also keeps PostgreSQL from reading every decided return there is to show 25 rows.
    decided = SupplierReturn.objects.filter(contract=OuterRef("contract"), status=Status.DECIDED)
    decided = decided.exclude(pk=OuterRef("pk"))
    rows = (
        council_returns_visible_to(user)
        .select_related("contract", "council", "period", "supplier", "taken_by")
        .only(*LISTED, "taken_by__first_name", "taken_by__last_name", "taken_by__email")
        .annotate(is_first=~Exists(decided))
    )
    if show == "mine":
        return rows.filter(taken_by=user, status=Status.UNDER_REVIEW), "submitted_at"
    if show == "my_contracts":
        return rows.filter(contract__manager=user, status=Status.SUBMITTED), "submitted_at"
    if show == "overdue":
        return rows.filter(status__in=WITH_SUPPLIER, due_on__lt=timezone.localdate()), None
    rows = rows.filter(status=_BY_STATUS[show])
    return rows, "submitted_at" if show in ("waiting", "reading") else None


def next_to_take(user: User) -> list[SupplierReturn]:
    """The five oldest returns this person may take, oldest first: of no contract their organisations are in."""
    councils = [council for council, roles in officer_roles(user).items() if roles & DECIDING]
    waiting = SupplierReturn.objects.filter(council__in=councils, status=Status.SUBMITTED)
    waiting = waiting.exclude(supplier__in=memberships(user))
    if taken_part_in := parties_by_contract(user):
        waiting = waiting.exclude(contract__in=taken_part_in)
    return list(waiting.order_by("submitted_at", "pk")[:5])
