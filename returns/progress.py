"""How far each commitment is: promised, due by now, reported and verified (never mixed), from its lines."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from framework.models import Measure
from framework.values import Figure, combine_periods, format_value, percentage
from returns.figures import corrected, counts, verified_with_corrections
from returns.models import Answer, ReturnLine, SupplierReturn
from returns.sheet import Row
from suppliers.models import Commitment, Contract
from suppliers.profile import is_level

# Verified to date over profile to date (domain rules, section 6.7).
STANDINGS = (
    (Decimal(1), gettext_lazy("On track"), "green"),
    (Decimal("0.85"), gettext_lazy("Slightly behind"), "orange"),
    (Decimal("0.6"), gettext_lazy("Behind"), "orange"),
    (Decimal("-Infinity"), gettext_lazy("Well behind"), "red"),
)


@dataclass(frozen=True)
class PastLine:
    """One commitment in one return: its line, what was claimed (None: not sent yet) and what was verified."""

    line: ReturnLine
    claim: Answer | None
    verified: Decimal | None = None


@dataclass
class Progress:
    """One commitment: its figures to date, each None where nothing is known yet, and its returns in order."""

    commitment: Commitment
    due: Decimal | None = None
    claimed: Decimal | None = None
    verified: Decimal | None = None
    decided_due: Decimal | None = None
    past: list[PastLine] = field(default_factory=list)

    @property
    def is_people(self) -> bool:
        """Whether its figures are a year's average of people employed."""
        return is_people(self.measure)

    @property
    def standing(self) -> tuple[str, str]:
        """How verified stands to what was due in the periods that are decided: words and a colour for the bar."""
        if self.verified is None or not self.decided_due:
            return _("Too early to say"), ""
        if self.measure.lower_is_better:
            ratio = self.decided_due / self.verified if self.verified > 0 else Decimal("Infinity")
        else:
            ratio = self.verified / self.decided_due
        return next((str(words), colour) for least, words, colour in STANDINGS if ratio >= least)

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


def progress_of_commitment(commitment: Commitment, *, today: date) -> Progress:
    """The progress of one commitment, with the returns behind it. Two queries."""
    progress = Progress(commitment)
    _add_figures({commitment.pk: progress}, today)
    return progress


def progress_of(contracts: list[Contract], *, today: date) -> dict[int, list[Progress]]:
    """The progress of every agreed commitment of these contracts, by contract id. Three queries, however many."""
    commitments = Commitment.objects.filter(contract__in=contracts, status=Commitment.Status.AGREED)
    found = {
        commitment.pk: Progress(commitment)
        for commitment in commitments.select_related("measure").order_by("contract", "position")
    }
    _add_figures(found, today)
    by_contract: dict[int, list[Progress]] = defaultdict(list)
    for progress in found.values():
        by_contract[progress.commitment.contract_id].append(progress)
    return by_contract


def _claims() -> QuerySet[Answer]:
    """The answers of every revision the council has."""
    return Answer.objects.filter(revision_id=F("line__supplier_return__sent_revision_id"))


def _add_figures(found: dict[int, Progress], today: date) -> None:
    """What was due, claimed and verified, added up over the periods by the measure's own rule."""
    lines = corrected(
        ReturnLine.objects.filter(commitment__in=found).select_related("verification", "supplier_return__period")
    ).order_by("supplier_return__period__starts_on")
    claimed_parts = _claims().order_by().only("line_id", "claimed", "numerator", "denominator")
    claims = {answer.line_id: answer for answer in claimed_parts.filter(line__commitment__in=found)}
    claimed: dict[int, list[Figure]] = defaultdict(list)
    verified: dict[int, list[Figure]] = defaultdict(list)
    due: dict[int, list[Figure]] = defaultdict(list)
    decided_due: dict[int, list[Figure]] = defaultdict(list)
    for line in lines:
        year = financial_year(line.supplier_return.period.starts_on)
        if line.target is not None and line.supplier_return.period.ends_before <= today:
            due[line.commitment_id].append(Figure(line.target, financial_year=year))
        answer, net = claims.get(line.pk), None
        if answer and (answer.claimed is not None or answer.numerator is not None):
            claimed[line.commitment_id].append(Figure(answer.claimed, answer.numerator, answer.denominator, year))
        if line.supplier_return.status == SupplierReturn.Status.DECIDED:
            value, top, bottom = verified_with_corrections(line)
            net = percentage(top, bottom) if top is not None else value
            if (value is not None or top is not None) and counts(line, found[line.commitment_id].measure):
                verified[line.commitment_id].append(Figure(value, top, bottom, year))
            if line.target is not None:
                decided_due[line.commitment_id].append(Figure(line.target, financial_year=year))
        found[line.commitment_id].past.append(PastLine(line, answer, net))
    for pk, progress in found.items():
        progress.claimed = over_periods(progress.measure, claimed[pk])
        progress.verified = over_periods(progress.measure, verified[pk])
        progress.due = _expected(progress.measure, due[pk])
        progress.decided_due = _expected(progress.measure, decided_due[pk])


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


def earlier_of(row: Row) -> list[PastLine]:
    """The same commitment in the other returns the council has, in order, as first decided. One query."""
    answers = (
        _claims()
        .filter(line__commitment=row.commitment)
        .exclude(line__supplier_return=row.line.supplier_return_id)
        .select_related("line__verification", "line__supplier_return__period")
        .only(
            "claimed",
            "line__supplier_return__period__starts_on",
            "line__supplier_return__period__ends_before",
            "line__verification__verified",
        )
        .order_by("line__supplier_return__period__starts_on")
    )
    return [PastLine(answer.line, answer, _decided(answer.line)) for answer in answers]


def _decided(line: ReturnLine) -> Decimal | None:
    """The verified figure of the decision in force, without corrections."""
    return line.verification.verified if line.verification else None
