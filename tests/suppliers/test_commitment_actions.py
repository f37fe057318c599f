"""What a promise must say before it binds, and how its target is spread over the periods left."""

from datetime import date
from decimal import Decimal

import pytest

from suppliers.checks import NotReady, before_agreeing
from suppliers.models import TargetPoint
from suppliers.workflow import InvalidTransition
from tests.factories import CommitmentFactory, FrameworkFactory, MeasureFactory
from tests.suppliers.contracts import YEAR_END, active, being_set_up, points
from tests.suppliers.promising import accept, officer_of, propose

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    return being_set_up()


def test_accepted_promise_is_spread_over_the_periods_not_opened_yet(contract):
    active(contract, date(2026, 7, 1))
    proposal = propose(contract, target=Decimal(10))
    late = accept(proposal).commitment
    assert points(late) == [5, 5]
    with pytest.raises(InvalidTransition):
        accept(proposal, by=officer_of(contract))


def test_accept_when_no_period_is_left_is_refused(contract):
    active(contract, YEAR_END)
    proposal = propose(contract, target=Decimal(10))
    with pytest.raises(NotReady, match="No period is left"):
        accept(proposal)
    proposal.refresh_from_db()
    assert (proposal.status, proposal.commitment.status) == ("with_council", "proposed")


def test_accept_for_a_part_of_the_contract_spreads_over_that_part(contract):
    active(contract)
    late = accept(propose(contract, target=Decimal(10), starts_on=date(2026, 10, 1))).commitment
    periods = TargetPoint.objects.filter(profile__commitment=late).values_list("period__number", "amount")
    assert sorted(periods) == [(3, 5), (4, 5)]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"target": None}, ["Enter the target"]),
        ({"target": Decimal("2.5")}, ["Enter the target as a whole number, without decimals"]),
        ({"target": Decimal(10) ** 12}, ["Enter a target below 1,000,000,000,000"]),
        (
            {"target": Decimal("2.505"), "measure__value_type": "money"},
            ["Round the target to 2 decimal places"],
        ),
        ({"target": Decimal("2.505"), "measure__value_type": "quantity", "measure__unit": "tco2e"}, []),
        ({"measure__value_type": "milestone", "done_by": None}, ["Enter the day it is to be done by"]),
        ({"measure__value_type": "narrative"}, []),
        ({"measure__baseline_required": True}, ["Enter the starting figure that the change is measured against"]),
        ({"measure__baseline_required": True, "baseline": Decimal(3)}, []),
        ({"promise": "  "}, ["Say in plain words what is promised"]),
        (
            {"measure__value_type": "percent", "basis": "spend", "rate": Decimal(2)},
            ["Only what adds up over the periods can go by placement years or spend: promise a fixed amount"],
        ),
        ({"basis": "placement_year", "rate": Decimal(2)}, []),
        ({}, []),
    ],
)
def test_agree_needs_a_promise_that_can_be_measured(fields, said):
    commitment = CommitmentFactory(status="proposed", agreed_at=None, agreed_by=None, **fields)
    assert before_agreeing(commitment) == said


def test_agree_needs_a_measure_of_the_contracts_own_version_or_one_of_its_own():
    refused = ["Choose a measure from the framework version of this contract"]
    commitment = CommitmentFactory(status="proposed", measure=MeasureFactory())
    council = commitment.contract.council
    assert before_agreeing(commitment) == refused
    own = MeasureFactory(version__framework=FrameworkFactory(council=council, is_for_single_contracts=True))
    commitment.measure = own
    commitment.save()
    assert before_agreeing(commitment) == []
    other = CommitmentFactory(contract__council=council, measure=own)
    assert before_agreeing(commitment) == before_agreeing(other) == refused
    of_another_council = FrameworkFactory(council=CommitmentFactory().contract.council, is_for_single_contracts=True)
    commitment.measure = MeasureFactory(version__framework=of_another_council)
    assert before_agreeing(commitment) == refused
