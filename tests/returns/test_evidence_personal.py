"""What looks like personal data in text, headings and file names, and what only looks like it at first."""

import re
import re._constants as constants
import re._parser as parser
import unicodedata

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from suppliers.personal import headings as headings_module
from suppliers.personal import patterns as personal
from suppliers.personal.patterns import find_personal_data, label
from suppliers.personal.plain import LOOK_ALIKES, plain

# Numbers from ranges that are never given to anybody, so that no real person is named here.
NHS, NHS_GROUPED, NI = "9434765919", "943 476 5919", "AB123456C"

FOUND = {
    "nhs number": (f"NHS {NHS}", "nhs_number"),
    "in groups": (NHS_GROUPED, "nhs_number"),
    "with dashes": ("943-476-5919", "nhs_number"),
    "with points": ("943.476.5919", "nhs_number"),
    "without a space before": (f"NHS{NHS}", "nhs_number"),
    "its reference number": (f"NHS reference number {NHS}", "nhs_number"),
    "wide digits": ("９４３４７６５９１９", "nhs_number"),
    "arabic digits": ("٩٤٣٤٧٦٥٩١٩", "nhs_number"),
    "invisible marks": ("943\u200b47\u2060659\ufeff19", "nhs_number"),
    "soft hyphens": ("943\u00ad476\u00ad5919", "nhs_number"),
    "spaces that do not break": ("943\u00a0476\u202f5919", "nhs_number"),
    "other dashes": ("943\u2011476\u22125919", "nhs_number"),
    "over two lines": ("943 476\n5919", "nhs_number"),
    "over two windows lines": ("943 476\r\n5919", "nhs_number"),
    "broken in the middle": ("94347\n65919", "nhs_number"),
    "ni number": (NI, "ni_number"),
    "ni number in groups": ("AB 12 34 56 C", "ni_number"),
    "ni number small": ("ab 123456 c", "ni_number"),
    "ni number with dashes": ("AB-12-34-56-C", "ni_number"),
    "ni number in russian letters": ("АВ123456С", "ni_number"),
    "ni number over lines": ("AB 12 34\n56 C", "ni_number"),
    "born": ("born on 3 March 2010", "date_of_birth"),
    "born in words": ("She was born on the 3rd of March, 2010", "date_of_birth"),
    "dob": ("DOB: 12/03/2010", "date_of_birth"),
    "d.o.b.": ("d.o.b. 12.3.10", "date_of_birth"),
    "d o b": ("D O B 12 03 2010", "date_of_birth"),
    "date of birth": ("Date of birth\n12-03-2010", "date_of_birth"),
    "iso": ("Date of birth 2010-03-12", "date_of_birth"),
    "american": ("birthday: March 12, 2010", "date_of_birth"),
    "date first": ("12/03/2010 (date of birth)", "date_of_birth"),
    "welsh": ("Dyddiad geni: 3 Mawrth 2010", "date_of_birth"),
    "welsh with an ending": ("ganwyd 3ydd o Fawrth 2010".replace("3ydd", "3"), "date_of_birth"),
    "email": ("Write to sam.example+x@charity.example.org.", "email"),
    "email in brackets": ("sam [at] example.org", "email"),
    "email wide": ("sam＠example．org", "email"),
    "mobile": ("07700 900123", "phone"),
    "mobile in one": ("Tel07700900123", "phone"),
    "mobile in pairs": ("07700 90 01 23", "phone"),
    "mobile abroad": ("+44 7700 900123", "phone"),
    "mobile with both": ("+44 (0)7700 900 123", "phone"),
    "mobile with noughts": ("0044 7700-900-123", "phone"),
    "landline": ("(0161) 496 0000", "phone"),
    "london": ("020 7946 0018", "phone"),
    "short landline": ("016977 4321", "phone"),
    "before a year": ("0161 496 0000 2024", "phone"),
    "over lines": ("07700\n900123", "phone"),
    "postcode": ("PR1 2AB", "postcode"),
    "postcode small": ("pr12ab", "postcode"),
    "postcode london": ("SW1A 1AA", "postcode"),
    "postcode over lines": ("LA14\n2BX", "postcode"),
    "postcode wide": ("ＰＲ１　２ＡＢ", "postcode"),
}


@pytest.mark.parametrize(("text", "kind"), FOUND.values(), ids=FOUND.keys())
def test_personal_data_is_found_once(text, kind):
    assert find_personal_data(f"Thank you. {text} was with us.") == {kind: 1}


