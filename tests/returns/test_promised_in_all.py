"""What contracts promise over their whole length: whatever changes a promise moves it, at once and everywhere."""

from datetime import date
from decimal import Decimal

import pytest

from returns.actions.activity import enter_activity
from returns.actions.ending import end_contract
from returns.actions.waiving import waive_period
from returns.figures import differing_figures
from returns.models import ContractTotal, CouncilTotal
from suppliers.actions.answering import accept_proposal, counter_proposal, decline_proposal
from suppliers.actions.contract_setup import Words, describe_contract
from suppliers.actions.contracts import activate_contract, extend_contract
from suppliers.actions.proposing import propose_commitment, propose_withdrawal, take_back_proposal
from suppliers.models import Commitment
from suppliers.promises import standing_terms
from suppliers.terms import Terms
from tests.factories import ContractFactory, FrameworkVersionFactory, MeasureFactory, ServiceCategoryFactory
from tests.returns import road as roads

pytestmark = pytest.mark.django_db
RATE = {"basis": "placement_year", "rate": Decimal(2), "expected": Decimal(50), "target": None}
LATEST = {"value_type": "count", "aggregation": "latest"}
PEOPLE = {"value_type": "quantity", "aggregation": "average", "unit": "FTE"}


def in_all(road, measure=None) -> Decimal:
    """What stands of a measure in the contract, the same in every place it counts in."""
    measure = measure or road.commitments[0].measure
    assert list(differing_figures()) == []
    of_contract = ContractTotal.objects.get(contract=road.contract, measure=measure).in_all
    of_places = CouncilTotal.objects.filter(council=road.contract.council, measure=measure)
    assert len(of_places) >= 5 and {place.in_all for place in of_places} == {of_contract}
    return of_contract


def first(road) -> Commitment:
    return Commitment.objects.get(pk=road.commitments[0].pk)


def propose(road, target=40):
    terms = Terms(measure=first(road).measure.code, promise="One more", target=Decimal(target))
    return propose_commitment(contract=road.contract, terms=terms, by=road.officer, proportion_reason="A test.")


def agree(road, target=40, measure=None) -> Commitment:
    measure = measure or first(road).measure
    return roads.agree(road.contract, measure, road.officer, accepted_by=road.editor, target=Decimal(target))


def counter(road):
    """The supplier offers fewer, and the officer agrees."""
    proposal = propose(road)
    terms = standing_terms(proposal.commitment)
    fewer = Terms(**{**vars(terms), "target": Decimal(15)})
    answer = counter_proposal(proposal=proposal, terms=fewer, reason="We can do 15.", by=road.editor)
    accept_proposal(proposal=answer, by=road.officer)


def extend(road):
    road.contract.refresh_from_db()
    extend_contract(contract=road.contract, ends_on=date(2027, 9, 30), reason="", by=road.officer)


def waive(road):
    period = road.contract.periods.select_related("contract").get(number=3)
    waive_period(period=period, reason="No work", by=road.officer)


def end(road):
    road.contract.refresh_from_db()
    end_contract(contract=road.contract, reason="In-house.", by=road.officer)


# One promise of 100 in four quarters; 24 of it belong to the first one, which is decided.
ACTIONS = {
    "agreed": (agree, 140),
    "agreed after another offer": (counter, 115),
    "only proposed": (propose, 100),
    "declined": (lambda road: decline_proposal(proposal=propose(road), reason="No.", by=road.editor), 100),
    "taken back": (lambda road: take_back_proposal(proposal=propose(road), by=road.officer), 100),
    "more": (lambda road: roads.vary(road, first(road), target=Decimal(120)), 120),
    "fewer": (lambda road: roads.vary(road, first(road), target=Decimal(80)), 80),
    "other words": (lambda road: roads.vary(road, first(road), promise="The same in other words"), 100),
    "replaced": (lambda road: roads.substitute(road, first(road), target=Decimal(30)), 54),
    "withdrawn": (lambda road: roads.withdraw(road, first(road)), 24),
    "end proposed": (lambda road: propose_withdrawal(commitment=first(road), reason="So.", by=road.officer), 100),
    "withdrawn before it began": (lambda road: roads.withdraw(road, agree(road)), 100),
    "contract extended": (extend, 100),
    "period waived": (waive, 100),
    "contract ended": (end, 100),
}


