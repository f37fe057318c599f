"""Figures that cannot both be right, and pairs that must be confirmed."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.models import MeasureRelation
from framework.relations import READINGS, Claims, Relation, UnknownRule, breaches, explain, never_added, read_rule
from tests.framework.measures import measure

Kind, Effect, Span = MeasureRelation.Kind, MeasureRelation.Effect, MeasureRelation.Span

SUPPLY = Relation("M5.05", Kind.SUBSET_OF, "M2.04", Effect.BLOCK, Span.PERIOD)
SUSTAINED = Relation("M8.06", Kind.SUBSET_OF, "M8.03", Effect.BLOCK, Span.CONTRACT)
NEW_JOBS = Relation("M1.03", Kind.SUBSET_OF, "M1.02", Effect.WARN, Span.PERIOD)
STILL_THERE = [
    Relation("M9.04", Kind.SUBSET_OF, "M9.01", Effect.BLOCK, Span.CONTRACT, is_joint=True),
    Relation("M9.04", Kind.SUBSET_OF, "M9.03", Effect.BLOCK, Span.CONTRACT, is_joint=True),
]
OFFERED = Relation("M8.01", Kind.FUNNEL_NEXT, "M8.02", Effect.WARN, Span.CONTRACT)
TAKEN_UP = Relation("M8.02", Kind.FUNNEL_NEXT, "M8.03", Effect.BLOCK, Span.CONTRACT)
BARRIERS = Relation("M1.09", Kind.NEVER_BOTH, "M1.10", Effect.CONFIRM, Span.PERIOD)
RENEWABLE = Relation("M7.08", Kind.VALID_ONLY_IF, "M7.06", Effect.BLOCK, Span.PERIOD)
OVERLAP = Relation("M1.05", Kind.OVERLAPS, "M1.04", Effect.SHOW, Span.PERIOD)
SAME_FACT = Relation("M7.01", Kind.SAME_FACT, "M7.02", Effect.SHOW, Span.PERIOD)
FEEDS = Relation("M7.11", Kind.FEEDS, "M7.05", Effect.SHOW, Span.PERIOD)
ALL = [
    SUPPLY,
    SUSTAINED,
    NEW_JOBS,
    *STILL_THERE,
    OFFERED,
    TAKEN_UP,
    BARRIERS,
    RENEWABLE,
    OVERLAP,
    SAME_FACT,
    FEEDS,
]


def found(relations, *, period=None, to_date=None, explained=()):
    """What is broken, as (effect, key)."""
    claims = Claims(_decimals(period), _decimals(to_date), frozenset(explained))
    return [(breach.effect, breach.key) for breach in breaches(relations, claims)]


def _decimals(figures):
    return {code: D(figure) for code, figure in (figures or {}).items()}


def test_part_may_equal_its_whole_and_not_exceed_it():
    assert found([SUPPLY], period={"M5.05": 100, "M2.04": 100}) == []
    assert found([SUPPLY], period={"M5.05": "100.01", "M2.04": 100}) == [("block", "M5.05+M2.04")]


def test_part_is_blocked_when_its_whole_is_zero():
    assert found([SUPPLY], period={"M5.05": 1, "M2.04": 0}) == [("block", "M5.05+M2.04")]


@pytest.mark.parametrize("period", [{"M5.05": 100}, {"M2.04": 100}, {}])
def test_measure_that_is_not_in_the_return_breaks_nothing(period):
    assert found(ALL, period=period) == []


def test_period_and_contract_are_not_mixed_up():
    assert found([SUPPLY], to_date={"M5.05": 100, "M2.04": 1}) == []
    assert found([SUSTAINED], period={"M8.06": 2, "M8.03": 0}, to_date={"M8.06": 5, "M8.03": 9}) == []
    assert found([SUSTAINED], to_date={"M8.06": 10, "M8.03": 9}) == [("block", "M8.06+M8.03")]


def test_more_new_jobs_than_staff_only_warns_and_a_reason_answers_it():
    figures = {"M1.03": 3, "M1.02": 2}
    assert found([NEW_JOBS], period=figures) == [("warn", "M1.03+M1.02")]
    assert found([NEW_JOBS], period=figures, explained=["M1.03"]) == []


def test_people_still_in_work_are_compared_with_apprentices_and_starters_together():
    assert found(STILL_THERE, to_date={"M9.04": 5, "M9.01": 2, "M9.03": 3}) == []
    assert found(STILL_THERE, to_date={"M9.04": 6, "M9.01": 2, "M9.03": 3}) == [("block", "M9.04+M9.01+M9.03")]


def test_people_still_in_work_only_warn_when_one_of_the_two_is_not_reported():
    assert found(STILL_THERE, to_date={"M9.04": 6, "M9.01": 2}) == [("warn", "M9.04+M9.01")]
    assert found(STILL_THERE, to_date={"M9.04": 2, "M9.01": 2}) == []
    assert found(STILL_THERE, to_date={"M9.04": 6}) == []


def test_more_offers_than_sourced_warn_until_a_reason_is_given():
    figures = {"M8.01": 4, "M8.02": 5}
    assert found([OFFERED], to_date=figures) == [("warn", "M8.01+M8.02")]
    assert found([OFFERED], to_date=figures, explained=["M8.02"]) == []
    assert found([OFFERED], to_date={"M8.01": 5, "M8.02": 5}) == []


def test_more_taken_up_than_offered_is_blocked_whatever_the_reason():
    figures = {"M8.02": 4, "M8.03": 5}
    assert found([TAKEN_UP], to_date=figures, explained=["M8.03"]) == [("block", "M8.02+M8.03")]


def test_pair_is_confirmed_only_when_both_have_a_figure():
    assert found([BARRIERS], period={"M1.09": 1, "M1.10": 2}) == [("confirm", "M1.09+M1.10")]
    assert found([BARRIERS], period={"M1.09": 1, "M1.10": 0}) == []
    assert found([BARRIERS], period={"M1.09": 1}, to_date={"M1.09": 1, "M1.10": 2}) == []


def test_renewable_share_stops_officers_and_not_suppliers_while_energy_use_is_up():
    (breach,) = breaches([RENEWABLE], Claims(_decimals({"M7.08": 40, "M7.06": "-0.001"})))
    assert breach.stops_verification
    assert not breach.stops_submission


def test_renewable_share_counts_when_energy_use_is_level_or_down():
    assert found([RENEWABLE], period={"M7.08": 40, "M7.06": 0}) == []
    assert found([RENEWABLE], period={"M7.08": 0, "M7.06": -5}) == []


def test_energy_use_of_an_earlier_period_stands_until_it_is_reported_again():
    assert found([RENEWABLE], period={"M7.08": 40}, to_date={"M7.06": -5}) == [("block", "M7.08+M7.06")]
    assert found([RENEWABLE], period={"M7.08": 40, "M7.06": 3}, to_date={"M7.06": -5}) == []


def test_what_is_only_shown_side_by_side_breaks_nothing():
    assert (
        found([OVERLAP, SAME_FACT, FEEDS], period={code: 9 for r in ALL for code in (r.measure_a, r.measure_b)}) == []
    )


def test_worst_comes_first():
    figures = {"M1.03": 3, "M1.02": 2, "M1.09": 1, "M1.10": 1, "M5.05": 2, "M2.04": 1}
    assert [effect for effect, _ in found([BARRIERS, NEW_JOBS, SUPPLY], period=figures)] == ["block", "warn", "confirm"]


figures = st.integers(min_value=0, max_value=10**15).map(lambda n: D(n).scaleb(-3))


@given(st.lists(figures, min_size=3, max_size=3))
def test_invariant_05_subset_never_exceeds_parent(amounts):
    part, whole, other = amounts
    parts = {
        "M5.05": part,
        "M2.04": whole,
        "M8.06": part,
        "M8.03": whole,
        "M9.04": part,
        "M9.01": whole,
        "M9.03": other,
    }
    broken = {
        breach.measure_a
        for breach in breaches([SUPPLY, SUSTAINED, *STILL_THERE], Claims(parts, parts))
        if breach.stops_submission and breach.stops_verification
    }
    assert ("M5.05" in broken) == ("M8.06" in broken) == (part > whole)
    assert ("M9.04" in broken) == (part > whole + other)


@given(st.lists(figures, min_size=3, max_size=3))
def test_invariant_05_funnel_only_gets_narrower(steps):
    sourced, offered, taken_up = steps
    effects = {
        key: effect
        for effect, key in found([OFFERED, TAKEN_UP], to_date={"M8.01": sourced, "M8.02": offered, "M8.03": taken_up})
    }
    assert effects.get("M8.02+M8.03") == ("block" if taken_up > offered else None)
    assert effects.get("M8.01+M8.02") == ("warn" if offered > sourced else None)


def test_invariant_05_parts_and_steps_are_never_added_to_their_whole():
    pairs = never_added(ALL)
    for pair in ({"M5.05", "M2.04"}, {"M8.01", "M8.02"}, {"M7.01", "M7.02"}, {"M1.05", "M1.04"}, {"M7.11", "M7.05"}):
        assert frozenset(pair) in pairs
    assert frozenset({"M1.09", "M1.10"}) not in pairs
    assert frozenset({"M7.08", "M7.06"}) not in pairs


# --- Words -----------------------------------------------------------------------------------------------------------

MEASURES = {
    "M5.05": measure("money", unit="gbp", code="M5.05", title="Spend with charities"),
    "M2.04": measure("money", unit="gbp", code="M2.04", title="Local spend"),
    "M1.03": measure("quantity", unit="FTE", title="New jobs"),
    "M1.02": measure("quantity", unit="FTE", title="Local staff"),
    "M8.01": measure(unit="opportunities", title="Sourced"),
    "M8.02": measure(unit="opportunities", title="Offered"),
    "M8.03": measure(unit="opportunities", title="Taken up"),
    "M8.06": measure(unit="opportunities", title="Kept up"),
    "M1.09": measure(title="Facing barriers"),
    "M1.10": measure(title="Long unemployed"),
    "M7.08": measure("percent", unit="percent", title="Renewable share"),
    "M7.06": measure("percent", unit="percent", title="Less energy"),
}


@pytest.mark.parametrize(
    ("relation", "amounts", "sentence"),
    [
        (SUPPLY, (200, 100), "“Spend with charities” is £200. It cannot be more than “Local spend”: £100."),
        (SUSTAINED, (3, 2), "“Kept up” is 3 opportunities so far. It cannot be more than “Taken up”: 2 opportunities."),
        (NEW_JOBS, ("2.5", 1), "“New jobs” is 2.5 FTE. It is part of “Local staff”, which is 1 FTE. That can be right"),
        (OFFERED, (1, 2), "“Offered” is 2 opportunities so far, more than “Sourced”: 1 opportunity. That can be right"),
        (TAKEN_UP, (1, 2), "“Taken up” is 2 opportunities so far. It cannot be more than “Offered”: 1 opportunity."),
        (BARRIERS, (1, 2), "Both “Facing barriers” and “Long unemployed” have a figure. Confirm that nobody"),
        (RENEWABLE, (40, -2), "“Renewable share” counts only while “Less energy” is not below 0. It is −2%"),
    ],
)
def test_breach_is_explained(relation, amounts, sentence):
    figures = _decimals(dict(zip((relation.measure_a, relation.measure_b), amounts, strict=True)))
    (breach,) = breaches([relation], Claims(figures, figures))
    assert explain(breach, MEASURES).startswith(sentence)


def test_breach_is_explained_without_the_measures_at_hand():
    (breach,) = breaches(STILL_THERE, Claims({}, _decimals({"M9.04": 1250, "M9.01": 2, "M9.03": 3})))
    assert explain(breach, {}) == (
        "M9.04 is 1,250 so far. It cannot be more than M9.01 and M9.03: 5. Check the figures"
    )


def test_title_with_a_per_cent_sign_is_shown_as_it_is():
    (breach,) = breaches([SUPPLY], Claims(_decimals({"M5.05": 2, "M2.04": 1})))
    title = "100% %(a)s local"
    assert f"“{title}” is £2." in explain(breach, {**MEASURES, "M5.05": measure("money", title=title)})


# --- Rules in the file -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", READINGS)
def test_known_rule_has_an_effect_and_a_span(rule):
    reading = read_rule(rule)
    assert reading.effect in Effect.values
    assert reading.span in Span.values
    assert reading.is_joint == ("plus" in rule)


@pytest.mark.parametrize("rule", ["", "block if a is more than b", next(iter(READINGS)).upper()])
def test_unknown_rule_is_refused(rule):
    with pytest.raises(UnknownRule):
        read_rule(rule)
