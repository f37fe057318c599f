"""How an amount was worked out, for the pages of cases: {% load cases %}."""

from django import template

from returns.escalating import Case
from returns.models import Remedy
from returns.shortfall import Shortfall, shortfall_from

register = template.Library()


@register.filter
def working_of(remedy: Remedy, case: Case) -> Shortfall | None:
    """How the amount of a remedy was worked out when it was proposed; None where it was not."""
    return shortfall_from(remedy.working, case.commitments) if remedy.working else None
