"""What every action of a review asks first: that this officer has the return open, and keeps it until it is done."""

from django.core.exceptions import PermissionDenied
from django.db.models import F

from accounts.models import User
from returns.models import SupplierReturn
from returns.permissions import has_taken_return
from suppliers.workflow import InvalidTransition


def hold(supplier_return: SupplierReturn, by: User) -> None:
    """Make sure this officer has the return open, and keep it so until the transaction ends.

    The UPDATE changes nothing, but it makes a take-over, a second decision and the finish wait for one another, on
    both databases. Raises PermissionDenied, or InvalidTransition when the return has moved on meanwhile.
    """
    if not has_taken_return(by, supplier_return):
        raise PermissionDenied
    hold_for(supplier_return, by.pk)


def hold_for(supplier_return: SupplierReturn, officer_id: int | None) -> None:
    """Make sure the return is still open with this officer. Raises InvalidTransition."""
    rows = SupplierReturn.objects.filter(pk=supplier_return.pk, status=SupplierReturn.Status.UNDER_REVIEW)
    if rows.filter(taken_by=officer_id).update(taken_at=F("taken_at")) != 1:
        raise InvalidTransition("the return is no longer open with this officer")
