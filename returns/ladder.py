"""How sure a figure is: claimed, evidenced, verified, confirmed by those who benefited, audited (decision record 0027).

Each rung is a fact of its own with its own amount, told beside the others and never added to them or taken for them.
"""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framework.models import Measure
from framework.values import Figure, format_value
from returns.figures import counts, verified_with_corrections
from returns.models import (
    Confirmation,
    ReturnLine,
    SupplierReturn,
    Verification,
)
from returns.progress import (
    NO_CORRECTIONS,
    OF_A_CORRECTION,
    OF_A_LINE,
    CorrectionSums,
    LineFigures,
    PastLine,
    Progress,
    add_figures,
    agreed_in,
    financial_year,
    lines_joined,
    over_periods,
)
from returns.rungs import RUNGS, Rung, is_evidenced
from returns.sheet import Row
from suppliers.models import Commitment, Contract
from suppliers.rating import thresholds_of
from suppliers.written import Written, blank

if TYPE_CHECKING:
    from returns.progress import CorrectedLine

IN_WORDS = {Measure.ValueType.NARRATIVE.value, Measure.ValueType.MILESTONE.value}
Answer = Confirmation.Answer


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
    """What the rows say of one line; all of them are read before anything is worked out, which is then kept."""

    line: LineFigures
    has_evidence: bool
    corrections: dict[int, tuple[Decimal, Decimal, Decimal]] = field(default_factory=dict)
    asked: dict[int, Asked] = field(default_factory=dict)
    marks: dict[int, Mark] = field(default_factory=dict)

    @property
    def is_sent(self) -> bool:
        """Whether the council has it."""
        return self.line.answer_id is not None

    @property
    def is_decided(self) -> bool:
        """Whether the return is decided: until then a decision is the officer's own."""
        return self.line.status == SupplierReturn.Status.DECIDED

    @cached_property
    def reached(self) -> dict[str, bool]:
        """Of each rung, by its key in `RUNGS`, whether the line has reached it."""
        return {
            "claimed": self.is_sent,
            "evidenced": self.is_sent and self.has_evidence,
            "verified": self.is_verified,
            "confirmed": bool(self.received),
            "audited": self.mark is not None and self.mark.is_agreed,
        }

    @property
    def claimed(self) -> Figure:
        """What the supplier says, in what the council has."""
        return self._of_its_year(self.line.claimed, self.line.numerator, self.line.denominator)

    @cached_property
    def corrected(self) -> CorrectionSums:
        """The sums of its approved corrections."""
        sums = NO_CORRECTIONS
        for differences in self.corrections.values():
            sums = sums.plus(*differences)
        return sums

    @cached_property
    def verdict(self) -> "CorrectedLine":
        """The decision with its corrections, for the rules of verified figures."""
        return self.line.verdict(self.corrected)

    @cached_property
    def verified(self) -> Figure | None:
        """What was verified, once the return is decided."""
        value, top, bottom = verified_with_corrections(self.verdict)
        if not self.is_decided or (value is None and top is None):
            return None
        return self._of_its_year(value, top, bottom)

    @cached_property
    def is_verified(self) -> bool:
        """Whether anything of it was verified."""
        if not self.is_decided or self.line.decision is None:
            return False
        return self.line.decision != Verification.Decision.NOT_VERIFIED or bool(self.corrections)

    @cached_property
    def received(self) -> list[Asked]:
        """The organisations that received it."""
        return [asked for asked in self.asked.values() if asked.answer == Answer.RECEIVED]

    @property
    def confirmed(self) -> Figure | None:
        """What they received together; None where no figure was asked about."""
        figures = [asked.figure for asked in self.received if asked.figure is not None]
        return self._of_its_year(sum(figures, Decimal(0))) if figures else None

    @cached_property
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
        return Figure(value, top, bottom, financial_year(self.line.starts_on))


# --- The rungs --------------------------------------------------------------------------------------------------------
def ladder_of(measure: Measure, lines: list[Facts], *, today: date) -> list[Rung]:
    """The rungs of one line, or of the lines of one commitment in the order of their periods."""
    figures_of: dict[str, Callable[[Facts], Figure | None]] = {
        "claimed": lambda facts: facts.claimed,
        "evidenced": lambda facts: facts.claimed,
        "verified": lambda facts: facts.verified,
        "confirmed": lambda facts: facts.confirmed,
        "audited": lambda facts: facts.audited,
    }
    asides = {"verified": _refused(lines), "confirmed": _what_they_say(lines, today), "audited": _disagreed(lines)}
    rungs = []
    for key, figure_of in figures_of.items():
        found = [facts for facts in lines if facts.reached[key]]
        figures = [figure_of(facts) for facts in found if key != "verified" or counts(facts.verdict, measure)]
        amount = _amount_of(measure, [figure for figure in figures if figure is not None], bool(found))
        rungs.append(Rung(key, str(RUNGS[key]), bool(found), amount, asides.get(key, "")))
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
    if not asked:
        return ""
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
    found = _facts("pk", [row.line.pk for row in rows])
    for row in rows:
        _add_ladder(row, found)