@pytest.mark.parametrize(
    "text",
    [
        "Invoice 9434765919",
        "invoice no: 9434765919",
        "Purchase order number 9434765919",
        "Charity number 9434765919",
        "UTR 9434765919",
        "9434765918",
        "1111111111",
        "£9434765919",
        "9434765919.50",
        "19434765919",
        "A9434765919",
        "1 943 476 5919",
        "943 476 5919 12",
        "943\n476\n5919",
        "PO 123456",
        "AB123456",
        "QQ123456C",
        "GB123456A",
        "XAB123456C",
        "Ref 01234567890",
        "Order 07700900123",
        "0123456789012345",
        "0800 123 4567",
        "0.1614960000",
        "0 1 2 3 4 5 6 7 8 9 10 11",
        "01-02-2024 10:30",
        "2024-01-02T10:30:00",
        "01/02/2024 - 02/03/2024",
        "1,614,960,000",
        "The contract began on 12/03/2010",
        "A genius on 12/03/2010",
        "airborne 12/03/2010",
        "born in Lancashire" + " and raised" * 5 + " by 12/03/2010",
        "PR1",
        "PR1 and LA14",
        "E1 5th floor",
        "A4 2nd copy",
        "XX1 2AB",
        "PR1 2KM",
        "Module M8.03 on 1 July 2026, 240 hours at £23.50",
        "Net 1,250.00 VAT 250.00 total 1,500.00",
        "@example",
        "12 @ 3.50",
    ],
)
def test_personal_data_is_not_seen_where_there_is_none(text):
    assert find_personal_data(text) == {}


def test_personal_data_is_counted():
    text = f"{NHS}\n4505577104\n\n07700900123, 07700 900456\tPR1 2AB PR1 2AD\nDOB 1/2/2010, DOB 3/4/2011"
    assert find_personal_data(text) == {"nhs_number": 2, "phone": 2, "postcode": 2, "date_of_birth": 2}


def test_personal_data_two_numbers_in_a_row_are_two():
    assert find_personal_data("07700 900123 07700 900456") == {"phone": 2}


def test_personal_data_nothing_in_nothing():
    assert find_personal_data("") == {}


# --- Headings ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "heading",
    [
        "Name", "NAMES", "First name", "Forename", "Surname", "Last Name", "Full name", "Staff name", "DOB", "D.O.B.",
        "Date of birth", "Child", "Child's name", "Young person", "young_person", "Pupil", "UPN", "NHS",
        "NHS number", "Address", "Home address", "E-mail", "Email address", "Phone number", "Mobile", "NI", "NI no.",
        "National Insurance number", "School pupil", "Name of child at the school", "Ｓｕｒｎａｍｅ", "Sur\u00adname",
        "Enw", "Enw llawn", "Cyfenw", "Cyfeiriad", "Plentyn", "Person ifanc", "Dyddiad geni", "Rhif ffôn", "E-bost",
        "Rhif Yswiriant Gwladol",
    ],
)  # fmt: skip
def test_heading_about_persons_is_found(heading):
    assert find_personal_data("", headings=["Month", heading, "Hours"]) == {"heading": 1}


@pytest.mark.parametrize(
    "heading",
    [
        "Month", "Hours", "Company name", "Supplier name", "Name of supplier", "Host organisation", "Host name",
        "Organisation address", "School name", "Business email", "Supplier phone number", "Project name", "Web address",
        "Number of children", "Number of young people", "No. of pupils", "Hours of child care", "Total per child",
        "Children", "Young people", "NHS trust", "Named", "Namespace", "Ward", "Postcode area", "Filename",
        "Enw'r cyflenwr", "Enw'r cwmni", "Nifer y plant", "Cyfeiriad gwefan", "",
        "We asked each young person what they thought and they told us their name was not needed",
        "name " * 30,
    ],
)  # fmt: skip
def test_heading_about_organisations_and_counts_is_fine(heading):
    assert find_personal_data("", headings=[heading]) == {}


def test_headings_are_counted():
    assert find_personal_data("", headings=["Name", "DOB", "Hours"]) == {"heading": 2}


# --- File names -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("CV.pdf", "file_name"),
        ("my_cv_2026.docx", "file_name"),
        ("Passport scan.jpg", "file_name"),
        ("signed-consent-form.pdf", "file_name"),
        ("consent_forms.pdf", "file_name"),
        ("Ffurflen ganiatâd.pdf", "file_name"),
        (f"letter_{NI}.pdf", "ni_number"),
        ("PR1_2AB.pdf", "postcode"),
        ("sam@example.org.pdf", "email"),
        ("DOB 12-03-2010.pdf", "date_of_birth"),
    ],
)
def test_file_name_that_tells_is_found(name, kind):
    assert find_personal_data("", name=name) == {kind: 1}


@pytest.mark.parametrize(
    "name",
    ["hours 2026-07.xlsx", "CVS guidance.pdf"[0:2] + "19.pdf", "Young people totals.ods", "IMG_20260712_1030.jpg"],
)
def test_file_name_that_does_not_is_fine(name):
    assert find_personal_data("", name=name) == {}


# --- Words for people -------------------------------------------------------------------------------------------------
def test_label_every_kind_has_its_own_words():
    labels = [str(label(kind)) for kind in personal.LABELS]
    assert len(set(labels)) == len(labels)
    assert label("ni_number") == "National Insurance number"


def test_label_is_made_in_the_readers_language():
    assert hasattr(label("email"), "_proxy____cast")
    with override("cy"):
        assert str(label("email"))


