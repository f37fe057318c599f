"""Invariants 9 and 10 through what is stored: periods tile the contract, and targets are spread to the last unit."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from returns.actions.opening import open_due_returns
from returns.actions.waiving import waive_period
from returns.models import ReturnLine
from suppliers.actions.contracts import activate_contract, extend_contract
from suppliers.checks import NotReady
from suppliers.models import Contract, TargetPoint
from tests.factories import CommitmentFactory, ContractFactory, ReportingPeriodFactory
from tests.suppliers.contracts import YEAR_END, being_set_up, points, tiles

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    return being_set_up()


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_invariant_09_and_10_hold_for_stored_periods_and_profiles_through_every_change(data):
    """Open, extend, shorten and waive in any order: periods tile, and targets are spread to the last unit."""
    with transaction.atomic():
        starts_on = data.draw(st.dates(date(2023, 1, 1), date(2028, 12, 31)))
        made = ContractFactory(
            status="preparing",
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=data.draw(st.integers(0, 1500))),
            frequency=data.draw(st.sampled_from(Contract.Frequency.values)),
            anchor=data.draw(st.sampled_from(Contract.Anchor.values)),
            council__nation=data.draw(st.sampled_from(["ENG", "WLS", "SCT", "NIR"])),
            proportion_reason="Both sides want it so.",
        )
        sums = [
            CommitmentFactory(
                contract=made,
                measure__value_type=kind,
                measure__unit=unit,
                target=Decimal(data.draw(st.integers(0, 10**7))).scaleb(-places),
            )
            for kind, unit, places in (("count", "people", 0), ("money", "pounds", 2), ("quantity", "tco2e", 3))
        ]
        level = CommitmentFactory(contract=made, measure__value_type="percent", target=Decimal(80))
        activate_contract(contract=made, by=made.manager)
        for _change in range(data.draw(st.integers(1, 6))):
            before = dict(ReturnLine.objects.values_list("pk", "target"))
            agreed = set(TargetPoint.objects.values_list("profile", "starts_on", "ends_before", "amount"))
            change(made, data)
            made.refresh_from_db()
            tiles(made)
            for commitment in sums:
                assert sum(points(commitment)) == commitment.target
                assert all(point == round(point, 3) for point in points(commitment))
                assert (
                    TargetPoint.objects.filter(profile__commitment=commitment, profile__is_current=True).count()
                    == made.periods.count()
                )
            waived = made.periods.filter(waived_at__isnull=False)
            assert (
                not TargetPoint.objects.filter(profile__is_current=True, period__in=waived).exclude(amount=0).exists()
            )
            assert set(points(level)) <= {Decimal(80), Decimal(0)}
            after = dict(ReturnLine.objects.values_list("pk", "target"))
            assert before.items() <= after.items()
            assert agreed <= set(TargetPoint.objects.values_list("profile", "starts_on", "ends_before", "amount"))
        transaction.set_rollback(True)


def change(contract, data) -> None:
    """One thing that happens to a contract; what would leave a target without a period is refused."""
    kind = data.draw(st.sampled_from(["open", "extend", "waive"]))
    try:
        with transaction.atomic():
            if kind == "open":
                open_due_returns(today=contract.starts_on + timedelta(days=data.draw(st.integers(0, 900))))
            elif kind == "extend":
                days = data.draw(st.integers(-400, 800))
                ends_on = contract.ends_on + timedelta(days=days)
                extend_contract(contract=contract, ends_on=ends_on, reason="", by=contract.manager)
            elif left := list(contract.periods.filter(opened_on=None, waived_at=None)):
                waive_period(period=data.draw(st.sampled_from(left)), reason="No work", by=contract.manager)
    except NotReady:
        pass


def test_invariant_09_stored_periods_across_the_clock_changes_and_a_leap_year():
    contract = ContractFactory(
        status="preparing", starts_on=date(2027, 10, 31), ends_on=date(2028, 10, 29), frequency="monthly",
        anchor="contract", proportion_reason="Both sides want it so.",
    )  # fmt: skip
    activate_contract(contract=contract, by=contract.manager)
    tiles(contract)
    starts = [period.starts_on for period in contract.periods.order_by("number")]
    assert date(2028, 2, 29) in starts and date(2028, 3, 31) in starts


def test_period_factory_agrees_with_what_is_cut(contract):
    """The factories used elsewhere make the same quarters as activating does."""
    other = ContractFactory(ends_on=YEAR_END)
    made = [ReportingPeriodFactory(contract=other) for _ in range(4)]
    activate_contract(contract=contract, by=contract.manager)
    cut = contract.periods.order_by("number")
    assert [(p.starts_on, p.ends_before) for p in made] == [(p.starts_on, p.ends_before) for p in cut]
