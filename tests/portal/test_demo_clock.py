"""The demonstration's past: a clock that is put back, acts in order, and days that fit any today."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from portal.demo.clock import clock_at
from portal.demo.dates import SOON, agreed_due_on, days_ago, run_of
from portal.demo.load import DEALS
from portal.demo.timeline import Timeline, moment
from suppliers.calendar import add_months, due_on, is_working_day

NEW_YEAR = datetime(2025, 1, 1, 12, tzinfo=UTC)
ANY_DAY = st.dates(min_value=date(2024, 1, 1), max_value=date(2040, 12, 31))


def test_portal_believes_the_clock_and_forgets_it_afterwards(time_machine):
    time_machine.move_to("2026-11-22T10:00:00Z", tick=False)
    with clock_at(NEW_YEAR) as clock:
        assert (timezone.now(), timezone.localdate()) == (NEW_YEAR, date(2025, 1, 1))
        clock.wait(13 * 60)
        assert timezone.localdate() == date(2025, 1, 2)
    assert timezone.localdate() == date(2026, 11, 22)


def test_clock_is_put_back_after_a_failure(time_machine):
    time_machine.move_to("2026-11-22T10:00:00Z", tick=False)
    with pytest.raises(RuntimeError), clock_at(NEW_YEAR):
        raise RuntimeError
    assert timezone.now() == datetime(2026, 11, 22, 10, tzinfo=UTC)


def test_clock_wants_a_time_zone():
    with pytest.raises(ValueError, match="time zone"), clock_at(datetime(2025, 1, 1)):
        pass


def test_acts_are_played_in_the_order_of_their_moments():
    played = []
    timeline = Timeline()
    for hours in (3, 1, 2):
        timeline.add(NEW_YEAR + timedelta(hours=hours), lambda clock: played.append(timezone.now()))
    timeline.play(NEW_YEAR + timedelta(hours=2))
    assert played == [NEW_YEAR + timedelta(hours=1), NEW_YEAR + timedelta(hours=2)]


def test_act_that_takes_long_makes_the_next_one_late():
    played = []
    timeline = Timeline()
    timeline.add(NEW_YEAR, lambda clock: clock.wait(30))
    timeline.add(NEW_YEAR + timedelta(minutes=10), lambda clock: played.append(timezone.now()))
    timeline.play(NEW_YEAR + timedelta(hours=1))
    assert played == [NEW_YEAR + timedelta(minutes=30)]


def test_nothing_is_noted_for_a_moment_that_is_past():
    timeline = Timeline()
    timeline.add(NEW_YEAR, lambda clock: timeline.add(NEW_YEAR + timedelta(days=1), lambda clock: None))
    timeline.play(NEW_YEAR + timedelta(days=2))
    with pytest.raises(ValueError, match="already"):
        timeline.add(NEW_YEAR, lambda clock: None)


@given(ANY_DAY)
def test_acts_of_one_story_keep_their_order_on_any_day(today):
    told = [5, 4, 3, 2, 1]
    played: list[int] = []
    timeline = Timeline()
    timeline.tell([(days, partial(played.append, days)) for days in told], today=today, hour=9)
    timeline.play(moment(today, 0))
    assert played == told


def test_moments_are_those_of_the_clock_on_the_wall():
    assert moment(date(2026, 7, 1), 9, 30) == datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    assert moment(date(2026, 12, 1), 9, 30) == datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


@given(ANY_DAY)
def test_contracts_that_ended_a_period_last_month_are_due_soon(today):
    agreed = agreed_due_on(due_on(ends_before=today.replace(day=1), nation="ENG"), today)
    assert today <= agreed <= today + SOON
    assert is_working_day(agreed, "ENG")


@given(ANY_DAY)
def test_period_that_ended_three_months_ago_is_overdue(today):
    assert due_on(ends_before=add_months(today.replace(day=1), -2), nation="ENG") < today


@given(ANY_DAY)
def test_what_was_sent_lately_was_sent_in_time(today):
    for deal in DEALS:
        starts_on, _ends_on = run_of(deal, today)
        if deal.ends == "before sending":
            sent_on = days_ago(today, deal.chapter(0).days)
            months = {"quarterly": 3, "six_monthly": 6}[deal.frequency]
            ended_before = add_months(starts_on, months * deal.complete)
            assert ended_before <= sent_on <= due_on(ends_before=ended_before, nation="ENG")


@given(ANY_DAY)
def test_every_contract_has_begun_and_runs_on(today):
    for deal in DEALS:
        starts_on, ends_on = run_of(deal, today)
        assert starts_on < today - timedelta(days=100)
        assert ends_on >= today