@pytest.mark.parametrize(("act", "comes_to"), ACTIONS.values(), ids=ACTIONS)
def test_promised_in_all_follows_what_is_done_to_a_promise(act, comes_to):
    road = roads.decided()
    assert in_all(road) == 100
    act(road)
    assert in_all(road) == comes_to
    assert ContractTotal.objects.get().promised == 24


@pytest.mark.parametrize("is_open", [True, False], ids=["with its return", "before its return opens"])
def test_promised_in_all_follows_the_activity_of_a_period(is_open):
    road = roads.open_road(commitment=RATE)
    period = road.contract.periods.select_related("contract").get(number=1 if is_open else 2)
    enter_activity(
        period=period, basis="placement_year", amount=Decimal("10.5"), by=road.officer, today=period.starts_on
    )
    assert in_all(road) == first(road).target == (97 if is_open else 96)
    assert ContractTotal.objects.get().promised == (21 if is_open else 24)


def test_promised_in_all_begins_when_reporting_on_the_contract_begins():
    contract = ContractFactory(status="preparing", ends_on=date(2027, 3, 31))
    measure = MeasureFactory(version=contract.framework_version)
    roads.agree(contract, measure, contract.manager, accepted_by=contract.supplier_owner)
    assert not ContractTotal.objects.exists() and not CouncilTotal.objects.exists()
    activate_contract(contract=contract, by=contract.manager)
    [total] = ContractTotal.objects.all()
    assert (total.in_all, total.promised, total.lines) == (100, 0, 0)
    assert {(place.kind, place.in_all) for place in CouncilTotal.objects.all()} == {
        (kind, 100) for kind in ("all", "area", "category", "department", "supplier")
    }
    assert list(differing_figures()) == []


@pytest.mark.parametrize("kind", [LATEST, PEOPLE], ids=["latest", "people"])
def test_promised_in_all_of_a_level_is_what_stands_last(kind):
    """Levels are expected in every period: those that stand are added, and one that is over leaves nothing behind."""
    measure = MeasureFactory(version=FrameworkVersionFactory(), **kind)
    road = roads.open_road(measure, framework_version=measure.version, commitment={"target": Decimal(12)})
    assert in_all(road) == 12
    more = agree(road, 5)
    assert in_all(road) == 17
    roads.next_period(road, date(2026, 7, 1))
    new = roads.substitute(road, first(road), target=Decimal(8))
    assert in_all(road) == 13
    roads.withdraw(road, more)
    assert in_all(road) == 8
    roads.next_period(road, date(2026, 10, 1))
    roads.withdraw(road, new)
    assert in_all(road) == 8 == ContractTotal.objects.get().promised


def test_promised_in_all_of_words_and_days_is_nothing():
    road = roads.open_road("narrative", "milestone")
    assert [in_all(road, one.measure) for one in road.commitments] == [0, 0]


def test_promised_in_all_moves_with_the_contract_and_is_added_up_over_contracts():
    road = roads.open_road()
    measure = first(road).measure
    other = roads.open_road(measure, council=road.contract.council, framework_version=road.contract.framework_version)
    service = ServiceCategoryFactory(council=road.contract.council)
    rows = CouncilTotal.objects.filter(measure=measure)
    assert sum(row.in_all for row in rows.filter(kind="all")) == 200
    road.contract.refresh_from_db()
    describe_contract(contract=road.contract, words=Words(title="Same", categories=(service.pk,)), by=road.officer)
    roads.vary(other, other.commitments[0], target=Decimal("130"))
    assert [row.in_all for row in rows.filter(kind="category", key=service.pk)] == [100]
    assert sum(row.in_all for row in rows.filter(kind="category", key=0)) == 130
    assert list(differing_figures()) == []
