"""Figures added up over periods and contracts (domain rules, section 2.4)."""

from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.values import Figure, combine_contracts, combine_periods, percentage
from tests.framework.measures import AMOUNTED, CHANGE, FTE, HOURS, MILESTONE, MONEY, NARRATIVE, SHARE, amounts, measure


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [
        ("1", "8", "12.500"),
        ("1", "3", "33.333"),
        ("2", "3", "66.667"),
        ("1", "200000", "0.001"),
        ("-1", "200000", "-0.001"),
        ("-1", "3", "-33.333"),
        ("0", "5", "0.000"),
        ("999999999999.999", "0.001", "99999999999999900.000"),
    ],
)
def test_percentage_is_rounded_half_up(numerator, denominator, percent):
    assert str(percentage(D(numerator), D(denominator))) == percent


@pytest.mark.parametrize(("numerator", "denominator"), [(None, D(1)), (D(1), None), (D(1), D(0)), (D(1), D(-1))])
def test_percentage_of_nothing_is_nothing(numerator, denominator):
    assert percentage(numerator, denominator) is None


def test_sum_adds_periods_and_contracts():
    figures = [Figure(D("1.25")), Figure(None), Figure(D("2.50"))]
    assert combine_periods(HOURS, figures) == combine_contracts(HOURS, figures) == Figure(D("3.75"))


def test_latest_known_period_stands():
    staff = measure(aggregation="latest")
    assert combine_periods(staff, [Figure(D(5)), Figure(D(7)), Figure(None)]) == Figure(D(7))
    assert combine_contracts(staff, [Figure(D(5)), Figure(D(7))]) == Figure(D(12))


def test_latest_percentage_keeps_its_parts_so_that_contracts_can_be_combined():
    first = combine_periods(CHANGE, [Figure(None, D(1), D(2)), Figure(None, D(10), D(100))])
    second = combine_periods(CHANGE, [Figure(None, D(90), D(300))])
    assert first == Figure(D("10.000"), D(10), D(100))
    assert combine_contracts(CHANGE, [first, second]) == Figure(D("25.000"), D(100), D(400))


def test_people_are_averaged_within_a_year_and_added_over_years():
    figures = [Figure(D(2), financial_year=2026), Figure(D(3), financial_year=2026), Figure(D(4), financial_year=2027)]
    assert combine_periods(FTE, figures) == Figure(D("6.500"))
    assert combine_contracts(FTE, [Figure(D("6.500")), Figure(D(1))]) == Figure(D("7.500"))


def test_people_in_thirds_of_a_year_are_rounded_to_what_can_be_stored():
    figures = [Figure(D(n), financial_year=2026) for n in (1, 2, 2)]
    assert combine_periods(FTE, figures) == Figure(D("1.667"))


def test_done_counts_over_contracts():
    assert combine_periods(MILESTONE, [Figure(D(0)), Figure(D(1))]) == Figure(D(1))
    assert combine_contracts(MILESTONE, [Figure(D(1)), Figure(D(0)), Figure(D(1))]) == Figure(D(2))


@pytest.mark.parametrize("kind", [*AMOUNTED, MILESTONE, NARRATIVE])
def test_nothing_known_adds_up_to_nothing_and_not_to_zero(kind):
    for figures in ([], [Figure(None), Figure(None, financial_year=2026)]):
        assert combine_periods(kind, figures) == combine_contracts(kind, figures) == Figure(None)


@pytest.mark.parametrize("combine", [combine_periods, combine_contracts])
@pytest.mark.parametrize("figure", [Figure(D(10)), Figure(D(10), D(1)), Figure(D(10), None, D(10))])
def test_percentage_without_its_parts_is_never_averaged(combine, figure):
    with pytest.raises(ValueError, match="never averaged"):
        combine(SHARE, [Figure(None, D(1), D(2)), figure])


ratios = st.tuples(amounts(3), amounts(3).filter(bool))


@given(st.lists(ratios, min_size=1, max_size=8), st.data())
def test_invariant_04_percent_totals_are_sum_over_sum(parts, data):
    figures = [Figure(percentage(top, bottom), top, bottom) for top, bottom in parts]
    top, bottom = sum(top for top, _ in parts), sum(bottom for _, bottom in parts)
    exact = 100 * Fraction(top) / Fraction(bottom)
    for combine in (combine_periods, combine_contracts):
        total = combine(SHARE, data.draw(st.permutations(figures)))
        assert (total.numerator, total.denominator) == (top, bottom)
        assert abs(Fraction(total.value) - exact) <= Fraction(1, 2000)
    cut = data.draw(st.integers(min_value=0, max_value=len(figures)))
    halves = [combine_periods(SHARE, figures[:cut]), combine_periods(SHARE, figures[cut:])]
    assert combine_contracts(SHARE, halves) == total


def test_invariant_04_percent_total_differs_from_the_mean():
    figures = [Figure(D("100.000"), D(1), D(1)), Figure(D("0.000"), D(0), D(99))]
    assert combine_contracts(SHARE, figures).value == D("1.000")


@given(st.lists(amounts(2), max_size=8), st.data())
def test_sums_do_not_depend_on_order_or_grouping(values, data):
    figures = [Figure(value) for value in values]
    cut = data.draw(st.integers(min_value=0, max_value=len(figures)))
    halves = [combine_periods(MONEY, figures[:cut]), combine_periods(MONEY, figures[cut:])]
    assert combine_contracts(MONEY, halves) == combine_periods(MONEY, data.draw(st.permutations(figures)))
