"""What suppliers type: every kind of figure, everything a hostile or hurried hand may send, and nothing lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from framework.models import Measure
from returns.actions.answering import Figure, answer_figure
from returns.forms.evidence import EvidenceForm
from returns.forms.supplier import FigureForm, NilForm, StoryForm, WordsForm
from returns.models import Answer, ReturnLine, Revision, SupplierReturn
from returns.sheet import Row, Sheet
from suppliers.forms.naming import kind_in_a_sentence
from suppliers.models import Commitment, ReportingPeriod
from tests.factories import MeasureFactory
from tests.returns.road import open_road

pytestmark = pytest.mark.django_db
KINDS = ("count", "quantity", "hours", "money", "percent", "milestone", "narrative")


def row_of(kind, *, baseline=None, done_by=date(2027, 3, 31), target=Decimal(25), **fields) -> Row:
    """A line that nobody has answered, in memory: the forms ask the database for nothing."""
    labels = {"numerator_label": "Part", "denominator_label": "whole"} if kind == "percent" else {}
    measure = Measure(value_type=kind, aggregation="sum", unit=fields.pop("unit", "people"), **{**labels, **fields})
    commitment = Commitment(measure=measure, baseline=baseline, done_by=done_by, target=Decimal(100))
    period = ReportingPeriod(starts_on=date(2026, 4, 1), ends_before=date(2026, 7, 1))
    line = ReturnLine(commitment=commitment, number=1, target=target)
    line.supplier_return = SupplierReturn(period=period)
    return Row(line=line, answer=Answer(line=line), evidence=[])


def typed(row: Row, **fields) -> FigureForm:
    data = QueryDict(mutable=True)
    data.update({"csrfmiddlewaretoken": "x", **fields})
    return FigureForm(data, row=row)


def done(answered: str, day=("", "", "")) -> dict:
    return {
        "is_done": answered,
        **dict(zip(("achieved_on_day", "achieved_on_month", "achieved_on_year"), day, strict=True)),
    }


# --- What is taken --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "fields", "figure"),
    [
        ("count", {"figure": " 1,250 "}, Figure(Decimal(1250))),
        ("count", {"figure": "3 people"}, Figure(Decimal(3))),
        ("count", {"figure": "999,999,999,999"}, Figure(Decimal(999999999999))),
        ("quantity", {"figure": "2.5"}, Figure(Decimal("2.5"))),
        ("hours", {"figure": "7.25 hours"}, Figure(Decimal("7.25"))),
        ("money", {"figure": "£12.71"}, Figure(Decimal("12.71"))),
        ("percent", {"numerator": "1", "denominator": "3"}, Figure(Decimal("33.333"), Decimal(1), Decimal(3))),
        ("percent", {"numerator": "0", "denominator": "3"}, Figure(Decimal(0), Decimal(0), Decimal(3))),
        ("percent", {"numerator": "3", "denominator": "3"}, Figure(Decimal(100), Decimal(3), Decimal(3))),
        ("milestone", done("yes", ("30", "6", "2026")), Figure(Decimal(1), achieved_on=date(2026, 6, 30))),
        ("milestone", done("yes", ("1", "1", "2026")), Figure(Decimal(1), achieved_on=date(2026, 1, 1))),
        ("narrative", {}, Figure()),
        ("count", {"nothing": "on", "nothing_reason": "In July"}, Figure(Decimal(0), nothing_reason="In July")),
        ("percent", {"nothing": "on", "nothing_reason": "In July"}, Figure(nothing_reason="In July")),
        ("narrative", {"nothing": "on", "nothing_reason": "In July"}, Figure(nothing_reason="In July")),
    ],
)
def test_figure_is_taken_as_it_is_meant(kind, fields, figure):
    form = typed(row_of(kind), **fields)
    assert form.is_valid(), form.errors
    assert form.to_figure() == figure


def test_figure_of_a_change_may_be_negative():
    row = row_of("quantity", calculation_rule="Baseline minus this period")
    form = typed(row, figure="−3")
    assert form.is_valid() and form.to_figure().claimed == -3


def test_figure_against_a_starting_figure_is_worked_out():
    row = row_of("percent", baseline=Decimal(80), denominator_label="baseline", numerator_label="Change in use")
    form = typed(row, numerator="-20")
    assert "denominator" not in form.fields
    assert form.is_valid() and form.to_figure() == Figure(Decimal(-25), Decimal(-20), Decimal(80))


def test_figure_of_nothing_forgets_what_else_was_typed():
    form = typed(row_of("count"), figure="nonsense", nothing="on", nothing_reason="In July", unusual_reason="x")
    assert form.is_valid() and form.to_figure() == Figure(Decimal(0), nothing_reason="In July")


@pytest.mark.parametrize("done_by", [date(2026, 6, 30), None])
def test_milestone_that_should_be_done_and_is_not_needs_a_reason(done_by):
    row = row_of("milestone", done_by=done_by)
    form = typed(row, **done("no"))
    assert form.errors["nothing_reason"] == ["Say why it is not done yet"]
    form = typed(row, **done("no", ("99", "x", "")), nothing_reason="Rain")
    assert form.is_valid() and form.to_figure() == Figure(Decimal(0), nothing_reason="Rain")


def test_milestone_whose_day_has_not_come_needs_none():
    form = typed(row_of("milestone", done_by=date(2026, 7, 1)), **done("no"))
    assert form.is_valid() and form.to_figure() == Figure(Decimal(0), nothing_reason="Not due until 1 July 2026")


# --- What is not ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "fields", "name", "said"),
    [
        ("count", {"figure": ""}, "figure", "Enter a whole number in figures"),
        ("count", {}, "figure", "Enter a whole number in figures"),
        ("count", {"figure": " \t "}, "figure", "Enter a whole number in figures"),
        ("count", {"figure": "three"}, "figure", "Enter a whole number in figures"),
        ("count", {"figure": "1.5"}, "figure", "without decimals"),
        ("count", {"figure": "-1"}, "figure", "Enter 0 or a number above it"),
        ("count", {"figure": "0"}, "figure", "tick “We have nothing to report for this”"),
        ("count", {"figure": "1" * 13}, "figure", "below 1,000,000,000,000"),
        ("count", {"figure": "9" * 50}, "figure", "below 1,000,000,000,000"),
        ("count", {"figure": "9" * 10_000}, "figure", "too long"),
        ("count", {"figure": "1e9"}, "figure", "Enter a whole number in figures"),
        ("count", {"figure": "NaN"}, "figure", "Enter a whole number in figures"),
        ("count", {"figure": "Infinity"}, "figure", "Enter a whole number in figures"),
        ("count", {"figure": "１２<script>"}, "figure", "Enter a whole number in figures"),
        ("money", {"figure": "12.715"}, "figure", "Round to 2 decimal places"),
        ("money", {"figure": "0.00"}, "figure", "nothing to report"),
        ("percent", {"numerator": "5", "denominator": "0"}, "denominator", "above 0"),
        ("percent", {"numerator": "5", "denominator": "-4"}, "denominator", "above 0"),
        ("percent", {"numerator": "5", "denominator": ""}, "denominator", "Enter a number in figures"),
        ("percent", {"numerator": "", "denominator": "5"}, "numerator", "Enter a number in figures"),
        ("percent", {"numerator": "6", "denominator": "5"}, "numerator", "cannot be more than the second"),
        ("percent", {"numerator": "-1", "denominator": "5"}, "numerator", "Enter 0 or a number above it"),
        ("milestone", {}, "is_done", "Say whether it is done"),
        ("milestone", {"is_done": "perhaps"}, "is_done", "Select a valid choice"),
        ("milestone", done("yes"), "achieved_on", "Enter the day it was done"),
        ("milestone", done("yes", ("31", "6", "2026")), "achieved_on", "must be a real date"),
        ("milestone", done("yes", ("x", "6", "2026")), "achieved_on", "must be a real date"),
        ("milestone", done("yes", ("1", "7", "2026")), "achieved_on", "cannot be after the end of the period"),
        ("milestone", done("yes", ("1", "7", "99999")), "achieved_on", "must be a real date"),
        ("count", {"nothing": "on"}, "nothing_reason", "Say why there is nothing to report"),
        ("count", {"nothing": "on", "nothing_reason": " \n "}, "nothing_reason", "Say why there is nothing"),
        ("count", {"nothing": "on", "nothing_reason": "x" * 1001}, "nothing_reason", "You wrote 1001"),
        ("count", {"figure": "3", "unusual_reason": "x" * 1001}, "unusual_reason", "You wrote 1001"),
    ],
)  # fmt: skip
def test_figure_that_does_not_fit_is_told_beside_its_field(kind, fields, name, said):
    form = typed(row_of(kind), **fields)
    assert not form.is_valid()
    assert said in " ".join(form.errors[name])
    assert set(form.errors) == {name}
    for field, text in fields.items():  # and what was typed is still there
        if field in form.fields and text:
            assert form[field].value() in (text, True)


@pytest.mark.parametrize("baseline", [None, Decimal(0), Decimal(-3)])
def test_figure_without_a_starting_figure_to_divide_by_says_whom_to_ask(baseline):
    row = row_of("percent", baseline=baseline, denominator_label="baseline", numerator_label="Change in use")
    form = typed(row, numerator="20")
    assert "Ask the council" in form.errors["numerator"][0]


def test_figure_whose_percentage_is_beyond_the_column_is_refused():
    row = row_of("percent", numerator_label="Change in use")
    form = typed(row, numerator="999999999999", denominator="0.001")
    assert "too large" in form.errors["numerator"][0]


@settings(max_examples=150, deadline=None)
@given(kind=st.sampled_from(KINDS), text=st.text(max_size=70), other=st.text(max_size=70), flag=st.booleans())
def test_figure_form_never_breaks_whatever_is_sent(kind, text, other, flag):
    """Valid means that the database takes it; anything else is told in words."""
    fields = dict.fromkeys(("figure", "numerator", "is_done", "achieved_on_day", "nothing_reason"), text)
    fields |= dict.fromkeys(("denominator", "achieved_on_month", "unusual_reason"), other) | {
        "achieved_on_year": "2026"
    }
    form = typed(row_of(kind), **fields, **({"nothing": "on"} if flag else {}))
    if form.is_valid():
        figure = form.to_figure()
        assert figure.claimed is None or abs(figure.claimed) < 10**13
        assert (figure.numerator is None) == (figure.denominator is None)
        assert figure.denominator is None or figure.denominator > 0
    else:
        assert all(str(message) for messages in form.errors.values() for message in messages)


def test_figure_form_shows_what_was_saved():
    road = open_road(*KINDS)
    saved = {
        1: (Figure(Decimal(1000)), {"figure": "1000"}),
        3: (Figure(Decimal("7.50")), {"figure": "7.5"}),
        5: (Figure(Decimal(50), Decimal(1), Decimal(2)), {"numerator": "1", "denominator": "2"}),
        6: (Figure(Decimal(1), achieved_on=date(2026, 5, 1)), {"is_done": "yes", "achieved_on": date(2026, 5, 1)}),
        7: (Figure(nothing_reason="In July"), {"nothing": True, "nothing_reason": "In July"}),
    }
    for number, (figure, values) in saved.items():
        answer_figure(answer=road.row(number).answer, figure=figure, by=road.editor)
        form = FigureForm(row=road.row(number))
        assert {name: form[name].value() for name in values} == values


def test_figure_form_asks_why_only_when_the_figure_is_unusual():
    row = row_of("count")
    assert "unusual_reason" not in FigureForm(row=row).fields
    row.answer.claimed = Decimal(51)
    assert "unusual_reason" in FigureForm(row=row).fields
    row.answer.claimed = Decimal(25)
    assert "unusual_reason" not in FigureForm(row=row).fields


# --- Words ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Say in a few sentences"),
        (" \n\t\u00a0 ", "Say in a few sentences"),
        ("x" * 10_000, "You wrote 10000"),
        ("nul \x00", "Null characters are not allowed"),
    ],
)
def test_words_that_do_not_fit_are_told_and_kept(text, said):
    form = WordsForm({"narrative": text}, row=row_of("count"))
    assert said in form.errors["narrative"][0]
    assert form["narrative"].value() == text


def test_words_may_be_empty_where_there_is_nothing():
    row = row_of("count")
    row.answer.nothing_reason = "In July"
    assert WordsForm({"narrative": ""}, row=row).is_valid()


def test_words_of_any_language_and_length_up_to_the_limit_are_taken():
    words = "Ŵ 字 \U0001f600 <b>&amp; " * 150
    assert WordsForm({"narrative": words}, row=row_of("count")).is_valid()


def test_story_may_be_empty_and_nil_needs_a_reason():
    sheet = Sheet(SupplierReturn(), Revision(), previous=None, rows=[])
    assert StoryForm({"story": " "}, sheet=sheet).is_valid()
    assert NilForm({"nil_reason": " "}, sheet=sheet).errors["nil_reason"] == ["Say why there is nothing to report"]


def test_evidence_that_was_not_offered_cannot_be_chosen():
    form = EvidenceForm({"reuse": ["x"]}, row=row_of("count"), elsewhere=[])
    assert "reuse" not in form.fields and form.is_valid()


def test_measure_may_ask_for_another_measures_figure():
    """The top figure of M2.05 is M2.04: people read its title, not its code."""
    first = MeasureFactory(code="M2.04", title="Spend with local suppliers")
    second = MeasureFactory(version=first.version, value_type="percent", numerator_label="M2.04")
    road = open_road(second, framework_version=first.version)
    assert FigureForm(row=road.row()).fields["numerator"].label == "Spend with local suppliers"


@pytest.mark.parametrize(
    ("kind", "words"),
    [("email", "email address"), ("ni_number", "National Insurance number"), ("nhs_number", "NHS number")],
)
def test_kinds_of_personal_data_stand_in_a_sentence(kind, words):
    assert kind_in_a_sentence(kind) == words
