"""A part is never more than its whole, nor a later step more than the one before it (domain rules, section 2.5)."""

from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal

from framework.models import MeasureRelation
from framework.relations import Breach, explain
from returns.checks.problem import LOOK, STOP, Problem
from returns.checks.relations import claim_breaches
from returns.sheet import Sheet

CODE = "figures_out_of_step"


def problems(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each relation the claimed figures break: some stop the return, others ask for a second look."""
    measures = {row.measure.code: row.measure for row in sheet.rows}
    numbers = {row.measure.code: row.number for row in sheet.rows if row.line.is_open}
    for breach in claim_breaches(sheet):
        if breach.effect == MeasureRelation.Effect.CONFIRM or breach.kind == MeasureRelation.Kind.VALID_ONLY_IF:
            continue
        severity = STOP if breach.stops_submission else LOOK
        codes = (breach.measure_a, *breach.measures_b)
        line = next((numbers[code] for code in codes if code in numbers), None)
        if line is not None:
            yield Problem(CODE, severity, explain(breach, measures), "figure", line, data=_facts(breach))


def sentence(sheet: Sheet, line: int | None, data: dict) -> str:
    """What is out of step, from what `problems` found."""
    amounts = {name: Decimal(data[name]) for name in ("amount_a", "amount_b")}
    breach = Breach(**{**data, **amounts, "measures_b": tuple(data["measures_b"])})
    return explain(breach, {row.measure.code: row.measure for row in sheet.rows})


def _facts(breach: Breach) -> dict:
    """A breach as JSON has it."""
    return {**asdict(breach), "amount_a": str(breach.amount_a), "amount_b": str(breach.amount_b)}
