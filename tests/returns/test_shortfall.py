"""What falls short in pounds: exact to the penny, never below zero, never above what the contract still allows."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.models import Measure
from returns.actions.waiving import waive_period
from returns.models import ReturnLine
from returns.shortfall import Shortfall, ShortLine, shortfall_from, shortfall_of
from suppliers.models import Commitment
from suppliers.remedies import Granted
from tests.returns.road import decided, next_period, open_road, send

PENNY = Decimal("0.01")
figures = st.decimals(0, 999_999, places=3)
rates = st.decimals(Decimal("0.01"), 9_999, places=2)
pounds = st.decimals(0, 9_999_999, places=2)


def line(target, verified, rate, left_out="", pk=1, **measure):
    commitment = Commitment(pk=pk, promise="A promise", measure=Measure(**measure))
    return ShortLine(commitment, target, verified, rate, left_out)


lines = st.builds(line, figures, figures, rates, st.sampled_from(["", "Not in money"]))
sums = st.builds(
    Shortfall, st.lists(lines, max_size=6).map(tuple), made_up=pounds, paid=pounds, left=st.none() | pounds
)


# --- The arithmetic, whatever the figures -----------------------------------------------------------------------------
@given(sums)
def test_amount_is_whole_pence_between_nothing_and_what_is_allowed(shortfall):
    assert shortfall.amount == shortfall.amount.quantize(PENNY)
    assert 0 <= shortfall.amount <= shortfall.net <= shortfall.gross
    assert shortfall.left is None or shortfall.amount <= shortfall.left


@given(sums)
def test_shown_lines_add_up_to_the_sum_that_is_shown(shortfall):
    assert sum((one.amount for one in shortfall.lines), Decimal(0)) == shortfall.gross
    assert shortfall.net == max(Decimal(0), shortfall.gross - shortfall.made_up - shortfall.paid)


@given(lines)
def test_line_is_target_less_verified_by_its_rate_within_half_a_penny(one):
    exact = max(Decimal(0), one.target - one.verified) * one.rate
    assert one.amount == 0 if one.left_out else abs(one.amount - exact) <= PENNY / 2


@given(figures, figures, figures, rates)
def test_more_verified_never_costs_more(target, verified, more, rate):
    assert line(target, verified + more, rate).amount <= line(target, verified, rate).amount


@given(figures, figures, rates)
def test_what_is_missing_in_one_promise_is_not_made_up_by_another(target, verified, rate):
    surplus = line(Decimal(0), verified, rate, pk=2)
    assert Shortfall((line(target, Decimal(0), rate), surplus)).gross == line(target, Decimal(0), rate).amount


@given(sums)
def test_what_was_kept_gives_the_same_amount_again(shortfall):
    commitments = [one.commitment for one in shortfall.lines]
    again = shortfall_from(shortfall.as_data(), commitments)
    assert (again.amount, again.as_data()) == (shortfall.amount, shortfall.as_data())


def test_too_much_falls_short_where_lower_is_better():
    assert line(Decimal(10), Decimal(12), Decimal(5), lower_is_better=True).amount == Decimal(10)
    assert line(Decimal(10), Decimal(8), Decimal(5), lower_is_better=True).amount == 0


# --- Which figures count ----------------------------------------------------------------------------------------------
def shortfall(road, today):
    granted = Granted(rates={one.pk: Decimal(10) for one in road.commitments})
    commitments = list(road.contract.commitments.select_related("measure").order_by("position"))
    return shortfall_of(commitments, road.contract, granted, today=today)


@pytest.mark.django_db
def test_decided_period_counts_by_what_was_verified():
    road = decided("count")  # 24 promised for the quarter, 20 claimed and verified
    (only,) = shortfall(road, date(2026, 7, 6)).lines
    assert (only.target, only.verified, only.amount) == (24, 20, Decimal("40.00"))


@pytest.mark.django_db
def test_period_counts_when_it_is_overdue_and_not_while_the_council_has_it():
    road = open_road("count")
    due_on = road.supplier_return.due_on
    assert shortfall(road, due_on).gross == 0
    assert shortfall(road, date.fromordinal(due_on.toordinal() + 1)).gross == Decimal("240.00")
    send(road)
    assert shortfall(road, date(2026, 9, 1)).gross == 0


@pytest.mark.django_db
def test_period_that_was_waived_does_not_count():
    road = decided("count")
    period = road.contract.periods.order_by("starts_on")[1]
    waive_period(period=period, reason="Works at the site.", by=road.officer)
    assert shortfall(road, date(2027, 1, 4)).gross == Decimal("40.00")
    next_period(road, date(2026, 10, 1))
    assert ReturnLine.objects.filter(supplier_return__period=period).count() == 0


@pytest.mark.django_db
def test_best_endeavours_and_measures_without_a_price_are_left_out_and_say_so():
    road = decided("count", "count", "milestone", "narrative")
    tried, unpriced = road.commitments[:2]
    Commitment.objects.filter(pk=tried.pk).update(obligation="best_endeavours")
    commitments = list(road.contract.commitments.select_related("measure").order_by("position"))
    commitments[1].measure.may_be_priced = False
    granted = Granted(frozenset(), None, "", {one.pk: Decimal(10) for one in commitments})
    found = shortfall_of(commitments, road.contract, granted, today=date(2026, 7, 6))
    assert found.gross == 0 and unpriced.pk == found.lines[1].commitment.pk
    assert [one.left_out for one in found.lines] == [
        "Not in money: it must be tried, with proof of trying",
        "Never in money: its measure has no price",
        "Not in money: no figure can fall short here",
        "Not in money: no figure can fall short here",
    ]
