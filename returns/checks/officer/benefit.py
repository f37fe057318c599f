"""Check 10: the words say who benefited and what changed (domain rules, section 6.6)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from returns.checks.officer.outcome import LOOK, TO_DO, Facts, Outcome
from returns.sheet import Row

CODE = "benefit"
TITLE = gettext_lazy("Who benefited")


def of(row: Row, facts: Facts) -> Outcome | None:
    """The portal sees only whether there are words; what they say is the officer's to read."""
    if not row.has_something:
        return None
    if not row.answer.narrative.strip():
        return Outcome(LOOK, _("There are no words about who benefited"))
    return Outcome(TO_DO, _("The words say who benefited and what changed"))
