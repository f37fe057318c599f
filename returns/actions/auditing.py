"""An auditor looks at a decided line again."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from returns.actions.telling import tell
from returns.events import ReturnEvent
from returns.figures import corrected, refresh_figures, verified_with_corrections
from returns.models import AuditMark, ReturnLine, SupplierReturn
from returns.permissions import can_audit_line
from suppliers.workflow import InvalidTransition


@transaction.atomic
def mark_line(*, line: ReturnLine, is_agreed: bool, note: str, by: User) -> AuditMark:
    """Say that the verified figure of a decided line holds, or that it does not and why. A changed mind is a new mark.

    Raises PermissionDenied, and InvalidTransition for a return that is not decided. The database refuses to disagree
    without a note.
    """
    if not can_audit_line(by, line):
        raise PermissionDenied
    if line.supplier_return.status != SupplierReturn.Status.DECIDED:
        raise InvalidTransition("only what is decided can be audited")
    value, top, bottom = verified_with_corrections(corrected(ReturnLine.objects.filter(pk=line.pk)).get())
    mark = AuditMark.objects.create(
        line=line,
        is_agreed=is_agreed,
        verified=value,
        numerator=top,
        denominator=bottom,
        note=note,
        marked_at=timezone.now(),
        marked_by=by,
    )
    refresh_figures(line.supplier_return)
    data = {"line": line.number, "is_agreed": is_agreed, "note": note}
    tell(ReturnEvent.LINE_AUDITED, by=by, on=mark, data=data)
    return mark
