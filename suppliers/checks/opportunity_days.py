"""The days of an opportunity stand in their order, and nothing is said of days to come."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from suppliers.models import Opportunity


def problems(opportunity: Opportunity, *, today: date) -> Iterator[tuple[str, str]]:
    """The field and a sentence for each day out of its order."""
    if opportunity.sought_on > today:
        yield "sought_on", _("The day you agreed it with the host cannot be in the future")
    if opportunity.starts_on < opportunity.sought_on:
        yield "starts_on", _("The first day cannot be before the day you agreed it with the host")
    if opportunity.ends_on < opportunity.starts_on:
        yield "ends_on", _("The last day cannot be before the first day")


def of_step(opportunity: Opportunity, on: date, *, today: date, is_taken_up: bool) -> Iterator[str]:
    """Why nothing can be recorded for this day."""
    if on > today:
        yield _("The day cannot be in the future")
    if on < opportunity.sought_on:
        yield _("The day cannot be before the day you agreed it with the host")
    if is_taken_up and not opportunity.starts_on <= on <= opportunity.ends_on:
        yield _("Nobody can take it up before its first day or after its last day")
