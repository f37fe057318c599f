"""Public figures by area and by contract, and all of them as rows for a file. Every rule is in `reports.published`.

Of what is kept whole nothing is here but the total of the council. Percentages come without their parts here, so that
one on a small base is not what the others leave of the council's.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from framework.hidden_counts import Hidden
from framework.values import Figure
from reports.published import (
    PUBLIC,
    Amount,
    PublishedFigure,
    promised_in,
    public_contract_totals,
    published_figure,
    published_totals,
    rows_by_number,
    totals_by_place,
    verified_in,
)
from reports.published_hiding import shown_alone
from reports.published_measures import Catalogue, catalogue_of
from returns.models import ContractTotal
from returns.totals import STORED_SUMS, Amounts, added_up
from suppliers.models import Area, Contract
from suppliers.places import NOT_SAID, Kind

ROWS = 2000
HEADER = (
    *("level", "area", "contract_reference", "contract", "supplier", "framework", "objective_code", "objective"),
    *("outcome_code", "outcome", "measure_code", "measure", "unit", "promised", "verified", "top_figure"),
    *("bottom_figure", "first_return_due", "last_return_due"),
)
Plain = str | int | Decimal | date


@dataclass(frozen=True)
class PublishedArea:
    """The public figures of the contracts of one area; without an area, of those that name none."""

    area: Area | None
    figures: list[PublishedFigure]


def published_by_area(council_id: int, *, today: date) -> list[PublishedArea]:
    """The measures that are not kept whole in every area that has figures, by name.

    Five queries; one more where something is withheld.
    """
    return _by_area(council_id, catalogue_of(council_id), today=today)


def published_for_contract(
    contract_id: int, measure_codes: Collection[str] | None = None, *, today: date
) -> list[PublishedFigure]:
    """The measures of one contract, of these codes only if any: for a case study.

    Of what is kept whole the total of the council stands there, marked `whole_council`. Empty for a draft. Seven
    queries; one more where something is withheld.
    """
    council_id = Contract.objects.filter(pk=contract_id, status__in=PUBLIC).values_list("council", flat=True).first()
    if council_id is None:
        return []
    catalogue = catalogue_of(council_id)
    totals = added_up(public_contract_totals(council_id, today=today).filter(contract=contract_id))
    whole = published_totals(council_id, catalogue, today=today)
    found = [
        replace(whole[number], whole_council=True)
        if number in catalogue.kept_whole
        else replace(_figure(catalogue, number, row), leaves_out=False)
        for number, row in sorted(rows_by_number(totals, catalogue).items())
    ]
    return [figure for figure in found if measure_codes is None or figure.measure.code in measure_codes]


def open_data_rows(council_id: int, *, today: date) -> Iterator[tuple[Plain, ...]]:
    """A row of headings, then every public figure: of the whole council, by area, by contract.

    What is hidden is there as its words, what is not known as an empty text. Texts were typed by people: whoever writes
    a file keeps a spreadsheet from reading them as formulas. Eight queries; two more where something is withheld.
    """
    catalogue = catalogue_of(council_id)
    yield HEADER
    for figure in published_totals(council_id, catalogue, today=today).values():
        yield _row(figure, ("council", "", "", "", ""))
    for place in _by_area(council_id, catalogue, today=today):
        for figure in place.figures:
            yield _row(figure, ("area", place.area.name if place.area else "", "", "", ""))
    for contract, figures in _by_contract(council_id, catalogue, today=today):
        supplier = contract.supplier.name if contract.supplier else ""
        area = contract.area.name if contract.area else ""
        for figure in figures:
            yield _row(figure, ("contract", area, contract.reference, contract.title, supplier))


def _by_area(council_id: int, catalogue: Catalogue, *, today: date) -> list[PublishedArea]:
    """As `published_by_area`. Two queries; one more where something is withheld."""
    by_key: dict[int, dict[int, Amounts]] = defaultdict(dict)
    for (key, measure), row in totals_by_place(council_id, catalogue, Kind.AREA, today=today).items():
        by_key[key][measure] = row
    areas: list[Area | None] = [*Area.objects.filter(pk__in=by_key).order_by("name"), None]
    places = [PublishedArea(area, _figures(by_key[area.pk if area else NOT_SAID], catalogue)) for area in areas]
    return [place for place in places if place.figures]


def _by_contract(
    council_id: int, catalogue: Catalogue, *, today: date
) -> Iterator[tuple[Contract, list[PublishedFigure]]]:
    """Contracts with the figures of measures that are not kept whole, some at a time. One query."""
    totals = public_contract_totals(council_id, today=today).filter(measure__in=catalogue.broken_down)
    rows = totals.select_related("contract__supplier", "contract__area").order_by("contract")
    for _pk, some in groupby(rows.iterator(ROWS), key=lambda row: row.contract_id):
        of_one = list(some)
        figures = _figures({row.measure_id: _amounts(row) for row in of_one}, catalogue)
        if figures:
            yield of_one[0].contract, [replace(figure, leaves_out=False) for figure in figures]


def _amounts(row: ContractTotal) -> Amounts:
    return {name: getattr(row, name) for name in STORED_SUMS}


def _figures(totals: Mapping[int, Amounts], catalogue: Catalogue) -> list[PublishedFigure]:
    """The figures of one place by measure, without those of measures that are kept whole."""
    rows = rows_by_number(totals, catalogue)
    return [_figure(catalogue, number, rows[number]) for number in sorted(rows.keys() - catalogue.kept_whole)]


def _figure(catalogue: Catalogue, number: int, row: Amounts) -> PublishedFigure:
    measure = catalogue.measures[number]
    promised = shown_alone(measure, Figure(promised_in(measure, row)))
    verified = replace(shown_alone(measure, verified_in(measure, row)), numerator=None, denominator=None)
    return published_figure(catalogue, number, promised, verified)


def _row(figure: PublishedFigure, place: tuple[str, ...]) -> tuple[Plain, ...]:
    measure, outcome = figure.measure, figure.measure.outcome
    return (
        *place,
        measure.version.framework.name,
        *(outcome.objective.code, outcome.objective.title, outcome.code, outcome.title),
        *(measure.code, measure.title, measure.unit),
        *(_plain(part) for part in (figure.promised, figure.verified, figure.numerator, figure.denominator)),
        *(day or "" for day in (figure.since, figure.to)),
    )


def _plain(amount: Amount) -> Plain:
    """A whole number as one, any other without idle zeros, a hidden one as its words, an unknown one as nothing."""
    if amount is None or isinstance(amount, Hidden):
        return "" if amount is None else str(amount)
    return int(amount) if amount == int(amount) else Decimal(amount).normalize()
