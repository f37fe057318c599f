"""Check 7: a line worth much has a source outside the supplier (domain rules, section 6.6)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from returns.checks.officer.outcome import TO_DO, Facts, Outcome
from returns.sheet import Row

CODE = "independent"
TITLE = gettext_lazy("Independent")


def of(row: Row, facts: Facts) -> Outcome | None:
    """For the officer, where the line is worth more than the council's amount."""
    if not facts.is_high_value:
        return None
    return Outcome(TO_DO, _("At least one source is not the supplier’s own, because this is worth a lot"))
