"""What a spreadsheet from a stranger holds is never lost on the way: errors, rows of long sheets, odd but valid XML."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from tables.bounds import Bounds
from tables.faults import Fault, TableRefused
from tables.ods import Sheet, write_ods
from tables.reading import ErrorCell, Row, read_table
from tests.tables import hostile

ERROR = ErrorCell("#ERROR")


def read(folder: Path, content: bytes, **bounds) -> list[Row]:
    path = folder / "given"
    path.write_bytes(content)
    with read_table(path, bounds=Bounds(**bounds)) as book:
        return list(book.rows())


def refusal(folder: Path, content: bytes, **bounds) -> TableRefused:
    with pytest.raises(TableRefused) as refused:
        read(folder, content, **bounds)
    return refused.value


def a_book(*lines) -> bytes:
    book, file = Workbook(), BytesIO()
    for line in lines:
        book.active.append(line)
    for row in book.active.iter_rows():
        for cell in row:
            if cell.value == "#N/A":
                cell.data_type = "e"
    book.save(file)
    return file.getvalue()


def with_sheet(content: bytes, change) -> bytes:
    """The workbook with the bytes of its sheet changed."""
    return hostile.changed_parts(content, lambda name, words: change(words) if name == hostile.SHEET else words)


def of_rows(rows: str, *, before: str = "") -> bytes:
    """A workbook whose sheet has these rows, as XML."""
    words = f"{before}<sheetData>{rows}</sheetData>".encode()
    return with_sheet(a_book(["a"]), lambda sheet: re.sub(rb"<sheetData>.*</sheetData>", words, sheet))


def without_places(words: bytes) -> bytes:
    """Rows and cells that follow one another and do not say where they stand, as XLSX allows."""
    return re.sub(rb'(<(?:row|c)\b[^>]*?) r="\w+"', rb"\1", words)


def with_prefix(words: bytes) -> bytes:
    """A sheet whose elements all have a prefix, as some programs write it."""
    return re.sub(rb"<(/?)(\w)", rb"<\1x:\2", words).replace(b" xmlns=", b" xmlns:x=", 1)


# --- Errors -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("change", [bytes, without_places, with_prefix])
def test_each_of_a_thousand_errors_is_told_and_with_one_more_the_whole_file_is_refused(tmp_path, change):
    lines = [[f"C-{number}", "#N/A", number] for number in range(1000)]
    found = read(tmp_path, with_sheet(a_book(*lines), change))
    assert found == [Row(number + 1, (f"C-{number}", ERROR, number)) for number in range(1000)]
    refused = refusal(tmp_path, with_sheet(a_book(*lines, ["C-1000", "#N/A"]), change))
    assert refused.fault == Fault.TOO_MANY_ERRORS
    assert "1,000 cells with errors such as #N/A. Mend the formulas" in str(refused)


def test_errors_are_counted_for_each_sheet_far_below_its_first_rows_too(tmp_path):
    lines = [["x"]] * 4_999
    assert read(tmp_path, a_book(*lines, ["C-1", "#N/A"]))[-1] == Row(5_000, ("C-1", ERROR))


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ('<row><c/><c t="e"><v>#N/A</v></c></row>', [Row(1, (None, ERROR))]),
        ('<row r="4"/><row><c r="c5"><v>1</v></c><c t = \'e\'><v>#N/A</v></c></row>', [Row(5, (None, None, 1, ERROR))]),
        ('<row><c s=">" t="e"><v>#N/A</v></c></row>', [Row(1, (ERROR,))]),
        ('<row><c><v>1</v></c><c><f>A1+1</f></c></row>', [Row(1, (1, ErrorCell("#FORMULA")))]),
        (
            "<row><c><f>A1+1</f></c></row><row><c><v>1</v></c></row><row><c/><c><f>A1+1</f></c></row>",
            [Row(1, (ErrorCell("#FORMULA"),)), Row(2, (1,)), Row(3, (None, ErrorCell("#FORMULA")))],
        ),
        ('<!-- <row r="9"> --><row><c t="e"><v>#N/A</v></c></row>', [Row(1, (ERROR,))]),
        (
            '<row><c t="inlineStr"><is><t><![CDATA[<c t="e">]]></t></is></c><c t="e"><v>#N/A</v></c></row>',
            [Row(1, ('<c t="e">', ERROR))],
        ),
        ('<row r="3"><c><v>3</v></c></row><row r="1"><c t="e"><v>#N/A</v></c></row>', [Row(1, (ERROR,)), Row(3, (3,))]),
    ],
)  # fmt: skip
def test_error_is_told_at_its_place_however_the_sheet_is_written(tmp_path, rows, found):
    assert read(tmp_path, of_rows(rows)) == found


def test_formula_whose_result_is_a_text_without_signs_is_an_empty_cell(tmp_path):
    rows = '<row><c t="str"><f>IF(1,"","")</f><v></v></c><c><v>2</v></c></row>'
    assert read(tmp_path, of_rows(rows)) == [Row(1, (None, 2))]


def test_errors_of_opendocument_are_told_wherever_they_repeat(tmp_path):
    error = '<table:table-cell {} office:value-type="string" office:string-value="" calcext:value-type="error"/>'
    repeated = error.format('table:number-columns-repeated="2"')

    def change(name: str, words: bytes) -> bytes:
        words = words.replace(b" xmlns:table", b' xmlns:calcext="urn:org:documentfoundation" xmlns:table', 1)
        return re.sub(rb"<table:table-cell[^>]*><text:p>here</text:p></table:table-cell>", repeated.encode(), words)

    content = write_ods([Sheet("One", ["a", "b"], [["x"], ["y", "here", "z"]])], title="", language="en-GB")
    assert read(tmp_path, hostile.changed_parts(content, change)) == [
        Row(1, ("a", "b")), Row(2, ("x",)), Row(3, ("y", ERROR, ERROR, "z")),
    ]  # fmt: skip
    repeated = error.format('table:number-columns-repeated="1001"')
    assert refusal(tmp_path, hostile.changed_parts(content, change)).fault == Fault.TOO_MANY_ERRORS


# --- Long and wide sheets ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("change", [bytes, without_places, with_prefix])
def test_long_sheet_is_read_to_its_end_with_the_numbers_of_its_rows(tmp_path, change):
    filled = [f'<c r="B{at}"><v>{at}</v></c>' if at % 7 else "" for at in range(1, 6_001)]
    rows = (f'<row r="{at}"><c r="A{at}"/>{cell}</row>' for at, cell in enumerate(filled, start=1))
    content = with_sheet(of_rows("".join(rows)), change)
    assert read(tmp_path, content) == [Row(at, (None, at)) for at in range(1, 6_001) if at % 7]


def test_long_texts_and_merged_cells_of_a_long_sheet_are_kept(tmp_path):
    lines = [[f"{number} {'x' * 9_000}"] for number in range(1_000)]
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A3:B4"/></mergeCells>'
    content = with_sheet(a_book(*lines), lambda words: words.replace(b"</sheetData>", merged))
    assert [row.cells[0] for row in read(tmp_path, content)] == [line[0] for line in lines]
    with read_table(tmp_path / "given") as book:
        assert [(sheet.rows, sheet.merged) for sheet in book.sheets] == [(1_000, ("A3:B4",))]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ('<row r="1048576"><c><v>1</v></c></row>', Fault.TOO_MANY_ROWS),
        ('<row r="1048576"><c><v>1</v></c><c><v>1</v></c></row>', Fault.TOO_MANY_ROWS),
        ('<row r="200000"/><row><c><v>1</v></c></row>', Fault.TOO_MANY_ROWS),
        ("<row>" + "<c><v>1</v></c>" * 257 + "</row>", Fault.TOO_MANY_COLUMNS),
        ('<row r="200000"><c r="AO200000"><v>1</v></c></row>', Fault.TOO_MANY_COLUMNS),
        ('<row><c r="1A"><v>1</v></c></row>', Fault.DAMAGED),
        ('<row r="12345678"><c><v>1</v></c></row>', Fault.DAMAGED),
    ],
)
def test_cell_too_far_out_is_refused_whether_it_says_its_place_or_not(tmp_path, rows, fault):
    assert refusal(tmp_path, of_rows(rows)).fault == fault


def test_opendocument_of_one_column_has_at_most_as_many_rows(tmp_path):
    content = write_ods([Sheet("One", ["a"], [["x"]] * 10)], title="", language="en-GB")
    assert len(read(tmp_path, content, rows=11)) == 11
    assert refusal(tmp_path, content, rows=10).fault == Fault.TOO_MANY_ROWS


def test_sheet_in_signs_of_two_bytes_is_refused_and_never_read_unseen(tmp_path):
    words = '<worksheet xmlns="x"><sheetData><row><c t="e"><v>#N/A</v></c></row></sheetData></worksheet>'
    content = with_sheet(a_book(["a"]), lambda _words: words.encode("utf-16"))
    assert refusal(tmp_path, content).fault == Fault.DAMAGED


def test_binary_workbook_whose_errors_cannot_be_told_is_no_table(tmp_path):
    with zipfile.ZipFile(tmp_path / "made", "w") as archive:
        archive.writestr("xl/workbook.bin", b"x")
    assert refusal(tmp_path, (tmp_path / "made").read_bytes()).fault == Fault.NOT_A_TABLE


# --- Control characters -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("sign", ["_x0000_", "_x0007_", "_x000B_"])
def test_control_character_in_a_workbook_is_refused_with_words_of_its_own(tmp_path, sign):
    rows = f'<row><c t="inlineStr"><is><t>a{sign}b</t></is></c></row>'
    refused = refusal(tmp_path, of_rows(rows))
    assert refused.fault == Fault.CONTROLS and "control characters" in str(refused)


def test_control_character_in_opendocument_is_refused_too(tmp_path):
    content = write_ods([Sheet("One", ["a"], [["here"]])], title="", language="en-GB")
    content = hostile.changed_parts(content, lambda _name, words: words.replace(b"here", b"&#1;"))
    assert refusal(tmp_path, content).fault == Fault.CONTROLS


def test_ends_of_lines_and_tabs_in_a_workbook_are_text(tmp_path):
    rows = '<row><c t="inlineStr"><is><t>a_x000D__x000A_b_x0009_c</t></is></c></row>'
    assert read(tmp_path, of_rows(rows)) == [Row(1, ("a\r\nb\tc",))]


@pytest.mark.parametrize("figure", ["NaN", "inf"])
def test_figure_that_is_none_is_an_error(tmp_path, figure):
    assert read(tmp_path, of_rows(f"<row><c><v>{figure}</v></c></row>")) == [Row(1, (ErrorCell("#NUM!"),))]


# --- The delimiter of a CSV file --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lines", "cells"),
    [
        (["Larkfield Council | Contracts register", "Ref,Title,Value", "C-1,Food,5", "C-2,,6"], ("C-2", None, "6")),
        (["Register, as of May, with values", "Ref;Title", "C-1;Food", "C-2;Care"], ("C-2", "Care")),
        (["Contracts register", "", "Ref;Value;VAT", "C-1;1,50;0,30", "C-2;2,50;0,50"], ("C-2", "2,50", "0,50")),
        (["Ref;Value", "C-1;1,5", "C-2;1,5"], ("C-2", "1,5")),
        (["Ref,Title", '"C;1;a","x;y"', '"C;2;b","x;z"'], ("C;2;b", "x;z")),
        (["A | B | C | D", 'Ref;Note', '"C-1";"two\nlines; and | one"', '"C-2";"x"'], ("C-2", "x")),
        (["Title;with;signs", "Ref\tTitle", "C-1\tFood", "C-2\tCare, and more"], ("C-2", "Care, and more")),
        (["Ref", "C-1", "C-2"], ("C-2",)),
    ],
)  # fmt: skip
def test_rows_tell_what_stands_between_their_cells_whatever_title_stands_above(tmp_path, lines, cells):
    assert read(tmp_path, "\n".join(lines).encode())[-1].cells == cells


def test_delimiter_is_told_by_the_first_lines_alone(tmp_path):
    lines = ["a,b"] * 31 + ["a;b;c"] * 100
    assert read(tmp_path, "\n".join(lines).encode())[-1].cells == ("a;b;c",)


def test_quote_that_never_ends_is_read_within_the_bounds(tmp_path):
    assert refusal(tmp_path, b'a,b\n"' + b"x,y\n" * 100_000).fault == Fault.LONG_CELL
