"""Figures: typed and shown."""

from decimal import Decimal as D

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from framework.models import Measure
from framework.units import UNITS
from framework.values import (
    MOST_CHARACTERS,
    Affixes,
    FigureError,
    decimal_places,
    format_value,
    input_affixes,
    parse_part,
    parse_value,
    quantise,
)
from tests.framework.measures import (
    AMOUNTED,
    CARBON,
    CHANGE,
    COUNT,
    FTE,
    HOURS,
    KILOS,
    MILESTONE,
    MONEY,
    NARRATIVE,
    SHARE,
    amounts,
    measure,
)

# --- Typing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "text", "amount"),
    [
        (COUNT, "3", "3"),
        (COUNT, " 3 ", "3"),
        (COUNT, "\t3\r\n", "3"),
        (COUNT, "+3", "3"),
        (COUNT, "003", "3"),
        (COUNT, "3.0", "3"),
        (COUNT, "0", "0"),
        (COUNT, "-0", "0"),
        (COUNT, "1,250", "1250"),
        (COUNT, "1 250", "1250"),
        (COUNT, "1\N{NO-BREAK SPACE}250", "1250"),
        (COUNT, "1\N{NARROW NO-BREAK SPACE}250", "1250"),
        (COUNT, "1,250,000", "1250000"),
        (COUNT, "１，２５０", "1250"),
        (COUNT, "١٢", "12"),
        (COUNT, "\N{ZERO WIDTH NO-BREAK SPACE}12\N{ZERO WIDTH SPACE}", "12"),
        (COUNT, "3 people", "3"),
        (COUNT, "1 Person", "1"),
        (COUNT, "999,999,999,999", "999999999999"),
        (HOURS, "7.5", "7.50"),
        (HOURS, ".5", "0.50"),
        (HOURS, "5.", "5.00"),
        (HOURS, "7.25 hours", "7.25"),
        (HOURS, "7 hrs", "7.00"),
        (MONEY, "£12.50", "12.50"),
        (MONEY, "￡12.50", "12.50"),
        (MONEY, "£ 1,500,000", "1500000.00"),
        (MONEY, "12.7", "12.70"),
        (MONEY, "12 pounds", "12.00"),
        (SHARE, "12.5%", "12.500"),
        (SHARE, "12.5 per cent", "12.500"),
        (SHARE, "12.5 ％", "12.500"),
        (FTE, "2.5 FTE", "2.50"),
        (CARBON, "3.125", "3.125"),
        (CARBON, "3.125 tonnes of CO2e", "3.125"),
        (CARBON, "-3.125", "-3.125"),
        (CARBON, "−3.125", "-3.125"),
        (CARBON, "- 3", "-3.000"),
        (CHANGE, "–4", "-4.000"),
        (KILOS, "12kg", "12.00"),
        (MILESTONE, "Yes", "1"),
        (MILESTONE, "not done", "0"),
    ],
)
def test_typed_figure_is_understood(kind, text, amount):
    parsed = parse_value(kind, text)
    assert str(parsed) == amount


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (COUNT, "", "required"),
        (COUNT, "   ", "required"),
        (COUNT, None, "required"),
        (COUNT, "1.5 people", "decimals"),
        (COUNT, "1.5", "decimals"),
        (COUNT, "three", "not_a_number"),
        (COUNT, "about 20", "not_a_number"),
        (COUNT, "12-15", "not_a_number"),
        (COUNT, "12 hours", "not_a_number"),
        (COUNT, "people", "not_a_number"),
        (COUNT, "NaN", "not_a_number"),
        (COUNT, "sNaN", "not_a_number"),
        (COUNT, "Infinity", "not_a_number"),
        (COUNT, "-inf", "not_a_number"),
        (COUNT, "1e9999", "not_a_number"),
        (COUNT, "1E3", "not_a_number"),
        (COUNT, "0x10", "not_a_number"),
        (COUNT, "1_000", "not_a_number"),
        (COUNT, "--3", "not_a_number"),
        (COUNT, "+-3", "not_a_number"),
        (COUNT, "(500)", "not_a_number"),
        (COUNT, "1,25", "not_a_number"),
        (COUNT, "1,2,50", "not_a_number"),
        (COUNT, "1, 250", "not_a_number"),
        (COUNT, "12 50", "not_a_number"),
        (COUNT, "1,250 000", "not_a_number"),
        (COUNT, ".", "not_a_number"),
        (COUNT, "-", "not_a_number"),
        (COUNT, ",", "not_a_number"),
        (COUNT, "1.2.3", "not_a_number"),
        (COUNT, "10²", "not_a_number"),
        (COUNT, "½", "not_a_number"),
        (COUNT, "①", "not_a_number"),
        (COUNT, "Ⅻ", "not_a_number"),
        (COUNT, "三", "not_a_number"),
        (COUNT, "£12", "not_a_number"),
        (COUNT, "12\x00", "not_a_number"),
        (COUNT, "=1+1", "not_a_number"),
        (COUNT, "<b>3</b>", "not_a_number"),
        (COUNT, "1000000000000", "too_large"),
        (COUNT, "9" * MOST_CHARACTERS, "too_large"),
        (COUNT, "9" * 1_000_000, "too_large"),
        (COUNT, "-1", "negative"),
        (COUNT, "−1", "negative"),
        (HOURS, "-0.25", "negative"),
        (HOURS, "7:30", "not_a_number"),
        (HOURS, "7h30", "not_a_number"),
        (HOURS, "7.333", "decimals"),
        (MONEY, "£1.5m", "not_a_number"),
        (MONEY, "1.5 million", "not_a_number"),
        (MONEY, "10k", "not_a_number"),
        (MONEY, "££12", "not_a_number"),
        (MONEY, "€12", "not_a_number"),
        (MONEY, "12.345", "decimals"),
        (MONEY, "£-5", "negative"),
        (MONEY, "0." + "0" * 40 + "1", "decimals"),
        (SHARE, "12.5%%", "not_a_number"),
        (SHARE, "-3", "negative"),
        (CARBON, "3.1255", "decimals"),
        (MILESTONE, "maybe", "not_a_number"),
        (MILESTONE, "2", "not_a_number"),
        (NARRATIVE, "3", "words"),
    ],
)
def test_typed_figure_is_refused_with_the_way_to_mend_it(kind, text, code):
    with pytest.raises(FigureError) as refused:
        parse_value(kind, text)
    assert refused.value.code == code
    message = str(refused.value)
    assert message == str(refused.value.message)
    assert message.startswith(("Enter", "Round", "This is reported in words"))
    assert "please" not in message.lower()


