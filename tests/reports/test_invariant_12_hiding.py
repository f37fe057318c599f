"""Invariant 12 of what is published: measures that are tied to one another never give a small one away.

The attacker here knows nothing of how figures are hidden: only what is shown, how the measures are tied, that "fewer
than 5" is 1 to 4, that a zero is never hidden, and that what is "not shown" and has no part of its own is 5 or more.
Every set of counts is tried.
"""

from dataclasses import dataclass, field
from decimal import Decimal as D

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framework.hidden_counts import Hidden
from framework.values import Figure
from reports.published_hiding import Part, Ties, kept_whole, shown_alone, shown_together
from tests.framework.measures import measure

FEWER, NOT_SHOWN = Hidden.FEWER_THAN_5, Hidden.NOT_SHOWN
LEAVERS = measure(sensitivity="care leavers")
EVERYBODY = measure()
SHARE = measure("percent", unit="percent", numerator_label="M1", denominator_label="asked", sensitivity="special")
SHARE_OF_ALL = measure("percent", unit="percent", numerator_label="M1", denominator_label="asked")
HOURS = measure("hours", unit="hours", sensitivity="looked-after children")
POUNDS = measure("money", unit="gbp", sensitivity="care leavers")


@dataclass(frozen=True)
class Story:
    """Some measures by number, how they are tied, and what they come to: a percentage as two counts."""

    measures: dict
    truth: dict
    parts: tuple = ()
    tops: tuple = ()
    beside: tuple = ()
    most: int = field(default=12)

    def figures(self):
        return {
            number: Figure(None, *map(D, amount)) if isinstance(amount, tuple) else Figure(D(amount))
            for number, amount in self.truth.items()
        }

    def shown(self):
        ties = Ties(tuple(Part(part, wholes) for part, wholes in self.parts), self.tops, self.beside)
        return shown_together(self.measures, self.figures(), ties)

    # --- What the attacker makes of it ---------------------------------------------------------------------------
    def names(self):
        """The counts: one for each measure, two for a percentage."""
        found = {}
        for number, amount in self.truth.items():
            if isinstance(amount, tuple):
                found |= {(number, "top"): amount[0], (number, "base"): amount[1]}
            else:
                found[number] = amount
        return found

    def name(self, number):
        return (number, "top") if isinstance(self.truth[number], tuple) else number

    def rules(self):
        """What is at most what, and what is the same."""
        at_most = [([self.name(whole) for whole in wholes], self.name(part)) for part, wholes in self.parts]
        at_most += [
            ([(number, "base")], (number, "top")) for number, one in self.truth.items() if isinstance(one, tuple)
        ]
        return at_most, [((percent, "top"), counted) for percent, counted in self.tops]

    def choices(self, shown):
        """What each count can be, by what stands in its place alone."""
        wholes = {whole for _part, several in self.parts for whole in several} | {counted for _, counted in self.tops}
        anything = range(self.most + 1)
        found = {}
        for number in self.truth:
            mark = shown[number]
            if isinstance(self.truth[number], tuple):
                found[number, "top"] = anything if isinstance(mark.numerator, Hidden) else [int(mark.numerator)]
                found[number, "base"] = anything if isinstance(mark.denominator, Hidden) else [int(mark.denominator)]
            elif mark.value is FEWER:
                found[number] = range(1, 5)
            elif mark.value is NOT_SHOWN:
                is_free = number in wholes or self.measures[number] is EVERYBODY
                found[number] = range(1 if is_free else 5, self.most + 1)
            else:
                found[number] = [int(mark.value)]
        return found

    def possible(self, shown):
        """Every set of counts that agrees with what is shown."""
        choices, (at_most, same) = self.choices(shown), self.rules()

        def fits(known):
            return all(
                sum(known[whole] for whole in wholes) >= known[part]
                for wholes, part in at_most
                if part in known and all(whole in known for whole in wholes)
            ) and all(known[one] == known[other] for one, other in same if one in known and other in known)

        known = [{}]
        for name in sorted(choices, key=lambda one: (len(choices[one]), str(one))):
            known = [more for some in known for value in choices[name] if fits(more := some | {name: value})]
        return known

    def is_protected(self, number):
        """Whether it is about a protected group, or is the top figure of what is, or the other way round."""
        same = {number} | {other for pair in self.tops if number in pair for other in pair}
        return any(self.measures[one] not in (EVERYBODY, SHARE_OF_ALL) for one in same)

    def watched(self):
        """What nobody may learn: protected counts, and what a part leaves of its whole, also over several steps."""
        found = {name: [(1, name)] for name in self.names() if self.is_protected(number_of(name))}
        edges = [(tuple(wholes), part) for wholes, part in self.rules()[0]]
        edges += [pair for one, other in self.rules()[1] for pair in (((one,), other), ((other,), one))]
        for _step in self.truth:
            edges += [
                (first, last)
                for first, middle in edges
                for (other, *more), last in edges
                if other == middle and not more and last not in first and (first, last) not in edges
            ]
        for wholes, part in edges:
            if any(self.is_protected(number_of(name)) for name in (*wholes, part)):
                found["rest", wholes, part] = [*((1, whole) for whole in wholes), (-1, part)]
        return found


