"""How far each commitment is: promised, due by now, reported and verified (never mixed), from its lines."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypedDict, cast

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils.translation import gettext as _

from framework.models import Measure
from framework.values import Figure, combine_periods, format_value, percentage
from returns.figures import Corrections, counts, verified_with_corrections
from returns.models import Answer, Correction, ReturnLine, SupplierReturn
from returns.rungs import Rung
from returns.sheet import Row
from suppliers.kpis import is_kpi
from suppliers.models import Commitment, Contract, Rating
from suppliers.profile import is_level
from suppliers.rating import (
    COLOURS,
    Thresholds,
    rating_of,
    ratio_of,
    thresholds_from,
    thresholds_in_force,
)
from suppliers.written import Written, blank

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    CorrectedLine = WithAnnotations[ReturnLine, Corrections]
    RatedCommitment = WithAnnotations[Commitment, "RatedBy"]

ZERO = Decimal(0)
DECIDED = SupplierReturn.Status.DECIDED.value
# What people read of a commitment and its progress; the rest of both rows is long.
SHOWN = (
    *("contract_id", "promise", "target", "basis", "done_by", "measure__code", "measure__unit"),
    *("measure__value_type", "measure__aggregation", "measure__lower_is_better"),
)


class RatedBy(TypedDict):
    """What `_agreed` adds to a commitment: the council's thresholds as JSON, and whether it is a statutory KPI."""

    limits: dict[str, int] | None
    is_kpi: bool


class Rated(NamedTuple):
    """How far a commitment is: an id of the performance scale, what people read, and a colour for the bar."""

    rating: Rating
    words: str
    colour: str


class PastLine(NamedTuple):
    """One commitment in one return: its period and target, what was claimed (once sent) and what was verified."""

    return_id: int
    starts_on: date
    ends_before: date
    target: Decimal | None
    is_sent: bool
    claimed: Decimal | None
    is_decided: bool
    verified: Decimal | None

    @property
    def ends_on(self) -> date:
        """The last day of the period, as people are shown it."""
        return self.ends_before - timedelta(days=1)


@dataclass
class Progress:
    """One commitment: its figures to date, each None where nothing is known yet, and its returns in order."""

    commitment: Commitment
    thresholds: Thresholds
    is_kpi: bool = False
    due: Decimal | None = None
    claimed: Decimal | None = None
    verified: Decimal | None = None
    decided_due: Decimal | None = None
    past: list[PastLine] = field(default_factory=list)
    # How sure its figures are, where the page has looked (`returns/ladder.py`).
    ladder: list[Rung] = field(default_factory=list)

    @property
    def is_people(self) -> bool:
        """Whether its figures are a year's average of people employed."""
        return is_people(self.measure)

    @property
    def ratio(self) -> Decimal | None:
        """Verified over what was due in the periods that are decided; None where that says nothing."""
        return ratio_of(self.verified, self.decided_due, lower_is_better=self.measure.lower_is_better)

    @property
    def rated(self) -> Rated:
        """How verified stands to what was due, by the council's thresholds (domain rules, section 6.7)."""
        rating = rating_of(self.ratio, self.thresholds)
        words = _("Too early to say") if self.is_too_early else str(rating.label)
        return Rated(rating, words, COLOURS[rating])

    @property
    def is_too_early(self) -> bool:
        """Whether it will be rated, and no return is decided yet that it could be rated by."""
        return self.commitment.target is not None and not any(past.is_decided for past in self.past)

    @property
    def measure(self) -> Measure:
        """What is counted."""
        return self.commitment.measure

    @property
    def percent(self) -> Decimal:
        """Verified as a share of the target, for the bar: 0 to 100."""
        if not self.commitment.target or self.verified is None:
            return Decimal(0)
        return min(Decimal(100), max(Decimal(0), 100 * self.verified / self.commitment.target))

    @property
    def due_percent(self) -> Decimal:
        """Due by now as a share of the target, for the mark on the bar: 0 to 100."""
        if not self.commitment.target or self.due is None:
            return Decimal(0)
        return min(Decimal(100), 100 * self.due / self.commitment.target)


@dataclass(frozen=True)
class ToDate:
    """What a supplier sees beside a question: promised for this period, reported before, promised in all."""

    period_target: str
    reported: str
    target: str


def to_date(row: Row) -> ToDate | None:
    """The figures beside a question, in words; None for words and milestones. One query.

    What was reported before comes from the periods that start before this one, by the same rule as progress.
    """
    measure = row.measure
    if row.line.target is None or row.commitment.target is None:
        return None
    reported = over_periods(measure, _claims_before(row))
    if reported is None and not is_level(measure):
        reported = Decimal(0)
    return ToDate(
        period_target=format_value(measure, row.line.target),
        reported="" if reported is None else format_value(measure, reported),
        target=format_value(measure, row.commitment.target),
    )