@pytest.mark.parametrize(("kind", "places"), [(HOURS, "2 decimal places"), (CARBON, "3 decimal places")])
def test_too_many_decimals_names_how_many_fit(kind, places):
    with pytest.raises(FigureError, match=f"Round to {places}"):
        parse_value(kind, "1.23456")


def test_refusal_is_a_value_error():
    with pytest.raises(ValueError, match="Enter a whole number in figures, like 12 or 1,250"):
        parse_value(COUNT, "three")


@pytest.mark.parametrize(
    ("kind", "part", "text", "amount"),
    [
        (SHARE, "numerator", "0", "0.000"),
        (SHARE, "numerator", "£1,250.50", "1250.500"),
        (SHARE, "denominator", "0.001", "0.001"),
        (CHANGE, "numerator", "-12.5", "-12.500"),
    ],
)
def test_typed_part_of_a_percentage_is_understood(kind, part, text, amount):
    assert str(parse_part(kind, text, part=part)) == amount


@pytest.mark.parametrize(
    ("kind", "part", "text", "code"),
    [
        (SHARE, "numerator", "", "required"),
        (SHARE, "numerator", "-1", "negative"),
        (SHARE, "numerator", "1.2345", "decimals"),
        (SHARE, "numerator", "ten", "not_a_number"),
        (SHARE, "denominator", "0", "not_positive"),
        (CHANGE, "denominator", "-5", "not_positive"),
        (CHANGE, "denominator", "1e5", "not_a_number"),
    ],
)
def test_typed_part_of_a_percentage_is_refused(kind, part, text, code):
    with pytest.raises(FigureError) as refused:
        parse_part(kind, text, part=part)
    assert refused.value.code == code


@given(st.text(max_size=80), st.sampled_from([*AMOUNTED, MILESTONE, NARRATIVE]))
def test_any_text_gives_a_storable_figure_or_a_refusal(text, kind):
    try:
        amount = parse_value(kind, text)
    except FigureError as refused:
        assert str(refused)
    else:
        assert amount.is_finite()
        assert abs(amount) < 10**12
        assert amount == quantise(kind, amount)
        assert amount >= 0 or kind.may_be_negative


@given(st.data())
def test_exact_figure_typed_again_is_the_same_figure(data):
    kind = data.draw(st.sampled_from(AMOUNTED))
    amount = data.draw(amounts(decimal_places(kind)))
    assert parse_value(kind, format_value(kind, amount, exact=True)) == amount


