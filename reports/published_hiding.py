"""Which figures of measures are shown together in public, so that no small one can be worked out from the others.

Everything here is pure: no database, no clock. It goes over all the figures of a council at once, whatever a page shows
of them, so that no two pages hide different ones (decision record 0029).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from framework.hidden_counts import LARGEST_SMALL, Hidden, Sum
from framework.models import Measure
from framework.small_numbers import (
    NO_COUNTS,
    PublicPercentage,
    is_protected,
    public_amount,
    public_counts,
    public_percentage,
)
from framework.values import Figure

PERCENT = Measure.ValueType.PERCENT
# What is shown of any measure: of one that is no percentage, an amount without parts.
Shown = PublicPercentage
AMOUNT_NOT_SHOWN = Shown(Hidden.NOT_SHOWN, None, None)
PERCENTAGE_NOT_SHOWN = Shown(Hidden.NOT_SHOWN, Hidden.NOT_SHOWN, Hidden.NOT_SHOWN)
# The key of a count: twice the number of its measure, and one more for the bottom figure of a percentage. Keys are whole
# numbers, so that every process goes over them in the same order and hides the same ones.
Counts = dict[int, Decimal]


@dataclass(frozen=True)
class Part:
    """That one measure's figure is a part of others' together: one whole, or several joint ones."""

    part: int
    wholes: tuple[int, ...]


@dataclass(frozen=True)
class Ties:
    """How the measures of a council are tied to one another, by their numbers.

    `parts` can be subtracted. `tops`: the top figure of a percentage (first) is another measure's figure. `beside`: two
    that tell something of one another without being subtracted, such as the hours of some people and their number.
    """

    parts: tuple[Part, ...] = ()
    tops: tuple[tuple[int, int], ...] = ()
    beside: tuple[tuple[int, int], ...] = ()

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Every two measures that are tied."""
        yield from ((tie.part, whole) for tie in self.parts for whole in tie.wholes)
        yield from self.tops
        yield from self.beside


def kept_whole(measures: Mapping[int, Measure], ties: Ties) -> frozenset[int]:
    """The measures of which only the total of a council is published.

    Those about protected groups, and whatever is tied to one of these, directly or by others: what is known of a part
    in one contract says something of the whole there.
    """
    neighbours: dict[int, set[int]] = defaultdict(set)
    for one, other in ties.pairs():
        neighbours[one].add(other)
        neighbours[other].add(one)
    waiting = [number for number, measure in measures.items() if is_protected(measure)]
    found = set(waiting)
    while waiting:
        new = neighbours[waiting.pop()] - found
        found |= new
        waiting += new
    return frozenset(found)


def shown_alone(measure: Measure, figure: Figure) -> Shown:
    """A figure of a measure that is tied to no protected group, as anybody may see it."""
    if measure.value_type == PERCENT:
        return public_percentage(measure, figure)
    return Shown(public_amount(measure, figure.value), None, None)


def shown_together(measures: Mapping[int, Measure], figures: Mapping[int, Figure], ties: Ties) -> dict[int, Shown]:
    """The figures of one kind (all promised, or all verified) of every measure, as anybody may see them together.

    Of a percentage that is tied to a protected group all three figures are shown or none, so that nobody learns which
    of them was small.
    """
    kept = kept_whole(measures, ties)
    shown = {number: shown_alone(measures[number], figure) for number, figure in figures.items()}
    hidden = _hidden_counts(measures, {number: figures[number] for number in figures if number in kept}, ties)
    for number in sorted(kept & shown.keys()):
        marks = [mark for key in (2 * number, 2 * number + 1) if (mark := hidden.get(key))]
        if measures[number].value_type == PERCENT:
            if marks or any(isinstance(part, Hidden) for part in vars(shown[number]).values()):
                shown[number] = PERCENTAGE_NOT_SHOWN
        elif marks:
            shown[number] = Shown(marks[0], None, None)
    mixed = [pair for pair in ties.pairs() if len({measures[number].value_type in NO_COUNTS for number in pair}) > 1]
    _hide_beside(shown, [*ties.tops, *ties.beside, *mixed], kept)
    return shown


