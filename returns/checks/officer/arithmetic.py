"""Check 3, first half: the figure adds up in its own unit (domain rules, section 6.6)."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from framework.models import Measure
from framework.values import percentage
from returns.checks.officer.outcome import LOOK, PASSED, TO_DO, Facts, Outcome
from returns.sheet import Row

CODE = "arithmetic"
TITLE = gettext_lazy("Unit and arithmetic")
ValueType = Measure.ValueType
HOURS = gettext_lazy("The hours in the evidence add up to what is claimed")
MONEY = gettext_lazy("The amounts in the evidence add up to what is claimed, and leave out VAT")
FULL_TIME = gettext_lazy("The hours add up, and the full-time equivalent is worked out as the measure says")
COUNTED = gettext_lazy("What the evidence counts adds up to what is claimed")


def of(row: Row, facts: Facts) -> Outcome | None:
    """The portal works a percentage out from its two figures; what files add up to is the officer's to read."""
    answer, kind = row.answer, row.measure.value_type
    if answer.numerator is not None and answer.denominator is not None:
        return _of_parts(answer.numerator, answer.denominator, answer.claimed)
    if kind in (ValueType.MILESTONE, ValueType.NARRATIVE) or not row.has_something:
        return None
    if kind == ValueType.HOURS:
        return Outcome(TO_DO, str(HOURS))
    if kind == ValueType.MONEY:
        return Outcome(TO_DO, str(MONEY))
    return Outcome(TO_DO, str(FULL_TIME if row.measure.unit == "FTE" else COUNTED))


def _of_parts(top: Decimal, bottom: Decimal, claimed: Decimal | None) -> Outcome:
    parts = {"top": f"{top.normalize():,f}", "bottom": f"{bottom.normalize():,f}"}
    if claimed == percentage(top, bottom):
        return Outcome(PASSED, _("%(top)s of %(bottom)s is the percentage that is claimed") % parts)
    return Outcome(LOOK, _("%(top)s of %(bottom)s is another percentage than the one claimed") % parts)
