"""Check 1: what is reported falls inside the period (domain rules, section 6.6)."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from returns.checks.officer.outcome import LOOK, PASSED, TO_DO, Facts, Outcome
from returns.sheet import Row

CODE = "period"
TITLE = gettext_lazy("Period")


def of(row: Row, facts: Facts) -> Outcome | None:
    """The portal compares the day a milestone was done; the dates in files are the officer's to read."""
    period = row.line.supplier_return.period
    words = {"start": date_format(period.starts_on, "j F Y"), "end": date_format(period.ends_on, "j F Y")}
    if row.answer.achieved_on:
        words["day"] = date_format(row.answer.achieved_on, "j F Y")
        if period.starts_on <= row.answer.achieved_on <= period.ends_on:
            return Outcome(PASSED, _("%(day)s is inside the period") % words)
        return Outcome(LOOK, _("%(day)s is outside the period, which runs from %(start)s to %(end)s") % words)
    if not row.evidence or not row.has_something:
        return None
    return Outcome(TO_DO, _("The dates in the evidence are between %(start)s and %(end)s") % words)
