"""When the contracts of the demonstration run, worked out from today so that it looks lived in on any day.

Returns are due on the last day of the month after their period, so what is due, overdue or just sent follows from the
month in which the newest complete period ended.
"""

from datetime import date, timedelta

from portal.demo.shapes import Deal
from portal.demo.timeline import working_day
from suppliers.calendar import add_months
from suppliers.models import Contract

MONTHS = {
    Contract.Frequency.MONTHLY.value: 1,
    Contract.Frequency.QUARTERLY.value: 3,
    Contract.Frequency.SIX_MONTHLY.value: 6,
    Contract.Frequency.ANNUAL.value: 12,
}
APRIL = 4
# The group "due in the next 30 days" reaches this far.
SOON = timedelta(days=30)


def days_ago(today: date, days: int) -> date:
    """So many days ago, or the working day before."""
    return working_day(today - timedelta(days=days))


def run_of(deal: Deal, today: date) -> tuple[date, date]:
    """The first and the last day of a contract."""
    months = MONTHS[deal.frequency]
    if deal.ends == "financial year":
        year = today.year if today.month >= APRIL else today.year - 1
        starts_on = date(year - 1, APRIL, 1)
    else:
        starts_on = add_months(_ended_before(deal, today), -months * deal.complete)
    return starts_on, add_months(starts_on, months * deal.periods) - timedelta(days=1)


def agreed_due_on(due_on: date, today: date) -> date:
    """The day a return is due that the demonstration wants due soon.

    On the first days of a month whose last day is no working day the rule leads a day or two past the next 30 days;
    then council and supplier have agreed on a day within them.
    """
    return due_on if due_on <= today + SOON else working_day(today + SOON)


def _ended_before(deal: Deal, today: date) -> date:
    """The first of a month: the day before, the newest complete period ended."""
    this_month = today.replace(day=1)
    if deal.ends == "last month":
        return this_month
    if deal.ends == "3 months ago":
        return add_months(this_month, -2)
    return days_ago(today, deal.chapter(0).days).replace(day=1)
