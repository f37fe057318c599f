from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from audit.spans import holds, length, spans_of, without

numbers = st.sets(st.integers(min_value=1, max_value=60))


def numbers_in(spans) -> set[int]:
    return {number for first, last in spans for number in range(first, last + 1)}


@given(numbers)
def test_spans_hold_exactly_their_numbers_and_never_touch(some):
    spans = spans_of(sorted(some))

    assert numbers_in(spans) == some
    assert length(spans) == len(some)
    assert all(later[0] > earlier[1] + 1 for earlier, later in pairwise(spans))
    assert all(holds(spans, number) == (number in some) for number in range(62))


@given(numbers, numbers)
def test_spans_without_others_are_the_difference(some, taken):
    left = list(without(spans_of(sorted(some)), spans_of(sorted(taken))))

    assert numbers_in(left) == some - taken
    assert length(left) == len(some - taken)
