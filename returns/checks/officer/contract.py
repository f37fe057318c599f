"""Check 2: the evidence is about this contract, or only its share is claimed (domain rules, section 6.6)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from returns.checks.officer.outcome import TO_DO, Facts, Outcome
from returns.sheet import Row

CODE = "contract"
TITLE = gettext_lazy("This contract")


def of(row: Row, facts: Facts) -> Outcome | None:
    """For the officer to read, wherever there are files."""
    if not row.evidence or not row.has_something:
        return None
    return Outcome(TO_DO, _("The evidence is about this contract. If it is shared, only this contract’s share counts"))
