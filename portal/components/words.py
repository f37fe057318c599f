"""Dates as people say them, in the language of the page: 30 October 2026."""

import datetime
from functools import cache

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

Day = datetime.date | datetime.datetime  # a moment counts by the clock here


def _local(value: Day) -> Day:
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _day_month(day: Day) -> str:
    """30 October. As `date_format` has it, without reading the format anew for each of the dates of a long list."""
    return f"{day.day} {_months(get_language())[day.month]}"


@cache
def _months(_language: str | None) -> dict[int, str]:
    """The months in the language of the page, asked for once: a page of dates has dozens of them."""
    return {number: str(name) for number, name in MONTHS.items()}


def _in_full(day: Day) -> str:
    """30 October 2026."""
    return f"{_day_month(day)} {day.year}"


def date_words(value: Day | None) -> str:
    """30 October 2026 (a moment by the clock here); nothing for no date."""
    return _in_full(_local(value)) if value else ""


def weekday_words(value: Day | None) -> str:
    """Friday 30 October 2026."""
    return date_format(_local(value), "l j F Y") if value else ""


def time_words(value: datetime.datetime | None) -> str:
    """30 October 2026 at 4:05pm."""
    if not value:
        return ""
    local = timezone.localtime(value)
    hour = local.hour % 12 or 12
    half = _("am") if local.hour < 12 else _("pm")
    return _("%(date)s at %(time)s") % {"date": _in_full(local), "time": f"{hour}:{local:%M}{half}"}


def until_words(first: Day | None, last: Day | None) -> str:
    """1 April to 30 June 2026, both days included; the year is said twice only where it changes."""
    if not first or not last:
        return ""
    first, last = _local(first), _local(last)
    start = _day_month(first) if first.year == last.year else _in_full(first)
    return _("%(first)s to %(last)s") % {"first": start, "last": _in_full(last)}
