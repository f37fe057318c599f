"""Invariant 12: nothing public shows 1 to 4 of a protected group, directly or by subtraction.

The attacker here knows nothing of how counts are hidden: only what is shown, which sums hold, that "fewer than 5"
is 1 to 4, that a zero is never hidden, and that a protected count which is not shown and is no total is 5 or more.
Every table is tried.
"""

from decimal import Decimal as D
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framework.hidden_counts import Hidden, Sum, hide_counts
from framework.models import Measure
from framework.small_numbers import (
    format_public,
    is_protected,
    public_amount,
    public_percentage,
    public_steps,
    public_table,
)
from framework.values import Figure
from tests.framework.measures import measure

FEWER, NOT_SHOWN = Hidden.FEWER_THAN_5, Hidden.NOT_SHOWN
LEAVERS = measure(sensitivity="care leavers")
EVERYBODY = measure()
SHARE_OF_LEAVERS = measure(
    "percent", unit="percent", numerator_label="happy", denominator_label="asked", sensitivity="care leavers"
)
SHARE_OF_ALL = measure("percent", unit="percent", numerator_label="happy", denominator_label="asked")


# --- One figure -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("sensitivity", Measure.Sensitivity.values)
def test_invariant_12_every_sensitivity_but_the_standard_one_is_protected(sensitivity):
    assert is_protected(measure(sensitivity=sensitivity)) == (sensitivity != "standard")


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_invariant_12_small_count_reads_fewer_than_5(count):
    assert format_public(LEAVERS, public_amount(LEAVERS, count)) == "fewer than 5"
    assert format_public(EVERYBODY, public_amount(EVERYBODY, count)) != "fewer than 5"


@pytest.mark.parametrize(("count", "words"), [(0, "0 people"), (5, "5 people"), (1250, "1,250 people")])
def test_invariant_12_zero_and_5_or_more_stay(count, words):
    assert format_public(LEAVERS, public_amount(LEAVERS, count)) == words


def test_invariant_12_unknown_stays_unknown():
    assert format_public(LEAVERS, public_amount(LEAVERS, None)) == "Not recorded"


@pytest.mark.parametrize(("value_type", "unit"), [("quantity", "FTE"), ("quantity", "days"), ("hours", "hours")])
@pytest.mark.parametrize("amount", ["0.01", "2.5", "4.99", "-3"])
def test_invariant_12_a_few_hours_days_or_posts_are_hidden_too(value_type, unit, amount):
    few = measure(value_type, unit=unit, sensitivity="special")
    assert public_amount(few, D(amount)) is FEWER


@pytest.mark.parametrize(("value_type", "unit"), [("money", "gbp"), ("milestone", "milestone")])
def test_invariant_12_pounds_and_what_is_done_count_nobody(value_type, unit):
    assert public_amount(measure(value_type, unit=unit, sensitivity="special"), D(1)) == 1


def test_invariant_12_small_figure_is_not_written_by_mistake():
    with pytest.raises(ValueError, match="small figure"):
        format_public(LEAVERS, 3)


# --- Percentages ------------------------------------------------------------------------------------------------------
def parts(about, numerator, denominator):
    shown = public_percentage(about, Figure(None, D(numerator), D(denominator)))
    return shown.value, shown.numerator, shown.denominator


@pytest.mark.parametrize("about", [SHARE_OF_LEAVERS, SHARE_OF_ALL], ids=["protected", "standard"])
@pytest.mark.parametrize("base", [1, 5, 9])
def test_invariant_12_percentage_on_a_base_under_10_is_hidden_with_both_parts(about, base):
    assert parts(about, 0, base) == (NOT_SHOWN, NOT_SHOWN, NOT_SHOWN)


def test_invariant_12_percentage_gives_no_small_part_away():
    assert parts(SHARE_OF_LEAVERS, 2, 20) == (NOT_SHOWN, FEWER, D(20))
    assert parts(SHARE_OF_LEAVERS, 18, 20) == (NOT_SHOWN, NOT_SHOWN, D(20))
    assert parts(SHARE_OF_LEAVERS, 15, 20) == (D(75), D(15), D(20))
    assert parts(SHARE_OF_LEAVERS, 20, 20) == (D(100), D(20), D(20))
    assert parts(SHARE_OF_ALL, 2, 20) == (D(10), D(2), D(20))


def test_invariant_12_percentage_without_its_base_is_hidden():
    assert public_percentage(SHARE_OF_LEAVERS, Figure(D(50))).value is NOT_SHOWN
    assert public_percentage(SHARE_OF_LEAVERS, Figure(None)).value is None


def test_invariant_12_percentage_goes_nowhere_without_its_parts():
    with pytest.raises(ValueError, match="public_percentage"):
        public_amount(SHARE_OF_LEAVERS, D(50))


