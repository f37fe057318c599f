"""Spreadsheets from strangers: read as they are, or refused with a sentence; bounded whatever they hold."""

import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tables.bounds import Bounds
from tables.faults import Fault, TableRefused
from tables.reading import ErrorCell, Row, address, read_table
from tests.tables import hostile


def save(book: openpyxl.Workbook, folder: Path) -> Path:
    path = folder / "given"
    book.save(path)
    return path


def given(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "given"
    path.write_bytes(content)
    return path


def rows(path: Path, sheet: int = 1, **bounds) -> list[Row]:
    with read_table(path, bounds=Bounds(**bounds)) as book:
        return list(book.rows(sheet))


def fault_of(path: Path, **bounds) -> Fault:
    with pytest.raises(TableRefused) as refused:
        rows(path, **bounds)
    assert "%" not in str(refused.value) and "selected" in str(refused.value)
    return refused.value.fault


def a_book(*lines) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    return book


def test_workbook_is_read_cell_by_cell_as_what_it_is(tmp_path):
    moment = datetime(2026, 4, 1, 12, 30)
    book = a_book(
        ["Reference", "Value"], ["C-1", 1234567, 12.5, date(2026, 4, 1), moment, time(9, 5), True, " x ", None, "é"]
    )
    assert rows(save(book, tmp_path)) == [
        Row(1, ("Reference", "Value")),
        Row(2, ("C-1", 1234567, Decimal("12.5"), date(2026, 4, 1), moment, time(9, 5), True, " x ", None, "é")),
    ]


def test_empty_rows_and_columns_keep_their_numbers(tmp_path):
    book = openpyxl.Workbook()
    book.active["C5"] = "here"
    book.active["A9"] = "there"
    assert rows(save(book, tmp_path)) == [Row(5, (None, None, "here")), Row(9, ("there",))]


def test_days_of_a_workbook_that_counts_from_1904_are_the_same_days(tmp_path):
    book = a_book([date(2026, 4, 1)])
    book.epoch = CALENDAR_MAC_1904
    assert rows(save(book, tmp_path)) == [Row(1, (date(2026, 4, 1),))]


def test_error_and_formula_without_a_result_are_told_and_never_read_as_empty(tmp_path):
    book = a_book(["#REF!", "=1+1", 3])
    book.active["A1"].data_type = "e"
    assert rows(save(book, tmp_path)) == [Row(1, (ErrorCell("#ERROR"), ErrorCell("#FORMULA"), 3))]


def test_hidden_sheets_and_merged_cells_are_told(tmp_path):
    book = a_book(["a", "b"])
    book.active.title = "Shown"
    book.active.merge_cells("A1:B2")
    hidden = book.create_sheet("Kept aside")
    hidden.sheet_state = "veryHidden"
    hidden["A1"] = "secret"
    with read_table(save(book, tmp_path)) as opened:
        assert [(sheet.name, sheet.is_hidden, sheet.merged) for sheet in opened.sheets] == [
            ("Shown", False, ("A1:B2",)),
            ("Kept aside", True, ()),
        ]
        assert list(opened.rows(2)) == [Row(1, ("secret",))]
        assert opened.kind == "xlsx"


@pytest.mark.parametrize("place", ["XFD1048576", "XFD1", "A1048576", "IW40000"])
def test_far_cell_is_refused_with_words(tmp_path, place):
    book = a_book(["a"])
    book.active[place] = "far"
    assert fault_of(save(book, tmp_path)) in (Fault.TOO_MANY_ROWS, Fault.TOO_MANY_COLUMNS)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"Name,Hours\r\nNorth,12\r\n", [("Name", "Hours"), ("North", "12")]),
        ("Name;Hours\nCaffi Tŷ;1,5\n".encode("utf-8-sig"), [("Name", "Hours"), ("Caffi Tŷ", "1,5")]),
        ("Name\tHours\nCaffi Tŷ\t1\n".encode("utf-16"), [("Name", "Hours"), ("Caffi Tŷ", "1")]),
        ("Name,Cost\nCafé,£5\n".encode("cp1252"), [("Name", "Cost"), ("Café", "£5")]),
        (b'Name,Note\nNorth,"two\nlines"\n', [("Name", "Note"), ("North", "two\nlines")]),
        (b"=1+1,@x\n", [("=1+1", "@x")]),
    ],
)
def test_csv_is_read_in_the_encodings_that_programs_write(tmp_path, content, found):
    assert [row.cells for row in rows(given(tmp_path, content))] == found


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"\n\n,,\n", Fault.EMPTY),
        (b"<html><table></table></html>", Fault.NOT_A_TABLE),
        (b"%PDF-1.4 x", Fault.NOT_A_TABLE),
        (b"PK\x03\x04 nothing", Fault.DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, Fault.OLD),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Fault.PASSWORD),
        (b"a,b\n\x00\x01\x02,c\n", Fault.NOT_TEXT),
        (b"\x81\x8d\x8f\x90\x9d", Fault.NOT_TEXT),
        (b"a\n" + b"x" * 40_000, Fault.LONG_CELL),
        (b"," * 300, Fault.TOO_MANY_COLUMNS),
    ],
)
def test_what_is_no_table_is_refused_with_the_way_to_mend_it(tmp_path, content, fault):
    assert fault_of(given(tmp_path, content)) == fault


def test_too_many_rows_and_too_large_a_file_are_refused(tmp_path):
    content = given(tmp_path, b"a\n" * 11)
    assert fault_of(content, rows=10) == Fault.TOO_MANY_ROWS
    assert fault_of(content, bytes=10) == Fault.TOO_BIG
    book = save(a_book(*[["x"]] * 11), tmp_path)
    assert fault_of(book, rows=10) == Fault.TOO_MANY_ROWS


def a_zip(folder: Path, **parts: bytes) -> Path:
    path = folder / "given"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr(name.replace("__", "/"), words)
    return path


def test_archive_that_is_no_workbook_is_no_table(tmp_path):
    path = tmp_path / "given"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", b"<w/>")
    assert fault_of(path) == Fault.NOT_A_TABLE


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (hostile.with_macros, Fault.MACROS),
        (hostile.encrypted, Fault.PASSWORD),
        (hostile.bomb, Fault.UNSAFE),
        (hostile.far, Fault.TOO_MANY_ROWS),
    ],
)
def test_harmful_workbook_is_refused_with_the_way_to_mend_it(tmp_path, harm, fault):
    content = save(a_book(["a"]), tmp_path).read_bytes()
    assert fault_of(given(tmp_path, harm(content))) == fault


@pytest.mark.parametrize("declared", [hostile.LAUGHS, hostile.OUTSIDE])
@pytest.mark.parametrize("part", ["xl/workbook.xml", hostile.SHEET])
@pytest.mark.parametrize("declaration", [b"", b'<?xml version="1.0" encoding="UTF-8"?>\n'])
def test_entities_are_never_expanded(tmp_path, declared, part, declaration):
    content = save(a_book(["a"]), tmp_path).read_bytes()
    content = hostile.changed_parts(content, lambda name, words: declaration + words if name == part else words)
    assert rows(given(tmp_path, content)) == [Row(1, ("a",))]
    assert fault_of(given(tmp_path, hostile.with_entities(content, declared, part))) == Fault.UNSAFE


def test_address_is_what_spreadsheet_programs_show():
    assert [address(1, 1), address(2, 26), address(3, 27), address(4, 702), address(5, 703)] == [
        "A1",
        "Z2",
        "AA3",
        "ZZ4",
        "AAA5",
    ]
