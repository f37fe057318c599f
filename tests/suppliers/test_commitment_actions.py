"""Promises proposed and agreed: what they must say, and how their targets are spread over the periods left."""

from datetime import date
from decimal import Decimal

import pytest

from audit.models import AuditEvent
from suppliers.actions.commitments import add_commitment, agree_commitment
from suppliers.checks import NotReady, before_agreeing
from suppliers.models import TargetPoint
from suppliers.workflow import InvalidTransition
from tests.factories import CommitmentFactory, MeasureFactory
from tests.suppliers.contracts import YEAR_END, active, being_set_up, points

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    return being_set_up()


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
