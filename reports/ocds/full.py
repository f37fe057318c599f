"""All that officers may read of promises and results, promise by promise and period by period, with exact figures.

Verified figures alone: what is claimed is in no package. What is licensed from others is never exported, and what is
reported in words has no figure.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Prefetch, QuerySet

from framework.models import Measure
from framework.values import percentage
from reports.ocds.amounts import end_of, figure_of, figures_of, known, number, period_of
from reports.ocds.failures import cases_of, failures_in
from reports.ocds.releases import Thing, Told
from reports.published_measures import COUNTED
from returns.figures import corrected, counts, verified_with_corrections
from returns.models import KpiRating, ReturnLine, SupplierReturn
from returns.performance_notice import notice_word
from suppliers.models import Commitment, Contract, TargetProfile

Kind = Measure.ValueType
DAY = timedelta(days=1)
BASES = {
    Commitment.Basis.PLACEMENT_YEAR.value: "placement year",
    Commitment.Basis.SPEND.value: "£100,000 of spend",
}


class Decided(NamedTuple):
    """How a line was decided."""

    decision: str
    verified: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None


class Line(NamedTuple):
    """What is read of a line for `returns.figures`: there are many thousand, so that none becomes a row of a model."""

    commitment_id: int
    starts_on: date
    ends_before: date
    verification: Decided | None
    corrected: Decimal
    corrected_top: Decimal
    corrected_bottom: Decimal
    approved_corrections: int


OF_A_LINE = (
    *("commitment", "supplier_return__period__starts_on", "supplier_return__period__ends_before"),
    *("verification__decision", "verification__verified", "verification__numerator", "verification__denominator"),
    *("corrected", "corrected_top", "corrected_bottom", "approved_corrections"),
)


def full_contracts(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    """Contracts with all that a release for officers says of them but figures. Four queries more for each batch."""
    return contracts.select_related("supplier", "area", "no_kpi_reason").prefetch_related(
        "supplier__identifiers", "parties__organisation__identifiers"
    )


def full_figures(contracts: Sequence[Contract]) -> dict[int, Told]:
    """What is said of promises and results, by contract. Nine queries, whatever the number of contracts."""
    promises: dict[int, list[Commitment]] = defaultdict(list)
    for promise in _promises(contracts):
        promises[promise.contract_id].append(promise)
    lines: dict[int, list[Line]] = defaultdict(list)
    for line in _lines(contracts):
        lines[line.commitment_id].append(line)
    ratings: dict[int, list[KpiRating]] = defaultdict(list)
    for rating in ratings_of(contracts):
        ratings[rating.commitment_id].append(rating)
    cases = cases_of(contracts)
    found = {}
    for contract in contracts:
        told = found[contract.pk] = Told(why_none_agreed=_why_none(contract))
        for promise in promises[contract.pk]:
            _tell(told, contract, promise, lines[promise.pk], ratings[promise.pk])
        for case in cases.get(contract.pk, ()):
            told.failures += failures_in(case, contract, with_words=True)
    return found


def ratings_of(contracts: Sequence[Contract]) -> QuerySet[KpiRating]:
    """How statutory KPIs of some contracts were rated, in the order of the assessments."""
    ratings = KpiRating.objects.filter(
        assessment__contract__in=contracts, commitment__statutory_kpi__isnull=False, commitment__is_publishable=True
    )
    return ratings.select_related("assessment", "commitment__measure").order_by("assessment__covers_until", "position")


def classification(rating: KpiRating) -> Thing:
    """The id of the performance scale that was decided, with the word of the performance notice."""
    return {"id": rating.rating, "description": notice_word(rating.rating)}


def where(contract: Contract) -> dict[str, str]:
    """Where a contract is delivered, by the code of official statistics."""
    return known({"geography": contract.area.code if contract.area else ""})


def _promises(contracts: Sequence[Contract]) -> QuerySet[Commitment]:
    profiles = TargetProfile.objects.filter(is_current=True).prefetch_related("points")
    return (
        Commitment.objects.filter(contract__in=contracts, status__in=COUNTED)
        .exclude(measure__version__framework__is_licensed=True)
        .exclude(measure__value_type=Kind.NARRATIVE)
        .select_related("measure")
        .prefetch_related(Prefetch("profiles", profiles, to_attr="current"))
        .order_by("contract", "position")
    )


def _lines(contracts: Sequence[Contract]) -> Iterator[Line]:
    """The lines of decided returns, in order of their periods."""
    lines = ReturnLine.objects.filter(
        supplier_return__contract__in=contracts, supplier_return__status=SupplierReturn.Status.DECIDED
    )
    rows = corrected(lines).order_by("supplier_return__period__starts_on", "pk").values_list(*OF_A_LINE)
    for commitment, starts_on, ends_before, *decided, value, top, bottom, approved in rows:
        verification = Decided(*decided) if decided[0] else None
        yield Line(commitment, starts_on, ends_before, verification, value, top, bottom, approved)


def _tell(told: Told, contract: Contract, promise: Commitment, lines: list[Line], ratings: list[KpiRating]) -> None:
    """Add what is said of one promise: as a milestone where it is something to be done, else as metrics."""
    if promise.measure.value_type == Kind.MILESTONE:
        told.milestones.append(_milestone(promise, lines, ratings))
        return
    here = where(contract)
    metric = {"id": str(promise.pk), "title": promise.promise}
    metric["description"] = f"{promise.measure.code} {promise.measure.title}"
    if promise.status == Commitment.Status.AGREED:
        told.agreed.append(metric | known({"observations": [*_targets(contract, promise, here)]}))
    observed = [*_results(promise, lines, here), *_rated(contract, promise, ratings, here)]
    if observed:
        told.results.append(metric | {"observations": observed})


def _targets(contract: Contract, promise: Commitment, here: dict[str, str]) -> Iterator[Thing]:
    """What is agreed for each period by the profile that stands; else the target over the whole length."""
    profiles: list[TargetProfile] = promise.current  # type: ignore[attr-defined]  # put there by `Prefetch`
    points = [point for profile in profiles for point in profile.points.all()]
    figure = figures_of(promise.measure)
    notes = f"{promise.rate:f} for each {BASES[promise.basis]}" if promise.rate is not None else ""
    for point in points:
        about = known({"period": period_of(point.starts_on, point.ends_on), "dimensions": here, "notes": notes})
        yield {"id": f"{promise.pk}-{point.starts_on}-target"} | about | figure(point.amount)
    if not points and promise.target is not None:
        period = period_of(promise.starts_on or contract.starts_on, promise.ends_on or contract.ends_on)
        about = known({"period": period, "dimensions": here, "notes": notes})
        yield {"id": f"{promise.pk}-target"} | about | figure(promise.target)


def _results(promise: Commitment, lines: list[Line], here: dict[str, str]) -> Iterator[Thing]:
    """What was verified in each period that is decided, with approved corrections."""
    figure = figures_of(promise.measure)
    for line in lines:
        amount, top, bottom = _verified(line, promise.measure)
        if amount is None:
            continue
        parts = {"topFigure": _text(top), "bottomFigure": _text(bottom)}
        period = period_of(line.starts_on, line.ends_before - DAY)
        about = known({"period": period, "dimensions": known(here | parts)})
        yield {"id": f"{promise.pk}-{line.starts_on}-verified"} | about | figure(amount)


def _verified(line: Any, measure: Measure) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """The verified figure of a line of `corrected`, of a percentage with its parts; nothing where it does not count."""
    if not counts(line, measure):
        return None, None, None
    amount, top, bottom = verified_with_corrections(line)
    return (percentage(top, bottom) if measure.value_type == Kind.PERCENT else amount), top, bottom


def _rated(contract: Contract, promise: Commitment, ratings: list[KpiRating], here: dict[str, str]) -> Iterator[Thing]:
    """How the KPI was rated, with what was verified to that day since the contract began."""
    for rating in ratings:
        until = rating.assessment.covers_until
        about = known({"period": period_of(contract.starts_on, until), "dimensions": here})
        observation = {"id": f"{promise.pk}-{until}-rated"} | about
        if rating.verified is not None:
            observation |= figure_of(promise.measure, rating.verified)
        yield observation | {"measureClassification": classification(rating)}


def _milestone(promise: Commitment, lines: list[Line], ratings: list[KpiRating]) -> Thing:
    """Something that is to be done by a day: met once it is verified, not met once a return after its day is not."""
    verified = [(line, _verified(line, promise.measure)[0]) for line in lines]
    is_late = any(promise.done_by and promise.done_by < line.ends_before for line in lines)
    status = "met" if any(done for _line, done in verified) else "notMet" if is_late else "scheduled"
    return known(
        {
            "id": str(promise.pk),
            "title": promise.promise,
            "type": "delivery",
            "description": f"{promise.measure.code} {promise.measure.title}",
            "dueDate": promise.done_by and end_of(promise.done_by),
            "status": status,
        }
    )


def _why_none(contract: Contract) -> str:
    """Why a contract has no statutory KPIs, as its manager said it."""
    given = getattr(contract, "no_kpi_reason", None)
    return given.reason if given else ""


def _text(amount: Decimal | None) -> str:
    """A part of a percentage: dimensions are texts."""
    return "" if amount is None else str(number(amount))
