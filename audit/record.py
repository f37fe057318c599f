"""The only writer of audit events."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, models
from django.utils import timezone

from audit.adding import add_rows
from audit.events import Event
from audit.models import AuditEvent

# Under this name the data of an event hold the number of the token with which a program did it in the actor's name.
BY_PROGRAM = "by_program"
ABOUT = ("subject_type", "subject_id", "trail", "council_id", "data")
_program: ContextVar[int | None] = ContextVar("program", default=None)


@contextmanager
def by_program(token_id: int) -> Iterator[None]:
    """Whatever is recorded meanwhile was done by a program with this token, in the name of whoever made it."""
    before = _program.set(token_id)
    try:
        yield
    finally:
        _program.reset(before)


def record(event: Event, *, by, on: models.Model, data: dict | None = None) -> AuditEvent:
    """Add one event inside the caller's transaction.

    `by` is the user who did it, or None for the portal itself and for whoever came by a link without an account (the
    event says which, see `Event.without_a_person`). `on` is the thing it happened to; where it has the attributes
    `audit_council_id` and `audit_trail` (the "app.model:pk" whose history shows the event) they are kept.
    `data` must be JSON: figures before and after, reasons; never a name, an address or a file's content.
    Raises RuntimeError outside a transaction: an event must stand or fall with what it tells of.
    """
    _check_transaction(event)
    row = AuditEvent(**_alike(event, by), **dict(zip(ABOUT, _about(on, data), strict=True)))
    row.save(force_insert=True)
    return row


def record_each(event: Event, *, by, things: Iterable[tuple[models.Model, dict]]) -> None:
    """Add the same event for many things, each with its data: the twin of `record`, in one statement."""
    _check_transaction(event)
    rows = (_about(on, data) for on, data in things)
    add_rows(AuditEvent, each=ABOUT, rows=rows, **_alike(event, by))


def _check_transaction(event: Event) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError(f"{event.code} must be recorded inside the transaction of the action it tells of.")


def _alike(event: Event, by) -> dict[str, Any]:
    """What is alike in the events of one call."""
    return {"at": timezone.now(), "actor_id": None if by is None else by.pk, "event": event.code}


def _about(on: models.Model, data: dict | None) -> tuple:
    """The fields `ABOUT` of an event on a thing."""
    program = _program.get()
    return (
        on._meta.label_lower,
        str(on.pk),
        getattr(on, "audit_trail", ""),
        getattr(on, "audit_council_id", None),
        (data or {}) | ({} if program is None else {BY_PROGRAM: program}),
    )
