"""Contracts brought to life and extended, promises agreed: who may, what is on record, and how targets are spread."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.models import AuditEvent
from returns.actions.opening import open_due_returns
from returns.actions.waiving import waive_period
from returns.models import ReturnLine, SupplierReturn
from suppliers.actions.commitments import add_commitment, agree_commitment
from suppliers.actions.contracts import activate_contract, extend_contract
from suppliers.checks import NotReady, before_activating, before_agreeing
from suppliers.models import Commitment, Contract, TargetPoint
from suppliers.workflow import COMMITMENT, COMMITMENT_OWNER, CONTRACT, CONTRACT_OWNER, InvalidTransition, move
from tests.factories import (
    CommitmentFactory,
    ContractFactory,
    MeasureFactory,
    MemberFactory,
    OfficerRoleFactory,
    ReportingPeriodFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
YEAR_END = date(2027, 3, 31)


@pytest.fixture
def contract():
    """A contract of four quarters that is being set up, with a promise of 100 people."""
    contract = ContractFactory(status="preparing", ends_on=YEAR_END)
    CommitmentFactory(contract=contract)
    return contract


def points(commitment) -> list[Decimal]:
    """The points of the profile in force, in order of the periods."""
    current = TargetPoint.objects.filter(profile__commitment=commitment, profile__is_current=True)
    return list(current.order_by("period__starts_on").values_list("amount", flat=True))


def events() -> list[str]:
    return list(AuditEvent.objects.order_by("id").values_list("event", flat=True))


def tiles(contract) -> None:
    """Invariant 9: the stored periods cover the contract exactly, in order and numbered."""
    periods = list(contract.periods.order_by("starts_on"))
    assert periods[0].starts_on == contract.starts_on
    assert periods[-1].ends_on == contract.ends_on
    assert all(first.ends_before == second.starts_on for first, second in pairwise(periods))
    assert [period.number for period in periods] == list(range(1, len(periods) + 1))


# --- Activating -----------------------------------------------------------------------------------------------------
def test_activate_freezes_the_framework_cuts_the_periods_and_spreads_the_targets(contract):
    activate_contract(contract=contract, by=contract.manager)
    contract.refresh_from_db()
    contract.framework_version.refresh_from_db()
    assert contract.status == "active" and contract.framework_version.frozen_by == contract.manager
    tiles(contract)
    assert [period.due_on for period in contract.periods.order_by("number")] == [
        date(2026, 7, 31),
        date(2026, 11, 2),  # 31 October 2026 is a Saturday
        date(2027, 2, 1),  # 31 January 2027 is a Sunday
        date(2027, 4, 30),
    ]
    assert points(contract.commitments.get()) == [24, 25, 25, 26]
    assert events() == ["framework_version.frozen", "contract.activated"]


def test_activate_uses_the_agreed_date_of_a_single_report(contract):
    contract.frequency, contract.one_off_due_on = "one_off", date(2026, 12, 24)
    contract.save()
    activate_contract(contract=contract, by=contract.manager)
    assert [period.due_on for period in contract.periods.all()] == [date(2026, 12, 24)]


def test_activate_says_all_that_is_missing_and_changes_nothing():
    officer = OfficerRoleFactory()
    empty = ContractFactory(
        council=officer.council, status="preparing", supplier=None, framework_version=None,
        starts_on=None, ends_on=None, manager=None,
    )  # fmt: skip
    with pytest.raises(NotReady) as refused:
        activate_contract(contract=empty, by=officer.user)
    assert len(refused.value.problems) == 4
    assert before_activating(ContractFactory(status="preparing")) == []
    assert Contract.objects.get(pk=empty.pk).status == "preparing" and events() == []


def test_activate_twice_is_refused(contract):
    stale = Contract.objects.get(pk=contract.pk)
    activate_contract(contract=contract, by=contract.manager)
    for again in (contract, stale):
        with pytest.raises(InvalidTransition), transaction.atomic():
            activate_contract(contract=again, by=contract.manager)
    assert contract.periods.count() == 4


def test_activate_that_fails_in_the_middle_leaves_nothing(contract, monkeypatch):
    def fail(**kwargs):
        raise RuntimeError("out of order")

    monkeypatch.setattr("suppliers.actions.contracts.profile_again", fail)
    with pytest.raises(RuntimeError):
        activate_contract(contract=contract, by=contract.manager)
    assert Contract.objects.get(pk=contract.pk).status == "preparing"
    assert not contract.periods.exists() and events() == []


def test_contract_acts_are_for_officers_who_decide_and_do_not_belong_to_the_supplier(contract):
    measure, council = contract.commitments.get().measure, contract.council
    proposed = CommitmentFactory(contract=contract, measure=measure, status="proposed")
    both = MemberFactory(organisation=contract.supplier).user
    OfficerRoleFactory(council=council, user=both)
    cast = {
        "manager": OfficerRoleFactory(council=council).user,
        "lead": OfficerRoleFactory(council=council, role="social_value_lead").user,
        "auditor": OfficerRoleFactory(council=council, role="auditor").user,
        "other": OfficerRoleFactory(role="social_value_lead").user,
        "supplier": MemberFactory(organisation=contract.supplier, role="admin").user,
        "both": both,
        "nobody": UserFactory(),
        "superuser": UserFactory(is_superuser=True, is_staff=True),
    }

    def fresh():
        return Contract.objects.get(pk=contract.pk)

    def extend(by):
        activate_contract(contract=fresh(), by=contract.manager)
        extend_contract(contract=fresh(), ends_on=date(2027, 6, 30), reason="More", by=by)

    for act in (
        lambda by: activate_contract(contract=fresh(), by=by),
        extend,
        lambda by: add_commitment(contract=fresh(), measure=measure, promise="More", by=by),
        lambda by: agree_commitment(commitment=Commitment.objects.get(pk=proposed.pk), by=by),
    ):
        able = set()
        for name, person in cast.items():
            with transaction.atomic():
                try:
                    act(person)
                    able.add(name)
                except PermissionDenied:
                    pass
                transaction.set_rollback(True)
        assert able == {"manager", "lead"}


# --- Extending ------------------------------------------------------------------------------------------------------
def active(contract, opened_until=None):
    activate_contract(contract=contract, by=contract.manager)
    if opened_until:
        open_due_returns(today=opened_until)
    return contract


def extend(contract, ends_on, reason="More work"):
    contract.refresh_from_db()
    return extend_contract(contract=contract, ends_on=ends_on, reason=reason, by=contract.manager)


def test_extend_keeps_what_is_open_and_spreads_the_rest_again(contract):
    active(contract, date(2026, 7, 1))
    kept = list(contract.periods.filter(opened_on__isnull=False).order_by("number"))
    extend(contract, date(2027, 9, 30))
    tiles(contract)
    assert list(contract.periods.order_by("number")[:2]) == kept
    assert points(contract.commitments.get()) == [24, 25, 12, 12, 12, 15]
    profile = contract.commitments.get().profiles.get(is_current=True)
    assert (profile.version, profile.reason) == (2, "More work")
    event = AuditEvent.objects.latest("id")
    assert event.data == {"ends_on": "2027-09-30", "before": "2027-03-31", "reason": "More work"}


def test_extend_keeps_a_waived_period_waived(contract):
    active(contract)
    third = contract.periods.get(number=3)
    waive_period(period=third, reason="No placements", by=contract.manager)
    extend(contract, date(2027, 6, 30))
    tiles(contract)
    assert contract.periods.get(number=3) == third
    third.refresh_from_db()
    assert third.waived_reason == "No placements"
    assert points(contract.commitments.get())[2] == 0


def test_extend_when_the_first_period_was_waived_and_the_second_is_open(contract):
    """What stays need not begin with an open period."""
    active(contract)
    waive_period(period=contract.periods.get(number=1), reason="Late start", by=contract.manager)
    open_due_returns(today=date(2026, 7, 1))
    extend(contract, date(2027, 6, 30))
    tiles(contract)
    assert SupplierReturn.objects.get().period.number == 2
    assert sum(points(contract.commitments.get())) == 100


def test_shorten_before_anything_opened_cuts_anew(contract):
    active(contract)
    extend(contract, date(2026, 9, 30))
    tiles(contract)
    assert points(contract.commitments.get()) == [49, 51]


@pytest.mark.parametrize(
    ("ends_on", "said"),
    [
        (date(2026, 9, 29), "cannot end before 30 September 2026"),
        (date(2026, 9, 30), "No period is left"),
        (date(2026, 3, 31), "cannot end before"),
    ],
)
def test_shorten_into_what_is_open_is_refused_and_nothing_changes(contract, ends_on, said):
    active(contract, date(2026, 7, 1))
    with pytest.raises(NotReady, match=said):
        extend(contract, ends_on)
    contract.refresh_from_db()
    assert contract.ends_on == YEAR_END
    tiles(contract)
    assert sum(points(contract.commitments.get())) == 100


def test_shorten_to_before_the_start_is_refused(contract):
    active(contract)
    with pytest.raises(NotReady, match="before it starts"):
        extend(contract, date(2026, 3, 1))


@pytest.mark.parametrize("status", ["preparing", "ended"])
def test_extend_is_for_active_contracts(contract, status):
    Contract.objects.update(status=status)
    with pytest.raises(InvalidTransition):
        extend(contract, date(2027, 6, 30))


# --- Invariants 9 and 10 through what is stored -----------------------------------------------------------------------
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
        anchor="contract",
    )  # fmt: skip
    activate_contract(contract=contract, by=contract.manager)
    tiles(contract)
    starts = [period.starts_on for period in contract.periods.order_by("number")]
    assert date(2028, 2, 29) in starts and date(2028, 3, 31) in starts


# --- Promises -------------------------------------------------------------------------------------------------------
def test_add_commitment_is_a_proposal_in_the_next_place(contract):
    measure = contract.commitments.get().measure
    added = add_commitment(
        contract=contract, measure=measure, promise="Ten more", target=Decimal(10), by=contract.manager
    )
    assert (added.position, added.status, added.agreed_at) == (2, "proposed", None)
    event = AuditEvent.objects.get(event="commitment.proposed")
    assert event.data == {"measure": measure.code, "target": "10", "line": 2}
    assert not added.profiles.exists()


def test_agree_spreads_the_target_over_the_periods_not_opened_yet(contract):
    measure = contract.commitments.get().measure
    active(contract, date(2026, 7, 1))
    late = add_commitment(contract=contract, measure=measure, promise="Later", target=Decimal(10), by=contract.manager)
    agree_commitment(commitment=late, by=contract.manager)
    assert points(late) == [5, 5]
    assert late.agreed_by == contract.manager
    with pytest.raises(InvalidTransition):
        agree_commitment(commitment=late, by=contract.manager)


def test_agree_when_no_period_is_left_is_refused(contract):
    measure = contract.commitments.get().measure
    active(contract, YEAR_END)
    late = add_commitment(
        contract=contract, measure=measure, promise="Too late", target=Decimal(10), by=contract.manager
    )
    with pytest.raises(NotReady, match="No period is left"):
        agree_commitment(commitment=late, by=contract.manager)
    late.refresh_from_db()
    assert late.status == "proposed"


def test_agree_for_a_part_of_the_contract_spreads_over_that_part(contract):
    active(contract)
    late = CommitmentFactory(
        contract=contract, measure=contract.commitments.get().measure, status="proposed", target=Decimal(10),
        starts_on=date(2026, 10, 1),
    )  # fmt: skip
    agree_commitment(commitment=late, by=contract.manager)
    periods = TargetPoint.objects.filter(profile__commitment=late).values_list("period__number", "amount")
    assert sorted(periods) == [(3, 5), (4, 5)]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"target": None}, ["Enter the target"]),
        ({"target": Decimal("2.5")}, ["Enter the target as a whole number, without decimals"]),
        (
            {"target": Decimal("2.505"), "measure__value_type": "money"},
            ["Round the target to 2 decimal places"],
        ),
        ({"target": Decimal("2.505"), "measure__value_type": "quantity", "measure__unit": "tco2e"}, []),
        ({"measure__value_type": "milestone", "done_by": None}, ["Enter the day it is to be done by"]),
        ({"measure__value_type": "narrative"}, []),
        ({"measure__baseline_required": True}, ["Enter the starting figure that the change is measured against"]),
        ({"measure__baseline_required": True, "baseline": Decimal(3)}, []),
        ({}, []),
    ],
)
def test_agree_needs_a_promise_that_can_be_measured(fields, said):
    commitment = CommitmentFactory(status="proposed", agreed_at=None, agreed_by=None, **fields)
    assert before_agreeing(commitment) == said
    if said:
        with pytest.raises(NotReady):
            agree_commitment(commitment=commitment, by=commitment.contract.manager)


def test_agree_needs_a_measure_of_the_contracts_own_version():
    commitment = CommitmentFactory(status="proposed", measure=MeasureFactory())
    assert before_agreeing(commitment) == ["Choose a measure from the framework version of this contract"]


# --- Workflow -------------------------------------------------------------------------------------------------------
def test_move_is_refused_from_elsewhere_and_when_somebody_was_first():
    contract = ContractFactory(status="preparing")
    stale = Contract.objects.get(pk=contract.pk)
    with pytest.raises(InvalidTransition):
        move(contract, CONTRACT["end"])
    move(contract, CONTRACT["activate"])
    with pytest.raises(InvalidTransition):
        move(stale, CONTRACT["activate"])
    assert Contract.objects.get(pk=contract.pk).status == "active"


@pytest.mark.parametrize(("table", "owners"), [(CONTRACT, CONTRACT_OWNER), (COMMITMENT, COMMITMENT_OWNER)])
def test_workflow_tables_know_whose_turn_every_status_is(table, owners):
    for transition in table.values():
        assert {*transition.sources, transition.to} <= set(owners)


def test_period_factory_agrees_with_what_is_cut(contract):
    """The factories used elsewhere make the same quarters as activating does."""
    other = ContractFactory(ends_on=YEAR_END)
    made = [ReportingPeriodFactory(contract=other) for _ in range(4)]
    activate_contract(contract=contract, by=contract.manager)
    cut = contract.periods.order_by("number")
    assert [(p.starts_on, p.ends_before) for p in made] == [(p.starts_on, p.ends_before) for p in cut]
