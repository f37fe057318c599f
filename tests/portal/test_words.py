"""Dates are said as people say them, by the clock here."""

from datetime import UTC, date, datetime

from django.utils import translation

from portal.components.words import date_words, time_words, until_words, weekday_words
from tests.portal.design_system import render


def test_date_is_said_in_full():
    assert date_words(date(2026, 10, 30)) == "30 October 2026"
    assert weekday_words(date(2026, 10, 30)) == "Friday 30 October 2026"


def test_moment_just_before_midnight_in_summer_belongs_to_the_next_day_here():
    assert date_words(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2026"
    assert time_words(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2026 at 12:30am"


def test_moment_says_morning_and_afternoon():
    assert time_words(datetime(2026, 1, 5, 12, 5, tzinfo=UTC)) == "5 January 2026 at 12:05pm"
    assert time_words(datetime(2026, 1, 5, 9, 0, tzinfo=UTC)) == "5 January 2026 at 9:00am"


def test_period_says_its_year_once_unless_it_changes():
    assert until_words(date(2026, 4, 1), date(2026, 6, 30)) == "1 April to 30 June 2026"
    assert until_words(date(2026, 12, 1), date(2027, 2, 28)) == "1 December 2026 to 28 February 2027"


def test_no_date_is_no_words():
    assert date_words(None) == weekday_words(None) == time_words(None) == until_words(None, None) == ""


def test_date_follows_the_language_of_the_page():
    with translation.override("cy"):
        assert date_words(date(2026, 10, 30)) == "30 Hydref 2026"


def test_filters_are_there_without_loading():
    page = render("{{ a|until_words:b }}, {{ b|weekday_words }}", a=date(2026, 4, 1), b=date(2026, 6, 30))
    assert page == "1 April to 30 June 2026, Tuesday 30 June 2026"
