"""How the status of things moves: tables of transitions, and the one function that moves anything."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from suppliers.models import Commitment, Contract


class InvalidTransition(Exception):
    """Its status does not allow it, or somebody else moved it first."""


@dataclass(frozen=True)
class Transition:
    """One allowed move: the statuses it may start from, the status it leads to, and whose act it is."""

    verb: str
    sources: frozenset[str]
    to: str
    who: str


def transitions(*rows: tuple[str, tuple[str, ...], str, str]) -> dict[str, Transition]:
    """A table of transitions by verb."""
    return {verb: Transition(verb, frozenset(map(str, sources)), str(to), who) for verb, sources, to, who in rows}


def move(thing: models.Model, transition: Transition, **changes) -> None:
    """Move one row and change the given fields with it, if its status is still the one we read.

    One UPDATE with the old status in its WHERE clause: no locks, and the same on SQLite and PostgreSQL. Raises
    InvalidTransition when the table does not allow the move or somebody else moved the row since we read it.
    """
    status = thing.serializable_value("status")
    if status not in transition.sources:
        raise InvalidTransition(f"{transition.verb} is not allowed from {status}")
    changes["status"] = transition.to
    rows = type(thing)._default_manager.filter(pk=thing.pk, status=status)
    if rows.update(**changes) != 1:
        raise InvalidTransition(f"somebody else moved {thing._meta.label} {thing.pk} first")
    for name, value in changes.items():
        setattr(thing, name, value)


CONTRACT = transitions(
    ("activate", (Contract.Status.PREPARING,), Contract.Status.ACTIVE, "council"),
    ("end", (Contract.Status.ACTIVE,), Contract.Status.ENDED, "council"),
)
CONTRACT_OWNER = {
    Contract.Status.PREPARING: _("the council"),
    Contract.Status.ACTIVE: _("the supplier and the council"),
    Contract.Status.ENDED: _("nobody"),
}
COMMITMENT = transitions(
    ("agree", (Commitment.Status.PROPOSED,), Commitment.Status.AGREED, "council"),
    ("withdraw", (Commitment.Status.PROPOSED, Commitment.Status.AGREED), Commitment.Status.WITHDRAWN, "council"),
)
COMMITMENT_OWNER = {
    Commitment.Status.PROPOSED: _("the council"),
    Commitment.Status.AGREED: _("the supplier"),
    Commitment.Status.WITHDRAWN: _("nobody"),
}
