"""What a supplier claims on one line of a synthetic return, and what the council makes of it."""

import random
import uuid
from dataclasses import dataclass, replace
from decimal import Decimal

from framework.models import Measure
from framework.values import percentage, quantise
from returns.models import Verification
from tests.bench.council import Promise

Decision = Verification.Decision
FACTORS = tuple(Decimal(percent) / 100 for percent in (70, 80, 85, 90, 95, 100, 100, 105, 110, 120, 135))
UNUSUAL = Decimal("2.4")
SENTENCES = (
    "We worked with the job centre and two community centres to reach people who had been out of work for a long time.",
    "Most of the sessions took place on weekday evenings, because that is when people told us that they could come.",
    "Everybody who started is still with us at the end of the period, and two have moved on to supervisor training.",
    "The figure is lower than we had planned for the summer months and higher than planned in the autumn.",
    "We bought materials from three local firms that had never worked for the council before.",
    "Our staff gave their time during working hours and the company paid for travel.",
    "People said that having one named contact made the difference for them.",
)
NOTHING = "The work that this depends on begins in the next period."


@dataclass(frozen=True)
class Claim:
    """One line with its answer; `steps` of the three question pages are done."""

    line_id: int
    number: int
    promise: Promise
    target: Decimal
    steps: int = 3
    claimed: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    nothing_reason: str = ""
    narrative: str = ""
    evidence_id: uuid.UUID | None = None


class ClaimMaker:
    """Makes claims that differ, and the same ones again for the same `seed`."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def claim(self, line_id: int, number: int, promise: Promise, index: int, *, is_unusual: bool) -> Claim:
        """A wholly answered line for the period `index`: mostly near its target, now and then nothing and why."""
        claim = Claim(line_id, number, promise, promise.points[index], narrative=self._words())
        is_percent = promise.measure.value_type == Measure.ValueType.PERCENT
        if line_id % 23 == 0:
            return replace(claim, claimed=None if is_percent else Decimal(0), nothing_reason=NOTHING, narrative="")
        factor = UNUSUAL if is_unusual else self.chance.choice(FACTORS)
        if is_percent:
            bottom = Decimal(self.chance.randrange(80, 400))
            top = (bottom * min(claim.target * factor, Decimal(100)) / 100).quantize(Decimal(1))
            claim = replace(claim, claimed=percentage(top, bottom), numerator=top, denominator=bottom)
        else:
            claim = replace(claim, claimed=quantise(promise.measure, claim.target * factor))
        return replace(claim, evidence_id=self._uuid() if line_id % 2 == 0 else None)

    def content_hash(self) -> str:
        """A hash such as a file's content has."""
        return f"{self.chance.getrandbits(256):064x}"

    def _words(self) -> str:
        first = self.chance.randrange(len(SENTENCES))
        return " ".join(SENTENCES[(first + step) % len(SENTENCES)] for step in range(3))

    def _uuid(self) -> uuid.UUID:
        return uuid.UUID(int=self.chance.getrandbits(128), version=4)


def blank(claim: Claim) -> Claim:
    """The line with nothing answered yet."""
    return Claim(claim.line_id, claim.number, claim.promise, claim.target, steps=0)


def judge(claim: Claim) -> tuple[str, Decimal | None, Decimal | None]:
    """The decision on a line, the verified figure and its top figure: most as claimed, some less, a few not at all."""
    if not claim.claimed or claim.line_id % 25 > 2:
        return Decision.VERIFIED, claim.claimed, claim.numerator
    share = Decimal(0) if claim.line_id % 25 == 0 else Decimal("0.5")
    decision = Decision.PART_VERIFIED if share else Decision.NOT_VERIFIED
    if claim.numerator is not None:
        top = (claim.numerator * share).quantize(Decimal(1))
        return decision, percentage(top, claim.denominator), top
    return decision, quantise(claim.promise.measure, claim.claimed * share), None


def parts(name: str, value: Decimal | None, top: Decimal | None, bottom: Decimal | None) -> dict:
    """A figure as it is kept: a percentage by its two parts alone."""
    if top is not None:
        return {f"{name}_numerator": top, f"{name}_denominator": bottom}
    return {name: value}
