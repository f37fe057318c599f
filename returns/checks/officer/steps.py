"""Check 3, second half: no part above its whole, no later step above the one before (domain rules, section 2.5)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from returns.checks import figures_in_step
from returns.checks.officer.outcome import LOOK, PASSED, Facts, Outcome
from returns.sheet import Row

CODE = "steps"
TITLE = gettext_lazy("Parts and steps")


def of(row: Row, facts: Facts) -> Outcome | None:
    """The portal compared the figures when the return was sent; what it found stands with the revision."""
    if row.answer.claimed is None:
        return None
    if figures_in_step.CODE in facts.findings:
        return Outcome(LOOK, _("The figure does not fit another one: see what the portal found"))
    return Outcome(PASSED, _("The figure fits the others: no part is above its whole, no later step above an earlier"))
