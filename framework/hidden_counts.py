"""Which counts of a table are hidden so that no small one can be worked out from the rest (domain rules, section 7.4).

Everything here is pure: whole numbers in, whole numbers or `Hidden` out.

What is proved, against somebody who sees all that is shown, knows every sum and knows what each mark can stand for: a
hidden count of 1 to 4 may as well be another number, four numbers at least, and so may what a part leaves of its
total. For each of the four there is a whole table in hand that agrees with all that is shown. Nobody comes to one
number, nor to fewer than "fewer than 5" itself leaves open. Not proved is what somebody learns who runs this module on
every table that there could be, to see which of them it hides in just this way.

How: hide what is 1 to 4; as long as something small can be narrowed down, hide the smallest count beside it as well;
then show again, the largest first, what need not have been hidden. With everything hidden but the zeros nothing can be
narrowed down, because any count may change together with every total that it is in. So it ends, and ends well.

A table of ten by ten takes about a second, so results are kept and not worked out for each reader.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

LARGEST_SMALL = 4
# "Fewer than 5" leaves four numbers open, as a zero is shown; no hidden count may be narrowed down to fewer.
OPEN = 4
# Where counts are in three sums and more, the search for another table can go on for long. It then hides more.
MOST_STATES = 300

Key = TypeVar("Key", bound=Hashable)


class Hidden(Enum):
    """What stands in the place of a count: it is 1 to 4, or it would give away one that is."""

    FEWER_THAN_5 = "fewer_than_5"
    NOT_SHOWN = "not_shown"

    def __str__(self) -> str:
        return _("fewer than 5") if self is Hidden.FEWER_THAN_5 else _("not shown")


@dataclass(frozen=True)
class Sum(Generic[Key]):
    """That some counts add up to another, which readers know. `has_rest`: with a rest that is nowhere shown.

    `beside`: what is added to the total before that is so. Who stays on is a part of who came by either of two ways.
    """

    total: Key
    parts: tuple[Key, ...]
    has_rest: bool = False
    beside: tuple[Key, ...] = ()

    @property
    def totals(self) -> tuple[Key, ...]:
        """The total, with what is added to it."""
        return (self.total, *self.beside)


@dataclass(frozen=True)
class _Rest:
    """The name of what a sum leaves over."""

    number: int


def is_small(count: int) -> bool:
    """Whether a count could give somebody away: 1 to 4."""
    return 0 < count <= LARGEST_SMALL


def hide_counts(
    counts: Mapping[Key, int], sums: Iterable[Sum[Key]], *, protected: Collection[Key] | None = None
) -> dict[Key, int | Hidden]:
    """The counts as they may be shown together, each under its key.

    `protected` names those about protected groups, which are all of them when it is left out. Zeros are always shown.
    Raises ValueError for a count below 0 and for parts that do not add up to their total.
    """
    table = _Table(counts, tuple(sums), counts.keys() if protected is None else protected)
    while table.is_narrow():
        if not table.hide_one_more():
            break
    table.show_again()
    return {key: table.hidden.get(key, count) for key, count in counts.items()}


class _Table:
    """The counts with their sums, and which of them are hidden so far."""

    def __init__(self, counts: Mapping, sums: Sequence[Sum], protected: Collection) -> None:
        if min(counts.values(), default=0) < 0:
            raise ValueError("A count is never below 0.")
        self.truth: dict = dict(counts)
        self.protected = set(protected)
        self.totals = {total for line in sums for total in line.totals}
        self.lines: list[dict] = [self._line(number, line) for number, line in enumerate(sums)]
        # In the order of the counts, and not of a set: two workers of a web server hide the same ones.
        self.hidden: dict = {
            key: Hidden.FEWER_THAN_5 for key in counts if key in self.protected and is_small(counts[key])
        }
        self.lines_of: dict = {
            key: [number for number, line in enumerate(self.lines) if key in line] for key in self.truth
        }

    def _line(self, number: int, line: Sum) -> dict:
        """One sum as signs: what has +1 less what has -1 is nothing. Raises ValueError when it is something."""
        rest = sum(self.truth[total] for total in line.totals) - sum(self.truth[part] for part in line.parts)
        signs = {**dict.fromkeys(line.totals, 1), **dict.fromkeys(line.parts, -1)}
        if line.has_rest and rest >= 0:
            self.truth[_Rest(number)] = rest
            return signs | {_Rest(number): -1}
        if rest:
            raise ValueError("The parts do not add up to their total.")
        return signs

    # --- What readers can tell ----------------------------------------------------------------------------------------
    def is_narrow(self) -> bool:
        """Whether something small can be narrowed down."""
        return next(self._narrow(), None) is not None

    def _narrow(self) -> Iterator[Hashable]:
        """What is small and can be narrowed down too far."""
        return (key for key in self._watched() if not self._is_open(key))

    def _watched(self) -> Iterator[Hashable]:
        """Everything small that nobody may learn: hidden counts, and the rests of sums."""
        yield from (key for key in self.hidden if key in self.protected and is_small(self.truth[key]))
        for line in self.lines:
            if self.protected & line.keys():
                yield from (key for key in line if isinstance(key, _Rest) and is_small(self.truth[key]))

    def _is_unknown(self, key: Hashable) -> bool:
        return key in self.hidden or isinstance(key, _Rest)

    def _is_open(self, watched: Hashable) -> bool:
        """Whether this count may be four numbers or more: for each some table agrees with what is shown."""
        possible = 1
        for direction in (1, -1):
            table = self.truth
            while possible < OPEN and (table := self._another(table, watched, direction)):
                possible += 1
        return possible >= OPEN

    def _another(self, table: dict, watched: Hashable, direction: int) -> dict:
        """A table that agrees with what is shown, in which this count is one more or one less; empty without one."""
        if not self._may_be(watched, table[watched] + direction):
            return {}
        changes = self._balanced({watched: direction}, table)
        return changes and table | {key: table[key] + by for key, by in changes.items()}

    def _balanced(self, first: dict, table: dict) -> dict:
        """These changes with others, by one each, after which every sum is right; empty when none are found.

        Where each count is in two sums at most this is a way through a maze, and it is found if there is one.
        """
        states = [first]
        seen: set[frozenset] = set()
        while states and len(seen) < MOST_STATES:
            changes = states.pop()
            off = self._off_balance(changes)
            if not off:
                return changes
            if frozenset(off.items()) not in seen:
                seen.add(frozenset(off.items()))
                states += [changes | {key: by} for key, by in self._repairs(off, changes, table)]
        return {}

    def _off_balance(self, changes: dict) -> dict[int, int]:
        """By how much each sum is wrong after these changes, where it is."""
        off: dict[int, int] = {}
        for key, by in changes.items():
            for number in self.lines_of[key]:
                off[number] = off.get(number, 0) + by * self.lines[number][key]
        return {number: amount for number, amount in off.items() if amount}

    def _repairs(self, off: dict[int, int], changes: dict, table: dict) -> Iterator[tuple]:
        """Changes by one that make the first wrong sum less wrong."""
        number, amount = next(iter(off.items()))
        for key, sign in self.lines[number].items():
            by = -sign if amount > 0 else sign
            if key not in changes and self._may_be(key, table[key] + by):
                yield key, by

    def _may_be(self, key: Hashable, count: int) -> bool:
        """Whether readers must reckon with this count here, seeing what stands in its place."""
        if isinstance(key, _Rest):
            return count >= 0
        if self.hidden.get(key) is Hidden.FEWER_THAN_5:
            return is_small(count)
        if key not in self.hidden:
            return False
        # A small total can be "not shown", and so can what is not protected; of the others readers know it is not.
        return count > (0 if key in self.totals or key not in self.protected else LARGEST_SMALL)

    # --- What is done about it ----------------------------------------------------------------------------------------
    def hide_one_more(self) -> bool:
        """Hide the smallest count beside what is narrow: parts before totals; False when only zeros are shown."""
        near = self._near(next(self._narrow()))
        shown = [key for key in self.truth if self.truth[key] and not self._is_unknown(key)]
        if shown:
            self.hidden[min([key for key in shown if key in near] or shown, key=self._cost)] = Hidden.NOT_SHOWN
            return True
        small = [key for key in self.totals if self.hidden.get(key) is Hidden.FEWER_THAN_5]
        self.hidden |= dict.fromkeys(small, Hidden.NOT_SHOWN)
        return bool(small)

    def _near(self, watched: Hashable) -> set:
        """What is in a sum with this count, or with a hidden one that is in a sum with it, and so on."""
        near, waiting = {watched}, [watched]
        while waiting:
            key = waiting.pop()
            beside = {other for number in self.lines_of[key] for other in self.lines[number]} - near
            near |= beside
            waiting += [other for other in beside if self._is_unknown(other)]
        return near

    def _cost(self, key: Hashable) -> tuple[bool, int]:
        return (key in self.totals, self.truth[key])

    def show_again(self) -> None:
        """Show what was hidden beside small counts and need not have been; say "fewer than 5" where that is enough."""
        if self.is_narrow():
            return
        beside = [key for key, mark in self.hidden.items() if mark is Hidden.NOT_SHOWN]
        for key in sorted(beside, key=self._cost, reverse=True):
            del self.hidden[key]
            if key in self.protected and is_small(self.truth[key]):
                self.hidden[key] = Hidden.FEWER_THAN_5
            if self.is_narrow():
                self.hidden[key] = Hidden.NOT_SHOWN
