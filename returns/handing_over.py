"""What of an officer's work is to be handed over: contracts they manage, and returns that are open with them."""

from django.db.models import Q, QuerySet

from accounts.models import OfficerRole, User
from accounts.permissions import DECIDING
from returns.models import SupplierReturn
from returns.queries import council_returns_visible_to
from suppliers.models import Contract
from suppliers.ownership import with_owners
from suppliers.queries import council_contracts_visible_to

OPEN = (Contract.Status.PREPARING, Contract.Status.ACTIVE)


def officers_with_work(council_id: int) -> QuerySet[User]:
    """Whoever manages open contracts of a council or has returns of it open, the role still theirs or not; by name."""
    managing = Contract.objects.filter(council=council_id, status__in=OPEN, manager__isnull=False)
    reading = SupplierReturn.objects.filter(council=council_id, status=SupplierReturn.Status.UNDER_REVIEW)
    working = Q(pk__in=managing.values("manager")) | Q(pk__in=reading.values("taken_by"))
    return User.objects.filter(working).order_by("first_name", "last_name", "pk")


def contracts_managed_by(officer: User, council_id: int) -> QuerySet[Contract]:
    """The open contracts of a council that an officer manages."""
    return Contract.objects.filter(council=council_id, manager=officer, status__in=OPEN).select_related("supplier")


def open_reviews_of(officer: User, council_id: int, reader: User) -> QuerySet[SupplierReturn]:
    """The returns of a council that are open with an officer, oldest first, as `reader` sees them."""
    rows = council_returns_visible_to(reader).filter(council=council_id, taken_by=officer)
    rows = rows.filter(status=SupplierReturn.Status.UNDER_REVIEW).select_related("supplier", "contract", "period")
    return rows.order_by("taken_at", "pk")


def contracts_of_nobody(reader: User, councils: list[int]) -> QuerySet[Contract]:
    """Open contracts of these councils without a manager who still can act, as `reader` sees them."""
    rows = council_contracts_visible_to(reader).filter(council__in=councils, status__in=OPEN)
    return with_owners(rows.select_related("supplier", "manager")).filter(Q(has_manager=False))


def missing_officers() -> set[tuple[int, int]]:
    """Council and person, wherever a person's work waits in a council that they can no longer act for. Three queries.

    Read over all councils, for the task that tells the leads.
    """
    managing = with_owners(Contract.objects.filter(status__in=OPEN, manager__isnull=False)).filter(Q(has_manager=False))
    reading = SupplierReturn.objects.filter(status=SupplierReturn.Status.UNDER_REVIEW)
    named = set(managing.order_by().values_list("council", "manager").distinct())
    named |= set(reading.order_by().values_list("council", "taken_by").distinct())
    people = {person for _council, person in named}
    roles = OfficerRole.objects.filter(user__in=people, role__in=DECIDING, user__is_active=True)
    return named - set(roles.values_list("council", "user"))
