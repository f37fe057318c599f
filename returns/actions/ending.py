"""Ending a contract: only when nothing of it is open or waiting any more."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from returns.models import SupplierReturn
from suppliers.actions.commitments import hold_periods
from suppliers.actions.telling import tell
from suppliers.checks import NotReady
from suppliers.events import SupplierEvent
from suppliers.models import Contract
from suppliers.permissions import can_manage_contract
from suppliers.workflow import CONTRACT, move


@transaction.atomic
def end_contract(*, contract: Contract, reason: str, by: User) -> Contract:
    """End a contract that is reported on. For periods that have not opened no return is asked for any more.

    Those are waived with the reason, so that none of them can open at this very moment; what was promised for them
    stays on record as it was. Raises PermissionDenied; InvalidTransition; NotReady while a return is open or waits.
    """
    if not can_manage_contract(by, contract):
        raise PermissionDenied
    hold_periods(contract)
    still = SupplierReturn.objects.filter(contract=contract).exclude(status=SupplierReturn.Status.DECIDED)
    if still.exists():
        raise NotReady([_("The contract has a return that is open or waits to be decided. Decide it first")])
    move(contract, CONTRACT["end"])
    unopened = contract.periods.filter(opened_on__isnull=True, waived_at__isnull=True)
    waived = unopened.update(waived_at=timezone.now(), waived_by=by, waived_reason=reason)
    tell(SupplierEvent.CONTRACT_ENDED, by=by, on=contract, data={"reason": reason, "periods": waived})
    return contract
