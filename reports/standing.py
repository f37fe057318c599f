"""How many promised pieces there are and where they stand: the counts that add up whatever the measures are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from operator import add
from typing import Any, Self

from django.db.models import F, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from returns.models import ReturnLine, SupplierReturn, Tally, Verification
from returns.rungs import RUNGS, is_audited, is_confirmed, is_evidenced
from returns.totals import PIECES
from suppliers.calendar import add_months

# What is counted, in the order of the way of a piece; each is a link to the pieces it is made of.
STATES = {
    "promised": _("Promised"),
    "to_come": _("Not due yet"),
    "due": _("Due by now"),
    "today": _("Due today"),
    "late": _("Late"),
    "claimed": _("Claimed"),
    "waiting": _("Waiting for a decision"),
    "verified": _("Verified"),
    "part": _("Verified in part"),
    "failed": _("Not verified"),
}

# How sure what is claimed is, each step for itself; what was decided is a step, be it in full or in part.
SURE = {
    "claimed": RUNGS["claimed"],
    "evidenced": RUNGS["evidenced"],
    "upheld": _("Verified by an officer, in full or in part"),
    "confirmed": RUNGS["confirmed"],
    "audited": RUNGS["audited"],
}
# Everything that pieces can be listed by.
LISTED = STATES | SURE

# What stands in the first row of a page about some pieces.
HEADLINE = ("promised", "due", "claimed", "verified", "part", "failed", "late")
# The colour of a tag; its word always stands in it.
COLOURS = {
    "to_come": "grey",
    "today": "blue",
    "late": "red",
    "waiting": "purple",
    "verified": "green",
    "part": "yellow",
    "failed": "orange",
}


@dataclass(frozen=True)
class Standing:
    """Some promised pieces by where they stand. Every piece is in exactly one of the first seven fields.

    `to_come`, `today` and `late` have not been sent: their day lies ahead, is today, or has passed. `waiting` has been
    sent and not decided yet; sent back for changes is among it. The others say how sure those are that were sent.
    """

    to_come: int = 0
    today: int = 0
    late: int = 0
    waiting: int = 0
    verified: int = 0
    part: int = 0
    failed: int = 0
    evidenced: int = 0
    confirmed: int = 0
    audited: int = 0

    def __add__(self, other: "Standing") -> "Standing":
        return Standing(*map(add, vars(self).values(), vars(other).values()))

    @property
    def claimed(self) -> int:
        """Sent, whatever came of it."""
        return self.waiting + self.verified + self.part + self.failed

    @property
    def upheld(self) -> int:
        """Verified, in full or in part."""
        return self.verified + self.part

    @property
    def due(self) -> int:
        """Those whose day has come, and those sent before it."""
        return self.today + self.late + self.claimed

    @property
    def promised(self) -> int:
        """All of them."""
        return self.to_come + self.due

    @classmethod
    def of(cls, rows: Iterable["Standing"]) -> "Standing":
        """Several together."""
        return sum(rows, start=cls())

    @classmethod
    def on_its_day(cls, row: dict[str, Any], *, today: date) -> Self:
        """From a row of `summed_by_day`: on which side of today its day lies says what became of what was not sent."""
        unsent, day = row["lines_sum"] - row["lines_sent_sum"], row["due_on"]
        sums = {"to_come_sum": unsent * (day > today), "today_sum": unsent * (day == today)}
        return cls.sum_of({**row, **sums, "late_sum": unsent * (day < today)})

    @classmethod
    def sum_of(cls, row: dict[str, Any]) -> Self:
        """From a row of `summed`."""
        decided = row["lines_verified_sum"] + row["lines_part_sum"] + row["lines_failed_sum"]
        return cls(
            to_come=row["to_come_sum"] or 0,
            today=row["today_sum"] or 0,
            late=row["late_sum"] or 0,
            waiting=row["lines_sent_sum"] - decided,
            verified=row["lines_verified_sum"],
            part=row["lines_part_sum"],
            failed=row["lines_failed_sum"],
            evidenced=row["lines_evidenced_sum"],
            confirmed=row["lines_confirmed_sum"],
            audited=row["lines_audited_sum"],
        )


@lru_cache(maxsize=2)
def summed(*by: str, today: date) -> QuerySet:
    """Tallies by a column or several, as sums for `Standing.sum_of`: made up once a day, not for each page."""
    unsent = F("lines") - F("lines_sent")
    return _sent_by(*by).annotate(
        to_come_sum=Sum(unsent, filter=Q(due_on__gt=today)),
        today_sum=Sum(unsent, filter=Q(due_on=today)),
        late_sum=Sum(unsent, filter=Q(due_on__lt=today)),
    )


@cache
def summed_by_day() -> QuerySet:
    """Tallies by the day they are due, as sums for `Standing.on_its_day`: made up once, as above."""
    return _sent_by("due_on").annotate(lines_sum=Sum("lines"))


def _sent_by(*by: str) -> QuerySet:
    """What was sent and what came of it, by a column or several."""
    names = PIECES[1:]
    return Tally.objects.order_by().values(*by).annotate(**{f"{name}_sum": Sum(name) for name in names})


def quarter_of(day: date) -> date:
    """The first day of the quarter of the year that a day lies in."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def end_of(quarter: date) -> date:
    """The last day of a quarter."""
    return add_months(quarter, 3) - timedelta(days=1)


