"""Acts that happened on an earlier day: the portal's clock set to a moment, for the demonstration only.

Actions take the time from `django.utils.timezone.now`, and rightly let nobody tell them another one: what a log says
about when something happened must not be a matter of opinion. A demonstration needs a past all the same, so here that
one function is replaced while an act runs and put back afterwards. It is replaced for the whole process: use this in a
management command and never while people are being served.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.utils import timezone


class Clock:
    """A clock that stands still until somebody lets time pass."""

    def __init__(self, moment: datetime) -> None:
        if timezone.is_naive(moment):
            raise ValueError("A moment of the demonstration needs its time zone.")
        self.moment = moment

    def now(self) -> datetime:
        """What `timezone.now` answers meanwhile."""
        return self.moment

    def wait(self, minutes: int) -> None:
        """Let some minutes pass."""
        self.moment += timedelta(minutes=minutes)


@contextmanager
def clock_at(moment: datetime) -> Iterator[Clock]:
    """Let the portal believe that it is `moment` (with a time zone, else ValueError) until the block is left."""
    clock, real = Clock(moment), timezone.now
    timezone.now = clock.now
    try:
        yield clock
    finally:
        timezone.now = real