def number_of(name):
    return name[0] if isinstance(name, tuple) else name


def is_kept(values):
    """Neither one value nor some of 1 to 4."""
    return len(values) > 1 and not values < {1, 2, 3, 4}


def nobody_can_tell(story, shown=None):
    shown = story.shown() if shown is None else shown
    possible = story.possible(shown)
    truth = story.names()
    assert truth in possible, "what is shown is not so"
    for name, signs in story.watched().items():
        if 1 <= sum(sign * truth[key] for sign, key in signs) <= 4:
            values = {sum(sign * known[key] for sign, key in signs) for known in possible}
            assert is_kept(values), (story.truth, shown, name, values)


counts = st.sampled_from([0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9])
protection = st.sampled_from([LEAVERS, LEAVERS, LEAVERS, EVERYBODY])


@example([9, 8, 7], [LEAVERS] * 3)
@example([9, 7, 5], [EVERYBODY, EVERYBODY, LEAVERS])
@settings(deadline=None, max_examples=80)
@given(st.lists(counts, min_size=2, max_size=4), st.lists(protection, min_size=4, max_size=4))
def test_invariant_12_steps_of_a_funnel_are_kept(amounts, kinds):
    truth = dict(enumerate(sorted(amounts, reverse=True)))
    parts = tuple((step, (step - 1,)) for step in truth if step)
    kinds = [*kinds[: len(truth) - 1], LEAVERS]
    nobody_can_tell(Story(dict(enumerate(kinds)), truth, parts))


@settings(deadline=None, max_examples=80)
@given(counts, st.lists(counts, min_size=1, max_size=3), st.lists(protection, min_size=4, max_size=4))
def test_invariant_12_parts_of_one_whole_are_kept(rest, amounts, kinds):
    truth = {0: max(amounts) + rest, **{number + 1: amount for number, amount in enumerate(amounts)}}
    parts = tuple((number, (0,)) for number in truth if number)
    nobody_can_tell(
        Story(dict(enumerate([*kinds[: len(truth) - 1], LEAVERS])), truth, parts, most=max(truth[0] + 4, 9))
    )


@example(3, 0, 3)
@example(4, 0, 4)
@example(1, 7, 8)
@settings(deadline=None, max_examples=80)
@given(counts, counts, counts)
def test_invariant_12_part_of_two_ways_together_is_kept(started, hired, stayed):
    truth = {0: started, 1: hired, 2: min(stayed, started + hired)}
    nobody_can_tell(Story(dict.fromkeys(truth, LEAVERS), truth, ((2, (0, 1)),)))


