"""Dates as people say them, in the language of the page: 30 October 2026."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

Day = datetime.date | datetime.datetime  # a moment counts by the clock here


def _local(value: Day) -> Day:
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def date_words(value: Day | None) -> str:
    """30 October 2026 (a moment by the clock here); nothing for no date."""
    return date_format(_local(value), "j F Y") if value else ""


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
    return _("%(date)s at %(time)s") % {"date": date_format(local, "j F Y"), "time": f"{hour}:{local:%M}{half}"}


def until_words(first: Day | None, last: Day | None) -> str:
    """1 April to 30 June 2026, both days included; the year is said twice only where it changes."""
    if not first or not last:
        return ""
    first, last = _local(first), _local(last)
    start = date_format(first, "j F" if first.year == last.year else "j F Y")
    return _("%(first)s to %(last)s") % {"first": start, "last": date_format(last, "j F Y")}
