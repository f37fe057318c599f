"""Periods tile the contract, and due dates fall on working days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suppliers.calendar import (
    NATIONS,
    Span,
    add_months,
    add_working_days,
    due_on,
    is_working_day,
    next_working_day,
    retile,
    tile,
)
from suppliers.models import Contract

MONTHLY, QUARTERLY, SIX_MONTHLY, ANNUAL, AT_END, ONE_OFF = Contract.Frequency
FINANCIAL_YEAR, OWN = Contract.Anchor
STEP = {MONTHLY: 1, QUARTERLY: 3, SIX_MONTHLY: 6, ANNUAL: 12}

days = st.dates(date(2019, 1, 1), date(2036, 12, 31))
# Days on which an edge is easily lost: leap days, ends of months and years, the nights the clocks change.
awkward_days = st.sampled_from(
    [
        date(2024, 2, 29),
        date(2028, 2, 29),
        date(2026, 1, 31),
        date(2026, 3, 29),
        date(2026, 10, 25),
        date(2026, 4, 1),
        date(2026, 3, 31),
        date(2026, 12, 31),
        date(2027, 8, 30),
    ]
)
starts = days | awkward_days
lengths = st.integers(0, 2200) | st.sampled_from([0, 27, 28, 30, 44, 45, 89, 91, 364, 365, 730])
frequencies = st.sampled_from(list(Contract.Frequency))
anchors = st.sampled_from(list(Contract.Anchor))


def spans(*edges):
    """Spans between edges that follow one another."""
    return [Span(start, end) for start, end in pairwise(edges)]


def tiles(periods, starts_on, ends_on):
    """Whether the periods cover the days of the contract, each once."""
    edges = [starts_on, *[period.ends_before for period in periods]]
    return (
        [period.starts_on for period in periods] == edges[:-1]
        and all(period.days > 0 for period in periods)
        and edges[-1] == ends_on + timedelta(days=1)
    )


@given(starts, lengths, frequencies, anchors)
def test_invariant_09_periods_tile_the_contract(starts_on, length, frequency, anchor):
    ends_on = starts_on + timedelta(days=length)
    periods = tile(starts_on=starts_on, ends_on=ends_on, frequency=frequency, anchor=anchor)
    assert tiles(periods, starts_on, ends_on)
    if frequency in (AT_END, ONE_OFF):
        assert len(periods) == 1
        return
    for edge in [period.starts_on for period in periods[1:]]:
        on_grid = edge.day == 1 and (edge.month - 4) % STEP[frequency] == 0
        months = (edge.year - starts_on.year) * 12 + edge.month - starts_on.month
        on_anniversary = months % STEP[frequency] == 0 and edge == add_months(starts_on, months)
        assert on_grid if anchor == FINANCIAL_YEAR else on_anniversary
    if len(periods) > 1 and frequency != MONTHLY:  # a whole month is shorter than 45 days and stands
        assert min(period.days for period in periods) >= 45


@given(starts, lengths, lengths, frequencies, frequencies, anchors, anchors, st.data())
def test_invariant_09_periods_tile_the_contract_after_an_extension(
    starts_on, length, longer, old_frequency, new_frequency, old_anchor, new_anchor, data
):
    ends_on = starts_on + timedelta(days=length)
    before = tile(starts_on=starts_on, ends_on=ends_on, frequency=old_frequency, anchor=old_anchor)
    opened = before[: data.draw(st.integers(0, len(before)))]
    new_end = ends_on + timedelta(days=longer)
    after = retile(opened=opened, starts_on=starts_on, ends_on=new_end, frequency=new_frequency, anchor=new_anchor)
    assert tiles(after, starts_on, new_end)
    assert after[: len(opened)] == opened


def test_tile_quarters_of_the_financial_year_join_a_short_start_and_keep_a_long_one():
    periods = tile(starts_on=date(2026, 5, 15), ends_on=date(2028, 5, 14), frequency=QUARTERLY, anchor=FINANCIAL_YEAR)
    # 15 May to 30 June 2026 is 47 days and stands; 1 April to 14 May 2028 is 44 days and joins the quarter before it.
    assert periods == spans(
        date(2026, 5, 15),
        date(2026, 7, 1),
        date(2026, 10, 1),
        date(2027, 1, 1),
        date(2027, 4, 1),
        date(2027, 7, 1),
        date(2027, 10, 1),
        date(2028, 1, 1),
        date(2028, 5, 15),
    )
    assert periods[-1].ends_on == date(2028, 5, 14)


def test_tile_first_piece_of_44_days_joins_the_next():
    periods = tile(starts_on=date(2026, 5, 18), ends_on=date(2027, 3, 31), frequency=QUARTERLY, anchor=FINANCIAL_YEAR)
    assert [period.starts_on for period in periods] == [date(2026, 5, 18), date(2026, 10, 1), date(2027, 1, 1)]


def test_tile_whole_short_steps_stand():
    periods = tile(starts_on=date(2026, 4, 1), ends_on=date(2026, 9, 30), frequency=MONTHLY, anchor=FINANCIAL_YEAR)
    assert len(periods) == 6


def test_tile_months_from_31_january_end_with_each_month():
    periods = tile(starts_on=date(2027, 1, 31), ends_on=date(2027, 6, 29), frequency=MONTHLY, anchor=OWN)
    assert periods == spans(
        date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30), date(2027, 5, 31), date(2027, 6, 30)
    )


def test_tile_years_from_29_february_come_back_to_it_in_the_next_leap_year():
    periods = tile(starts_on=date(2024, 2, 29), ends_on=date(2029, 2, 27), frequency=ANNUAL, anchor=OWN)
    assert [period.starts_on for period in periods] == [
        date(2024, 2, 29),
        date(2025, 2, 28),
        date(2026, 2, 28),
        date(2027, 2, 28),
        date(2028, 2, 29),
    ]


@pytest.mark.parametrize("frequency", [QUARTERLY, SIX_MONTHLY, ANNUAL])
def test_tile_contract_shorter_than_a_step_has_one_period_even_across_1_april(frequency):
    periods = tile(starts_on=date(2027, 2, 14), ends_on=date(2027, 5, 12), frequency=frequency, anchor=FINANCIAL_YEAR)
    assert periods == [Span(date(2027, 2, 14), date(2027, 5, 13))]


def test_tile_joins_according_to_the_councils_own_setting():
    whole = {"starts_on": date(2026, 6, 20), "ends_on": date(2027, 3, 31), "frequency": QUARTERLY}
    assert len(tile(**whole, anchor=FINANCIAL_YEAR, shortest_days=5)) == 4
    assert len(tile(**whole, anchor=FINANCIAL_YEAR, shortest_days=12)) == 3


@pytest.mark.parametrize(
    "wrong", [{"ends_on": date(2026, 3, 31)}, {"frequency": "weekly"}, {"anchor": "moon"}, {"ends_on": date.max}]
)
def test_tile_says_what_is_wrong(wrong):
    right = {"starts_on": date(2026, 4, 1), "ends_on": date(2027, 3, 31), "frequency": ANNUAL, "anchor": OWN}
    with pytest.raises(ValueError, match=r"contract|known"):
        tile(**{**right, **wrong})


def test_retile_never_touches_an_opened_short_end():
    opened = spans(date(2026, 4, 1), date(2026, 7, 1), date(2026, 9, 1))
    periods = retile(
        opened=opened, starts_on=date(2026, 4, 1), ends_on=date(2027, 3, 31), frequency=QUARTERLY, anchor=FINANCIAL_YEAR
    )
    # September alone is short: it joins the quarter after it, not the opened period before it.
    assert periods == [*opened, *spans(date(2026, 9, 1), date(2027, 1, 1), date(2027, 4, 1))]


def test_retile_a_short_extension_stands_alone_behind_an_opened_period():
    opened = spans(date(2026, 4, 1), date(2026, 7, 1))
    periods = retile(
        opened=opened, starts_on=date(2026, 4, 1), ends_on=date(2026, 7, 10), frequency=QUARTERLY, anchor=OWN
    )
    assert periods == [*opened, Span(date(2026, 7, 1), date(2026, 7, 11))]


def test_retile_refuses_to_end_inside_an_opened_period_or_to_leave_a_gap():
    opened = spans(date(2026, 4, 1), date(2026, 7, 1))
    rest = {"starts_on": date(2026, 4, 1), "frequency": QUARTERLY, "anchor": OWN}
    with pytest.raises(ValueError, match="cannot end before 2026-06-30"):
        retile(opened=opened, ends_on=date(2026, 6, 1), **rest)
    with pytest.raises(ValueError, match="follow one another"):
        retile(opened=[Span(date(2026, 5, 1), date(2026, 7, 1))], ends_on=date(2027, 3, 31), **rest)
    assert retile(opened=opened, ends_on=date(2026, 6, 30), **rest) == opened


def test_due_on_a_saturday_moves_to_monday():
    assert due_on(ends_before=date(2026, 10, 1), nation="ENG") == date(2026, 11, 2)


def test_due_on_is_the_end_of_the_next_month_wherever_the_period_ends():
    assert due_on(ends_before=date(2027, 8, 15), nation="ENG") == date(2027, 9, 30)
    assert due_on(ends_before=date(2027, 2, 1), nation="ENG") == date(2027, 3, 1)  # 28 February is a Sunday
    assert due_on(ends_before=date(2028, 2, 1), nation="ENG") == date(2028, 2, 29)
    assert due_on(ends_before=date(2026, 12, 1), nation="WLS") == date(2026, 12, 31)


def test_due_on_knows_the_holidays_of_each_nation():
    # 30 November 2026 is St Andrew's Day, a Monday; 31 August 2026 is a bank holiday everywhere but Scotland.
    assert [due_on(ends_before=date(2026, 11, 1), nation=nation).day for nation in NATIONS] == [30, 30, 1, 30]
    august = [due_on(ends_before=date(2026, 8, 1), nation=nation) for nation in NATIONS]
    assert august == [date(2026, 9, 1), date(2026, 9, 1), date(2026, 8, 31), date(2026, 9, 1)]


def test_working_days_of_each_nation():
    def closed(day):
        return [nation for nation in NATIONS if not is_working_day(day, nation)]

    assert closed(date(2026, 1, 2)) == ["SCT"]
    assert closed(date(2026, 3, 17)) == ["NIR"]
    assert closed(date(2026, 7, 13)) == ["NIR"]  # 12 July is a Sunday
    assert closed(date(2026, 4, 6)) == ["ENG", "WLS", "NIR"]  # Easter Monday
    assert closed(date(2026, 12, 28)) == list(NATIONS)  # Boxing Day is a Saturday
    assert closed(date(2026, 10, 25)) == list(NATIONS)


def test_next_working_day_after_christmas_differs():
    assert next_working_day(date(2026, 12, 25), "ENG") == date(2026, 12, 29)
    assert next_working_day(date(2027, 1, 1), "ENG") == date(2027, 1, 4)
    assert next_working_day(date(2027, 1, 1), "SCT") == date(2027, 1, 5)


def test_add_working_days_counts_from_the_day_after():
    assert add_working_days(date(2026, 10, 16), 10, "ENG") == date(2026, 10, 30)
    assert add_working_days(date(2026, 3, 16), 1, "NIR") == date(2026, 3, 18)
    assert add_working_days(date(2026, 10, 17), 0, "ENG") == date(2026, 10, 19)


def test_working_days_refuse_what_cannot_be():
    with pytest.raises(ValueError, match="nation"):
        due_on(ends_before=date(2026, 10, 1), nation="FRA")
    with pytest.raises(ValueError, match="added"):
        add_working_days(date(2026, 10, 1), -1, "ENG")