def in_state(state: str, *, today: date) -> Q:
    """A condition: lines of returns that are pieces in one of `LISTED`."""
    sent = Q(supplier_return__sent_revision__isnull=False)
    decided = Q(supplier_return__status=SupplierReturn.Status.DECIDED)
    kept = [Verification.Decision.VERIFIED, Verification.Decision.PART_VERIFIED]
    return {
        "promised": Q(),
        "to_come": ~sent & Q(supplier_return__due_on__gt=today),
        "due": sent | Q(supplier_return__due_on__lte=today),
        "today": ~sent & Q(supplier_return__due_on=today),
        "late": ~sent & Q(supplier_return__due_on__lt=today),
        "claimed": sent,
        "waiting": sent & ~decided,
        "verified": decided & Q(verification__decision=Verification.Decision.VERIFIED),
        "part": decided & Q(verification__decision=Verification.Decision.PART_VERIFIED),
        "failed": decided & Q(verification__decision=Verification.Decision.NOT_VERIFIED),
        "evidenced": Q(is_evidenced()),
        "upheld": decided & Q(verification__decision__in=kept),
        "confirmed": sent & Q(is_confirmed()),
        "audited": sent & Q(is_audited()),
    }[state]


def due_in(quarter: date) -> Q:
    """A condition: lines of returns that are pieces due in a quarter, by the day that tallies go by."""
    return _due(range=(quarter, end_of(quarter)))


def due_before(quarter: date) -> Q:
    """The same: pieces due in any of the quarters before."""
    return _due(lt=quarter)


def _due(**asked) -> Q:
    """By the day of the return while it has not been sent, and by that of its period from then on."""
    unsent = Q(supplier_return__sent_revision__isnull=True)
    own = Q(**{f"supplier_return__due_on__{lookup}": day for lookup, day in asked.items()})
    by_period = Q(**{f"supplier_return__period__due_on__{lookup}": day for lookup, day in asked.items()})
    return (unsent & own) | (~unsent & by_period)


def state_of(line: ReturnLine, *, today: date) -> str:
    """The one state, of the fields of `Standing`, that a piece is in."""
    this = line.supplier_return
    decision = line.verification.decision if line.verification else None
    return state_in(this.due_on, this.sent_revision_id, this.status, decision, today=today)


OF_PIECE = ("supplier_return__due_on", "supplier_return__sent_revision", "supplier_return__status",
            "verification__decision")  # fmt: skip
"""The values that `state_in` asks for, as a line leads to them."""


def state_in(due_on: date, sent_revision: int | None, status: str, decision: str | None, *, today: date) -> str:
    """The same, from the values of `OF_PIECE`."""
    if sent_revision is None:
        return "late" if due_on < today else "today" if due_on == today else "to_come"
    if status != SupplierReturn.Status.DECIDED or decision is None:
        return "waiting"
    return _DECIDED_AS[Verification.Decision(decision)]


_DECIDED_AS = {
    Verification.Decision.VERIFIED: "verified",
    Verification.Decision.PART_VERIFIED: "part",
    Verification.Decision.NOT_VERIFIED: "failed",
}
