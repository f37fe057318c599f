"""Content whose row is gone, deleted for certain: at once, and again later if the storage failed or the portal died."""

import uuid
from collections.abc import Iterator
from datetime import date

from django.db import transaction

from returns.evidence.store import GONE, take_away
from returns.models import Evidence

# Every row that is gone is looked at once in so many nights: its number decides in which.
NIGHTS = 16
BATCH = 500


def let_go(evidence: Evidence) -> None:
    """Delete the content of a file that is gone, and its previews, once the transaction commits.

    Content that another file of the same organisation still needs stays. A storage that fails undoes nothing: the
    error is logged, and `delete_leftovers` tries again.
    """
    transaction.on_commit(lambda: take_away(evidence), robust=True)


def delete_leftovers(*, today: date) -> int:
    """Delete whatever is still stored of files that are gone; returns how many rows were looked at.

    A portal that dies between committing and deleting leaves content behind. Looking for it costs a question to the
    storage for each row, so each night looks at a sixteenth of them.
    """
    looked_at = 0
    for evidence in _gone(today.toordinal() % NIGHTS):
        let_go(evidence)
        looked_at += 1
    return looked_at


def _gone(part: int) -> Iterator[Evidence]:
    """The rows that are gone whose number begins with this hexadecimal digit, a batch at a time."""
    first, last = uuid.UUID(int=part << 124), uuid.UUID(int=((part + 1) << 124) - 1)
    rows = Evidence.objects.filter(status__in=GONE, pk__lte=last).order_by("pk")
    batch = list(rows.filter(pk__gte=first)[:BATCH])
    while batch:
        yield from batch
        batch = list(rows.filter(pk__gt=batch[-1].pk)[:BATCH]) if len(batch) == BATCH else []
