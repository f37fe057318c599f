"""Check 5: what is priced is more than the specification asks for anyway (domain rules, section 6.6)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from framework.models import Measure
from returns.checks.officer.outcome import TO_DO, Facts, Outcome
from returns.sheet import Row

CODE = "additional"
TITLE = gettext_lazy("Additional")


def of(row: Row, facts: Facts) -> Outcome | None:
    """For the officer, where what is reported is money or has a money value."""
    if row.worth is None and row.measure.value_type != Measure.ValueType.MONEY:
        return None
    return Outcome(TO_DO, _("This is more than the contract’s specification asks for")) if row.has_something else None
