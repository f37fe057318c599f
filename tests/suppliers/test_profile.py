"""A target spread over periods comes to exactly the target."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.models import Measure
from framework.values import decimal_places
from suppliers.calendar import Span, tile
from suppliers.models import Contract, ReportingPeriod
from suppliers.profile import points_for, remaining_profile, straight_line

weights_lists = st.lists(st.integers(0, 400), min_size=1, max_size=60).filter(any)


def measure(value_type="count", aggregation="sum"):
    return Measure(value_type=value_type, aggregation=aggregation)


@st.composite
def totals(draw):
    """A target and the decimal places of its unit."""
    places = draw(st.sampled_from([0, 2, 3]))
    return Decimal(draw(st.integers(0, 10**13 - 1))).scaleb(-places), places


@given(totals(), weights_lists)
def test_invariant_10_profile_points_sum_to_the_target(total_places, weights):
    total, places = total_places
    points = straight_line(total=total, weights=weights, places=places)
    assert sum(points) == total
    assert min(points) >= 0
    assert all(point == round(point, places) for point in points)
    assert all(point == 0 for point, weight in zip(points, weights, strict=True) if not weight)


@given(totals(), weights_lists, weights_lists, st.data())
def test_invariant_10_profile_points_sum_to_the_target_after_an_extension(total_places, weights, later, data):
    total, places = total_places
    kept = straight_line(total=total, weights=weights, places=places)[: data.draw(st.integers(0, len(weights)))]
    new_total = sum(kept) + Decimal(data.draw(st.integers(0, 10**6))).scaleb(-places)
    points = remaining_profile(total=new_total, kept=kept, weights=later, places=places)
    assert sum(points) == new_total
    assert points[: len(kept)] == kept
    assert min(points) >= 0


def test_straight_line_gives_the_last_period_the_remainder():
    assert straight_line(total=Decimal("12.000"), weights=5, places=0) == [2, 2, 2, 2, 4]
    assert straight_line(total=Decimal(100), weights=3, places=2) == [
        Decimal("33.33"),
        Decimal("33.33"),
        Decimal("33.34"),
    ]


def test_straight_line_follows_the_days():
    periods = tile(
        starts_on=date(2026, 5, 15), ends_on=date(2027, 3, 31), frequency="quarterly", anchor="financial_year"
    )
    assert [period.days for period in periods] == [47, 92, 92, 90]
    # 12 apprentices over 321 days: 1.76, 3.44 and 3.44 rounded down, the last takes what is left.
    assert points_for(measure(), Decimal(12), periods) == [1, 3, 3, 5]


def test_straight_line_remainder_skips_a_waived_last_period():
    assert straight_line(total=Decimal(10), weights=[90, 90, 90, 0], places=0) == [3, 3, 4, 0]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"total": Decimal(-1)}, "negative"),
        ({"total": Decimal("1.5")}, "more than 0 decimal places"),
        ({"weights": [1, -1]}, "negative"),
        ({"weights": []}, "no period left"),
        ({"weights": [0, 0]}, "no period left"),
    ],
)
def test_straight_line_says_what_is_wrong(wrong, said):
    with pytest.raises(ValueError, match=said):
        straight_line(**{"total": Decimal(4), "weights": 2, "places": 0, **wrong})


def test_straight_line_of_nothing_over_nothing_is_nothing():
    assert straight_line(total=Decimal(0), weights=[], places=0) == []
    assert straight_line(total=Decimal(0), weights=[0], places=0) == [0]


def test_remaining_profile_refuses_a_target_below_what_is_kept():
    with pytest.raises(ValueError, match="already promise more than 5"):
        remaining_profile(total=Decimal(5), kept=[Decimal(6)], weights=2, places=0)


@pytest.mark.parametrize(
    ("value_type", "aggregation"),
    [("percent", "latest"), ("percent", "average"), ("quantity", "average"), ("count", "latest"), ("percent", "sum")],
)
def test_points_for_a_level_stand_whole_in_every_period(value_type, aggregation):
    periods = [Span(date(2026, 4, 1), date(2026, 7, 1)), Span(date(2026, 7, 1), date(2026, 10, 1))]
    assert points_for(measure(value_type, aggregation), Decimal("2.5"), periods) == [Decimal("2.5")] * 2
    assert points_for(measure(value_type, aggregation), Decimal(3), periods, kept=[Decimal(2)]) == [2, 3, 3]


@pytest.mark.parametrize("value_type", ["milestone", "narrative"])
def test_points_for_milestones_and_words_are_none(value_type):
    assert points_for(measure(value_type), Decimal(1), [Span(date(2026, 4, 1), date(2026, 7, 1))]) == []


def test_points_for_a_promise_without_a_figure_are_none():
    assert points_for(measure(), None, [Span(date(2026, 4, 1), date(2026, 7, 1))]) == []


@pytest.mark.parametrize("aggregation", ["sum", "latest"])
def test_points_for_a_waived_period_are_zero(aggregation):
    moment = date(2026, 6, 1)
    periods = [
        ReportingPeriod(starts_on=date(2026, 4, 1), ends_before=date(2026, 7, 1), waived_at=moment),
        ReportingPeriod(starts_on=date(2026, 7, 1), ends_before=date(2026, 10, 1)),
    ]
    assert points_for(measure(aggregation=aggregation), Decimal(6), periods) == [0, 6]


@given(
    st.dates(date(2020, 1, 1), date(2032, 1, 1)),
    st.integers(1, 2000),
    st.sampled_from(list(Contract.Frequency)),
    st.sampled_from(["count", "hours", "money", "quantity"]),
    st.sampled_from(["people", "tco2e"]),
    st.integers(0, 10**9),
)
def test_invariant_10_profile_points_sum_to_the_target_over_real_periods(
    starts_on, length, frequency, value_type, unit, units
):
    periods = tile(
        starts_on=starts_on, ends_on=starts_on + timedelta(days=length), frequency=frequency, anchor="financial_year"
    )
    counted = Measure(value_type=value_type, aggregation="sum", unit=unit)
    target = Decimal(units).scaleb(-decimal_places(counted))
    points = points_for(counted, target, periods)
    assert len(points) == len(periods)
    assert sum(points) == target