def test_personal_data_never_comes_back():
    found = find_personal_data(f"{NHS} {NI} sam@example.org", headings=["Surname"], name="CV.pdf")
    assert set(found) <= set(personal.LABELS)
    assert all(type(often) is int for often in found.values())


# --- Time -------------------------------------------------------------------------------------------------------------
PATTERNS = {
    f"{module.__name__.rpartition('.')[2]}.{name}": pattern
    for module in (personal, headings_module)
    for name, pattern in vars(module).items()
    if isinstance(pattern, re.Pattern) and name != "NOT_A_WORD"
}


def repeats(parsed) -> list[tuple[int, bool]]:
    """How often each repeated piece may occur, and whether it repeats another that takes more than one shape."""
    found = []
    for code, value in parsed:
        if code in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
            inner = repeats(value[2])
            found += [(value[1], any(most > 1 for most, _nested in inner)), *inner]
        elif code is constants.BRANCH:
            found += [one for branch in value[1] for one in repeats(branch)]
        elif code is constants.SUBPATTERN:
            found += repeats(value[3])
        elif code in (constants.ASSERT, constants.ASSERT_NOT):
            found += repeats(value[1])
    return found


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS.keys())
def test_patterns_have_bounds_everywhere(pattern):
    """No piece repeats without end and nothing found is longer than a line, so one place of the text costs so much
    and no more, whatever the text; repeats within repeats are few and short."""
    parsed = parser.parse(pattern.pattern, pattern.flags)
    found = repeats(parsed)
    assert all(most is not constants.MAXREPEAT and most <= 64 for most, _nested in found)
    assert all(most <= 6 for most, nested in found if nested)
    assert parsed.getwidth()[1] < 600


def test_patterns_without_bounds_would_be_seen():
    assert (constants.MAXREPEAT, True) in repeats(parser.parse("(a+)+"))


class Counted:
    """Stands in for a pattern and counts how often it is asked."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern, self.asked = pattern, 0

    def search(self, text: str, position: int = 0):
        self.asked += 1
        return self.pattern.search(text, position)


ADVERSARIES = {
    "digits": "0", "phone beginnings": "01 ", "signs": "a@", "ni beginnings": "AB 12 ", "brackets": "(",
    "triples": "943 476 ", "abroad": "+44 ", "births": "born 1 ", "dates": "12/03/2010 ", "marks": "\u0301\u0323",
    "nearly numbers": "9434765918 ",
}  # fmt: skip


@pytest.mark.parametrize("piece", ADVERSARIES.values(), ids=ADVERSARIES.keys())
def test_personal_data_work_grows_with_the_length_and_no_faster(piece, monkeypatch):
    """Places looked at, counted: never more than one for each character."""
    counted = {}
    for name in ("EMAIL", "NI_NUMBER", "POSTCODE", "PHONE", "NHS_NUMBER", "DATE"):
        original = getattr(personal, name)
        counted[name] = Counted(original)
    monkeypatch.setattr(
        personal,
        "_take",
        lambda text, pattern, end_of, take=personal._take: take(
            text, next((each for each in counted.values() if each.pattern is pattern), pattern), end_of
        ),
    )
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    find_personal_data(text)
    assert all(0 < each.asked <= len(text) + 1 for each in counted.values())


@pytest.mark.parametrize("piece", ADVERSARIES.values(), ids=ADVERSARIES.keys())
def test_personal_data_is_found_behind_any_malice(piece):
    assert find_personal_data(f"{piece * 20_000} {NI}")["ni_number"] == 1


def test_personal_data_is_found_behind_a_million_characters():
    assert find_personal_data("a@01 943 " * 111_111 + f" {NI}") == {"ni_number": 1}


def test_plain_text_is_at_most_four_times_as_long():
    """Some single characters are whole sentences in other writing; they stay as they are."""
    compound = [mark for mark in map(chr, range(0x110000)) if unicodedata.decomposition(mark)]
    assert len(compound) > 5000
    assert max(len(plain(mark)) for mark in compound) == 4


@given(st.text(max_size=200))
def test_plain_text_has_no_marks_that_are_not_seen(text):
    found = plain(text)
    assert plain(found) == found
    assert not any(unicodedata.category(mark) in ("Cf", "Mn", "Cc") and mark not in "\t\n" for mark in found)
    assert not set(found) & LOOK_ALIKES.keys()


@given(st.text(max_size=300), st.lists(st.text(max_size=20), max_size=5), st.text(max_size=30))
def test_personal_data_any_text_can_be_looked_through(text, headings, name):
    found = find_personal_data(text, headings=headings, name=name)
    assert all(often > 0 and kind in personal.LABELS for kind, often in found.items())


DIGITS = st.lists(st.integers(0, 9), min_size=9, max_size=9).filter(lambda digits: digits[0] and len(set(digits)) > 1)


@given(DIGITS)
def test_nhs_number_check_digit_decides(digits):
    """Of the ten numbers that begin alike at most one is an NHS number."""
    begin = "".join(map(str, digits))
    found = [last for last in range(10) if find_personal_data(f"{begin}{last}")]
    total = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
    assert found == ([] if total == 10 else [total % 11])
