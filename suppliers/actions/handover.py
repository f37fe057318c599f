"""Naming who looks after a contract on each side, so that promises do not fall between bid team and service team."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import can_hand_over
from audit.record import record
from suppliers.actions.telling import tell
from suppliers.checks import NotReady
from suppliers.emails import EMAILS
from suppliers.events import SupplierEvent
from suppliers.models import Contract
from suppliers.ownership import MOST, possible_managers, possible_owners, without_part_in
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
    # Nobody is their own deputy.
    _write(contract, manager=manager, **({"deputy": None} if contract.deputy_id == manager.pk else {}))
    tell(SupplierEvent.MANAGER_NAMED, by=by, on=contract, data={"user": manager.pk})
    return contract


@transaction.atomic
def name_deputy(*, contract: Contract, deputy: User | None, by: User) -> Contract:
    """Name who looks after a contract beside its manager, or nobody. Raises as `name_manager`."""
    if not can_manage_contract(by, contract):
        raise PermissionDenied
    if contract.deputy_id == (deputy.pk if deputy else None):
        return contract
    if deputy is not None:
        if deputy.pk == contract.manager_id:
            raise NotReady([_("Choose a deputy who is not the contract manager as well")])
        if not possible_managers(contract.council_id, contract=contract).filter(pk=deputy.pk).exists():
            raise NotReady([_("Choose a deputy who decides for the council and does not belong to the supplier")])
    _write(contract, deputy=deputy)
    if deputy is None:
        tell(SupplierEvent.DEPUTY_REMOVED, by=by, on=contract)
    else:
        tell(SupplierEvent.DEPUTY_NAMED, by=by, on=contract, data={"user": deputy.pk})
    return contract


@dataclass(frozen=True)
class HandedOver:
    """What became of contracts that were to be handed over."""

    done: list[Contract]
    left: list[Contract]
    """Those that ended or changed hands meanwhile, that the new manager belongs to, or that whoever asked does."""


@transaction.atomic
def hand_over_contracts(*, contracts: Sequence[Contract], officer: User, to: User, by: User) -> HandedOver:
    """Hand up to 200 contracts of one officer and one council to another officer, as `name_manager` does for each.

    Each has its event; the new manager gets one e-mail. Raises PermissionDenied, or NotReady where nobody could be the
    manager of any of them; what cannot be handed over stays where it is.
    """
    if len(contracts) > MOST:
        raise ValueError(f"Hand over {MOST} contracts at most.")
    councils = {contract.council_id for contract in contracts}
    if not all(can_hand_over(by, officer, council_id) for council_id in councils):
        raise PermissionDenied
    if not contracts:
        raise NotReady([_("Choose the contracts to hand over")])
    if to.pk == officer.pk or not all(possible_managers(pk).filter(pk=to.pk).exists() for pk in councils):
        raise NotReady([_("Choose another officer who decides for the council")])
    theirs = without_part_in(to, contracts)
    done: list[Contract] = []
    left: list[Contract] = []
    for contract in contracts:
        can = contract.pk in theirs and can_manage_contract(by, contract)
        (done if can and _pass_on(contract, officer, to) else left).append(contract)
    for contract in done:
        record(SupplierEvent.HANDED_OVER, by=by, on=contract, data={"user": to.pk, "from": officer.pk})
    if done and SupplierEvent.HANDED_OVER.email:
        EMAILS[SupplierEvent.HANDED_OVER.email](done[0], by)
    return HandedOver(done, left)


def _pass_on(contract: Contract, officer: User, to: User) -> bool:
    """Write the new manager where the old one still is; False where that is no longer so."""
    rows = Contract.objects.filter(pk=contract.pk, manager=officer, supplier=contract.supplier_id, status__in=_OPEN)
    values = {"manager": to, **({"deputy": None} if contract.deputy_id == to.pk else {})}
    if rows.update(**values) != 1:
        return False
    for name, value in values.items():
        setattr(contract, name, value)
    return True


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


def _write(contract: Contract, **values: User | None) -> None:
    """Write who it is while the contract has not ended. Raises InvalidTransition."""
    rows = Contract.objects.filter(pk=contract.pk, supplier=contract.supplier_id, status__in=_OPEN)
    if contract.status not in _OPEN or rows.update(**values) != 1:
        raise InvalidTransition(f"contract {contract.pk} has ended, or its supplier is another one now")
    for name, value in values.items():
        setattr(contract, name, value)
