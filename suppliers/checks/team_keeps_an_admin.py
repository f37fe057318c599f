"""Somebody must be left to run a team: without an admin nobody could be let in or out of it any more."""

from collections.abc import Iterator

from django.utils.translation import gettext as _


def problems(is_last_admin: bool) -> Iterator[str]:
    """One sentence when the only admin would go, or would become something else."""
    if is_last_admin:
        yield _("This is the only admin of the team. Make somebody else an admin first")
