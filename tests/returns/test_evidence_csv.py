"""Tables of plain text: what is kept reads the same everywhere."""

import csv
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from returns.evidence.refusal import EvidenceRefused
from returns.evidence.tables import clean_csv


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tables")


def cleaned(content: bytes, folder) -> bytes:
    (folder / "source").write_bytes(content)
    assert clean_csv(folder / "source", folder / "clean") == []
    return (folder / "clean").read_bytes()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_table_becomes_utf_8_and_says_so(folder, encoding):
    table = 'Café;"Two\r\nlines"\r\n£12;\r\n'
    assert cleaned(table.encode(encoding), folder) == table.encode("utf-8-sig")


def test_table_of_english_letters_stays_as_it_is(folder):
    table = b'Month,Hours\r\n"July, first",12\n'
    assert cleaned(table, folder) == table


def test_table_with_its_first_foreign_letter_far_down_says_so_at_the_start(folder):
    table = "a,b\r\n" * 40_000 + "ŵ,1\r\n"
    assert cleaned(table.encode(), folder) == table.encode("utf-8-sig")


def test_table_cleaned_twice_is_the_same(folder):
    once = cleaned("Mîs,1\r\n".encode(), folder)
    assert cleaned(once, folder) == once


@pytest.mark.parametrize("content", [b"a\x00,b\r\n", b"<script>\r\n", b" \r\n", b"," * 600], ids=repr)
def test_table_that_is_none_is_refused(folder, content):
    with pytest.raises(EvidenceRefused):
        cleaned(content, folder)


def is_utf_8(content: bytes) -> bool:
    """Whether these bytes are UTF-8 as they stand."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


CELLS = st.text(st.characters(codec="cp1252", categories=("L", "N", "P", "Zs")), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=5), st.sampled_from(["utf-8", "cp1252"]))
def test_table_has_the_same_cells(folder, rows, encoding):
    out = io.StringIO()
    csv.writer(out).writerows([["Month", "Hours"], *rows])
    content = out.getvalue().encode(encoding)
    assume(encoding == "utf-8" or content.isascii() or not is_utf_8(content))  # else nobody can tell which it is
    try:
        kept = cleaned(content, folder)
    except EvidenceRefused:
        return  # what looks like a web page or a script
    assert list(csv.reader(io.StringIO(kept.decode("utf-8-sig"), newline="")))[1:] == rows