def _claims_before(row: Row) -> list[Figure]:
    """What was claimed for the same commitment in the periods that start before this line's, in order. One query."""
    this = SupplierReturn.objects.filter(pk=row.line.supplier_return_id).values("period__starts_on")
    starts_on = "line__supplier_return__period__starts_on"
    earlier = _claims().filter(line__commitment=row.commitment, **{f"{starts_on}__lt": this}).order_by(starts_on)
    return [
        Figure(claimed, numerator, denominator, financial_year(day))
        for claimed, numerator, denominator, day in earlier.values_list(
            "claimed", "numerator", "denominator", starts_on
        )
        if claimed is not None or numerator is not None
    ]


def progress_of(
    contracts: list[Contract], *, today: date, deliverers: Collection[int] | None = None
) -> dict[int, list[Progress]]:
    """The progress of every agreed commitment of these contracts, by contract id. Two queries, however many.

    With `deliverers` only of what these organisations deliver.
    """
    found = agreed_in(contracts, deliverers=deliverers)
    add_figures(found, lines_of(found), today=today)
    by_contract: dict[int, list[Progress]] = defaultdict(list)
    for progress in found.values():
        by_contract[progress.commitment.contract_id].append(progress)
    return by_contract


def agreed_in(contracts: list[Contract], *, deliverers: Collection[int] | None = None) -> dict[int, Progress]:
    """The agreed commitments of these contracts by id, in order, without figures yet. One query."""
    keys = {contract.pk for contract in contracts}
    if deliverers is None:
        commitments = _agreed().rows_for(contracts=keys)
    else:
        commitments = _agreed(only_some=True).rows_for(contracts=keys, deliverers=set(deliverers))
    return {
        commitment.pk: Progress(commitment, thresholds_from(commitment.limits), is_kpi=commitment.is_kpi)
        for commitment in commitments
    }


@cache
def _agreed(*, only_some: bool = False) -> "Written[RatedCommitment]":
    """Agreed commitments of `contracts` with what is shown of them, in order; only some: those of `deliverers`."""
    agreed = Commitment.objects.filter(status=Commitment.Status.AGREED, contract__in=blank("contracts"))
    if only_some:
        agreed = agreed.filter(deliverer__in=blank("deliverers"))
    rated = agreed.annotate(limits=thresholds_in_force("contract__council"), is_kpi=is_kpi())
    return Written(rated.select_related("measure").only(*SHOWN).order_by("contract_id", "position"))


def _claims() -> QuerySet[Answer]:
    """The answers of every revision the council has."""
    return Answer.objects.filter(revision_id=F("line__supplier_return__sent_revision_id"))


class DecisionInForce(NamedTuple):
    """The decision in force on a line."""

    decision: str
    verified: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None


class CorrectionSums(NamedTuple):
    """The sums of the approved corrections of a line, and how many there are."""

    value: Decimal = ZERO
    top: Decimal = ZERO
    bottom: Decimal = ZERO
    how_many: int = 0

    def plus(self, value: Decimal, top: Decimal, bottom: Decimal) -> "CorrectionSums":
        """These and one more."""
        return CorrectionSums(self.value + value, self.top + top, self.bottom + bottom, self.how_many + 1)


NO_CORRECTIONS = CorrectionSums()


@dataclass(frozen=True)
class Verdict:
    """As much of a line as the rules of verified figures look at, under the names it has there."""

    verification: DecisionInForce | None
    corrected: Decimal
    corrected_top: Decimal
    corrected_bottom: Decimal
    approved_corrections: int


class LineFigures(NamedTuple):
    """One commitment in one return, read by `OF_A_LINE`: plain figures cost a page far less than four objects each."""

    pk: int
    commitment_id: int
    target: Decimal | None
    return_id: int
    status: str
    starts_on: date
    ends_before: date
    answer_id: int | None
    claimed: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    decision: str | None
    verified: Decimal | None
    verified_numerator: Decimal | None
    verified_denominator: Decimal | None

    def verdict(self, corrections: CorrectionSums) -> "CorrectedLine":
        """The line for `verified_with_corrections` and `counts`."""
        parts = (self.verified, self.verified_numerator, self.verified_denominator)
        decision = None if self.decision is None else DecisionInForce(self.decision, *parts)
        return cast("CorrectedLine", Verdict(decision, *corrections))


OF_A_LINE = (
    "pk", "commitment_id", "target", "supplier_return_id", "supplier_return__status",
    "supplier_return__period__starts_on", "supplier_return__period__ends_before",
    "sent__pk", "sent__claimed", "sent__numerator", "sent__denominator",
    "verification__decision", "verification__verified", "verification__numerator", "verification__denominator",
)  # fmt: skip
OF_A_CORRECTION = ("approved__difference", "approved__numerator_difference", "approved__denominator_difference")


