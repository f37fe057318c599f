"""Naming who looks after a contract on each side, so that promises do not fall between bid team and service team."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from suppliers.actions.telling import tell
from suppliers.checks import NotReady
from suppliers.events import SupplierEvent
from suppliers.models import Contract
from suppliers.ownership import possible_managers, possible_owners
from suppliers.permissions import can_manage_contract, can_name_owner
from suppliers.workflow import InvalidTransition

_OPEN = (Contract.Status.PREPARING, Contract.Status.ACTIVE)


@transaction.atomic
def name_manager(*, contract: Contract, manager: User, by: User) -> Contract:
    """Name the officer who manages a contract.

    Raises PermissionDenied, InvalidTransition (the contract has ended), or NotReady for somebody who may not.
    """
    if not can_manage_contract(by, contract):
        raise PermissionDenied
    if not possible_managers(contract.council_id, contract=contract).filter(pk=manager.pk).exists():
        raise NotReady([_("Choose an officer who decides for the council and does not belong to the supplier")])
    if contract.manager_id == manager.pk:
        return contract
    _write(contract, manager=manager)
    tell(SupplierEvent.MANAGER_NAMED, by=by, on=contract, data={"user": manager.pk})
    return contract


@transaction.atomic
def name_owner(*, contract: Contract, owner: User, by: User) -> Contract:
    """Name who looks after a contract at its supplier; either side may.

    Raises PermissionDenied, InvalidTransition (the contract has ended), or NotReady for who cannot write on it.
    """
    if not can_name_owner(by, contract):
        raise PermissionDenied
    if not possible_owners(contract).filter(pk=owner.pk).exists():
        raise NotReady([_("Choose an admin or editor of the supplier who can see this contract")])
    if contract.supplier_owner_id == owner.pk:
        return contract
    _write(contract, supplier_owner=owner)
    tell(SupplierEvent.OWNER_NAMED, by=by, on=contract, data={"user": owner.pk})
    return contract


def _write(contract: Contract, **values: User) -> None:
    """Write who it is while the contract has not ended. Raises InvalidTransition."""
    rows = Contract.objects.filter(pk=contract.pk, supplier=contract.supplier_id, status__in=_OPEN)
    if contract.status not in _OPEN or rows.update(**values) != 1:
        raise InvalidTransition(f"contract {contract.pk} has ended, or its supplier is another one now")
    for name, value in values.items():
        setattr(contract, name, value)
