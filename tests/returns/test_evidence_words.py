"""What a file is read to say: its words, the headings of its tables and their first rows."""

import datetime
import subprocess
import sys

import pytest

from returns.evidence.office import clean_office
from returns.evidence.refusal import EvidenceRefused
from returns.evidence.words import Words, rows_of, words_of
from tests.returns import files
from tests.returns.office_files import (
    BODY,
    W,
    a_word_file,
    an_excel_file,
    an_opendocument,
    document,
    field,
    unpacked,
)


@pytest.fixture
def read(tmp_path):
    def run(content: bytes, kind: str) -> Words:
        path = tmp_path / "file"
        path.write_bytes(content)
        return words_of(path, kind)

    return run


@pytest.fixture
def rows(tmp_path):
    def run(content: bytes, kind: str, **bounds) -> list[list[list[str]]]:
        path = tmp_path / "file"
        path.write_bytes(content)
        return rows_of(path, kind, **bounds)

    return run


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


# --- Text -------------------------------------------------------------------------------------------------------------
def test_words_of_a_word_document_keep_pieces_together_and_paragraphs_apart(read):
    body = (
        paragraph("943 4", "76 59", "19")
        + "\n  "
        + paragraph("a")
        + "<w:p><w:t>b</w:t><w:br/><w:t>c</w:t><w:tab/></w:p>"
    )
    assert read(a_word_file(body), "docx").text == "943 476 5919\n\na\n\nb\nc\t\n\n"


def test_words_of_headers_and_picture_descriptions_are_read(read):
    header = f'<w:hdr xmlns:w="{W}">{paragraph("Top")}</w:hdr>'
    found = read(
        a_word_file(
            BODY + '<w:docPr descr="A garden" title="Spring"/>',
            ("header", "header1.xml"),
            parts={"word/header1.xml": header},
        ),
        "docx",
    )
    assert {"Forty hours of gardening", "A garden", "Spring", "Top"} <= set(found.text.split("\n\n"))


def test_words_of_field_codes_are_not_read(read):
    assert read(a_word_file(field(" PAGEREF _Toc1 ") + paragraph("k")), "docx").text.strip() == "k"


def test_words_of_a_text_box_are_read_once(read):
    box = "<w:AlternateContent><w:Choice>{}</w:Choice><w:Fallback>{}</w:Fallback></w:AlternateContent>"
    assert read(a_word_file(box.format(paragraph("a"), paragraph("a"))), "docx").text == "a\n\n"
    assert read(a_word_file(box.format("", paragraph("b"))), "docx").text == "b\n\n"


def test_words_of_word_tables_have_headings(read):
    row = "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in ("{0} name", "{0} born")) + "</w:tr>"
    table = "<w:tbl>" + "".join(row.format(number) for number in range(6)) + "</w:tbl>"
    assert read(a_word_file(table), "docx").headings == ["0 name", "0 born", "1 name", "1 born", "2 name", "2 born"]


def test_words_of_an_opendocument_are_read(read):
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell.format('Month')}{cell.format('Surname')}</table:table-row>"
    text = "<text:h>Hours</text:h><text:p>a<text:s/>b<text:line-break/>c<text:tab/>d</text:p>"
    body = f"{text}<table:table>{row}</table:table>"
    found = read(an_opendocument(body), "odt")
    assert found.text == "Hours\n\na b\nc\td\n\nMonth\n\nSurname\n\n"
    assert found.headings == ["Month", "Surname"]


def test_words_are_at_most_a_million_characters(read):
    assert len(read(a_word_file(paragraph("a" * 1_500_000)), "docx").text) == 1_000_000


def test_words_of_a_pdf_are_read(read):
    assert read(files.a_pdf(), "pdf") == Words("")


def test_words_of_a_picture_are_none(read):
    assert read(files.a_picture(), "jpeg") == Words()


# --- Sheets -----------------------------------------------------------------------------------------------------------
def fill(book):
    sheet = book.active
    sheet.append([9434765919, 12.5, 7.0, True, None, datetime.date(2010, 3, 12), datetime.datetime(2026, 1, 2, 9, 30)])
    book.create_sheet("Hidden").sheet_state = "veryHidden"
    book["Hidden"].append(["Surname"])


def test_words_of_an_excel_file_are_as_a_person_writes_them(read):
    found = read(an_excel_file(fill), "xlsx")
    assert found.text.split("\n\n")[:4] == [
        "Month\tHours",
        "July\t12",
        "9434765919\t12.5\t7\tTrue\t12/03/2010\t02/01/2026 09:30",
        "Surname",
    ]
    assert found.headings[:2] == ["Month", "Hours"]
    assert "Surname" in found.headings


def test_words_of_text_boxes_in_an_excel_file_are_read(read):
    members = unpacked(an_excel_file())
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    members["xl/drawings/drawing1.xml"] = f'<a:p xmlns:a="{drawing}"><a:t>In a box</a:t></a:p>'.encode()
    assert "In a box" in read(files.a_zip(members), "xlsx").text


def test_words_of_what_a_pivot_table_remembers_are_read(read):
    members = unpacked(an_excel_file())
    members["xl/pivotCache/pivotCacheDefinition1.xml"] = b'<a><s v="AB123456C"/></a>'
    assert "AB123456C" in read(files.a_zip(members), "xlsx").text


