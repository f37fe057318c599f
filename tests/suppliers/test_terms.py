"""The terms of a promise: kept exactly, read strictly, and told in words with what differs."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framework.copying import NewMeasure
from framework.models import Measure
from suppliers.differences import Known, differences, facts, target_words
from suppliers.terms import Terms, TermsError, from_json, to_json

texts = st.text('abzÉŷ£ \n"{}1', max_size=8)
days = st.dates(date(2000, 1, 1), date(2200, 12, 31))
figures = st.builds(
    lambda units, places: Decimal(units).scaleb(-places), st.integers(-(10**15), 10**15), st.integers(0, 3)
)
measures = st.builds(
    NewMeasure,
    code=st.just(""),
    title=texts,
    unit=texts,
    value_type=st.sampled_from(Measure.ValueType.values),
    lower_is_better=st.booleans(),
    evidence_required=texts,
)
amounts = st.dictionaries(days, figures, max_size=4).map(lambda found: tuple(sorted(found.items())))
all_terms = st.builds(
    Terms,
    promise=texts,
    measure=texts,
    custom=st.none() | measures,
    target=st.none() | figures,
    rate=st.none() | figures,
    expected=st.none() | figures,
    baseline=st.none() | figures,
    done_by=st.none() | days,
    starts_on=st.none() | days,
    ends_on=st.none() | days,
    deliverer=st.none() | st.integers(1, 10**9),
    is_additional=st.booleans(),
    is_publishable=st.booleans(),
    tender_wording=texts,
    amounts=st.none() | amounts,
)
PEOPLE = Measure(code="M1", title="Apprenticeship starts", value_type="count", unit="people", aggregation="sum")
HOURS = Measure(code="M2", title="Hours of advice", value_type="hours", unit="hours", aggregation="sum")
KNOWN = Known({"M1": PEOPLE, "M2": HOURS}, {7: "Harbour Trust"})
TERMS = Terms(promise="Take on four", measure="M1", target=Decimal(10))


@given(all_terms)
def test_terms_come_back_from_json_exactly(terms):
    assert from_json(json.loads(json.dumps(to_json(terms)))) == terms


@given(all_terms)
def test_terms_never_differ_from_themselves(terms):
    assert differences(terms, terms, KNOWN) == []
    assert all(fact.label for fact in facts(terms, KNOWN).values())


def test_what_was_never_said_is_as_in_new_terms():
    assert from_json({}) == Terms()
    assert from_json({"custom": {"title": "Cooks", "unit": "people", "value_type": "count"}}).custom == NewMeasure(
        code="", title="Cooks", unit="people", value_type="count"
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"price": "1"}, "Terms have no price"),
        ([], "table"),
        ({"target": 1.5}, "target is no figure"),
        ({"target": "1e9"}, "target is no figure"),
        ({"target": "NaN"}, "target is no figure"),
        ({"target": True}, "target is no figure"),
        ({"done_by": "31/3/2027"}, "done_by is no day"),
        ({"done_by": 20270331}, "done_by is no day"),
        ({"promise": None}, "promise cannot be NoneType"),
        ({"is_additional": "yes"}, "is_additional cannot be str"),
        ({"deliverer": "7"}, "whole number"),
        ({"deliverer": True}, "whole number"),
        ({"amounts": ["2026-04-01"]}, "table of days"),
        ({"amounts": {"soon": "1"}}, "amounts is no day"),
        ({"amounts": {"2026-04-01": 1}}, "amounts is no figure"),
        ({"custom": {"title": "Cooks"}}, "custom is no measure"),
        ({"custom": {"title": "a", "unit": "b", "value_type": "count", "proxy": "1"}}, "custom is no measure"),
    ],
)
def test_what_is_not_terms_is_refused(wrong, said):
    with pytest.raises(TermsError, match=said):
        from_json(wrong)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"target": Decimal(12)}, ["Target: 12 people, was 10 people"]),
        ({"promise": "Take on six"}, ["The promise: Take on six, was Take on four"]),
        (
            {"measure": "M2"},
            [
                "Measured by: Hours of advice (M2), was Apprenticeship starts (M1)",
                "Target: 10 hours, was 10 people",
            ],
        ),
        ({"place": "North ward"}, ["Where: North ward, was not given"]),
        ({"deliverer": 7}, ["Who delivers it: Harbour Trust, was The supplier"]),
        ({"deliverer": 8}, ["Who delivers it: Another organisation, was The supplier"]),
        (
            {"obligation": "best_endeavours"},
            ["How binding: Must be tried, with proof of trying, was Must be delivered"],
        ),
        ({"is_additional": False}, ["More than the specification asks: No, was Yes"]),
        (
            {"is_publishable": False, "unpublishable": "commercial", "unpublishable_note": "Until 2028"},
            ["May be published: No. It would harm somebody’s commercial interests. Until 2028, was Yes"],
        ),
        (
            {"amounts": ((date(2026, 4, 1), Decimal(4)), (date(2026, 7, 1), Decimal(6)))},
            ["Over the periods: from 1 April 2026 4 people; from 1 July 2026 6 people, was Spread evenly"],
        ),
        (
            {"basis": "placement_year", "rate": Decimal("0.5"), "expected": Decimal(20)},
            [
                "The target is: So many for each year of placement, was A fixed amount",
                "Target: 0.5 people for each year of placement. With 20 expected: 10 people, was 10 people",
            ],
        ),
        (
            {"basis": "spend", "rate": Decimal(1), "expected": Decimal(1_000_000)},
            [
                "The target is: So many for each £100,000 that is spent, was A fixed amount",
                "Target: 1 person for each £100,000 that is spent. With £1,000,000 expected: 10 people, was 10 people",
            ],
        ),
        ({"baseline": Decimal("3.5")}, ["Starting figure: 3.5, was not given"]),
        ({"starts_on": date(2026, 7, 1)}, ["Reported from: 1 July 2026, was not given"]),
    ],
)
def test_differences_are_sentences_for_people(change, said):
    assert differences(TERMS, replace(TERMS, **change), KNOWN) == said


def test_mission_is_told_in_the_organisations_own_questions():
    custom = NewMeasure(
        code="",
        title="The value of our mission",
        unit="text",
        value_type="narrative",
        calculation_rule="Fewer are alone",
        evidence_required="Letters",
    )
    told = facts(Terms(promise="Befriend", custom=custom, is_mission=True, target_group="Older people"), KNOWN)
    assert [fact.words for fact in told.values()][1:5] == ["Befriend", "Older people", "Fewer are alone", "Letters"]


def test_measure_that_the_version_has_no_longer_is_told_by_its_code():
    assert facts(replace(TERMS, measure="GONE"), KNOWN)["measure"].words == "GONE"


def test_rate_is_shown_with_what_the_expectation_comes_to_whatever_the_target_became():
    measure = Measure(value_type="count", unit="people")
    terms = Terms(basis="placement_year", rate=Decimal("0.5"), expected=Decimal(30), target=Decimal(18))
    assert target_words(terms, measure) == "0.5 people for each year of placement. With 30 expected: 15 people"
