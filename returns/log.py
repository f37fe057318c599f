"""What the supplier's opportunity log says of a line: shown beside its figure, and never put into it.

What a return claims the supplier enters itself, and what is verified the officer decides (domain rules, 5.1 and 6.4).
"""

from dataclasses import dataclass

from returns.models import SupplierReturn
from returns.sheet import Row
from suppliers.opportunities import COUNTED_BY, Totals, totals_of_period


@dataclass(frozen=True)
class LogSays:
    """The log's figure for the measure of a line, and all its totals, of the period of the return."""

    figure: int
    totals: Totals


def log_of(row: Row, supplier_return: SupplierReturn) -> LogSays | None:
    """What the log says of a line; None where it counts something else, or another organisation delivers the line.

    One query, for the measures that a log counts alone.
    """
    code = row.measure.code
    if code not in COUNTED_BY or row.commitment.deliverer_id is not None:
        return None
    period = supplier_return.period
    days = {"starts_on": period.starts_on, "ends_before": period.ends_before}
    totals = totals_of_period(supplier_return.contract_id, **days)
    return LogSays(totals.figure_for(code) or 0, totals)
