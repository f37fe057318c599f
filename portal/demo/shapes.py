"""What the demonstration is told in: contracts with their promises, and what became of each period."""

from dataclasses import dataclass, field
from decimal import Decimal

from suppliers.models import Commitment, Contract

Frequency = Contract.Frequency
Anchor = Contract.Anchor


@dataclass(frozen=True)
class Promise:
    """One commitment and what its supplier says about it; the stories take turns from period to period.

    `whole` is the bottom figure of a percentage, `baseline` the starting figure of a change, `done_in` the number of
    the period in which something was done, `pace` how fast it goes compared with what was promised, and `not_taken_up`
    how many were sought or offered and not taken up, by reason.
    """

    measure: str
    promise: str
    target: str | None
    stories: tuple[str, ...]
    evidence: str = ""
    is_table: bool = False
    no_evidence: str = ""
    nothing: str = "There was nothing to count in this period. The next round is planned."
    whole: str = ""
    baseline: str | None = None
    baseline_note: str = ""
    done_in: int = 0
    pace: str = "1"
    tender_wording: str = ""
    obligation: str = Commitment.Obligation.FIRM.value
    is_additional: bool = True
    not_taken_up: dict[str, int] = field(default_factory=dict)
    # The key of the consortium member or subcontractor who delivers it, where that is not the supplier itself.
    deliverer: str = ""


@dataclass(frozen=True)
class Chapter:
    """What became of the return for one period.

    Kinds of the past: approved, part (`line` verified less, or not at all with `share` 0), changed (sent back once,
    then approved), nil, waived. Kinds of the present: untouched, half, complete, signing, overdue, waiting,
    waiting_again, reviewing, returned. `days` is how many days ago the supplier sent it, or asked for sign-off.
    """

    kind: str
    line: int = 0
    share: str = "0"
    reason: str = ""
    asks: dict[int, str] = field(default_factory=dict)
    days: int = 0


@dataclass(frozen=True)
class Deal:
    """A contract: `complete` of its `periods` lie in the past, and `chapters` tell of them, counted back from 0.

    `ends` says when the newest complete period ended: "last month", "3 months ago" (at the end of that month),
    "before sending" (in the month before its return was sent), or "financial year" (whichever quarter ended last).
    `proportion_reason` is why it asks for more than contracts of its value usually do.
    """

    reference: str
    title: str
    description: str
    council: str
    supplier: str
    manager: str
    writer: str
    categories: tuple[str, ...]
    frequency: str
    periods: int
    complete: int
    ends: str
    value_net: str
    value_gross: str
    promises: tuple[Promise, ...]
    chapters: dict[int, Chapter]
    nil_reason: str = ""
    story: tuple[str, ...] = ()
    is_light_touch: bool = False
    is_above_threshold: bool | None = None
    anchor: str = Anchor.CONTRACT.value
    # Who takes part beside the supplier: the role by the key of the organisation.
    partners: dict[str, str] = field(default_factory=dict)
    proportion_reason: str = ""

    def chapter(self, back: int) -> Chapter:
        """What became of the period so many before the newest complete one."""
        return self.chapters.get(back, Chapter("approved"))

    @property
    def net(self) -> Decimal:
        """Its value without VAT in pounds."""
        return Decimal(self.value_net)
