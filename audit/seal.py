"""Sealing: a keyed digest over what was recorded since the last seal, chained to the seal before it.

An event becomes visible when its transaction commits, and not in the order of ids. A seal therefore takes what it can
see and writes down which ids were missing; those that turn up later are named in a later seal. An id that was
missing because its transaction failed stays a gap for good. Nothing here takes a lock.
"""

import hashlib
import hmac
import json
import logging
from collections.abc import Iterable, Iterator
from datetime import UTC, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from audit.models import AuditEvent, Seal
from audit.spans import Span, spans_of, without

logger = logging.getLogger(__name__)

# One seal holds no more events than this, so that sealing and verifying need little memory whatever the backlog.
MOST_EVENTS = 10_000
# How long an id that was missing may still turn up: longer than any transaction lasts, and short, because until then
# an event slipped into a gap looks like a late one. Counted back from the newest seal and not from now, so that a
# worker which stood still for a week loses nothing.
GAPS_STAY_OPEN = timedelta(days=1)
MARK_LENGTH = 12
_SPANS_PER_QUERY = 100

# What the digest covers. Adding a column to either model does not break old seals; adding it here would.
EVENT_FIELDS = ("id", "at", "actor_id", "event", "subject_type", "subject_id", "trail", "council_id", "data")
SEAL_FIELDS = ("sealed", "first_id", "last_id", "events", "gaps", "late_ids", "key_mark", "marks")


def canonical(values: Iterable) -> bytes:
    """The one way these values are written as JSON, whichever database they came from. Moments are in UTC."""
    return json.dumps(list(values), sort_keys=True, separators=(",", ":"), default=_moment).encode()


def _moment(value) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def key_mark() -> str:
    """Which key is in use, without telling the key."""
    return _mark(b"the key itself")


def _mark(line: bytes) -> str:
    return _keyed(b"mark\n" + line).hexdigest()[:MARK_LENGTH]


def _keyed(start: bytes = b"") -> "hmac.HMAC":
    return hmac.new(settings.AUDIT_KEY.encode(), start, hashlib.sha256)


class Digest:
    """Gathers a seal's events one at a time, in order: late ones first, then the others, each by id."""

    def __init__(self, previous_digest: str) -> None:
        self._keyed = _keyed(b"seal\n" + previous_digest.encode())

    def add(self, event: tuple) -> str:
        """Take in one event, given as its EVENT_FIELDS, and answer with its mark."""
        line = canonical(event)
        self._keyed.update(b"\n" + line)
        return _mark(line)

    def close(self, seal: Seal) -> str:
        """The digest of this seal: 64 hexadecimal characters."""
        self._keyed.update(b"\n" + canonical([{name: getattr(seal, name) for name in SEAL_FIELDS}]))
        return self._keyed.hexdigest()


def seal_events() -> int:
    """Seal every event committed since the last seal, and answer how many there were.

    Makes as many seals as are needed and none when there is nothing new. Safe to call twice at the same time: two seals
    cannot follow the same one, so the slower caller stops and leaves the rest to the other.
    """
    sealed = 0
    while seal := _next_seal():
        try:
            with transaction.atomic():
                seal.save(force_insert=True)
        except IntegrityError:
            logger.info("Somebody else sealed these events first.")
            break
        sealed += seal.events
        logger.info(
            "Sealed %d events up to %d (%d late). Newest digest: %s",
            seal.events, seal.last_id, len(seal.late_ids), seal.digest,
        )  # fmt: skip
    return sealed


def _next_seal() -> Seal | None:
    """The seal that would follow the newest one, not yet saved; None when there is nothing to seal."""
    newest = Seal.objects.order_by("-id").first()
    seal = Seal(previous_digest=newest.digest if newest else "", key_mark=key_mark())
    seal.first_id = seal.last_id = newest.last_id + 1 if newest else 1
    digest, marks, ids = Digest(seal.previous_digest), [], []
    for event in _late_events(newest) if newest else ():
        marks.append(digest.add(event))
        seal.late_ids.append(event[0])
    room = MOST_EVENTS - len(marks)
    for event in events_in_order(AuditEvent.objects.filter(id__gte=seal.first_id))[:room].iterator(chunk_size=1000):
        marks.append(digest.add(event))
        ids.append(event[0])
    if not marks:
        return None
    seal.last_id = ids[-1] if ids else seal.first_id - 1
    seal.gaps = list(without([[seal.first_id, seal.last_id]], spans_of(ids))) if ids else []
    seal.events, seal.marks = len(marks), "".join(marks)
    seal.digest = digest.close(seal)
    return seal


def events_in_order(events):
    """A query for the canonical fields of these events by ascending id."""
    return events.order_by("id").values_list(*EVENT_FIELDS)


def _late_events(newest: Seal) -> Iterator[tuple]:
    """Events that were gaps when their neighbours were sealed, by id; no more than one seal holds."""
    spans, found = list(open_gaps(newest)), 0
    for start in range(0, len(spans), _SPANS_PER_QUERY):
        some = Q()
        for first, last in spans[start : start + _SPANS_PER_QUERY]:
            some |= Q(id__gte=first, id__lte=last)
        for event in events_in_order(AuditEvent.objects.filter(some))[: MOST_EVENTS - found]:
            found += 1
            yield event


def open_gaps(newest: Seal) -> Iterator[Span]:
    """The ids that may still turn up: gaps of recent seals, less those that already did. Ascending."""
    gaps: list[Span] = []
    arrived: list[int] = []
    recent = Seal.objects.filter(sealed__gte=newest.sealed - GAPS_STAY_OPEN).order_by("first_id", "id")
    for more_gaps, late_ids in recent.values_list("gaps", "late_ids"):
        gaps.extend(more_gaps)
        arrived.extend(late_ids)
    return without(gaps, spans_of(sorted(arrived)))
