"""Which figures of measures are shown together in public, so that no small one can be worked out from the others.

Everything here is pure: no database, no clock. It goes over all the figures of a council at once, whatever a page shows
of them, so that no two pages hide different ones (decision record 0029).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
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
# The key of a count: twice the number of its measure, and one more for the bottom figure of a percentage. Whole numbers
# are gone over in the same order by every process, so that all hide the same ones.
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
    return Shown(public_amount(measure, figure.value), None, None)  # type: ignore[arg-type]  # Decimal goes in and comes out


def shown_together(measures: Mapping[int, Measure], figures: Mapping[int, Figure], ties: Ties) -> dict[int, Shown]:
    """The figures of one kind (all promised, or all verified) of every measure, as anybody may see them together.

    Of a percentage that is tied to a protected group all three figures are shown or none, so that nobody learns which
    of them was small.
    """
    measures = _spread(measures, ties.tops)
    shown = {number: shown_alone(measures[number], figure) for number, figure in figures.items()}
    kept = sorted(kept_whole(measures, ties) & shown.keys())
    percentages = {number for number in kept if measures[number].value_type == PERCENT}
    gone = {number for number in percentages if any(isinstance(one, Hidden) for one in vars(shown[number]).values())}
    hidden = _hidden_counts(measures, {number: figures[number] for number in kept if number not in gone}, ties)
    gone |= {number for number in percentages if {2 * number, 2 * number + 1} & hidden.keys()}
    shown |= dict.fromkeys(gone, PERCENTAGE_NOT_SHOWN)
    shown |= {key // 2: Shown(mark, None, None) for key, mark in hidden.items() if key // 2 not in percentages}
    # Of measures that are tied to no protected group nothing is tied to these.
    together = {number: shown[number] for number in kept}
    _hide_beside(together, measures, ties)
    return shown | together


def _spread(measures: Mapping[int, Measure], tops: Sequence[tuple[int, int]]) -> dict[int, Measure]:
    """The measures, with a percentage and the measure of its top figure protecting the same people."""
    found = dict(measures)
    for pair in [*tops] * len(tops):
        protected = [found[number].sensitivity for number in pair if is_protected(found[number])]
        for number in pair if protected else ():
            if not is_protected(found[number]):
                found[number] = copy(found[number])
                found[number].sensitivity = protected[0]
    return found


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
    """Which of these counts are known to add up, and to what. What is more is taken for the whole.

    What is a part of a percentage's top figure is a part of the measure that this figure is of.
    """
    counted = dict(ties.tops)
    parts = [(2 * tie.part, tuple(2 * whole for whole in tie.wholes)) for tie in ties.parts]
    parts += [
        (2 * counted.get(tie.part, tie.part), tuple(2 * counted.get(whole, whole) for whole in tie.wholes))
        for tie in ties.parts
    ]
    parts += [(2 * number, (2 * number + 1,)) for number in measures if measures[number].value_type == PERCENT]
    found: dict[Sum[int], None] = {}
    for part, all_wholes in _closed(parts):
        wholes = tuple(key for key in all_wholes if key in counts)
        if part not in counts or not wholes or part in wholes:
            continue
        if sum(counts[key] for key in wholes) < counts[part]:
            found[Sum(part, wholes, has_rest=True)] = None
        else:
            found[Sum(wholes[0], (part,), has_rest=True, beside=wholes[1:])] = None
    return list(found)


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
    return 0 < abs(Decimal(amount)) < LARGEST_SMALL + 1


def _hide_beside(shown: dict[int, Shown], measures: Mapping[int, Measure], ties: Ties) -> None:
    """Hide what tells something of what is hidden without being subtracted, and what tells of that; never a zero.

    A percentage tells its top figure, which is another measure's. That measure alone does not tell the percentage.
    """
    mixed = [pair for pair in ties.pairs() if len({measures[number].value_type in NO_COUNTS for number in pair}) > 1]
    telling: dict[int, list[int]] = defaultdict(list)
    for percent, counted in ties.tops:
        telling[counted].append(percent)
    for one, other in (*ties.beside, *mixed):
        telling[one].append(other)
        telling[other].append(one)
    waiting = [number for number in sorted(shown) if isinstance(shown[number].value, Hidden)]
    while waiting:
        for number in telling[waiting.pop()]:
            if number in shown and shown[number].value and not isinstance(shown[number].value, Hidden):
                is_percentage = measures[number].value_type == PERCENT
                shown[number] = PERCENTAGE_NOT_SHOWN if is_percentage else AMOUNT_NOT_SHOWN
                waiting.append(number)
