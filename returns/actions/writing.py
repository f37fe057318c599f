"""What every action of a supplier asks first: may this person write here, and is it still open?"""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db.models import F

from accounts.models import User
from returns.models import Answer, Revision, SignOff
from returns.permissions import can_edit_line, can_edit_return
from returns.workflow import WITH_SUPPLIER
from suppliers.workflow import InvalidTransition


def may_write_line(answer: Answer, by: User) -> None:
    """The line must be the person's to write, and open. Raises PermissionDenied or InvalidTransition."""
    if not can_edit_line(by, answer.line):
        raise PermissionDenied
    if not answer.line.is_open or answer.line.supplier_return.status not in WITH_SUPPLIER:
        raise InvalidTransition("the line is not open for changes")


def may_write_return(revision: Revision, by: User) -> None:
    """The return must be the person's to write, and open. Raises as `may_write_line`."""
    if not can_edit_return(by, revision.supplier_return):
        raise PermissionDenied
    if revision.supplier_return.status not in WITH_SUPPLIER:
        raise InvalidTransition("the return is not open for changes")


def hold_revisions(revisions: Collection[tuple[int, int]]) -> None:
    """Have nobody write to these revisions, by return and number, until this transaction ends; those that are open.

    What is read of them afterwards is what they hold. In the order of their ids, so that no two wait for one another.
    """
    found = Revision.objects.none()
    for supplier_return, number in revisions:
        found |= Revision.objects.filter(supplier_return=supplier_return, number=number, submitted_at__isnull=True)
    for pk in found.order_by("pk").values_list("pk", flat=True):
        Revision.objects.filter(pk=pk).update(number=F("number"))


def hold_revision(revision_id: int | None, *, sign_off: SignOff | None = None) -> None:
    """Make sure a revision is open, and that nobody sends or changes it until this transaction ends.

    An UPDATE that changes nothing, first in every action that writes to a revision or sends it: two of them wait for
    one another, on both databases, so that what was checked is what is sent. While a signatory is asked nothing is
    written, by anybody: only who names the `sign_off` that is asked goes on. Raises InvalidTransition.
    """
    rows = Revision.objects.filter(submitted_at__isnull=True)
    if revision_id is None or rows.filter(pk=revision_id).update(number=F("number")) != 1:
        raise InvalidTransition("the return was sent meanwhile")
    # In a query of its own: only now does it see what those have written who were waited for.
    asked = SignOff.objects.filter(revision=revision_id, status=SignOff.Status.ASKED)
    if asked.values_list("pk", flat=True).first() != (sign_off.pk if sign_off else None):
        raise InvalidTransition("the return was given to a signatory, or taken back, meanwhile")
