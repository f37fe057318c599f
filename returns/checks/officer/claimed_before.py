"""Check 6: the same work, people or money was not claimed before (domain rules, section 6.6)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from returns.checks.officer.outcome import LOOK, PASSED, TO_DO, Facts, Outcome
from returns.sheet import Row

CODE = "claimed_before"
TITLE = gettext_lazy("Not claimed before")


def of(row: Row, facts: Facts) -> Outcome | None:
    """The portal compares files with those of all other returns; without a file there is nothing to compare."""
    if not row.has_something:
        return None
    if facts.is_claimed_elsewhere:
        return Outcome(LOOK, _("A file, or one like it, supports another claim too: see it beside the evidence"))
    if row.evidence:
        return Outcome(PASSED, _("No file here, or one like it, supports another claim"))
    return Outcome(TO_DO, _("The same work, people or money was not counted before, here or elsewhere"))
