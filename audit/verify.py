"""Verifying: does every seal still agree with the events it was made over, and with the seal before it?"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from django.utils.translation import gettext as _

from audit.models import AuditEvent, Seal
from audit.seal import MARK_LENGTH, Digest, events_in_order, key_mark, open_gaps
from audit.spans import holds, length, without

# After so many the picture is clear, and a wrong key would otherwise name every seal there is.
MOST_PROBLEMS = 100
_IDS_PER_QUERY = 500


@dataclass(frozen=True)
class Problem:
    """One thing that is not as it was sealed, in plain words. An id is None where it says nothing."""

    seal_id: int | None
    event_id: int | None
    text: str


@dataclass
class Report:
    """What verifying found. Problems come in the order of the chain, at most `MOST_PROBLEMS` or a few more."""

    seals: int = 0
    sealed_events: int = 0
    waiting_events: int = 0
    newest_digest: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether nothing differs."""
        return not self.problems

    def add(self, text: str, *, seal: Seal | None = None, event_id: int | None = None, **words) -> None:
        """Note one difference; `text` may name %(seal)s and %(event)s."""
        seal_id = seal.pk if seal else None
        self.problems.append(Problem(seal_id, event_id, text % {"seal": seal_id, "event": event_id, **words}))


def verify_chain(expected_digest: str | None = None) -> Report:
    """Read every seal and every sealed event, and report what differs.

    Found without help: an event changed, removed, or slipped in between sealed ones; a seal changed, or removed from
    the beginning or the middle; another key. That the newest seals were cut off shows only against something kept
    elsewhere: give a digest from the log as `expected_digest`.

    Not found, by nature: changes to events that are not sealed yet, an event slipped into a gap that is still open
    (it counts as late), and anything done by somebody who holds the key. Memory stays small; time grows with the
    number of events.
    """
    report = Report()
    verification = _Verification(report)
    expected_seen = False
    for seal in Seal.objects.order_by("id").iterator(chunk_size=10):
        verification.check(seal)
        expected_seen |= seal.digest == expected_digest
        if len(report.problems) >= MOST_PROBLEMS:
            return report
    verification.finish()
    if expected_digest and not expected_seen:
        report.add(_("No seal has the digest you expect. The newest seals were cut off or replaced."))
    return report


