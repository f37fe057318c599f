"""A supplier's own sign-off: an editor asks, a signatory sends (see `submitting`) or declines, a writer takes back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from returns.actions.telling import tell
from returns.actions.writing import hold_revision
from returns.checks import before_sending, declarations_ticked, stops
from returns.events import ReturnEvent
from returns.models import Revision, SignOff, SupplierReturn
from returns.parts import WHOLE, part_of
from returns.permissions import can_ask_sign_off, can_edit_return, can_submit_return
from returns.sheet import load_sheet
from returns.workflow import SIGN_OFF, WITH_SUPPLIER
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition, move


@transaction.atomic
def ask_sign_off(*, supplier_return: SupplierReturn, declarations: list[str], by: User) -> SignOff:
    """Give a return that is ready to be sent to the organisation's signatories; nobody changes it meanwhile.

    The signatory ticks the declarations anew: they are declared by whoever sends. Raises PermissionDenied;
    InvalidTransition when it is not open or a signatory has it already; NotReady as `submit_return`.
    """
    if not can_ask_sign_off(by, supplier_return):
        raise PermissionDenied
    if supplier_return.status not in WITH_SUPPLIER:
        raise InvalidTransition("the return is not open")
    revision_id = supplier_return.revisions.filter(submitted_at__isnull=True).values_list("pk", flat=True).first()
    hold_revision(revision_id)
    sheet = load_sheet(supplier_return, part=part_of(by, supplier_return) or WHOLE)
    problems = stops([*before_sending(sheet), *declarations_ticked.problems(declarations)])
    if problems:
        raise NotReady(problems)
    Revision.objects.filter(pk=sheet.revision.pk).update(declarations=[])
    sign_off = SignOff.objects.create(revision=sheet.revision, asked_at=timezone.now(), asked_by=by)
    tell(ReturnEvent.SIGN_OFF_ASKED, by=by, on=sign_off, data=_data(sign_off))
    return sign_off


@transaction.atomic
def decline_sign_off(*, sign_off: SignOff, reason: str, by: User) -> SignOff:
    """Say why a return is not sent as it is; it is open for changes again. Raises as `ask_sign_off`."""
    if not can_submit_return(by, sign_off.revision.supplier_return):
        raise PermissionDenied
    hold_revision(sign_off.revision_id, sign_off=sign_off)
    move(sign_off, SIGN_OFF["decline"], answered_at=timezone.now(), answered_by=by, reason=reason)
    tell(ReturnEvent.SIGN_OFF_DECLINED, by=by, on=sign_off, data=_data(sign_off))
    return sign_off


@transaction.atomic
def take_back_sign_off(*, sign_off: SignOff, by: User) -> SignOff:
    """Open a return for changes again that a signatory was asked about; any of its writers. As `ask_sign_off`."""
    if not can_edit_return(by, sign_off.revision.supplier_return):
        raise PermissionDenied
    hold_revision(sign_off.revision_id, sign_off=sign_off)
    move(sign_off, SIGN_OFF["take_back"], answered_at=timezone.now(), answered_by=by)
    tell(ReturnEvent.SIGN_OFF_TAKEN_BACK, by=by, on=sign_off, data=_data(sign_off))
    return sign_off


def _data(sign_off: SignOff) -> dict:
    """What the history says; the reason is the organisation's own business and left out."""
    return {"revision": sign_off.revision.number}
