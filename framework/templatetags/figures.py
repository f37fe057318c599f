"""Figures in templates: `{{ amount|figure:measure }}`."""

from decimal import Decimal

from django import template

from framework.models import Measure
from framework.values import format_value

register = template.Library()


@register.filter
def figure(amount: Decimal | int | None, measure: Measure) -> str:
    """The amount with its unit, rounded for readers."""
    return format_value(measure, amount)


@register.filter
def exact_figure(amount: Decimal | int | None, measure: Measure) -> str:
    """The amount with its unit and every decimal that is stored: for people who check what was typed."""
    return format_value(measure, amount, exact=True)


@register.filter
def pounds(amount: Decimal) -> str:
    """A sum in pounds to the penny, without its sign: "1,250.00"."""
    return f"{amount:,.2f}"
