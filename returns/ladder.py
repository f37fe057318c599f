"""How sure a figure is: claimed, evidenced, verified, confirmed by those who benefited, audited (decision record 0027).

Each rung is a fact of its own with its own amount, told beside the others and never added to them or taken for them.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from framework.models import Measure
from framework.values import Figure, format_value
from returns.figures import counts, verified_with_corrections
from returns.models import (
    Confirmation,
    Correction,
    Evidence,
    EvidenceUse,
    ReturnLine,
    SupplierReturn,
    Verification,
)
from returns.progress import (
    NO_CORRECTIONS,
    DecisionInForce,
    Progress,
    Verdict,
    financial_year,
    over_periods,
)
from returns.rungs import Rung
from returns.sheet import Row

if TYPE_CHECKING:
    from returns.progress import CorrectedLine

RUNGS: dict[str, Promise] = {
    "claimed": gettext_lazy("Claimed"),
    "evidenced": gettext_lazy("With evidence"),
    "verified": gettext_lazy("Verified by an officer"),
    "confirmed": gettext_lazy("Confirmed by those who benefited"),
    "audited": gettext_lazy("Audited"),
}
IN_WORDS = {Measure.ValueType.NARRATIVE.value, Measure.ValueType.MILESTONE.value}
ReturnStatus, Answer = SupplierReturn.Status, Confirmation.Answer


class Asked(NamedTuple):
    """One organisation that was asked, and what became of it."""

    status: str
    answer: str
    figure: Decimal | None
    expires_on: date


class Mark(NamedTuple):
    """What an auditor found, and the verified figure that it was about."""

    is_agreed: bool
    verified: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None


@dataclass
class Facts:
    """What the rows say of one line that was sent."""

    commitment_id: int
    starts_on: date
    claimed: Figure
    has_evidence: bool
    is_decided: bool
    decision: DecisionInForce | None
    corrections: dict[int, tuple[Decimal, Decimal, Decimal]] = field(default_factory=dict)
    asked: dict[int, Asked] = field(default_factory=dict)
    marks: dict[int, Mark] = field(default_factory=dict)

    @property
    def verdict(self) -> "CorrectedLine":
        """The decision with its corrections, for the rules of verified figures."""
        sums = NO_CORRECTIONS
        for differences in self.corrections.values():
            sums = sums.plus(*differences)
        return cast("CorrectedLine", Verdict(self.decision, *sums))

    @property
    def verified(self) -> Figure | None:
        """What was verified, once the return is decided: until then a decision is the officer's own."""
        value, top, bottom = verified_with_corrections(self.verdict)
        if not self.is_decided or (value is None and top is None):
            return None
        return self._of_its_year(value, top, bottom)

    @property
    def is_verified(self) -> bool:
        """Whether anything of it was verified."""
        if not self.is_decided or self.decision is None:
            return False
        return self.decision.decision != Verification.Decision.NOT_VERIFIED or bool(self.corrections)

    @property
    def received(self) -> list[Asked]:
        """The organisations that received it."""
        return [asked for asked in self.asked.values() if asked.answer == Answer.RECEIVED]

    @property
    def confirmed(self) -> Figure | None:
        """What they received together; None where no figure was asked about."""
        figures = [asked.figure for asked in self.received if asked.figure is not None]
        return self._of_its_year(sum(figures, Decimal(0))) if figures else None

    @property
    def mark(self) -> Mark | None:
        """The newest mark of an auditor, which stands."""
        return self.marks[max(self.marks)] if self.marks else None

    @property
    def audited(self) -> Figure | None:
        """The figure an auditor agreed with."""
        mark = self.mark
        if mark is None or not mark.is_agreed:
            return None
        return self._of_its_year(mark.verified, mark.numerator, mark.denominator)

    def _of_its_year(self, value: Decimal | None, top: Decimal | None = None, bottom: Decimal | None = None) -> Figure:
        return Figure(value, top, bottom, financial_year(self.starts_on))


# --- The rungs --------------------------------------------------------------------------------------------------------
def ladder_of(measure: Measure, lines: list[Facts], *, today: date) -> list[Rung]:
    """The rungs of one line, or of the lines of one commitment in the order of their periods."""
    agreed = [facts for facts in lines if facts.mark and facts.mark.is_agreed]
    reached: dict[str, tuple[list[Facts], Callable[[Facts], Figure | None]]] = {
        "claimed": (lines, lambda facts: facts.claimed),
        "evidenced": ([facts for facts in lines if facts.has_evidence], lambda facts: facts.claimed),
        "verified": ([facts for facts in lines if facts.is_verified], lambda facts: facts.verified),
        "confirmed": ([facts for facts in lines if facts.received], lambda facts: facts.confirmed),
        "audited": (agreed, lambda facts: facts.audited),
    }
    asides = {"verified": _refused(lines), "confirmed": _what_they_say(lines, today), "audited": _disagreed(lines)}
    rungs = []
    for key, (found, figure_of) in reached.items():
        figures = [figure_of(facts) for facts in found if key != "verified" or counts(facts.verdict, measure)]
        amount = _amount_of(measure, [figure for figure in figures if figure is not None], bool(found))
        words = ", ".join(filter(None, [amount, asides.get(key, "")]))
        rungs.append(Rung(key, str(RUNGS[key]), bool(found), words))
    return rungs