# --- Showing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "amount", "text"),
    [
        (COUNT, D("1"), "1 person"),
        (COUNT, D("1.000"), "1 person"),
        (COUNT, 3, "3 people"),
        (COUNT, D("0"), "0 people"),
        (COUNT, D("-1"), "−1 person"),
        (COUNT, D("1234567"), "1,234,567 people"),
        (HOURS, D("1250"), "1,250 hours"),
        (HOURS, D("1"), "1 hour"),
        (HOURS, D("7.30"), "7.25 hours"),
        (HOURS, D("7.375"), "7.5 hours"),
        (HOURS, D("0.10"), "0 hours"),
        (MONEY, D("12.71"), "£12.71"),
        (MONEY, D("12.500"), "£12.50"),
        (MONEY, D("1500000.00"), "£1,500,000"),
        (MONEY, D("-5"), "−£5"),
        (MONEY, D("0"), "£0"),
        (SHARE, D("10.000"), "10%"),
        (SHARE, D("33.333"), "33.3%"),
        (SHARE, D("66.650"), "66.7%"),
        (CHANGE, D("-0.04"), "0%"),
        (CHANGE, D("-3"), "−3%"),
        (FTE, D("2.500"), "2.5 FTE"),
        (FTE, D("2.345"), "2.35 FTE"),
        (CARBON, D("3.125"), "3.125 tonnes of CO2e"),
        (CARBON, D("1"), "1 tonne of CO2e"),
        (measure("quantity", unit="weeks"), D("1.5"), "1.5 weeks"),
        (measure("quantity", unit="m2"), D("1"), "1 square metre"),
        (measure("quantity", unit="wellby"), D("2"), "2 WELLBYs"),
        (measure(unit="opportunities"), 1, "1 opportunity"),
        (measure(unit="stories"), 2, "2 stories"),
        (measure(unit="trees"), 2, "2 trees"),
        (measure(unit="100% trees"), 2, "2 100% trees"),
        (MILESTONE, D("1.000"), "Done"),
        (MILESTONE, 0, "Not done"),
        (MILESTONE, 3, "3 done"),
        (NARRATIVE, None, "Reported in words"),
        (COUNT, None, "Not recorded"),
        (MILESTONE, None, "Not recorded"),
    ],
)
def test_figure_is_shown_with_its_unit(kind, amount, text):
    assert format_value(kind, amount) == text


@pytest.mark.parametrize(
    ("kind", "amount", "text"),
    [
        (HOURS, D("7.30"), "7.3 hours"),
        (SHARE, D("33.333"), "33.333%"),
        (MONEY, D("12.5"), "£12.50"),
        (FTE, D("1.667"), "1.667 FTE"),
    ],
)
def test_exact_figure_is_not_rounded(kind, amount, text):
    assert format_value(kind, amount, exact=True) == text


@pytest.mark.parametrize("amount", [1.5, True, "3"])
def test_figure_that_is_no_decimal_is_refused(amount):
    with pytest.raises(TypeError):
        format_value(MONEY, amount)


def test_figure_filter_shows_and_escapes():
    kind = measure(unit="<b>")
    page = Template("{% load figures %}{{ hours|figure:m }}, {{ hours|exact_figure:m }}, {{ n|figure:k }}")
    shown = page.render(Context({"hours": D("7.30"), "m": HOURS, "n": 2, "k": kind}))
    assert shown == "7.25 hours, 7.3 hours, 2 &lt;b&gt;"


@pytest.mark.parametrize("code", UNITS)
def test_every_unit_has_words_for_one_and_many_in_both_languages(code):
    kind = {"gbp": "money", "percent": "percent", "hours": "hours"}.get(code, "quantity")
    for language in ("en-gb", "cy"):
        with translation.override(language):
            assert "1" in format_value(measure(kind, unit=code), 1)
            assert "2.5" in format_value(measure(kind, unit=code), D("2.5"))


@pytest.mark.parametrize("code", UNITS)
def test_figure_may_be_typed_with_its_unit_as_it_is_shown(code):
    kind = measure({"gbp": "money", "percent": "percent", "hours": "hours"}.get(code, "quantity"), unit=code)
    for amount in (D(1), D("1250.5")):
        assert parse_value(kind, format_value(kind, amount)) == amount


@pytest.mark.parametrize(
    ("kind", "affixes"),
    [
        (MONEY, Affixes("£", "")),
        (SHARE, Affixes("", "%")),
        (HOURS, Affixes("", "hours")),
        (CARBON, Affixes("", "tonnes of CO2e")),
        (MILESTONE, Affixes("", "")),
        (NARRATIVE, Affixes("", "")),
    ],
)
def test_input_shows_its_unit(kind, affixes):
    assert input_affixes(kind) == affixes


def test_every_kind_of_figure_can_be_handled():
    for value_type in Measure.ValueType.values:
        assert 0 <= decimal_places(measure(value_type)) <= 3
        assert format_value(measure(value_type), 1)


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("hours", "12.5 awr"),
        ("people", "12 o bobl"),
        ("people", "2 berson"),
        ("days", "3 diwrnod"),
        ("organisations", "4 sefydliad"),
        ("miles", "5 milltir"),
        ("tco2e", "1.25 tunnell"),
    ],
)
def test_figure_may_be_typed_with_its_unit_in_welsh(code, typed):
    value_type = {"hours": "hours", "people": "count", "organisations": "count"}.get(code, "quantity")
    assert parse_value(Measure(unit=code, value_type=value_type), typed) == D(typed.split()[0])


@pytest.mark.parametrize(
    ("typed", "amount"), [("Ie", 1), ("ydy", 1), ("wedi’i wneud", 1), ("Na", 0), ("heb ei wneud", 0)]
)
def test_what_is_done_may_be_said_in_welsh(typed, amount):
    assert parse_value(Measure(unit="done", value_type="milestone"), typed) == amount
