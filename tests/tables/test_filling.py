"""Sheets to be filled in: what they lock, offer and note, and that our own reader reads them back."""

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tables.filling import write_form
from tables.forms import FormCell, FormSheet, Look
from tables.reading import read_table
from tables.writing import Kind

WORKBOOKS = [Kind.XLSX, Kind.ODS]
YES_NO = ("Yes", "Not yet")
SHEET = FormSheet(
    "R000042",
    [
        [FormCell("A return", Look.TITLE)],
        [FormCell("No.", Look.HEADING), FormCell("Figure", Look.HEADING), FormCell("Done?", Look.HEADING)],
        [FormCell(1), FormCell(Decimal("22.5"), Look.OPEN, note="How many hours?"), FormCell(None, Look.SHUT)],
        [FormCell(2), FormCell("=2+2", Look.WRONG, note="Not a number"), FormCell("Yes", Look.OPEN, YES_NO)],
        [FormCell(3), FormCell(date(2026, 5, 20), Look.OPEN), FormCell(None, Look.OPEN, YES_NO)],
    ],
    widths=[6, 12, 12],
    still_rows=2,
)


def written(kind: Kind, *sheets: FormSheet) -> bytes:
    file = io.BytesIO()
    write_form(sheets or [SHEET], kind, file, title="Returns", language="en-GB")
    return file.getvalue()


def read_back(kind: Kind, content: bytes, folder) -> list[list[tuple]]:
    path = folder / f"book.{kind}"
    path.write_bytes(content)
    with read_table(path) as book:
        assert book.kind == kind
        return [[row.cells for row in book.rows(sheet.number)] for sheet in book.sheets]


def part(content: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_what_is_written_is_read_back_without_its_notes(kind, tmp_path):
    [rows] = read_back(kind, written(kind), tmp_path)
    assert rows == [
        ("A return",),
        ("No.", "Figure", "Done?"),
        (1, Decimal("22.5")),
        (2, "=2+2", "Yes"),
        (3, date(2026, 5, 20)),
    ]


def test_workbook_locks_offers_and_notes():
    content = written(Kind.XLSX)
    sheet, styles, notes = (part(content, f"xl/{name}.xml") for name in ("worksheets/sheet1", "styles", "comments1"))
    assert "<sheetProtection" in sheet and "password" not in sheet
    assert '<dataValidation type="list"' in sheet and '"Yes,Not yet"' in sheet.replace("&quot;", '"')
    assert re.findall(r"<formula1>", sheet) == ["<formula1>"] * 2
    assert "How many hours?" in notes and "Not a number" in notes
    # The cells to be filled in are those, and only those, that are not locked.
    formats = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", styles.partition("<cellXfs")[2].partition("</cellXfs>")[0])
    unlocked = {str(number) for number, one in enumerate(formats) if 'locked="0"' in one}
    open_cells = {place for place, style in re.findall(r'<c r="(\w+)" s="(\d+)"', sheet) if style in unlocked}
    assert open_cells == {"B3", "B4", "C4", "B5", "C5"}


def test_opendocument_locks_offers_and_notes():
    content = part(written(Kind.ODS), "content.xml")
    assert 'table:protected="true"' in content
    assert """table:condition='of:cell-content-is-in-list("Yes";"Not yet")'""" in content
    assert content.count('table:content-validation-name="choice0"') == 2
    assert "<office:annotation><text:p>How many hours?</text:p></office:annotation>" in content
    unlocked = re.findall(r'style:name="(\w+)" style:family="table-cell"><[^>]*cell-protect="none"', content)
    assert unlocked == ["open", "wrong"]
    assert len(re.findall(r'table:style-name="(?:open|wrong)"', content)) == 5


def test_csv_locks_nothing_and_is_refused():
    with pytest.raises(ValueError, match="locks no cells"):
        written(Kind.CSV)


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40)
VALUES = st.one_of(
    TEXT.filter(lambda text: text.strip() == text and "  " not in text and not text.startswith("\ufeff")),
    st.integers(-(10**12), 10**12),
    st.dates(date(1901, 1, 1), date(9999, 1, 1)),
)


@pytest.mark.parametrize("kind", WORKBOOKS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(VALUES, min_size=1, max_size=30), note=TEXT)
def test_whatever_stands_in_a_cell_comes_back(kind, tmp_path, values, note):
    sheet = FormSheet("A", [[FormCell(value, Look.OPEN, note=note)] for value in values], widths=[20])
    [rows] = read_back(kind, written(kind, sheet), tmp_path)
    assert [row[0] for row in rows] == values
