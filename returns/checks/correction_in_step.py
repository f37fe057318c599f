"""A correction keeps parts within their wholes too, in whichever of the two it changes (invariant 5)."""

from collections.abc import Iterator
from decimal import Decimal

from framework.models import MeasureRelation
from framework.relations import explain
from framework.values import percentage
from returns.checks.relations import verified_breaches
from returns.figures import corrected, verified_with_corrections
from returns.models import ReturnLine
from returns.sheet import load_sheet


def problems(line: ReturnLine, figure: Decimal | None) -> Iterator[str]:
    """One sentence for each relation that is broken once `figure` is the verified figure of this line."""
    sheet = load_sheet(line.supplier_return, sent=True)
    figures = {
        other.pk: _net(other) for other in corrected(ReturnLine.objects.filter(supplier_return=line.supplier_return))
    }
    figures[line.pk] = figure
    measures = {row.measure.code: row.measure for row in sheet.rows}
    for breach in verified_breaches(sheet, figure_of=lambda row: figures.get(row.line.pk)):
        concerns = line.commitment.measure.code in (breach.measure_a, *breach.measures_b)
        if concerns and breach.effect == MeasureRelation.Effect.BLOCK:
            yield explain(breach, measures)


def _net(line) -> Decimal | None:
    """The verified figure of a line as it stands, with its corrections."""
    value, top, bottom = verified_with_corrections(line)
    return percentage(top, bottom) if top is not None else value
