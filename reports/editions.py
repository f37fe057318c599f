"""Public figures as pages read them: worked out by a task every few minutes, kept a council, read in one question.

What is public, and what is hidden, says `reports.published`; this writes it down and reads it. Whatever is verified or
corrected is on the public pages some minutes later, and every page says as of when its figures are.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import Council
from accounts.queries import councils_on
from framework.hidden_counts import Hidden
from framework.models import Framework, FrameworkVersion, Measure, Objective, Outcome
from framework.values import Figure
from reports.models import PublishedEdition
from reports.published import (
    Amount,
    PublishedFigure,
    promised_in,
    public_contract_totals,
    published_totals,
    verified_in,
)
from reports.published_hiding import shown_alone
from reports.published_measures import catalogue_of
from reports.published_places import areas_of
from returns.models import ContractTotal
from returns.totals import STORED_SUMS
from suppliers.models import Contract

ROWS = 2000
# What a page says of a measure.
OF_MEASURE = ("id", "code", "title", "position", "unit", "value_type", "aggregation", "sensitivity", "lower_is_better")
FLAGS = ("is_now", "is_kept_whole", "leaves_out")
AMOUNTS = ("promised", "verified", "numerator", "denominator")


@dataclass(frozen=True)
class Edition:
    """The public figures of a council: of the whole council in the order of its frameworks, and by area.

    `made_at` is when they last changed; None where nothing was ever worked out.
    """

    made_at: datetime | None
    figures: list[PublishedFigure]
    areas: list[tuple[str, list[PublishedFigure]]]
    """The name of each area with its figures; an empty name for contracts that name none."""
    checked_at: datetime | None = None
    """When they were last worked out, and found to be the same or not: long ago where the worker stands still."""

    def of(self, code: str) -> list[PublishedFigure]:
        """The figures of the measures with this code: one, or one for each framework that has it."""
        return [figure for figure in self.figures if figure.measure.code == code]


NOTHING = Edition(None, [], [])


# --- Written by the task ----------------------------------------------------------------------------------------------
def publish_figures() -> int:
    """Work the public figures of every council out again, and say of how many they changed.

    Councils that are no more lose theirs: what they published is in their successors' hands.
    """
    today = timezone.localdate()
    standing = list(councils_on(today).values_list("pk", flat=True))
    PublishedEdition.objects.exclude(council__in=standing).delete()
    return sum(publish_figures_of(council_id, today=today) for council_id in standing)


@transaction.atomic
def publish_figures_of(council_id: int, *, today: date) -> bool:
    """Work the public figures of one council out again; True when they are others than before."""
    content, now = _content(council_id, today=today), timezone.now()
    if PublishedEdition.objects.filter(council=council_id, content=content).update(last_checked=now):
        return False
    PublishedEdition.objects.update_or_create(
        council=Council.objects.get(pk=council_id), defaults={"content": content, "as_of": now, "last_checked": now}
    )
    return True


def _content(council_id: int, *, today: date) -> dict[str, Any]:
    catalogue = catalogue_of(council_id)
    whole = published_totals(council_id, catalogue, today=today)
    ids: dict[int, list[int]] = {}
    for pk, number in sorted(catalogue.number_of.items()):
        ids.setdefault(number, []).append(pk)
    return {
        "figures": [{**_written(figure), "ids": ids[number]} for number, figure in whole.items()],
        "areas": [
            {"name": place.area.name if place.area else "", "figures": [_written(figure) for figure in place.figures]}
            for place in areas_of(council_id, catalogue, today=today)
        ],
    }


def _written(figure: PublishedFigure) -> dict[str, Any]:
    measure, outcome = figure.measure, figure.measure.outcome
    return {
        "measure": {name: getattr(measure, name) for name in OF_MEASURE},
        "framework": measure.version.framework.name,
        "outcome": [outcome.code, outcome.title, outcome.objective.code, outcome.objective.title],
        **{name: _amount_written(getattr(figure, name)) for name in AMOUNTS},
        **{name: getattr(figure, name) for name in FLAGS},
        "since": figure.since.isoformat() if figure.since else None,
        "to": figure.to.isoformat() if figure.to else None,
    }


def _amount_written(amount: Amount) -> str | list[str] | None:
    if isinstance(amount, Hidden):
        return [amount.name]
    return None if amount is None else str(amount)


# --- Read by pages ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Stored:
    """An edition with what leads from a measure of the database to its figure in it."""

    council_id: int
    edition: Edition
    number_of: dict[int, int]

    def figure_of(self, total: ContractTotal) -> PublishedFigure:
        """What of a contract's total is public: itself, or the whole council's figure in its place."""
        return _of_contract(self.edition.figures[self.number_of[total.measure_id]], total)

    @property
    def broken_down(self) -> list[int]:
        """The ids of the measures of which more is published than the total of the whole council."""
        return [pk for pk, number in self.number_of.items() if not self.edition.figures[number].is_kept_whole]


def stored_edition(council_id: int) -> Stored | None:
    """The edition of a council. One query."""
    row = PublishedEdition.objects.filter(council=council_id).first()
    return _stored(row) if row else None


def edition_of(council_id: int | None) -> Edition:
    """The public figures of a council as they are now; none for a site without a council. One query."""
    stored = stored_edition(council_id) if council_id else None
    return stored.edition if stored else NOTHING


def figures_of_contract(
    contract_id: int,
    codes: Collection[str] | QuerySet | None = None,
    *,
    today: date,
    beside: Mapping[str, Subquery] | None = None,
) -> list[PublishedFigure]:
    """The measures that one contract has figures of, of these codes only if any (or of a query for codes), in order.

    Of what is published of the whole council alone its total stands there, marked `whole_council`. Empty for a draft,
    and before the task has run. `beside` is what else is read of each total, for its measure to know. Two queries.
    """
    row = PublishedEdition.objects.filter(council__contracts=contract_id).first()
    if row is None:
        return []
    stored = _stored(row)
    totals = _public_totals(stored, today=today).filter(contract=contract_id).select_related("measure")
    if codes is not None:
        totals = totals.filter(measure__code__in=codes)
    found: dict[int, PublishedFigure] = {}
    for total in totals.annotate(**beside or {}):
        figure = found[stored.number_of[total.measure_id]] = stored.figure_of(total)
        for name in beside or ():
            setattr(figure.measure, name, getattr(total, name))
    return [found[number] for number in sorted(found)]


def figures_by_contract(stored: Stored, *, today: date) -> Iterator[tuple[Contract, list[PublishedFigure]]]:
    """Contracts with what is published of each alone, some at a time. One query."""
    rows = _public_totals(stored, today=today).filter(measure__in=stored.broken_down)
    rows = rows.order_by("contract", "measure__position")
    read = rows.select_related("measure", "contract__supplier", "contract__area").iterator(ROWS)
    for _pk, some in groupby(read, key=lambda row: row.contract_id):
        of_one = list(some)
        yield of_one[0].contract, [stored.figure_of(total) for total in of_one]


def figures_of_contracts(
    stored: Stored, contracts: Collection[Contract], *, today: date
) -> dict[int, dict[int, PublishedFigure]]:
    """What is published of each of some contracts alone, by contract and by the id of the measure. One query."""
    found: dict[int, dict[int, PublishedFigure]] = {contract.pk: {} for contract in contracts}
    rows = _public_totals(stored, today=today).filter(measure__in=stored.broken_down, contract__in=contracts)
    for row in rows.select_related("measure").order_by("contract_id", "measure__position", "measure_id"):
        found[row.contract_id][row.measure_id] = stored.figure_of(row)
    return found


def _public_totals(stored: Stored, *, today: date) -> QuerySet[ContractTotal]:
    """The totals of single contracts that say something, of measures that are in the edition."""
    says_something = ~Q(in_all=0) | Q(lines__gt=0) | Q(verified__isnull=False)
    totals = public_contract_totals(stored.council_id, today=today)
    return totals.filter(says_something, measure__in=list(stored.number_of))


def _stored(row: PublishedEdition) -> Stored:
    number_of = {pk: number for number, figure in enumerate(row.content["figures"]) for pk in figure["ids"]}
    return Stored(row.council_id, _read(row), number_of)


def _of_contract(whole: PublishedFigure, total: ContractTotal) -> PublishedFigure:
    if whole.is_kept_whole:
        return replace(whole, whole_council=True)
    row = {name: getattr(total, name) for name in STORED_SUMS}
    promised = shown_alone(total.measure, Figure(promised_in(total.measure, row)))
    verified = shown_alone(total.measure, verified_in(total.measure, row))
    return PublishedFigure(whole.measure, promised.value, verified.value, is_now=whole.is_now)


def _read(row: PublishedEdition) -> Edition:
    areas = [(place["name"], _figures(place["figures"])) for place in row.content["areas"]]
    return Edition(row.as_of, _figures(row.content["figures"]), areas, row.last_checked)


def _figures(written: Iterable[dict[str, Any]]) -> list[PublishedFigure]:
    return [_figure(figure) for figure in written]


def _figure(written: dict[str, Any]) -> PublishedFigure:
    code, title, objective_code, objective = written["outcome"]
    outcome = Outcome(code=code, title=title, objective=Objective(code=objective_code, title=objective))
    version = FrameworkVersion(framework=Framework(name=written["framework"]))
    more: dict[str, Any] = {name: _amount_read(written[name]) for name in AMOUNTS}
    more |= {name: written[name] for name in FLAGS}
    return PublishedFigure(
        measure=Measure(**written["measure"], outcome=outcome, version=version),
        **more,
        since=date.fromisoformat(written["since"]) if written["since"] else None,
        to=date.fromisoformat(written["to"]) if written["to"] else None,
    )


def _amount_read(written: str | list[str] | None) -> Amount:
    if isinstance(written, list):
        return Hidden[written[0]]
    return None if written is None else Decimal(written)