# --- Tables -----------------------------------------------------------------------------------------------------------
def test_invariant_12_table_hides_a_second_cell_in_row_and_column():
    shown = public_table(LEAVERS, [[3, 10, 20], [12, 30, 40], [50, 60, 70]])
    assert shown.rows == ((FEWER, NOT_SHOWN, 20), (NOT_SHOWN, NOT_SHOWN, 40), (50, 60, 70))
    assert (shown.row_totals, shown.column_totals, shown.total) == ((33, 82, 180), (65, 100, 130), 295)


def test_invariant_12_table_without_small_counts_stays_whole():
    shown = public_table(LEAVERS, [[0, 5], [10, 0]])
    assert (shown.rows, shown.row_totals, shown.column_totals, shown.total) == (((0, 5), (10, 0)), (5, 10), (10, 5), 15)


def test_invariant_12_table_of_a_standard_measure_stays_whole():
    assert public_table(EVERYBODY, [[1, 2], [3, 4]]).rows == ((1, 2), (3, 4))


@pytest.mark.parametrize("pair", [(1, 1), (4, 4), (1, 2), (4, 3)])
def test_invariant_12_two_small_counts_do_not_give_one_another_away(pair):
    """Two that are 1 to 4 and add up to 2, 3, 7 or 8 are known, or nearly: the total goes, or a third count does."""
    sums = [Sum("all", ("a", "b", "c"))]
    counts = {"a": pair[0], "b": pair[1], "c": 20, "all": sum(pair) + 20}
    shown = hide_counts(counts, sums)
    assert shown["a"] is shown["b"] is FEWER and NOT_SHOWN in (shown["c"], shown["all"])


def test_invariant_12_two_small_counts_of_which_nobody_can_tell_need_no_third():
    assert hide_counts({"a": 2, "b": 3, "c": 20, "all": 25}, [Sum("all", ("a", "b", "c"))])["all"] == 25


def test_invariant_12_zero_is_never_what_hides_a_count():
    shown = hide_counts({"a": 3, "b": 0, "c": 9, "all": 12}, [Sum("all", ("a", "b", "c"))])
    assert shown == {"a": FEWER, "b": 0, "c": NOT_SHOWN, "all": 12}


def test_invariant_12_counts_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="add up"):
        hide_counts({"a": 3, "all": 4}, [Sum("all", ("a",))])
    with pytest.raises(ValueError, match="whole"):
        public_table(LEAVERS, [[D("1.5")]])


# --- Steps ------------------------------------------------------------------------------------------------------------
def test_invariant_12_step_whose_parent_is_shown_is_a_subtraction():
    assert public_steps([(LEAVERS, 20), (LEAVERS, 17)]) in ([20, NOT_SHOWN], [NOT_SHOWN, 17])
    assert public_steps([(LEAVERS, 20), (LEAVERS, 15)]) == [20, 15]
    assert public_steps([(LEAVERS, 20), (LEAVERS, 20)]) == [20, 20]
    assert public_steps([(LEAVERS, 20), (LEAVERS, 3)]) == [20, FEWER]


def test_invariant_12_part_of_a_standard_measure_is_protected_with_what_it_leaves():
    assert public_steps([(EVERYBODY, 8), (LEAVERS, 6)]) != [8, 6]
    assert public_steps([(EVERYBODY, 3), (EVERYBODY, 1)]) == [3, 1]


def test_invariant_12_more_taken_up_than_offered_is_refused():
    with pytest.raises(ValueError, match="add up"):
        public_steps([(LEAVERS, 5), (LEAVERS, 6)])


# --- The attacker -----------------------------------------------------------------------------------------------------
def possible(shown, totals, parents, largest):
    """What each count can be for somebody who sees `shown`: every table is tried.

    `totals` are the keys that are sums of others, by their parts; `parents` are (parent, part) with a rest above or at
    0. All the others are free, up to `largest`.
    """
    free = [key for key in shown if key not in totals]
    ranges = [
        allowed(shown[key], is_total=any(key == parent for parent, _ in parents), largest=largest) for key in free
    ]
    found = {key: set() for key in shown} | {("rest", *pair): set() for pair in parents}
    for values in product(*ranges):
        table = dict(zip(free, values, strict=True))
        for total, summed in totals.items():
            table[total] = sum(table[part] for part in summed)
        if fits(table, shown, totals, parents):
            for key, value in table.items():
                found[key].add(value)
            for parent, part in parents:
                found["rest", parent, part].add(table[parent] - table[part])
    return found


def fits(table, shown, totals, parents):
    return all(table[key] in allowed(shown[key], is_total=True, largest=10**6) for key in totals) and all(
        table[parent] >= table[part] for parent, part in parents
    )