def add_ladder_and_find_earlier(row: Row) -> list[PastLine]:
    """Give a row of a sheet that was sent its ladder; what else the council has of the commitment, as first decided.

    In the order of the periods. One query for both.
    """
    found = _facts("commitment", [row.commitment.pk])
    _add_ladder(row, found)
    lines = [facts.line for facts in found.values() if facts.is_sent]
    return [
        PastLine(
            line.return_id, line.starts_on, line.ends_before, line.target,
            True, line.claimed, line.decision is not None, line.verified,
        )
        for line in lines
        if line.return_id != row.line.supplier_return_id
    ]  # fmt: skip


def progress_with_ladders(
    contract: Contract, *, today: date, deliverers: Collection[int] | None = None
) -> list[Progress]:
    """The progress of every agreed commitment of a contract (`progress_of`), with ladders. Two queries."""
    found = agreed_in([contract], deliverers=deliverers)
    _add_figures_and_ladders(found, today)
    return list(found.values())


def commitment_with_ladder(commitment: Commitment, *, today: date) -> Progress:
    """The progress of one commitment, with the returns behind it and its ladder over all of them. Two queries."""
    found = {commitment.pk: Progress(commitment, thresholds_of(commitment.contract.council_id))}
    _add_figures_and_ladders(found, today)
    return found[commitment.pk]


def ladder_of_line(line: ReturnLine) -> list[Rung]:
    """The ladder of one line that was sent. One query."""
    return ladder_of(line.commitment.measure, list(_facts("pk", [line.pk]).values()), today=timezone.localdate())


def rungs_of_lines(lines: Collection[int]) -> dict[int, list[str]]:
    """Which rungs each of these lines has reached, in words, by its id. One query.

    For lists that say in their own words what is claimed and what an officer decided: those two are left out.
    """
    said = {"claimed", "verified"}
    return {
        pk: [str(RUNGS[key]) for key, is_reached in facts.reached.items() if is_reached and key not in said]
        for pk, facts in _facts("pk", lines).items()
    }


def _add_ladder(row: Row, found: dict[int, Facts]) -> None:
    """The ladder of a row, if its line was sent."""
    facts = found.get(row.line.pk)
    if facts and facts.is_sent:
        row.ladder = ladder_of(row.measure, [facts], today=timezone.localdate())


def _add_figures_and_ladders(found: dict[int, Progress], today: date) -> None:
    """What is due, claimed and verified, and how sure it is, from the same rows. One query."""
    lines = _facts("commitment", found).values()
    add_figures(found, [(facts.line, facts.corrected) for facts in lines], today=today)
    sent: dict[int, list[Facts]] = defaultdict(list)
    for facts in lines:
        if facts.is_sent:
            sent[facts.line.commitment_id].append(facts)
    for pk, of_commitment in sent.items():
        found[pk].ladder = ladder_of(found[pk].measure, of_commitment, today=today)


@cache
def _joined(by: str) -> Written[tuple]:
    """Lines by some `keys` of theirs, once for each correction, confirmation and mark: plain fields.

    Few lines have more than one of any, and joining costs the database less than asking for each of them apart.
    """
    lines = lines_joined().filter(**{f"{by}__in": blank("keys")}).annotate(has_evidence=is_evidenced())
    fields = lines.values_list(
        *OF_A_LINE, "has_evidence", "approved__pk", *OF_A_CORRECTION,
        "confirmations__pk", "confirmations__status", "confirmations__answer", "confirmations__figure",
        "confirmations__expires_on",
        "audit_marks__pk", "audit_marks__is_agreed", "audit_marks__verified", "audit_marks__numerator",
        "audit_marks__denominator",
    )  # fmt: skip
    return Written(fields)


def _facts(by: str, keys: Collection[int]) -> dict[int, Facts]:
    """The facts of lines by their id, in the order of their periods; `by` says whose `keys` are given. One query."""
    found: dict[int, Facts] = {}
    width = len(OF_A_LINE)
    for row in _joined(by).rows_for(keys=set(keys)):
        facts = found.get(row[0])
        if facts is None:
            facts = found[row[0]] = Facts(LineFigures._make(row[:width]), row[width])
        correction, confirmation, mark = row[width + 1 : width + 5], row[width + 5 : width + 10], row[width + 10 :]
        if correction[0] is not None:
            facts.corrections[correction[0]] = correction[1:]
        if confirmation[0] is not None:
            facts.asked[confirmation[0]] = Asked(*confirmation[1:])
        if mark[0] is not None:
            facts.marks[mark[0]] = Mark(*mark[1:])
    return found