@example(7, 12, 6, LEAVERS, SHARE)
@example(11, 13, 8, LEAVERS, SHARE_OF_ALL)
@settings(deadline=None, max_examples=80)
@given(
    st.integers(0, 12),
    st.integers(0, 14),
    st.integers(0, 12),
    st.sampled_from([EVERYBODY, LEAVERS]),
    st.sampled_from([SHARE, SHARE_OF_ALL]),
)
def test_invariant_12_count_that_is_the_top_of_a_percentage_is_kept(top, base, part, counted, share):
    """The percentage, the measure that is its top figure, and a part of that measure; one of the first two protects."""
    base, part = max(top, base), min(top, part)
    kinds = {0: share, 1: LEAVERS if share is SHARE_OF_ALL else counted, 2: LEAVERS}
    nobody_can_tell(Story(kinds, {0: (top, base), 1: top, 2: part}, ((2, (1,)),), ((0, 1),), most=18))


@pytest.mark.parametrize(("top", "base"), [(2, 20), (18, 20), (0, 9), (3, 4)])
def test_invariant_12_percentage_shows_all_three_figures_or_none(top, base):
    assert set(vars(Story({0: SHARE}, {0: (top, base)}).shown()[0]).values()) == {NOT_SHOWN}
    assert vars(Story({0: SHARE}, {0: (10, 20)}).shown()[0]) == {"value": 50, "numerator": 10, "denominator": 20}


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 10), st.integers(0, 10))
def test_invariant_12_percentages_that_are_parts_of_one_another_keep_the_counts_on_top_of_them(one, other, more, most):
    """Only the percentages are said to be part and whole; their top figures are measures of their own."""
    top, part = max(one, other), min(one, other)
    truth = {0: (top, top + more), 1: (part, part + most), 2: top, 3: part}
    kinds = {0: SHARE, 1: SHARE, 2: LEAVERS, 3: LEAVERS}
    nobody_can_tell(Story(kinds, truth, ((1, (0,)),), ((0, 2), (1, 3)), most=24))


@example(20, 17, 10)
@settings(deadline=None, max_examples=30)
@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 10))
def test_invariant_12_percentages_that_are_parts_of_one_another_are_kept(one, other, more):
    truth = {0: (max(one, other), max(one, other) + more), 1: (min(one, other), min(one, other) + 10)}
    nobody_can_tell(Story({0: SHARE, 1: SHARE}, truth, ((1, (0,)),), most=30))


def test_invariant_12_hidden_percentage_leaves_its_count_where_that_tells_nothing():
    shown = Story({0: SHARE, 1: LEAVERS}, {0: (18, 20), 1: 18}, (), ((0, 1),)).shown()
    assert (shown[0].value, shown[1].value) == (NOT_SHOWN, 18)


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_invariant_12_measures_tied_in_any_way_are_kept(data):
    """Four measures, each a part of up to two before it, and a percentage of one of them; some protect nobody."""
    truth, parts = {0: data.draw(counts)}, []
    for number in range(1, 4):
        wholes = data.draw(st.lists(st.sampled_from(sorted(truth)), max_size=2, unique=True))
        truth[number] = min([data.draw(counts), *([sum(truth[whole] for whole in wholes)] if wholes else [])])
        parts += [(number, tuple(wholes))] if wholes else []
    kinds = dict(enumerate([*data.draw(st.lists(protection, min_size=3, max_size=3)), LEAVERS]))
    tops = ((4, data.draw(st.sampled_from(sorted(truth)))),) if data.draw(st.booleans()) else ()
    if tops:
        kinds[4], truth[4] = SHARE, (truth[tops[0][1]], truth[tops[0][1]] + data.draw(counts))
    nobody_can_tell(Story(kinds, truth, tuple(parts), tops, most=18 if tops else 12))


# --- What is no subtraction ------------------------------------------------------------------------------------------
def test_invariant_12_hours_of_a_hidden_number_of_people_are_hidden_and_the_other_way_round():
    kinds = {0: LEAVERS, 1: HOURS}
    shown = Story(kinds, {0: 3, 1: 40}, beside=((1, 0),)).shown()
    assert (shown[0].value, shown[1].value) == (FEWER, NOT_SHOWN)
    shown = Story(kinds, {0: 7, 1: "3.5"}, beside=((1, 0),)).shown()
    assert (shown[0].value, shown[1].value) == (NOT_SHOWN, FEWER)
    shown = Story(kinds, {0: 7, 1: 40}, beside=((1, 0),)).shown()
    assert (shown[0].value, shown[1].value) == (7, 40)


