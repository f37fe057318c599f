"""Ranges of whole numbers, both ends included, as lists of [from, to] that JSON can hold."""

from collections.abc import Iterable, Iterator

Span = list[int]


def spans_of(numbers: Iterable[int]) -> list[Span]:
    """The fewest spans that hold exactly these ascending numbers."""
    spans: list[Span] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return spans


def without(spans: Iterable[Span], taken: Iterable[Span]) -> Iterator[Span]:
    """What is left of ascending `spans` when ascending `taken` are cut out of them."""
    cuts = iter(taken)
    cut = next(cuts, None)
    for first, last in spans:
        start = first
        while cut is not None and cut[0] <= last:
            if cut[1] >= start:
                if cut[0] > start:
                    yield [start, cut[0] - 1]
                start = cut[1] + 1
            if cut[1] > last:
                break  # this cut reaches into the next span
            cut = next(cuts, None)
        if start <= last:
            yield [start, last]


def length(spans: Iterable[Span]) -> int:
    """How many numbers the spans hold."""
    return sum(last - first + 1 for first, last in spans)


def holds(spans: Iterable[Span], number: int) -> bool:
    """Whether a number lies in one of the spans."""
    return any(first <= number <= last for first, last in spans)
