"""A return that is sent back is due on a later working day: ten from now by default (domain rules, section 6.3)."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Council
from suppliers.calendar import add_months, add_working_days, is_working_day

MOST_MONTHS = 3


def usual_day(council: Council, today: date) -> date:
    """The day that a council gives without being asked: its own number of working days from today."""
    return add_working_days(today, council.change_working_days, council.nation)


def last_day(council: Council, today: date) -> date:
    """The latest day that may be chosen: three months on, or the council's usual day where that is later."""
    return max(add_months(today, MOST_MONTHS), usual_day(council, today))


def problems(day: date, council: Council, today: date) -> Iterator[str]:
    """What is wrong with a day by which the changes are to be sent; the first fault only."""
    last = last_day(council, today)
    if day <= today:
        yield _("The day by which changes are due must be after today")
    elif day > last:
        yield _("The day by which changes are due must be %(day)s or before") % {"day": date_format(last, "j F Y")}
    elif not is_working_day(day, council.nation):
        yield _("The day by which changes are due must be a working day, not a weekend or a bank holiday")
