"""Tables written as CSV, XLSX and ODS, and read back by our own reader and by others, are the same tables."""

import csv
import tracemalloc
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tables.cells import BEGINNINGS, as_written, harmless
from tables.reading import read_table
from tables.writing import EXACT, MOST_IN_A_CELL, Column, Kind, Table, csv_pieces, write

KINDS = pytest.mark.parametrize("kind", list(Kind))


def written(path: Path, kind: Kind, *rows, columns: int = 3, name: str = "Contracts") -> Path:
    """A file with these rows."""
    target = path / f"table.{kind}"
    table = Table(name, [Column(f"Column {number}") for number in range(columns)], rows)
    with target.open("wb") as file:
        write(table, kind, file, language="en-GB")
    return target


def read_back(path: Path) -> list[tuple]:
    """The cells of each row below the headings, by our own reader in the cage."""
    with read_table(path) as book:
        return [row.cells for row in book.rows()][1:]


def as_read(kind: Kind, value):
    """What comes back of a value: CSV knows words alone, ours made harmless among them."""
    if value in (None, ""):
        return None
    if kind != Kind.CSV:
        return Decimal(str(value)) if isinstance(value, Decimal) else value
    if isinstance(value, str):
        return harmless(value)
    return f"{value:f}" if isinstance(value, Decimal) else value.isoformat() if isinstance(value, date) else str(value)


@KINDS
@pytest.mark.parametrize(
    "value",
    [
        "00123456", "Ffôn, “quoted” & <b>", "two\nlines", "  spaced  out ", 12, Decimal("12.500"), Decimal("-3"),
        Decimal("0.001"), date(2026, 4, 1), datetime(2026, 4, 1, 9, 30), True, "'quoted", "1e5", "TRUE", "2026-04-01",
        *(f"{sign}1+1" for sign in "=+-@"), "''=1",
    ],
    ids=repr,
)  # fmt: skip
def test_each_value_is_read_back_as_it_was(tmp_path, kind, value):
    [cells] = read_back(written(tmp_path, kind, ["first", value, "last"]))
    assert cells == ("first", as_read(kind, value), "last")
    assert kind == Kind.CSV or type(cells[1]) in (type(value), int, Decimal)


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=40)
FIGURES = st.decimals(-(10**11), 10**11, places=3, allow_nan=False)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@KINDS
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(TEXT, FIGURES, DAYS), min_size=1, max_size=12))
def test_tables_are_read_back_without_loss(tmp_path, kind, rows):
    found = read_back(written(tmp_path, kind, *(["x", *row] for row in rows), columns=4))
    assert [cells[1:] for cells in found] == [tuple(as_read(kind, value) for value in row) for row in rows]


@given(value=st.text(max_size=20))
def test_text_made_harmless_is_told_apart_and_got_back(value):
    assert not harmless(value).startswith(BEGINNINGS)
    assert as_written(harmless(value)) == value


@KINDS
@pytest.mark.parametrize("beginning", BEGINNINGS, ids=repr)
def test_no_text_becomes_a_formula(tmp_path, kind, beginning):
    path = written(tmp_path, kind, [f'{beginning}HYPERLINK("https://example.com")'], columns=1)
    if kind == Kind.CSV:
        [_head, [cell]] = csv.reader(path.open(encoding="utf-8-sig", newline=""))
        assert cell.startswith("'" + beginning)
    elif kind == Kind.XLSX:
        assert load_workbook(path).active["A2"].data_type != "f"
        assert "<f>" not in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
    else:
        assert "table:formula" not in zipfile.ZipFile(path).read("content.xml").decode()


def test_csv_is_read_as_utf_8_by_spreadsheet_programs(tmp_path):
    assert written(tmp_path, Kind.CSV, ["Llŷn"]).read_bytes().startswith(b"\xef\xbb\xbfColumn 0")


def test_workbook_can_be_filtered_and_keeps_its_headings_in_view(tmp_path):
    sheet = load_workbook(written(tmp_path, Kind.XLSX, ["a", "b", "c"], ["d", "e", "f"])).active
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet["A1"].font.bold) == ("A2", "A1:C3", True)


@pytest.mark.parametrize("kind", [Kind.XLSX, Kind.ODS])
def test_figures_that_a_workbook_would_round_are_text(tmp_path, kind):
    [cells] = read_back(written(tmp_path, kind, ["x", EXACT + 1, Decimal(EXACT) * 10]))
    assert cells[1:] == (str(EXACT + 1), str(EXACT * 10))


@pytest.mark.parametrize("kind", [Kind.XLSX, Kind.ODS])
def test_text_longer_than_a_cell_ends_in_an_ellipsis(tmp_path, kind):
    [cells] = read_back(written(tmp_path, kind, ["a" * (MOST_IN_A_CELL + 5)], columns=1))
    assert len(cells[0]) == MOST_IN_A_CELL and cells[0].endswith("…")


@KINDS
@pytest.mark.parametrize("name", ["", "A/B: [x]*?", "'quoted'", "n" * 60])
def test_any_name_will_do_for_a_sheet(tmp_path, kind, name):
    assert read_back(written(tmp_path, kind, ["a"], columns=1, name=name)) == [("a",)]


@KINDS
def test_table_without_rows_has_its_headings(tmp_path, kind):
    with read_table(written(tmp_path, kind)) as book:
        assert [row.cells for row in book.rows()] == [("Column 0", "Column 1", "Column 2")]


@KINDS
def test_more_rows_take_no_more_memory(tmp_path, kind):
    def rows(count):
        for number in range(count):
            yield [f"Row {number}", Decimal(number), "words " * 10]

    def peak(count):
        with (tmp_path / f"table.{kind}").open("wb") as file:
            tracemalloc.start()
            write(Table("Rows", [Column(name) for name in "abc"], rows(count)), kind, file, language="en-GB")
            _now, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        return peak

    assert peak(8_000) < 1.5 * peak(1_000)


def test_csv_comes_in_pieces():
    pieces = list(csv_pieces(Table("Rows", [Column("a")], ([number] for number in range(1200)))))
    assert [piece.count(b"\r\n") for piece in pieces] == [1, 500, 500, 200]
