"""Check 9: within 50% to 200% of the target for the period, else a comment (domain rules, section 6.6)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from returns.checks.officer.outcome import LOOK, PASSED, Facts, Outcome
from returns.checks.usual_size import COUNTED, is_unusual
from returns.sheet import Row

CODE = "reasonable"
TITLE = gettext_lazy("Reasonable")


def of(row: Row, facts: Facts) -> Outcome | None:
    """The portal compares the figure with the target of the period, where there is one."""
    if row.measure.value_type not in COUNTED or not row.line.target or not row.answer.claimed:
        return None
    if not is_unusual(row, row.answer.claimed):
        return Outcome(PASSED, _("Between half and twice the target for the period"))
    if row.answer.unusual_reason:
        return Outcome(LOOK, _("Outside half to twice the target. The supplier says why"))
    return Outcome(LOOK, _("Outside half to twice the target, and the supplier does not say why"))