def _amount_of(measure: Measure, figures: list[Figure], is_reached: bool) -> str:
    """What the lines that reached a rung come to; yes or not yet where they have no figure."""
    known = [figure for figure in figures if figure.value is not None or figure.numerator is not None]
    value = None if measure.value_type in IN_WORDS else over_periods(measure, known)
    if value is None:
        return _("Yes") if is_reached else _("Not yet")
    return format_value(measure, value, exact=True)


def _refused(lines: list[Facts]) -> str:
    """Whether everything that was decided was found not to hold."""
    decided = [facts for facts in lines if facts.is_decided]
    return _("nothing was verified") if decided and not any(facts.is_verified for facts in decided) else ""


def _what_they_say(lines: list[Facts], today: date) -> str:
    """How many organisations received it, how many say otherwise, and how many have not answered."""
    asked = [one for facts in lines for one in facts.asked.values()]
    received = sum(one.answer == Answer.RECEIVED for one in asked)
    otherwise = sum(bool(one.answer) for one in asked) - received
    waiting = sum(one.status == Confirmation.Status.OPEN and one.expires_on >= today for one in asked)
    parts = [
        (received, ngettext("%(n)d organisation received it", "%(n)d organisations received it", received)),
        (otherwise, ngettext("%(n)d says otherwise", "%(n)d say otherwise", otherwise)),
        (waiting, ngettext("%(n)d has not answered", "%(n)d have not answered", waiting)),
    ]
    return ", ".join(words % {"n": number} for number, words in parts if number)


def _disagreed(lines: list[Facts]) -> str:
    """In how many returns an auditor does not agree."""
    against = sum(facts.mark is not None and not facts.mark.is_agreed for facts in lines)
    if not against:
        return ""
    words = ngettext("the auditor disagrees in %(n)d return", "the auditor disagrees in %(n)d returns", against)
    return words % {"n": against}


# --- Where they are shown ---------------------------------------------------------------------------------------------
def add_ladders(rows: Collection[Row]) -> None:
    """Give each row of a sheet that was sent its ladder. One query."""
    found, today = _facts(Q(pk__in=[row.line.pk for row in rows])), timezone.localdate()
    for row in rows:
        if facts := found.get(row.line.pk):
            row.ladder = ladder_of(row.measure, [facts], today=today)


def add_ladders_to(progress: Iterable[Progress]) -> None:
    """Give each commitment its ladder over all its returns. One query."""
    by_commitment: dict[int, list[Facts]] = defaultdict(list)
    items = {item.commitment.pk: item for item in progress}
    for facts in _facts(Q(commitment__in=list(items))).values():
        by_commitment[facts.commitment_id].append(facts)
    for pk, lines in by_commitment.items():
        items[pk].ladder = ladder_of(items[pk].measure, lines, today=timezone.localdate())


def ladder_of_line(line: ReturnLine) -> list[Rung]:
    """The ladder of one line that was sent. One query."""
    return ladder_of(line.commitment.measure, list(_facts(Q(pk=line.pk)).values()), today=timezone.localdate())


@cache
def _joined() -> QuerySet[ReturnLine, tuple]:
    """The lines that the council has, once for each correction, confirmation and mark: plain fields, made up once.

    Few lines have more than one of any, and joining costs the database less than asking for each of them apart.
    """
    files = EvidenceUse.objects.filter(
        answer__line=OuterRef("pk"),
        answer__revision=OuterRef("supplier_return__sent_revision"),
        evidence__status=Evidence.Status.AVAILABLE,
    )
    lines = ReturnLine.objects.filter(supplier_return__sent_revision__isnull=False).annotate(
        sent=FilteredRelation("answers", condition=Q(answers__revision=F("supplier_return__sent_revision"))),
        approved=FilteredRelation("corrections", condition=Q(corrections__status=Correction.Status.APPROVED)),
        has_evidence=Exists(files),
    )
    return lines.order_by("supplier_return__period__starts_on", "pk").values_list(
        "pk", "commitment_id", "supplier_return__period__starts_on", "has_evidence", "supplier_return__status",
        "sent__claimed", "sent__numerator", "sent__denominator",
        "verification__decision", "verification__verified", "verification__numerator", "verification__denominator",
        "approved__pk", "approved__difference", "approved__numerator_difference", "approved__denominator_difference",
        "confirmations__pk", "confirmations__status", "confirmations__answer", "confirmations__figure",
        "confirmations__expires_on",
        "audit_marks__pk", "audit_marks__is_agreed", "audit_marks__verified", "audit_marks__numerator",
        "audit_marks__denominator",
    )  # fmt: skip


def _facts(condition: Q) -> dict[int, Facts]:
    """The facts of some lines by their id, in the order of their periods. One query."""
    found: dict[int, Facts] = {}
    for row in _joined().filter(condition):
        pk, commitment_id, starts_on, has_evidence, status = row[:5]
        facts = found.get(pk)
        if facts is None:
            value, top, bottom = row[5:8]
            claimed = Figure(value, top, bottom, financial_year(starts_on))
            decision = DecisionInForce(*row[8:12]) if row[8] else None
            is_decided = status == ReturnStatus.DECIDED
            facts = Facts(commitment_id, starts_on, claimed, has_evidence, is_decided, decision)
            found[pk] = facts
        if row[12] is not None:
            facts.corrections[row[12]] = row[13:16]
        if row[16] is not None:
            facts.asked[row[16]] = Asked(*row[17:21])
        if row[21] is not None:
            facts.marks[row[21]] = Mark(*row[22:26])
    return found