def _hidden_counts(measures: Mapping[int, Measure], figures: Mapping[int, Figure], ties: Ties) -> dict[int, Hidden]:
    """What is hidden of counts that add up to one another, by their keys."""
    known = _counts(measures, figures)
    hidden: dict[int, Hidden] = {}
    for keys, sums in _groups(_sums(measures, known, ties)):
        counts = {key: known[key] for key in keys}
        about = {key: measures[key // 2] for key in keys}
        if all(count >= 0 and count == int(count) for count in counts.values()):
            found = public_counts({key: int(count) for key, count in counts.items()}, sums, about)
            hidden |= {key: mark for key, mark in found.items() if isinstance(mark, Hidden)}
        else:
            hidden |= _all_or_nothing(counts, sums, about)
    return hidden


def _counts(measures: Mapping[int, Measure], figures: Mapping[int, Figure]) -> Counts:
    """What is counted by these figures: pounds and what is done or not count nobody."""
    found: Counts = {}
    for number in sorted(figures):
        measure, figure = measures[number], figures[number]
        if measure.value_type == PERCENT:
            if figure.numerator is not None and figure.denominator is not None:
                found |= {2 * number: figure.numerator, 2 * number + 1: figure.denominator}
        elif figure.value is not None and measure.value_type not in NO_COUNTS:
            found[2 * number] = figure.value
    return found


def _sums(measures: Mapping[int, Measure], counts: Counts, ties: Ties) -> list[Sum[int]]:
    """Which of these counts are known to add up, and to what. What is more is taken for the whole."""
    percentages = [number for number, measure in measures.items() if measure.value_type == PERCENT]
    same = {(2 * percent, (2 * counted,)) for percent, counted in ties.tops}
    parts = [(2 * tie.part, tuple(2 * whole for whole in tie.wholes)) for tie in ties.parts]
    parts += [(2 * number, (2 * number + 1,)) for number in percentages]
    parts += [pair for percent, counted in ties.tops for pair in _both_ways(2 * percent, 2 * counted)]
    found: dict[Sum[int], None] = {}
    for part, all_wholes in _closed(parts):
        wholes = tuple(key for key in all_wholes if key in counts)
        if part not in counts or not wholes:
            continue
        rest = sum(counts[key] for key in wholes) - counts[part]
        has_rest = bool(rest) or not same & {(part, all_wholes), (all_wholes[0], (part,))}
        if rest < 0:
            found[Sum(part, wholes, has_rest=True)] = None
        elif has_rest or Sum(part, wholes) not in found:
            found[Sum(wholes[0], (part,), has_rest=has_rest, beside=wholes[1:])] = None
    return list(found)


def _both_ways(one: int, other: int) -> Iterator[tuple[int, tuple[int]]]:
    """The same figure twice: each is a part of the other, with nothing left."""
    yield one, (other,)
    yield other, (one,)


def _closed(parts: Sequence[tuple[int, tuple[int, ...]]]) -> list[tuple[int, tuple[int, ...]]]:
    """These parts with their wholes, and what follows: a part of a part is a part of the whole."""
    found = dict.fromkeys(parts)
    waiting = list(found)
    while waiting:
        part, wholes = waiting.pop(0)
        for middle, beyond in parts:
            if middle in wholes:
                further = tuple(sorted([*(key for key in wholes if key != middle), *beyond]))
                new = (part, further)
                if part not in further and len(set(further)) == len(further) and new not in found:
                    found[new] = None
                    waiting.append(new)
    return list(found)


def _groups(sums: Sequence[Sum[int]]) -> Iterator[tuple[list[int], list[Sum[int]]]]:
    """The sums that share counts, group by group, each with its counts."""
    left = list(sums)
    while left:
        group = [left.pop(0)]
        keys = {*group[0].totals, *group[0].parts}
        while more := [line for line in left if keys & {*line.totals, *line.parts}]:
            group += more
            left = [line for line in left if line not in more]
            keys |= {key for line in more for key in (*line.totals, *line.parts)}
        yield sorted(keys), group


def _all_or_nothing(counts: Counts, sums: Sequence[Sum[int]], about: Mapping[int, Measure]) -> dict[int, Hidden]:
    """Of amounts that are not whole, or fall: everything but the zeros is hidden as soon as anything is small.

    Small is an amount about a protected group, or what one amount leaves of another.
    """
    watched = [key for key in counts if is_protected(about[key])]
    small = [key for key in watched if _is_small(counts[key])]
    rests = [
        rest
        for line in sums
        if {*line.totals, *line.parts} & set(watched)
        and _is_small(rest := sum(counts[key] for key in line.totals) - sum(counts[key] for key in line.parts))
    ]
    if not small and not rests:
        return {}
    return {key: Hidden.FEWER_THAN_5 if key in small else Hidden.NOT_SHOWN for key, count in counts.items() if count}


def _is_small(amount: Decimal | int) -> bool:
    return 0 < abs(amount) < LARGEST_SMALL + 1


def _hide_beside(shown: dict[int, Shown], pairs: Sequence[tuple[int, int]], kept: frozenset[int]) -> None:
    """Hide what is tied to something hidden without being subtracted, and what is tied to that; never a zero."""
    waiting = [number for number in sorted(kept & shown.keys()) if isinstance(shown[number].value, Hidden)]
    while waiting:
        number = waiting.pop()
        for pair in pairs:
            for other in set(pair) - {number} if number in pair else ():
                if other in shown and shown[other].value and not isinstance(shown[other].value, Hidden):
                    is_whole = shown[other].denominator is None
                    shown[other] = AMOUNT_NOT_SHOWN if is_whole else PERCENTAGE_NOT_SHOWN
                    waiting.append(other)