class _Verification:
    """One walk along the chain."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.newest: Seal | None = None
        self.key_mark = key_mark()
        self.all_read = True
        # Events inside a sealed range that its seal did not see: late ones, until a later seal names them.
        self.strangers: dict[int, Seal] = {}

    def check(self, seal: Seal) -> None:
        """Compare one seal with the one before it and with its events."""
        self._check_link(seal)
        if seal.key_mark != self.key_mark:
            self.all_read = False
            self.report.add(_("Seal %(seal)s was made with another AUDIT_KEY than the one that is set now."), seal=seal)
        elif _is_readable(seal):
            self._check_events(seal)
        else:
            self.all_read = False
            self.report.add(_("Seal %(seal)s itself was changed."), seal=seal)
        self.newest = seal
        self.report.seals += 1
        self.report.sealed_events += seal.events
        self.report.newest_digest = seal.digest

    def finish(self) -> None:
        """Judge the strangers, once every seal that might name them was read."""
        self.report.waiting_events = AuditEvent.objects.filter(id__gt=self.newest.last_id if self.newest else 0).count()
        for event_id in AuditEvent.objects.filter(id__lt=1).order_by("id").values_list("id", flat=True)[:MOST_PROBLEMS]:
            self.report.add(_("Event %(event)s was added by hand: its number is below 1."), event_id=event_id)
        if self.newest and self.strangers and self.all_read:
            self._judge_strangers(self.newest)
        self.report.problems.sort(key=lambda problem: (problem.seal_id is None, problem.seal_id))

    def _check_link(self, seal: Seal) -> None:
        previous = self.newest
        if seal.previous_digest == (previous.digest if previous else ""):
            return
        if previous is None:
            self.report.add(_("One or more seals before seal %(seal)s were removed."), seal=seal)
        else:
            self.report.add(
                _("Seal %(seal)s does not follow seal %(previous)s. A seal between them was removed, or one changed."),
                seal=seal,
                previous=previous.pk,
            )

    def _check_events(self, seal: Seal) -> None:
        """Compute the digest again; where it differs, the marks say why."""
        digest = Digest(seal.previous_digest)
        differences: list[tuple[str, int]] = []
        for position, (event_id, event) in enumerate(self._sealed_by(seal)):
            if event is None:
                differences.append((_("Event %(event)s, sealed by seal %(seal)s, was removed."), event_id))
            elif digest.add(event) != seal.marks[position * MARK_LENGTH : (position + 1) * MARK_LENGTH]:
                differences.append((_("Event %(event)s is not as seal %(seal)s sealed it: it was changed."), event_id))
            if len(differences) >= MOST_PROBLEMS:
                break
        if digest.close(seal) == seal.digest:
            return
        for text, event_id in differences:
            self.report.add(text, seal=seal, event_id=event_id)
        if not differences:
            self.report.add(_("Seal %(seal)s itself was changed."), seal=seal)

    def _sealed_by(self, seal: Seal) -> Iterator[tuple[int, tuple | None]]:
        """Every event the seal was made over, in the order it was read then; None for one that is gone."""
        for start in range(0, len(seal.late_ids), _IDS_PER_QUERY):
            ids = seal.late_ids[start : start + _IDS_PER_QUERY]
            found = {event[0]: event for event in events_in_order(AuditEvent.objects.filter(id__in=ids))}
            for event_id in ids:
                self.strangers.pop(event_id, None)
                yield event_id, found.get(event_id)
        present = AuditEvent.objects.filter(id__gte=seal.first_id, id__lte=seal.last_id)
        expected = chain.from_iterable(range(first, last + 1) for first, last in _spans_sealed(seal))
        awaited = next(expected, None)
        for event in events_in_order(present).iterator(chunk_size=1000):
            while awaited is not None and awaited < event[0]:
                yield awaited, None
                awaited = next(expected, None)
            if awaited is not None and event[0] == awaited:
                yield awaited, event
                awaited = next(expected, None)
            else:
                self.strangers[event[0]] = seal
        while awaited is not None:
            yield awaited, None
            awaited = next(expected, None)

    def _judge_strangers(self, newest: Seal) -> None:
        # In this order, or an event that is being sealed at this moment would be taken for a forgery.
        still_open = list(open_gaps(newest))
        for late_ids in Seal.objects.filter(id__gt=newest.pk).values_list("late_ids", flat=True):
            for event_id in late_ids:
                self.strangers.pop(event_id, None)
        for event_id, seal in self.strangers.items():
            if holds(still_open, event_id):
                self.report.waiting_events += 1
            else:
                self.report.add(
                    _("Event %(event)s was added among the events of seal %(seal)s after they were sealed."),
                    seal=seal,
                    event_id=event_id,
                )


def _spans_sealed(seal: Seal):
    """The ids from first to last, less the gaps."""
    return without([[seal.first_id, seal.last_id]], seal.gaps) if seal.last_id >= seal.first_id else []


def _is_readable(seal: Seal) -> bool:
    """Whether the seal's fields have the shape they are written in; if not, nothing can be computed from them."""
    numbers = [seal.first_id, seal.last_id, seal.events]
    try:
        numbers += [*seal.late_ids, *(number for first, last in seal.gaps for number in (first, last))]
        if not all(type(number) is int for number in numbers):
            return False
        return len(seal.late_ids) + length(_spans_sealed(seal)) == seal.events == len(seal.marks) / MARK_LENGTH
    except (TypeError, ValueError):
        return False