def test_invariant_12_hiding_goes_on_from_one_to_the_next_and_spares_zeros():
    kinds = {0: LEAVERS, 1: HOURS, 2: POUNDS, 3: LEAVERS}
    shown = Story(kinds, {0: 3, 1: 40, 2: 500, 3: 0}, beside=((1, 0), (2, 1), (3, 2))).shown()
    assert [shown[number].value for number in kinds] == [FEWER, NOT_SHOWN, NOT_SHOWN, 0]


def test_invariant_12_pounds_that_are_part_of_a_count_go_with_it():
    assert Story({0: LEAVERS, 1: POUNDS}, {0: 2, 1: 900}, ((1, (0,)),)).shown()[1].value is NOT_SHOWN
    assert Story({0: LEAVERS, 1: POUNDS}, {0: 9, 1: 3}, ((1, (0,)),)).shown()[1].value == 3


@pytest.mark.parametrize(("whole", "part"), [("20.5", "20.25"), ("20", "17.5"), ("20.5", "4.5"), ("6", "-3")])
def test_invariant_12_amounts_that_are_not_whole_are_all_hidden_or_none(whole, part):
    shown = Story({0: HOURS, 1: HOURS}, {0: whole, 1: part}, ((1, (0,)),)).shown()
    assert all(isinstance(one.value, Hidden) for one in shown.values())


def test_invariant_12_amounts_that_are_not_whole_stay_where_nothing_is_small():
    shown = Story({0: HOURS, 1: HOURS, 2: HOURS}, {0: "40.5", 1: "20.25", 2: 0}, ((1, (0,)), (2, (1,)))).shown()
    assert [one.value for one in shown.values()] == [D("40.5"), D("20.25"), 0]


def test_invariant_12_part_that_is_more_than_its_whole_is_no_error_and_gives_nothing_away():
    shown = Story({0: LEAVERS, 1: LEAVERS}, {0: 20, 1: 22}, ((1, (0,)),)).shown()
    assert any(isinstance(one.value, Hidden) for one in shown.values())
    shown = Story({0: LEAVERS, 1: LEAVERS}, {0: 20, 1: 30}, ((1, (0,)),)).shown()
    assert [one.value for one in shown.values()] == [20, 30]


def test_invariant_12_step_that_is_not_known_does_not_break_the_chain():
    story = Story(dict.fromkeys(range(3), LEAVERS), {0: 20, 2: 17}, ((1, (0,)), (2, (1,))))
    assert any(isinstance(one.value, Hidden) for one in story.shown().values())


# --- What is published as a total alone ------------------------------------------------------------------------------
def test_invariant_12_whatever_is_tied_to_a_protected_measure_is_kept_whole():
    kinds = {0: EVERYBODY, 1: LEAVERS, 2: EVERYBODY, 3: EVERYBODY, 4: EVERYBODY, 5: measure("hours", unit="hours")}
    ties = Ties((Part(1, (0,)), Part(2, (0,))), (), ((5, 2),))
    assert kept_whole(kinds, ties) == {0, 1, 2, 5}
    assert kept_whole({3: EVERYBODY, 4: EVERYBODY}, Ties((Part(3, (4,)),))) == frozenset()


def test_invariant_12_measures_that_nobody_protects_are_shown_as_they_are():
    shown = Story({0: EVERYBODY, 1: EVERYBODY}, {0: 4, 1: 3}, ((1, (0,)),)).shown()
    assert [one.value for one in shown.values()] == [4, 3]
    assert shown_alone(EVERYBODY, Figure(D(1))).value == 1


def test_invariant_12_two_processes_hide_the_same():
    """Which of several counts goes does not hang on the order of a set."""
    story = Story(dict.fromkeys(range(4), LEAVERS), {0: 9, 1: 7, 2: 7, 3: 2}, ((1, (0,)), (2, (0,)), (3, (1, 2))))
    again = Story(dict.fromkeys((3, 1, 0, 2), LEAVERS), {n: story.truth[n] for n in (2, 0, 3, 1)}, story.parts)
    assert story.shown() == again.shown()