def allowed(mark, *, is_total, largest):
    if mark is FEWER:
        return range(1, 5)
    if mark is NOT_SHOWN:
        return range(1 if is_total else 5, largest + 1)
    return [mark]


def is_kept(values):
    """Neither one value nor some of 1 to 4."""
    return len(values) > 1 and not values < {1, 2, 3, 4}


def grid(rows):
    """The keys and sums of a table with both totals."""
    across, down = range(len(rows[0])), range(len(rows))
    totals = {("row", y): [(y, x) for x in across] for y in down}
    totals |= {("column", x): [(y, x) for y in down] for x in across}
    totals["all"] = [(y, x) for y in down for x in across]
    return totals


def shown_grid(rows):
    table = public_table(LEAVERS, rows)
    shown = {(y, x): mark for y, row in enumerate(table.rows) for x, mark in enumerate(row)}
    shown |= {("row", y): mark for y, mark in enumerate(table.row_totals)}
    shown |= {("column", x): mark for x, mark in enumerate(table.column_totals)}
    return shown | {"all": table.total}


tables = st.tuples(st.integers(1, 3), st.integers(1, 2)).flatmap(
    lambda size: st.lists(
        st.lists(st.sampled_from([0, 0, 1, 1, 2, 3, 4, 5, 6, 8]), min_size=size[0], max_size=size[0]),
        min_size=size[1],
        max_size=size[1],
    )
)


@example([[1, 1], [4, 4]])
@example([[3, 0], [10, 5]])
@example([[4, 0, 1], [0, 5, 6]])
@example([[1]])
@settings(deadline=None, max_examples=60)
@given(tables)
def test_invariant_12_no_table_lets_anybody_work_out_a_small_count(rows):
    totals = grid(rows)
    shown = shown_grid(rows)
    counts = {(y, x): count for y, row in enumerate(rows) for x, count in enumerate(row)}
    counts |= {total: sum(counts[part] for part in parts) for total, parts in totals.items()}
    found = possible(shown, totals, [], largest=12)
    for key, count in counts.items():
        assert count in found[key], "what is shown is not so"
        if 1 <= count <= 4:
            assert isinstance(shown[key], Hidden) and is_kept(found[key]), (rows, shown, key)
        elif count == 0:
            assert shown[key] == 0


@settings(deadline=None, max_examples=150)
@given(st.lists(st.integers(0, 14), min_size=1, max_size=4).map(lambda counts: sorted(counts, reverse=True)))
def test_invariant_12_no_steps_let_anybody_work_out_a_small_count_or_what_is_left(counts):
    shown = dict(enumerate(public_steps([(LEAVERS, count) for count in counts])))
    pairs = [(first, second) for first in shown for second in shown if first < second]
    found = possible(shown, {}, pairs, largest=18)
    for key, count in enumerate(counts):
        assert not 1 <= count <= 4 or is_kept(found[key]), (counts, shown)
    for first, second in pairs:
        assert not 1 <= counts[first] - counts[second] <= 4 or is_kept(found["rest", first, second]), (counts, shown)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=4), st.data())
def test_invariant_12_what_the_hidden_parts_of_a_total_add_up_to_is_kept_too(counts, data):
    protected = data.draw(st.sets(st.sampled_from(range(len(counts)))))
    table = {**dict(enumerate(counts)), "all": sum(counts)}
    shown = hide_counts(table, [Sum("all", tuple(range(len(counts))))], protected=protected)
    hidden = [key for key in range(len(counts)) if isinstance(shown[key], Hidden)]
    assert all(isinstance(shown[key], Hidden) for key in protected if 1 <= counts[key] <= 4)
    if protected and hidden and 1 <= sum(counts[key] for key in hidden) <= 4:
        assert shown["all"] is NOT_SHOWN, (counts, protected, shown)


@settings(deadline=None, max_examples=100)
@given(tables)
def test_invariant_12_nothing_is_hidden_without_need(rows):
    """Where no count is small nothing is; and what is shown is never wrong."""
    shown = shown_grid(rows)
    small = [count for row in rows for count in (*row, sum(row)) if 1 <= count <= 4]
    if not small and not any(1 <= sum(column) <= 4 for column in zip(*rows, strict=True)):
        assert not any(isinstance(mark, Hidden) for mark in shown.values())


def test_invariant_12_large_table_keeps_most_of_its_counts():
    rows = [[(7 * y + 11 * x) % 23 for x in range(10)] for y in range(12)]
    shown = public_table(LEAVERS, rows)
    small = sum(1 for row in rows for count in row if 1 <= count <= 4)
    hidden = sum(isinstance(mark, Hidden) for row in shown.rows for mark in row)
    assert small < hidden < 2 * small
    assert not any(isinstance(mark, Hidden) for mark in (*shown.row_totals, *shown.column_totals, shown.total))
