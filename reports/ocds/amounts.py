"""Days, sums and figures as the standard writes them (domain rules, section 9.2). Nothing here asks the database."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from framework.models import Measure
from framework.units import unit_of
from suppliers.ocds.shape import LONDON

COMMON_CODES = {
    "hours": "HUR",
    "days": "DAY",
    "weeks": "WEE",
    "kg": "KGM",
    "m2": "MTK",
    "miles": "SMI",
    "percent": "P1",
}
"""Codes of UN/CEFACT, Recommendation 20, by our own names of units."""
PIECES = "C62"
OWN_SCHEME = "report-social-value"
"""For units that have no common code: full-time equivalents, tonnes of CO2e, WELLBYs, a council's own."""
# What has a unit of its own, whatever a measure says.
UNIT_OF_KIND = {Measure.ValueType.HOURS: "hours", Measure.ValueType.PERCENT: "percent"}
LAST_SECOND = time(23, 59, 59)


def start_of(day: date) -> str:
    """The first moment of a day in London, as the standard writes moments."""
    return datetime.combine(day, time(), LONDON).isoformat()


def end_of(day: date) -> str:
    """The last second of a day in London."""
    return datetime.combine(day, LAST_SECOND, LONDON).isoformat()


def moment(at: datetime) -> str:
    """A moment to the second, in London's time."""
    return at.astimezone(LONDON).replace(microsecond=0).isoformat()


def period_of(first: date | None, last: date | None) -> dict[str, str]:
    """From the first day to the last one, that included; what is not known is left out."""
    return known({"startDate": first and start_of(first), "endDate": last and end_of(last)})


def number(amount: Decimal | int) -> int | float:
    """A number of JSON: whole where it is whole. Up to 15 digits, more than we store, are written as they are."""
    return int(amount) if amount == int(amount) else float(amount)


def pounds(amount: Decimal | None, *, gross: Decimal | None = None) -> dict[str, Any]:
    """A sum in pounds, without VAT and with it; nothing where neither is known."""
    if amount is None and gross is None:
        return {}
    net, with_vat = (None if one is None else number(one) for one in (amount, gross))
    return known({"amount": net, "amountGross": with_vat}) | {"currency": "GBP"}


def figure_of(measure: Measure, amount: Decimal | int) -> dict[str, Any]:
    """A figure of a measure as an observation has it: money as a value, all else as a measure with its unit."""
    return figures_of(measure)(amount)


def figures_of(measure: Measure) -> Callable[[Decimal | int], dict[str, Any]]:
    """As `figure_of`, for many figures of one measure: its unit is put into words once."""
    if measure.value_type == Measure.ValueType.MONEY:
        return lambda amount: {"value": {"amount": number(amount), "currency": "GBP"}}
    in_unit = unit(measure)
    return lambda amount: {"measure": number(amount), "unit": in_unit}


def unit(measure: Measure) -> dict[str, str]:
    """The unit of a measure, by its common code where it has one."""
    name = UNIT_OF_KIND.get(Measure.ValueType(measure.value_type), measure.unit)
    words = str(unit_of(name).name) or name
    if name in COMMON_CODES:
        return {"scheme": "UNCEFACT", "id": COMMON_CODES[name], "name": words}
    if measure.value_type in (Measure.ValueType.COUNT, Measure.ValueType.MILESTONE):
        return known({"scheme": "UNCEFACT", "id": PIECES, "name": words})
    return known({"scheme": OWN_SCHEME, "id": name, "name": words})


def known(fields: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty: the standard leaves out what is not known. False and 0 say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {}, ())}
