"""A decision is disputed once, where it is less than verified, within ten working days (domain rules, section 6.3)."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from returns.models import ReturnLine, SupplierReturn, Verification
from suppliers.calendar import add_working_days

WORKING_DAYS = 10
DISPUTED = (Verification.Decision.PART_VERIFIED.value, Verification.Decision.NOT_VERIFIED.value)


def last_day(supplier_return: SupplierReturn) -> date:
    """The last day on which a decision of a decided return is disputed. Raises ValueError before it is decided."""
    if supplier_return.decided_at is None:
        raise ValueError(f"{supplier_return} is not decided.")
    council = supplier_return.council
    return add_working_days(timezone.localdate(supplier_return.decided_at), WORKING_DAYS, council.nation)


def problems(line: ReturnLine, today: date, *, was_disputed: bool) -> Iterator[str]:
    """Why a decision cannot be disputed; the first reason only. `was_disputed`: whether that was done before."""
    supplier_return, decision = line.supplier_return, line.verification
    if supplier_return.status != SupplierReturn.Status.DECIDED or decision is None:
        yield _("Nothing is decided here yet")
    elif decision.decision not in DISPUTED:
        yield _("Everything that was claimed here is verified")
    elif was_disputed:
        yield _("This decision was disputed before, and that can be done once")
    elif today > last_day(supplier_return):
        day = date_format(last_day(supplier_return), "j F Y")
        yield _("The decision could be disputed until %(day)s. Write to the council") % {"day": day}
