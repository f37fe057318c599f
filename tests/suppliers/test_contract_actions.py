"""Contracts brought to life and extended: who may, what is on record, and how targets are spread."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.models import AuditEvent
from returns.actions.opening import open_due_returns
from returns.actions.waiving import waive_period
from returns.models import SupplierReturn
from suppliers.actions.contracts import activate_contract, extend_contract
from suppliers.checks import NotReady, before_activating
from suppliers.models import Contract
from suppliers.workflow import COMMITMENT, COMMITMENT_OWNER, CONTRACT, CONTRACT_OWNER, InvalidTransition, move
from tests.factories import ContractFactory, MemberFactory, OfficerRoleFactory, UserFactory
from tests.suppliers.contracts import YEAR_END, active, being_set_up, extend, points, tiles

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    return being_set_up()


def events() -> list[str]:
    return list(AuditEvent.objects.order_by("id").values_list("event", flat=True))


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

    monkeypatch.setattr("suppliers.actions.contracts.first_profile", fail)
    with pytest.raises(RuntimeError):
        activate_contract(contract=contract, by=contract.manager)
    assert Contract.objects.get(pk=contract.pk).status == "preparing"
    assert not contract.periods.exists() and events() == []


def test_contract_acts_are_for_officers_who_decide_and_do_not_belong_to_the_supplier(contract):
    council = contract.council
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
        (date(2026, 9, 30), "No period is left.* Move the end of the contract to a later day"),
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


def agreed(contract) -> dict[int, list]:
    """Every version of the promise's profile as a reader of history sees it: the days and the amount of each point."""
    profiles = contract.commitments.get().profiles.order_by("version")
    return {
        profile.version: list(profile.points.values_list("starts_on", "ends_before", "amount")) for profile in profiles
    }


@pytest.mark.parametrize(
    ("ends_on", "later"),
    [
        (date(2027, 3, 31), date(2027, 9, 30)),  # whole quarters, and more of them
        (date(2027, 4, 30), date(2027, 9, 30)),  # the last period was longer than a quarter, and is cut in two
        (date(2027, 2, 28), date(2027, 6, 30)),  # the last period was shorter than a quarter
        (date(2027, 9, 30), date(2026, 12, 31)),  # the end moves nearer: three periods go
    ],
)
def test_extend_keeps_every_point_of_what_was_agreed_before(contract, ends_on, later):
    contract.ends_on = ends_on
    contract.save()
    active(contract, date(2026, 7, 1))
    before = agreed(contract)
    [first] = before.values()
    assert sum(amount for _starts, _ends, amount in first) == 100
    extend(contract, later)
    after = agreed(contract)
    assert after[1] == before[1] and after.keys() == {1, 2}
    second = after[2]
    assert second[0][0] == contract.starts_on and second[-1][1] == later + timedelta(days=1)
    assert sum(amount for _starts, _ends, amount in second) == 100
    extend(contract, date(2028, 3, 31), "More again")
    assert {version: agreed(contract)[version] for version in after} == after


def test_extend_leaves_the_version_in_force_with_a_period_for_every_point(contract):
    active(contract, date(2026, 7, 1))
    extend(contract, date(2027, 9, 30))
    old, new = contract.commitments.get().profiles.order_by("version")
    assert [point.period_id is not None for point in old.points.all()] == [True, True, False, False]
    assert [(point.period.starts_on, point.period.ends_before) for point in new.points.all()] == [
        (point.starts_on, point.ends_before) for point in new.points.all()
    ]


@pytest.mark.parametrize("status", ["preparing", "ended"])
def test_extend_is_for_active_contracts(contract, status):
    Contract.objects.update(status=status)
    with pytest.raises(InvalidTransition):
        extend(contract, date(2027, 6, 30))


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
