"""What happened when: acts are noted in any order and played in the order of their moments."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count

from django.utils import timezone

from portal.demo.clock import Clock, clock_at
from suppliers.calendar import is_working_day

Act = Callable[[Clock], object]
NATION = "ENG"


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment by the clock on the wall."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def working_day(day: date) -> date:
    """The day itself when people are at work, otherwise the last day before on which they were."""
    while not is_working_day(day, NATION):
        day = date.fromordinal(day.toordinal() - 1)
    return day


class Timeline:
    """Acts with their moments. One that is playing may note further acts, as long as they lie ahead."""

    def __init__(self) -> None:
        self._acts: list[tuple[datetime, int, Act]] = []
        self._number = count()
        self._reached: datetime | None = None

    def add(self, at: datetime, act: Act) -> None:
        """Note an act. Raises ValueError when the play is past its moment."""
        if self._reached and at < self._reached:
            raise ValueError(f"It is {self._reached} already: nothing more can happen at {at}.")
        heappush(self._acts, (at, next(self._number), act))

    def tell(self, story: Iterable[tuple[int, Callable[[], None]]], *, today: date, hour: int) -> None:
        """Note acts that build on one another, each so many days before `today`, or on the working day before that.

        Those that fall on one day, as around a weekend, keep the order in which they are told.
        """
        for place, (days, act) in enumerate(story):
            self.add(moment(working_day(today - timedelta(days=days)), hour, place), whenever(act))

    def play(self, until: datetime) -> None:
        """Play every act up to a moment; what lies behind it never happens.

        Acts never overlap: one that takes long makes the next begin later, so that the history that is written stays
        in order.
        """
        while self._acts and self._acts[0][0] <= until:
            at, _number, act = heappop(self._acts)
            with clock_at(max(at, self._reached or at)) as clock:
                act(clock)
            self._reached = clock.moment


def whenever(act: Callable[[], object]) -> Act:
    """An act that does not ask what time it is."""
    return lambda clock: act()
