"""Measures that are not in the database, for what is pure."""

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