def an_ods(rows: str) -> bytes:
    sheet = f'<table:table table:name="a">{rows}</table:table>'
    return an_opendocument(sheet, "spreadsheet")


CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def test_words_of_an_opendocument_sheet_and_of_its_drawings_are_read_once(read):
    shape = (
        "<table:shapes><draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame></table:shapes>"
    )
    found = read(an_ods(f"{shape}<table:table-row>{CELL.format('Surname')}</table:table-row>"), "ods")
    assert found.text.split("\n\n") == ["Surname", "In a box", ""]
    assert found.headings == ["Surname"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_words_of_a_table_are_read_in_its_alphabet(read, rows, encoding):
    content = 'Café;"Hours; paid"\r\nGwynedd;12\r\n'.encode(encoding)
    assert read(content, "csv").text == "Café\tHours; paid\n\nGwynedd\t12\n\n"
    assert read(content, "csv").headings == ["Café", "Hours; paid", "Gwynedd", "12"]
    assert rows(content, "csv") == [[["Café", "Hours; paid"], ["Gwynedd", "12"]]]


def test_rows_are_the_first_of_the_first_sheets(rows):
    def many(book):
        for number in range(7):
            sheet = book.create_sheet(f"S{number}")
            for line in range(60):
                sheet.append([line, *range(30)])

    found = rows(an_excel_file(many), "xlsx")
    assert len(found) == 5
    assert found[0] == [["Month", "Hours"], ["July", "12"]]
    assert (len(found[1]), {len(row) for row in found[1]}) == (50, {20})
    assert [len(sheet) for sheet in rows(an_excel_file(many), "xlsx", rows=3)] == [2, 3, 3, 3, 3]


def test_rows_of_long_cells_are_cut(rows):
    assert rows(b"a" * 5000 + b"\r\n", "csv") == [[["a" * 200]]]


# --- Hostile files ----------------------------------------------------------------------------------------------------
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1024**3, 1024**3))
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
import django.conf; django.conf.settings.configure(USE_I18N=False)
from pathlib import Path
from returns.evidence.refusal import EvidenceRefused
from returns.evidence.words import rows_of, words_of
try:
    print(len(words_of(Path(sys.argv[1]), sys.argv[2]).text), len(rows_of(Path(sys.argv[1]), sys.argv[2])))
except EvidenceRefused as refused:
    print(refused.code)
"""


def read_apart(content: bytes, kind: str, tmp_path) -> subprocess.CompletedProcess:
    """Read a file in a process of its own that has one gigabyte and half a minute."""
    (tmp_path / "file").write_bytes(content)
    command = [sys.executable, "-c", LIMITED, str(tmp_path / "file"), kind]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def a_sheet_of(rows: str) -> bytes:
    """A workbook whose sheet has these rows and says that it fills the whole plane."""
    members = unpacked(an_excel_file())
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>'
    return files.a_zip(members | {"xl/worksheets/sheet1.xml": sheet.encode()})


def test_words_of_a_sheet_that_claims_to_be_endless_are_read(tmp_path):
    found = read_apart(a_sheet_of('<row r="1"><c r="A1"><v>12</v></c></row>'), "xlsx", tmp_path)
    assert (found.returncode, found.stdout.split()[1]) == (0, "1")


def test_words_of_two_cells_at_the_ends_of_a_sheet_cost_no_more_than_their_process(tmp_path):
    """The library asks for all cells in between and ends the process; the file is refused, and nobody else notices."""
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    found = read_apart(a_sheet_of(far), "xlsx", tmp_path)
    assert found.returncode != 0 or found.stdout.strip() in ("damaged", "unsafe")


def test_words_of_seventeen_thousand_million_repeated_cells_are_not_counted_out(tmp_path):
    cell = CELL.replace(" office", ' table:number-columns-repeated="16384" office', 1).format("a")
    rows = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    found = read_apart(an_ods(rows), "ods", tmp_path)
    assert found.returncode != 0 or found.stdout.strip() in ("damaged", "unsafe")


def test_words_of_entities_are_not_spoken(read):
    laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]>' + document("&c;").partition("?>")[2]
    with pytest.raises(EvidenceRefused) as refused:
        read(a_word_file(parts={"word/document.xml": laughs}), "docx")
    assert refused.value.code == "unsafe"


@pytest.mark.parametrize("kind", ["docx", "xlsx", "odt", "ods"])
def test_words_of_a_damaged_file_are_refused(read, kind):
    with pytest.raises(EvidenceRefused) as refused:
        read(an_excel_file()[:2000], kind)
    assert refused.value.code == "damaged"


def test_words_of_cleaned_files_are_the_same(read, tmp_path):
    for kind, content in (("docx", a_word_file(paragraph("a"))), ("xlsx", an_excel_file(fill))):
        (tmp_path / "source").write_bytes(content)
        clean_office(tmp_path / "source", tmp_path / "clean", kind)
        before, after = read(content, kind), words_of(tmp_path / "clean", kind)
        assert before.headings == after.headings
        assert before.text.startswith(after.text)
