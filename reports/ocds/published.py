"""What everybody may read of promises and results: the published figures of each contract, and nothing finer.

A figure stands here only where the open data file has the same one: of the whole length of a contract, of a measure
that is published by contract. Nothing is said by period or by promise, which no public page says either, and nothing
about measures of which only the council's total is published, not even that a contract has one (decision records 0029
and 0037).
"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from framework.hidden_counts import Hidden
from framework.models import Measure
from reports.editions import Stored, figures_of_contracts
from reports.ocds.amounts import figure_of, known, period_of
from reports.ocds.failures import cases_of, failures_in
from reports.ocds.full import classification, ratings_of, where
from reports.ocds.releases import Thing, Told
from reports.published import WITHOUT_PROMISE, Amount, PublishedFigure
from returns.models import Escalation, KpiRating
from suppliers.models import Contract
from suppliers.ocds.shape import LONDON

Figures = dict[int, PublishedFigure]


def published_figures(contracts: Sequence[Contract], *, stored: Stored, today: date) -> dict[int, Told]:
    """What is published of each of these contracts. Six queries, whatever their number."""
    figures = figures_of_contracts(stored, contracts, today=today)
    cases = cases_of(contracts)
    rated: dict[tuple[int, int], list[KpiRating]] = {}
    for rating in ratings_of(contracts):
        rated.setdefault((rating.assessment.contract_id, rating.commitment.measure_id), []).append(rating)
    found = {}
    for contract in contracts:
        own = figures[contract.pk]
        told = found[contract.pk] = Told(why_none_agreed=_why_none())
        for pk, figure in own.items():
            _tell(told, contract, pk, figure, rated.get((contract.pk, pk), []), stored)
        for case in cases.get(contract.pk, ()):
            if _may_be_told(case, own):
                told.failures += failures_in(case, contract, with_words=False)
    return found


def _tell(
    told: Told, contract: Contract, pk: int, figure: PublishedFigure, ratings: list[KpiRating], stored: Stored
) -> None:
    measure = figure.measure
    metric = {"id": str(pk), "title": measure.title, "description": measure.code}
    here = known({"dimensions": where(contract)})
    whole = {"period": period_of(contract.starts_on, contract.ends_on)}
    if measure.value_type not in WITHOUT_PROMISE and _is_shown(figure.promised):
        promised = {"id": f"{pk}-promised"} | whole | here | figure_of(measure, figure.promised)  # type: ignore[arg-type]  # what is shown is an amount
        told.agreed.append(metric | {"observations": [promised]})
    observed = [_rated(pk, rating) for rating in ratings if measure.value_type != Measure.ValueType.PERCENT]
    if _is_shown(figure.verified):
        verified = {"id": f"{pk}-verified", "period": _so_far(contract, stored)} | here
        observed.insert(0, verified | figure_of(measure, figure.verified))  # type: ignore[arg-type]  # as above
    if isinstance(figure.verified, Hidden):
        metric["description"] = _("%(code)s. The figure is not shown: it rests on few cases.") % {"code": measure.code}
    if observed or isinstance(figure.verified, Hidden):
        told.results.append(metric | known({"observations": observed}))


def _is_shown(amount: Amount) -> bool:
    return amount is not None and not isinstance(amount, Hidden)


def _so_far(contract: Contract, stored: Stored) -> dict[str, str]:
    """From the first day of a contract to the day as of which the figures stand, or its last."""
    made_at = stored.edition.made_at
    first, last = contract.starts_on, contract.ends_on
    if first is None or last is None or made_at is None:
        return period_of(first, last)
    return period_of(first, max(first, min(last, made_at.astimezone(LONDON).date())))


def _rated(pk: int, rating: KpiRating) -> Thing:
    """How a statutory KPI was rated, without the figure of that day: only today's is published."""
    assessment = rating.assessment
    period = period_of(assessment.covers_from, assessment.covers_until)
    id = f"{pk}-{rating.commitment_id}-{assessment.covers_until}-rated"
    return {"id": id, "period": period, "measureClassification": classification(rating)}


def _may_be_told(case: Escalation, figures: Figures) -> bool:
    """Whether each promise of a case is one whose verified figure is published of this contract alone.

    Of a percentage no figure is ever told beside it: on a small base it is hidden, and how far it fell short tells it.
    """
    found = [figures.get(promise.measure_id) for promise in case.commitments.all()]
    return all(
        figure is not None
        and figure.measure.value_type != Measure.ValueType.PERCENT
        and not isinstance(figure.verified, Hidden)
        for figure in found
    )


def _why_none() -> str:
    """The same of every contract without a figure, whatever it has promised."""
    return _(
        "Figures that are published only as totals of the whole council, such as those about young people and other "
        "protected groups, are not given by contract."
    )
