"""Two measures that may never count the same person or thing are confirmed as different (domain rules, section 2.5)."""

from collections.abc import Iterator

from framework.models import MeasureRelation
from framework.relations import Breach, explain
from returns.checks.problem import STOP, Problem
from returns.checks.relations import claim_breaches
from returns.sheet import Sheet


def pairs_to_confirm(sheet: Sheet) -> list[Breach]:
    """The pairs the supplier is asked about, whether confirmed yet or not."""
    return [breach for breach in claim_breaches(sheet) if breach.effect == MeasureRelation.Effect.CONFIRM]


def questions(sheet: Sheet) -> dict[str, str]:
    """The sentences of the pairs to confirm, by key."""
    measures = {row.measure.code: row.measure for row in sheet.rows}
    return {breach.key: explain(breach, measures) for breach in pairs_to_confirm(sheet)}


def problems(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each pair that nobody has confirmed."""
    measures = {row.measure.code: row.measure for row in sheet.rows}
    for breach in pairs_to_confirm(sheet):
        if breach.key not in sheet.revision.confirmed_pairs:
            yield Problem("pair_not_confirmed", STOP, explain(breach, measures), "check", pair=breach.key)
