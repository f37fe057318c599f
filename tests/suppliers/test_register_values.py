"""What the cells of registers say, however people and spreadsheets wrote it, or how to mend it."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suppliers.identifiers import Identifier
from suppliers.registers.columns import COLUMNS, MEMBERS, fold, match, names_of
from suppliers.registers.rows import from_json, read_row, to_json
from suppliers.registers.saying import here
from suppliers.registers.tidying import tidy, tidy_lines
from suppliers.registers.values import (
    Party,
    Unreadable,
    number_reader,
    read_answer,
    read_day,
    read_numbers,
    read_parties,
    read_pounds,
)
from tables.cells import harmless
from tables.reading import ErrorCell, Row
from tests.catalogues import write_catalogue

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
SPRING = date(2026, 4, 1)
SPRING_DAYS = (
    SPRING, datetime(2026, 4, 1, 9, 30), "2026-04-01", "2026-04-01T00:00:00Z", "01/04/2026", " 1/4/26\u00a0",
    "1.4.2026", "01-04-2026", "1 April 2026", "1st of April 2026", "01-Apr-26", "Wednesday, 1 April 2026",
    "1 Ebrill 2026", "01/04/2026 00:00:00", 46113, Decimal(46113), "46113",
)  # fmt: skip
FINE_AMOUNTS = (
    "£1,234,567.00", "1234567", "GBP 1,234,567", "1234567 GBP", "£1234567.00", 1234567, Decimal("1234567.00"),
    "1 234 567", "£1,234,567", "&pound;1,234,567.00", "Â£1,234,567.00",
)  # fmt: skip


@pytest.mark.parametrize("cell", SPRING_DAYS, ids=str)
def test_first_of_april_however_it_is_written(cell):
    assert read_day(cell, False).value == SPRING


def test_days_that_count_from_1904():
    assert read_day(44651, True).value == SPRING and "01/04/2026" in here(read_day("44651", True).remark)


@pytest.mark.parametrize("cell", ["soon", "2026", "April 2026", "04/25/2026", "30/02/2026", "1/4/1066", 7, True])
def test_what_is_no_day_says_how_to_enter_one(cell):
    with pytest.raises(Unreadable, match="Enter"):
        read_day(cell, False)


@pytest.mark.parametrize("cell", FINE_AMOUNTS, ids=str)
def test_an_amount_however_it_is_written(cell):
    assert read_pounds(cell, False).value == Decimal("1234567.00")


def test_amounts_that_are_rough_or_nothing_say_so():
    assert read_pounds("£1.2m", False).value == Decimal(1_200_000) and "£1,200,000.00" in here(
        read_pounds("1.2m", 0).remark
    )
    assert read_pounds("250k", False).value == Decimal(250_000)
    assert read_pounds(0, False).value is None and "not known" in here(read_pounds("£0.00", False).remark)
    assert read_pounds("12.345", False).value == Decimal("12.35")


@pytest.mark.parametrize("cell", ["12,34", "1.234.567,00", "£10,000 - £20,000", "about 5", "-3", -3, "5 p.a.", 10**13])
def test_what_is_no_amount_says_how_to_enter_one(cell):
    with pytest.raises(Unreadable):
        read_pounds(cell, False)


@pytest.mark.parametrize("text", ["TBC", "n/a", "-", "Unknown.", " N/A ", "Anhysbys"])
def test_words_for_nothing_are_nothing(text):
    assert read_day(text, False).value is None and read_pounds(text, False).value is None


@given(DAYS, st.sampled_from(["{:%d/%m/%Y}", "{:%Y-%m-%d}", "{0.day} {0:%B} {0.year}", "{0.day}.{0.month}.{0.year}"]))
def test_every_day_is_read_back(day, written):
    assert read_day(written.format(day), False).value == day


@given(st.decimals(Decimal("0.01"), Decimal("999999999999.99"), places=2))
def test_every_amount_is_read_back(amount):
    assert {read_pounds(text, False).value for text in (amount, f"£{amount:,.2f}", f"{amount:f}")} == {amount}


FINITE = st.decimals(allow_nan=False, allow_infinity=False)


@given(st.one_of(st.text(max_size=40), st.integers(), st.booleans(), st.none(), FINITE))
def test_no_cell_is_too_odd_to_be_read_or_explained(cell):
    for columns in COLUMNS.values():
        for column in columns:
            try:
                said = column.read(cell, False)
            except Unreadable as problem:
                assert str(problem).strip() and not str(problem).endswith(".")
            else:
                assert from_json(to_json({"it": said.value})) == {"it": said.value}


def test_texts_are_tidied():
    assert tidy("  Smith &amp;amp; Sons\u00a0 Ltd\u200b ") == "Smith & Sons Ltd"
    assert tidy("CafÃ© â€“ Siân") in ("CafÃ© â€“ Siân", "Café – Siân") and tidy("CafÃ© â€“") == "Café –"
    assert tidy("Tŷ Siân, Llŷn") == "Tŷ Siân, Llŷn"
    assert tidy(harmless("=SUM(A1)")) == "=SUM(A1)" and tidy_lines(" one \r\n\r\n two ") == "one\ntwo"


def test_yes_and_no():
    assert [read_answer(text, False).value for text in ("Y", "oes", True, "No", "", "N/A")] == [
        True, True, True, False, None, None,
    ]  # fmt: skip
    with pytest.raises(Unreadable, match="neither yes nor no"):
        read_answer("perhaps", False)


@pytest.mark.parametrize(("text", "meant"), [("Na", False), ("Nage", False), ("NA", None), ("na", None), ("n/a", None)])
def test_welsh_no_is_told_from_not_applicable(text, meant):
    """“Na” is what the portal's own files say in Welsh."""
    assert read_answer(text, False).value is meant


