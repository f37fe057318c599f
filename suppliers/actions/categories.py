"""What kinds of services a council buys: the categories it starts with (domain rules, section 5.3)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Council, User
from audit.record import record
from suppliers.events import SupplierEvent
from suppliers.models import ServiceCategory
from suppliers.permissions import can_manage_categories

# The four kinds of placement that councils are asked about; data of the council from then on, like any other category.
PLACEMENTS = {
    "IFA": "Independent fostering agencies",
    "RES_PC": "Residential children's homes and parent and child units",
    "SEMI16": "Supported accommodation for young people aged 16 and over",
    "UASC": "Accommodation for unaccompanied asylum-seeking children",
}


@transaction.atomic
def create_default_categories(*, council: Council, by: User | None) -> list[ServiceCategory]:
    """Give a council the four placement categories, as far as it has none of that code; returns all four.

    Doing it again changes nothing, whatever the council calls them by then. `by` is None for the portal itself. Raises
    PermissionDenied.
    """
    if not can_manage_categories(by, council):
        raise PermissionDenied
    known = set(council.service_categories.filter(code__in=PLACEMENTS).values_list("code", flat=True))
    missing = {code: label for code, label in PLACEMENTS.items() if code not in known}
    if missing:
        ServiceCategory.objects.bulk_create(
            ServiceCategory(council=council, code=code, label=label) for code, label in missing.items()
        )
        record(SupplierEvent.CATEGORIES_ADDED, by=by, on=council, data={"codes": ", ".join(missing)})
    return list(council.service_categories.filter(code__in=PLACEMENTS).order_by("code"))
