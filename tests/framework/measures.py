"""Measures that are not in the database, for what is pure."""

from decimal import Decimal

from hypothesis import strategies as st

from framework.models import Measure


def measure(value_type: str = "count", *, unit: str = "people", aggregation: str = "sum", **fields) -> Measure:
    """A measure of this kind, never saved."""
    return Measure(
        **{
            "code": "M1",
            "title": "A measure",
            "value_type": value_type,
            "unit": unit,
            "aggregation": aggregation,
            **fields,
        }
    )


COUNT = measure()
HOURS = measure("hours", unit="hours")
MONEY = measure("money", unit="gbp")
FTE = measure("quantity", unit="FTE", aggregation="average")
CARBON = measure("quantity", unit="tco2e", calculation_rule="Baseline tCO2e for the period - actual tCO2e")
KILOS = measure("quantity", unit="kg")
SHARE = measure("percent", unit="percent", aggregation="average", numerator_label="paid", denominator_label="due")
CHANGE = measure(
    "percent",
    unit="percent",
    aggregation="latest",
    numerator_label="change in kWh",
    denominator_label="baseline kWh",
)
MILESTONE = measure("milestone", unit="milestone", aggregation="latest")
NARRATIVE = measure("narrative", unit="words", aggregation="latest")
AMOUNTED = [COUNT, HOURS, MONEY, FTE, CARBON, KILOS, SHARE, CHANGE]


def amounts(places: int):
    """Any amount of 0 or more with so many decimals that can be stored."""
    return st.integers(min_value=0, max_value=(10**12 - 1) * 10**places).map(lambda n: Decimal(n).scaleb(-places))
