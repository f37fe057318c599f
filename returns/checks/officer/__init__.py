"""The ten checks of an officer: one rule a file, each saying of a line what the portal has done and what is to do.

Which of them apply is decided by each rule from the measure (its kind of figure, whether it is about a place or has a
price, whom it protects) and from what is reported. Ticks are kept for each line and revision; a check that is not
ticked stops nobody from deciding. The third has two halves: what files add up to, and how figures stand to one another.
"""

from dataclasses import dataclass

from returns.checks.officer import (
    additional,
    arithmetic,
    benefit,
    claimed_before,
    contract,
    independent,
    local,
    period,
    personal,
    reasonable,
    steps,
)
from returns.checks.officer.outcome import LOOK, PASSED, TO_DO, Facts
from returns.models import LineCheck
from returns.sheet import Row

# In the order of the list in section 6.6.
RULES = (
    period,
    contract,
    arithmetic,
    steps,
    local,
    additional,
    claimed_before,
    independent,
    personal,
    reasonable,
    benefit,
)

__all__ = ["LOOK", "PASSED", "RULES", "TO_DO", "Facts", "OfficerCheck", "checks_of", "is_passed", "unticked"]


@dataclass(frozen=True)
class OfficerCheck:
    """One check of one line as it stands; `tick` says who ticked it and when."""

    code: str
    title: str
    state: str
    sentence: str
    tick: LineCheck | None = None

    @property
    def is_for_officer(self) -> bool:
        """Whether a person has to look, and may tick that they did."""
        return self.state != PASSED


def checks_of(row: Row, facts: Facts) -> list[OfficerCheck]:
    """The checks that apply to a line, in their order."""
    found = []
    for rule in RULES:
        outcome = rule.of(row, facts)
        if outcome:
            found.append(
                OfficerCheck(rule.CODE, str(rule.TITLE), outcome.state, outcome.sentence, row.ticks.get(rule.CODE))
            )
    return found


def unticked(checks: list[OfficerCheck]) -> list[OfficerCheck]:
    """Those a person has to look at and nobody has ticked."""
    return [check for check in checks if check.is_for_officer and check.tick is None]


def is_passed(checks: list[OfficerCheck]) -> bool:
    """Whether the portal found nothing on a line that is worth a look."""
    return all(check.state != LOOK for check in checks)
