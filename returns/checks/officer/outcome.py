"""What a rule of section 6.6 says of one line: done by the portal, worth a look, or for the officer to do."""

from dataclasses import dataclass, field

PASSED = "passed"
LOOK = "look"
TO_DO = "to_do"


@dataclass(frozen=True)
class Outcome:
    """How one check stands; `sentence` says what was found, or what the officer confirms by a tick."""

    state: str
    sentence: str


@dataclass(frozen=True)
class Facts:
    """What the rules need to know of a line that its row does not have.

    `findings` are the codes of what the portal found on this line when the return was sent.
    """

    findings: frozenset[str] = field(default_factory=frozenset)
    is_claimed_elsewhere: bool = False
    is_high_value: bool = False
