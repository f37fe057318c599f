"""Promises that go by placement years or spend: the rate is agreed, and the target follows from the activity."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from framework.models import Measure
from framework.values import decimal_places
from suppliers.actions.proposing import propose_variation
from suppliers.checks import NotReady
from suppliers.profile import amount_at_rate, straight_line
from suppliers.promises import standing_terms
from tests.returns.pages import browser, shown
from tests.suppliers.contracts import active, being_set_up, points
from tests.suppliers.promise_pages import ANSWERS, answer, step_of
from tests.suppliers.promising import REASON, accept, agreed, propose, supplier_of
from tests.suppliers.test_varying import stored

pytestmark = pytest.mark.django_db
RATE = {"basis": "placement_year", "rate": Decimal("2.5"), "expected": Decimal(30), "target": None}


@pytest.fixture
def contract():
    return active(being_set_up())


def test_target_is_the_rate_times_what_is_expected(contract):
    commitment = agreed(contract, **RATE)
    assert (commitment.basis, commitment.rate, commitment.target) == ("placement_year", Decimal("2.5"), Decimal(75))
    assert sum(points(commitment)) == 75
    spend = agreed(contract, basis="spend", rate=Decimal(3), expected=Decimal(1_250_000))
    assert spend.target == Decimal(38)  # 37.5 people, and people are counted whole


def test_target_that_somebody_sends_beside_a_rate_is_worked_out_anew(contract):
    assert agreed(contract, **{**RATE, "target": Decimal(9999)}).target == Decimal(75)


def test_rate_needs_what_is_expected(contract):
    with pytest.raises(NotReady, match="Enter the rate, and how much activity is expected"):
        propose(contract, **{**RATE, "expected": None})


def test_fixed_amount_has_no_rate(contract):
    commitment = agreed(contract, rate=Decimal(3), expected=Decimal(3))
    assert (commitment.basis, commitment.rate, commitment.target) == ("absolute", None, Decimal(100))


def test_levels_are_fixed_amounts_only():
    made = being_set_up()
    with pytest.raises(NotReady, match="Only what adds up over the periods can go by placement years or spend"):
        propose(made, kind="percent", **{**RATE, "target": Decimal(80)})
    words = propose(made, kind="narrative", **RATE).commitment
    assert (words.basis, words.rate, words.target) == ("absolute", None, None)


def test_change_of_words_keeps_a_target_that_followed_the_activity(contract):
    commitment = agreed(contract, **RATE)
    commitment.target = Decimal(81)
    commitment.save()
    terms = replace(standing_terms(stored(commitment)), place="North ward")
    accept(propose_variation(commitment=stored(commitment), terms=terms, reason=REASON, by=supplier_of(contract)))
    assert (stored(commitment).target, stored(commitment).place) == (Decimal(81), "North ward")


def test_change_of_the_rate_works_the_target_out_again(contract):
    commitment = agreed(contract, **RATE)
    terms = replace(standing_terms(stored(commitment)), rate=Decimal(3))
    assert terms.expected == Decimal(30)
    accept(propose_variation(commitment=stored(commitment), terms=terms, reason=REASON, by=supplier_of(contract)))
    assert stored(commitment).target == Decimal(90)


def test_rate_is_asked_with_what_is_expected_and_shown_in_words(contract):
    client = browser(supplier_of(contract))
    client.post(reverse("promise-add", args=[contract.pk]))
    code = contract.framework_version.measures.first().code
    answer(client, "add", contract.pk, measure={"measure": code}, words={"promise": "Jobs"}, basis={"basis": "spend"})
    wrong = shown(client.post(step_of("add", contract.pk, "amount"), {"rate": "some", "expected": ""}))
    assert "Enter the rate in figures" in wrong and "Enter how much is expected in figures" in wrong
    answer(client, "add", contract.pk, amount={"rate": "0.5", "expected": "£2,000,000"})
    answer(client, "add", contract.pk, binding={"obligation": "best_endeavours", "is_additional": "no"})
    answer(client, "add", contract.pk, place={"place": ""}, publish={"is_publishable": "yes"})
    page = shown(client.get(step_of("add", contract.pk, "check")))
    assert "0.5 people for each £100,000 that is spent. With £2,000,000 expected: 10 people" in page
    assert "Must be tried, with proof of trying" in page


def test_another_way_to_set_the_target_asks_for_the_figures_again(contract):
    client = browser(supplier_of(contract))
    client.post(reverse("promise-add", args=[contract.pk]))
    code = contract.framework_version.measures.first().code
    answer(client, "add", contract.pk, measure={"measure": code}, **ANSWERS)
    there = answer(client, "add", contract.pk, basis={"basis": "placement_year"})
    assert there == step_of("add", contract.pk, "amount")
    page = shown(client.get(there))
    assert "How many for each year of placement?" in page and "Placement years expected" in page


@given_settings(deadline=None)
@given(
    st.sampled_from([("count", "people"), ("hours", "hours"), ("money", "gbp"), ("quantity", "tco2e")]),
    st.sampled_from(["placement_year", "spend"]),
    st.integers(0, 10**9),
    st.integers(0, 10**12),
    st.lists(st.integers(0, 400), min_size=1, max_size=40).filter(any),
)
def test_invariant_10_amounts_at_a_rate_are_whole_units_and_spread_exactly(kind, basis, rate, activity, days):
    measure = Measure(value_type=kind[0], unit=kind[1], aggregation="sum")
    amount = amount_at_rate(measure, basis=basis, rate=Decimal(rate).scaleb(-3), activity=Decimal(activity).scaleb(-2))
    grain = Decimal(1).scaleb(-decimal_places(measure))
    assert amount >= 0 and amount % grain == 0
    exact = Decimal(rate) * activity / (100_000 if basis == "spend" else 1) / 100_000
    assert abs(amount - exact) <= grain / 2
    spread = straight_line(total=amount, weights=days, places=decimal_places(measure))
    assert sum(spread) == amount and min(spread) >= 0
