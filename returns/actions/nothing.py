"""Saying for a return that there is nothing to report, and sending it, in one go: for suppliers with many contracts."""

from django.db import transaction

from accounts.models import User
from returns.actions.answering import declare_nil
from returns.actions.signing import ask_sign_off
from returns.actions.submitting import submit_return
from returns.models import SupplierReturn
from returns.permissions import can_submit_return
from suppliers.workflow import InvalidTransition


@transaction.atomic
def report_nothing(*, supplier_return: SupplierReturn, reason: str, declarations: list[str], by: User) -> bool:
    """Say that there is nothing for the whole period, and send it; True where it went to the council.

    Where the organisation has returns signed off and the person does not sign, a signatory is asked. Either all of it
    happens or nothing. Raises as `submit_return` and `ask_sign_off`.
    """
    revision = supplier_return.revisions.filter(submitted_at__isnull=True).first()
    if revision is None:
        raise InvalidTransition("the return is not open")
    declare_nil(revision=revision, reason=reason, by=by)
    if can_submit_return(by, supplier_return):
        submit_return(supplier_return=supplier_return, declarations=declarations, by=by)
        return True
    ask_sign_off(supplier_return=supplier_return, declarations=declarations, by=by)
    return False