def lines_joined() -> QuerySet[ReturnLine]:
    """Lines beside the answers that the council has (`sent`), once for each of their approved corrections (`approved`).

    That costs the database less than to group by every column, and leaves decimals exact.
    """
    return ReturnLine.objects.annotate(
        sent=FilteredRelation("answers", condition=Q(answers__revision=F("supplier_return__sent_revision"))),
        approved=FilteredRelation("corrections", condition=Q(corrections__status=Correction.Status.APPROVED)),
    ).order_by("supplier_return__period__starts_on", "pk")


@cache
def _line_rows() -> Written[tuple]:
    """The fields of `LineFigures` and of a correction, of the lines of `commitments`."""
    lines = lines_joined().filter(commitment__in=blank("commitments"))
    return Written(lines.values_list(*OF_A_LINE, *OF_A_CORRECTION))


def lines_of(commitments: Collection[int]) -> Iterator[tuple[LineFigures, CorrectionSums]]:
    """The lines of these commitments in order of their periods, each with its approved corrections. One query."""
    lines: dict[int, LineFigures] = {}
    corrections: dict[int, CorrectionSums] = {}
    for *line, value, top, bottom in _line_rows().rows_for(commitments=set(commitments)):
        lines.setdefault(line[0], LineFigures._make(line))
        if value is not None:
            corrections[line[0]] = corrections.get(line[0], NO_CORRECTIONS).plus(value, top, bottom)
    return ((line, corrections.get(pk, NO_CORRECTIONS)) for pk, line in lines.items())


@dataclass
class _Parts:
    """The figures of one commitment, period by period."""

    due: list[Figure] = field(default_factory=list)
    claimed: list[Figure] = field(default_factory=list)
    verified: list[Figure] = field(default_factory=list)
    decided_due: list[Figure] = field(default_factory=list)


def add_figures(
    found: dict[int, Progress], lines: Iterable[tuple[LineFigures, CorrectionSums]], *, today: date
) -> None:
    """What was due, claimed and verified by these lines, added up over the periods by the measure's own rule."""
    parts = {pk: _Parts() for pk in found}
    for line, corrections in lines:
        progress = found[line.commitment_id]
        net = _add_line(parts[line.commitment_id], line, corrections, progress.measure, today)
        progress.past.append(
            PastLine(
                line.return_id, line.starts_on, line.ends_before, line.target,
                line.answer_id is not None, line.claimed, line.status == DECIDED, net,
            )
        )  # fmt: skip
    for pk, progress in found.items():
        progress.claimed = over_periods(progress.measure, parts[pk].claimed)
        progress.verified = over_periods(progress.measure, parts[pk].verified)
        progress.due = _expected(progress.measure, parts[pk].due)
        progress.decided_due = _expected(progress.measure, parts[pk].decided_due)


def _add_line(
    parts: _Parts, line: LineFigures, corrections: CorrectionSums, measure: Measure, today: date
) -> Decimal | None:
    """Put the figures of one line where they belong; answers with what was verified, None when that is not known."""
    year = financial_year(line.starts_on)
    promised = None if line.target is None else Figure(line.target, financial_year=year)
    if promised and line.ends_before <= today:
        parts.due.append(promised)
    if line.claimed is not None or line.numerator is not None:
        parts.claimed.append(Figure(line.claimed, line.numerator, line.denominator, year))
    if line.status != DECIDED:
        return None
    if promised:
        parts.decided_due.append(promised)
    verdict = line.verdict(corrections)
    value, top, bottom = verified_with_corrections(verdict)
    if (value is not None or top is not None) and counts(verdict, measure):
        parts.verified.append(Figure(value, top, bottom, year))
    return percentage(top, bottom) if top is not None else value


def over_periods(measure: Measure, figures: list[Figure]) -> Decimal | None:
    """What the known figures of one commitment, in order of date, come to beside its promise; None without any.

    A promise of people (FTE) is a level, so its progress is one too: the mean of the periods of the current financial
    year, or of the last one that has a figure. Person-years, which `combine_periods` adds up over the years, are for
    totals and cannot be held against a level. Everything else is as `combine_periods` says (domain rules, section 2.4).
    """
    if figures and is_people(measure):
        figures = [figure for figure in figures if figure.financial_year == figures[-1].financial_year]
    return combine_periods(measure, figures).value


def is_people(measure: Measure) -> bool:
    """Whether a measure is a level of people employed (FTE): an average that is not a percentage."""
    return measure.aggregation == Measure.Aggregation.AVERAGE and measure.value_type != Measure.ValueType.PERCENT


def _expected(measure: Measure, targets: list[Figure]) -> Decimal | None:
    """What the targets of some periods come to, by the measure's own rule; of a percentage the latest stands."""
    if measure.value_type == Measure.ValueType.PERCENT:
        return targets[-1].value if targets else None
    return over_periods(measure, targets)


def financial_year(day: date) -> int:
    """The year in which the financial year of a day begins (1 April)."""
    return day.year if day >= date(day.year, 4, 1) else day.year - 1
