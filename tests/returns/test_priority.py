"""A return's place in the queue: what has waited longest first, and sooner what calls for more care (OF16)."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from framework.models import Measure
from returns.actions.answering import Figure
from returns.actions.reviewing import Decision
from returns.priority import DAYS_A_POINT, place_for, points_of, words_of
from returns.queue import Filters, next_to_take, queue_of
from tests.factories import CouncilFactory, MeasureFactory
from tests.returns.pages import browser, shown
from tests.returns.road import decide, decided, finish, next_period, open_road, send, sent, take, taken

SENT = datetime(2026, 7, 6, 9, tzinfo=UTC)
REASONS = ("first", "findings", "children", "last_time", "far")


# --- The rule ---------------------------------------------------------------------------------------------------------
@given(st.dictionaries(st.sampled_from(REASONS), st.integers(1, 200)))
def test_place_moves_two_days_for_each_point_and_never_more_than_a_fortnight(reasons):
    points = points_of(reasons)
    assert 0 <= points <= 7 and bool(points) == bool(reasons)
    assert SENT - place_for(SENT, reasons) == timedelta(days=2 * points)
    assert len(words_of(reasons)) == len(reasons)


def test_things_to_look_at_count_up_to_three():
    assert points_of({"findings": 2}) == 2 and points_of({"findings": 40}) == 3
    assert points_of({"first": 1, "findings": 40, "children": 1}) == 5


def test_reasons_are_said_in_words():
    assert words_of({"children": 1, "findings": 2, "first": 1}) == [
        "First return",
        "2 things to look at",
        "About children or young people",
    ]
    assert words_of({"findings": 1}) == ["1 thing to look at"]


# --- Fixed when it is sent --------------------------------------------------------------------------------------------
def place_of(road) -> dict:
    """The reasons of the road's return, after a look at its place."""
    found = road.fresh()
    assert found.queue_place == place_for(found.submitted_at, found.queue_reasons)
    return found.queue_reasons


@pytest.mark.django_db
def test_first_return_of_a_contract_comes_sooner_and_the_next_does_not(time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    road = decided()
    assert place_of(road) == {"first": 1}
    next_period(road, datetime(2026, 7, 2).date())
    send(road)
    assert place_of(road) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("sensitivity", Measure.Sensitivity.values)
def test_measures_about_children_and_young_people_come_sooner(time_machine, sensitivity):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    measure = MeasureFactory(sensitivity=sensitivity, photos="no")
    version = measure.version
    road = open_road(measure, framework_version=version, council=version.framework.council or CouncilFactory())
    send(road)
    assert ("children" in place_of(road)) == (sensitivity in ("looked-after children", "care leavers", "young people"))


@pytest.mark.django_db
def test_what_was_found_and_what_is_far_from_the_profile_come_sooner(time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    road = open_road("count", "hours")
    send(road, line_1=Figure(claimed=Decimal(80)))
    found = place_of(road)
    assert found == {"first": 1, "findings": road.fresh().warning_count, "far": 1}
    assert found["findings"] == 1


@pytest.mark.django_db
def test_contract_whose_last_return_was_not_fully_approved_comes_sooner(time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    road = taken()
    decide(road, 1, Decision("part_verified", verified=Decimal(10), reason="The file shows 10."))
    finish(road)
    next_period(road, datetime(2026, 7, 2).date())
    send(road)
    assert place_of(road) == {"last_time": 1}
    take(road)
    assert place_of(road) == {"last_time": 1}  # nothing that is done later moves it


# --- As officers see it -----------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_younger_return_with_more_reasons_is_read_first_but_not_for_ever(time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00")
    plain = decided()
    council = plain.contract.council
    next_period(plain, datetime(2026, 7, 2).date())
    send(plain)
    time_machine.move_to("2026-07-07T10:00:00+01:00")
    first = sent(council=council)
    time_machine.move_to("2026-07-09T10:00:00+01:00")
    later = sent(council=council)
    places = {road.contract.pk: road for road in (plain, first, later)}
    assert DAYS_A_POINT == 2

    def order(**filters):
        rows = queue_of(plain.officer, Filters(**filters)).order_by(Filters(**filters).field)
        return [places[row.contract_id] for row in rows]

    assert order() == [first, plain, later]
    assert order(order="oldest") == [plain, first, later]
    assert [row.contract_id for row in next_to_take(plain.officer, Filters())] == [
        road.contract.pk for road in (first, plain, later)
    ]
    page = shown(browser(plain.officer).get(reverse("return-queue")))
    assert "counts as 2 more days of waiting" in page and "First return" in page and "Nothing unusual" in page


@pytest.mark.django_db
def test_measure_factory_is_standard_so_that_nothing_counts_by_accident():
    assert MeasureFactory().sensitivity == "standard"
