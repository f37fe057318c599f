"""A plan has at least one action, and each of them a day that lies ahead (domain rules, section 6.7)."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _


def problems(days: Sequence[date], today: date) -> Iterator[str]:
    """What is missing; `days` are those of the actions."""
    if not days:
        yield _("Enter at least one action")
    if any(day < today for day in days):
        yield _("Each action must be due today or later")
