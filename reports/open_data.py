"""All public figures of a council as rows for a file that anybody may use again (requirement PU7)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from framework.hidden_counts import Hidden
from reports.editions import figures_by_contract, stored_edition
from reports.published import Amount, PublishedFigure

HEADER = (
    *("level", "area", "contract_reference", "contract", "supplier", "framework", "objective_code", "objective"),
    *("outcome_code", "outcome", "measure_code", "measure", "unit", "promised", "verified", "top_figure"),
    *("bottom_figure", "first_return_due", "last_return_due"),
)
Plain = str | int | Decimal | date


def open_data_rows(council_id: int, *, today: date) -> Iterator[tuple[Plain, ...]]:
    """A row of headings, then every public figure: of the whole council, by area, by contract.

    What is hidden is there as its words, what is not known as an empty text. Texts were typed by people: whoever writes
    a file keeps a spreadsheet from reading them as formulas. Two queries, whatever the council's size.
    """
    yield HEADER
    stored = stored_edition(council_id)
    if stored is None:
        return
    edition = stored.edition
    for figure in edition.figures:
        yield _row(figure, ("council", "", "", "", ""))
    for name, figures in edition.areas:
        for figure in figures:
            yield _row(figure, ("area", name, "", "", ""))
    for contract, figures in figures_by_contract(stored, today=today):
        supplier = contract.supplier.name if contract.supplier else ""
        area = contract.area.name if contract.area else ""
        for figure in figures:
            yield _row(figure, ("contract", area, contract.reference, contract.title, supplier))


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
