"""Names people give files, made safe to show."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from returns.evidence.names import clean_name

NAMES = {
    "letter.pdf": "letter.pdf",
    "Tachwedd – oriau (3).xlsx": "Tachwedd – oriau (3).xlsx",
    "C:\\Users\\someone\\letter.pdf": "letter.pdf",
    "../../etc/passwd": "passwd",
    "folder/..": "file",
    "": "file",
    "...": "file",
    ".pdf": "file.pdf",
    "..pdf": "file.pdf",
    "letter.pdf...": "letter.pdf",
    "letter.pdf . .": "letter.pdf",
    "let\x00ter.pdf": "letter.pdf",
    "let\r\nter.pdf": "let ter.pdf",
    "let\x1bter\x7f.pdf": "letter.pdf",
    "annexe\u202efdp.exe": "annexefdp.exe",
    "\u2066letter\u2069.pdf": "letter.pdf",
    "let\u200bter.pdf": "letter.pdf",
    "let\u2028ter.pdf": "let ter.pdf",
    "cafe\u0301.pdf": "café.pdf",
    "cafe\u200b\u0301.pdf": "café.pdf",
    "half\ud800.pdf": "half.pdf",
    "CON.pdf": "_CON.pdf",
    "nul": "_nul",
    "  letter   of  thanks .pdf": "letter of thanks.pdf",
    "letter.averyveryverylongending": "letter.averyveryverylongending",
}


@pytest.mark.parametrize(("given_name", "expected"), NAMES.items(), ids=range(len(NAMES)))
def test_name_hostile_or_odd_is_cleaned(given_name, expected):
    assert clean_name(given_name) == expected


@pytest.mark.parametrize("letter", ["a", "é", "語", "🙂"])
def test_name_too_long_is_cut_and_keeps_its_extension(letter):
    cleaned = clean_name(letter * 400 + ".pdf")
    assert cleaned.endswith(f"{letter}.pdf")
    assert 255 - len(letter.encode()) < len(cleaned.encode()) <= 255


@given(st.text())
def test_name_of_anything_is_safe_to_show(name):
    cleaned = clean_name(name)
    assert 0 < len(cleaned.encode()) <= 255
    assert not {unicodedata.category(mark)[0] for mark in cleaned} & {"C"}
    assert "/" not in cleaned and "\\" not in cleaned
    assert not cleaned.startswith((" ", ".")) and not cleaned.endswith((" ", "."))
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean_name(cleaned) == cleaned
