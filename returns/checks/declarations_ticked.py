"""Whoever sends a return, or asks for its sign-off, ticks every declaration (domain rules, section 2.5)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from returns.checks.problem import STOP, Problem
from returns.declarations import missing

CODE = "not_declared"


def problems(ticked: list[str]) -> Iterator[Problem]:
    """One problem when not every declaration is ticked."""
    if missing(ticked):
        yield Problem(CODE, STOP, _("Tick all the declarations, or change your answers"), "check")