def test_official_numbers():
    assert number_reader("GB-COH")(1234567, False).value == (Identifier("GB-COH", "01234567"),)
    assert read_numbers("GB-COH-01234567, GB-CHC-1123456", False).value == (
        Identifier("GB-COH", "01234567"), Identifier("GB-CHC", "1123456"),
    )  # fmt: skip
    for text in ("1234", "GB-COH-RJR"):
        with pytest.raises(Unreadable):
            read_numbers(text, False)
    with pytest.raises(Unreadable, match="last digits"):
        number_reader("VAT")("GB123456789", False)


def test_suppliers_joined_by_commas_are_several_names_without_numbers():
    assert read_parties("One Ltd, Two Ltd; Three", False).value == (
        Party("One Ltd", ()), Party("Two Ltd", ()), Party("Three", ()),
    )  # fmt: skip


def test_supplier_whose_number_is_written_as_nought_has_none():
    text = "[Alder LLP|2 Low Road\nPenbury|COMPANIES_HOUSE|0|Yes|No][Birch Ltd|1|COMPANIES_HOUSE|00|No|No]"
    said = read_parties(text, False)
    assert said.value == (Party("Alder LLP", (), True, False), Party("Birch Ltd", (), False, False))
    assert said.remark is None


@pytest.fixture
def in_welsh(settings, tmp_path):
    """The names of columns are remembered for good, so those of this catalogue are forgotten again."""
    settings.LOCALE_PATHS = [write_catalogue(tmp_path, {"Reference": "Cyfeirnod", "Starts on": "Yn dechrau ar"})]
    names_of.cache_clear()
    yield
    names_of.cache_clear()


@pytest.mark.usefixtures("in_welsh")
def test_headings_are_known_in_both_languages_and_by_other_names():
    assert match(["Notice Identifier", "TITLE ", "Start Date", "Contract start date"], "contracts") == {
        "reference": 0, "title": 1, "starts_on": 3,
    }  # fmt: skip
    assert fold(" Value (£), excl. VAT ") == fold("value £ excl vat")
    assert match(["Yn dechrau ar", "Cyfeirnod"], "contracts") == {"reference": 1, "starts_on": 0}


def test_cell_with_an_error_of_the_spreadsheet_is_explained():
    said = read_row(Row(5, (ErrorCell("#REF!"), "Grounds")), "contracts", {"reference": 0, "title": 1}, from_1904=False)
    assert [problem.column for problem in said.problems] == ["reference"] and said.cells == ["#REF!", "Grounds"]
    assert read_row(Row(6, (None, " ", "notes")), "contracts", {"reference": 0, "title": 1}, from_1904=False) is None


def test_roles_are_known_by_what_people_call_them():
    role = next(column for column in MEMBERS if column.code == "role")
    assert role.read("Editor", False).value == "editor"
