"""When an event is, as people say it, in the language of the page and by the clock here."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def when_words(begins: datetime, ends: datetime) -> str:
    """Friday 30 October 2026, 9:30am to noon; with both days where it ends on another."""
    first, last = timezone.localtime(begins), timezone.localtime(ends)
    if first.date() == last.date():
        words = {"day": _day(first), "begins": clock_words(first), "ends": clock_words(last)}
        return _("%(day)s, %(begins)s to %(ends)s") % words
    return _("%(begins)s to %(ends)s") % {
        "begins": f"{_day(first)}, {clock_words(first)}",
        "ends": f"{_day(last)}, {clock_words(last)}",
    }


def clock_words(moment: datetime) -> str:
    """9:30am, 4pm, noon, midnight."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return _("noon") if moment.hour else _("midnight")
    hour, half = moment.hour % 12 or 12, _("am") if moment.hour < 12 else _("pm")
    return f"{hour}:{moment:%M}{half}" if moment.minute else f"{hour}{half}"


def _day(moment: datetime) -> str:
    return date_format(moment, "l j F Y")
