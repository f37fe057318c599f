"""Official numbers: kept in one form, or refused in words."""

import pytest

from suppliers.identifiers import InvalidIdentifier, caution, normalise, split


@pytest.mark.parametrize(
    ("scheme", "written", "kept"),
    [
        ("GB-PPON", "gb-ppon-pbcd-1234-ghjl", "PBCD-1234-GHJL"),
        ("GB-PPON", "GB-PPON:PBCD-1234-GHJL", "PBCD-1234-GHJL"),
        ("GB-PPON", " PBCD-1234-GHJL ", "PBCD-1234-GHJL"),
        ("GB-COH", "1234567", "01234567"),
        ("GB-COH", "sc 123456", "SC123456"),
        ("GB-COH", "IP12345R", "IP12345R"),
        ("GB-COH", "R0001234", "R0001234"),
        ("GB-CHC", "123456", "123456"),
        ("GB-CHC", "1123456-2", "1123456-2"),
        ("GB-SC", "sc012345", "SC012345"),
        ("GB-NIC", "NIC100001", "100001"),
        ("GB-NIC", "NI100001", "100001"),
        ("GB-NIC", "100001", "100001"),
        ("GB-UKPRN", "10012345", "10012345"),
        ("GB-NHS", "rjr", "RJR"),
        ("GB-MPR", "235c", "235C"),
        ("GB-MPR", "IP031455", "IP031455"),
        ("GB-LAE", "abc", "ABC"),
        ("VAT", "123 4567 82", "GB123456782"),  # by the older rule
        ("VAT", "GB123456727", "GB123456727"),  # by the newer rule
        ("VAT", "GB123456782001", "GB123456782001"),
    ],
)
def test_identifier_is_kept_in_one_form(scheme, written, kept):
    assert normalise(scheme, written) == kept
    assert normalise(scheme, kept) == kept


@pytest.mark.parametrize(
    ("scheme", "written", "said"),
    [
        ("GB-PPON", "PBCD1234GHJL", "4 letters, 4 digits and 4 letters"),
        ("GB-PPON", "PBCD-123-GHJL", "not a procurement identifier"),
        ("GB-COH", "RJR", "“RJR” is not a company number"),
        ("GB-COH", "123456789", "8 characters"),
        ("GB-COH", "0", "not a company number"),
        ("GB-COH", "١٢٣٤٥٦٧٨", "not a company number"),
        ("GB-CHC", "12345", "6 or 7 digits"),
        ("GB-CHC", "SC012345", "6 or 7 digits"),
        ("GB-SC", "012345", "SC and 6 digits"),
        ("GB-NIC", "NIX100001", "6 digits"),
        ("GB-UKPRN", "20012345", "the first is 1"),
        ("GB-NHS", "R/J", "letters and digits"),
        ("GB-MPR", "", "letters and digits"),
        ("GB-LAE", "ABCD", "3 letters"),
        ("VAT", "123456789", "check it for a slip"),
        ("VAT", "12345678", "9 or 12 digits"),
        ("GB-FTS", "141319", "do not identify an organisation"),
        ("US-EIN", "12", "not a scheme the portal knows"),
    ],
)
def test_identifier_that_does_not_fit_says_how_it_should_look(scheme, written, said):
    with pytest.raises(InvalidIdentifier, match=rf"(?i){said}"):
        normalise(scheme, written)


@pytest.mark.parametrize("slip", range(1, 9))
def test_identifier_of_vat_notices_one_wrong_digit(slip):
    digits = [*"123456782"]
    digits[slip] = str((int(digits[slip]) + 1) % 10)
    with pytest.raises(InvalidIdentifier):
        normalise("VAT", "".join(digits))


def test_identifier_ppon_in_an_unusual_form_is_let_through_with_a_caution():
    assert normalise("GB-PPON", "XABC-1034-GHJB") == "XABC-1034-GHJB"
    assert "unusual" in caution("GB-PPON", "XABC-1034-GHJB")
    assert caution("GB-PPON", "PBCD-1234-GHJB")  # none ends in B
    assert caution("GB-PPON", "PBCD-1234-GHJC") == ""  # an informal consortium
    assert caution("GB-COH", "01234567") == ""


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("GB-CHC-1123456", ("GB-CHC", "1123456")),
        ("GB-PPON-PBCD-1234-GHJL", ("GB-PPON", "PBCD-1234-GHJL")),
        ("GB-PPON:PBCD-1234-GHJL", ("GB-PPON", "PBCD-1234-GHJL")),
        ("GB-SC-SC012345", ("GB-SC", "SC012345")),
        ("GB-FTS-141319", ("GB-FTS", "141319")),
        ("1", ("", "1")),
        ("GB-SCX-1", ("", "GB-SCX-1")),
    ],
)
def test_identifier_split_from_its_scheme(text, parts):
    assert split(text) == parts
