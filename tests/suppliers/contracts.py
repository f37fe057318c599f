"""What the tests of contracts and their promises share: one that is being set up, its points, and its periods."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

from returns.actions.opening import open_due_returns
from suppliers.actions.contracts import activate_contract, extend_contract
from suppliers.models import Contract, TargetPoint
from tests.factories import CommitmentFactory, ContractFactory

YEAR_END = date(2027, 3, 31)


def being_set_up() -> Contract:
    """A contract of four quarters that is being set up, with a promise of 100 people."""
    contract = ContractFactory(status="preparing", ends_on=YEAR_END)
    CommitmentFactory(contract=contract)
    return contract


def points(commitment) -> list[Decimal]:
    """The points of the profile in force, in order of the periods."""
    current = TargetPoint.objects.filter(profile__commitment=commitment, profile__is_current=True)
    return list(current.order_by("period__starts_on").values_list("amount", flat=True))


def tiles(contract) -> None:
    """Invariant 9: the stored periods cover the contract exactly, in order and numbered."""
    periods = list(contract.periods.order_by("starts_on"))
    assert periods[0].starts_on == contract.starts_on
    assert periods[-1].ends_on == contract.ends_on
    assert all(first.ends_before == second.starts_on for first, second in pairwise(periods))
    assert [period.number for period in periods] == list(range(1, len(periods) + 1))


def active(contract, opened_until=None):
    activate_contract(contract=contract, by=contract.manager)
    if opened_until:
        open_due_returns(today=opened_until)
    return contract


def extend(contract, ends_on, reason="More work"):
    contract.refresh_from_db()
    return extend_contract(contract=contract, ends_on=ends_on, reason=reason, by=contract.manager)
