"""A workbook of several sheets: the page says which is read and which are not, and the officer chooses another."""

from pathlib import Path

import pytest
from django.urls import reverse

from suppliers.actions.registers import choose_sheet, match_columns
from suppliers.checks import NotReady
from suppliers.models import Contract, RegisterFile, RememberedColumns
from suppliers.registers.sheets import sheets_shown, sheets_with_rows
from suppliers.workflow import InvalidTransition, Outdated
from tables.bounds import Bounds
from tables.reading import Book, Sheet
from tests.factories import OfficerRoleFactory
from tests.suppliers.registering_files import as_csv, as_workbook, brought, looked_through, worked

pytestmark = pytest.mark.django_db
HEADINGS = ("Reference", "Title", "Value")
THIS_YEAR = [HEADINGS, ["A-1", "Benches", 1000]]
LAST_YEAR = [["Closed"], HEADINGS, ["B-1", "Bins", 2000], ["B-2", "Salt", 3000]]
FIGURES = [[1, 2], [3, 4]]


@pytest.fixture
def officer(client):
    role = OfficerRoleFactory()
    client.force_login(role.user)
    return role


def about(officer) -> dict:
    return {"council": officer.council, "by": officer.user, "name": "register.xlsx"}


def page_of(name: str, register: RegisterFile) -> str:
    return reverse(name, args=[register.pk])


def words(response) -> str:
    return " ".join(response.content.decode().split())


def workbook() -> bytes:
    """Two registers, a sheet without anything, one of figures alone, and a hidden one."""
    sheets = {"This year": THIS_YEAR, "Empty": [], "Last year": LAST_YEAR, "Figures": FIGURES, "Lists": [["A", "B"]]}
    return as_workbook(hidden=["Lists"], **sheets)


def test_pages_say_which_sheet_is_read_and_which_are_not(client, officer):
    register = brought(workbook(), **about(officer))
    columns = words(client.get(page_of("register-columns", register)))
    assert "The headings were found on the sheet “This year”, in row 1." in columns
    assert "3 further sheets hold rows and are not read" in columns and "Empty" not in columns
    match_columns(register=register, columns=register.columns, counts_from_1904=False, by=officer.user)
    worked(register)
    detail = words(client.get(page_of("register-detail", register)))
    assert "This year" in detail and "3 further sheets hold rows and are not read" in detail
    for name in ("Last year", "Figures", "Lists (hidden)"):
        assert name in columns and name in detail


def test_officer_has_another_sheet_read(client, officer):
    register = looked_through(workbook(), **about(officer))
    asked = words(client.get(page_of("register-columns", register)))
    assert "Which sheet is to be read?" in asked and "Read this sheet" in asked
    waiting = client.post(page_of("register-columns", register), {"action": "sheet", "sheet": "3"}, follow=True)
    assert "The file waits to be opened" in words(waiting) and not register.rows.exists()
    assert worked(register).sheet == 3
    columns = words(client.get(page_of("register-detail", register), follow=True))
    assert "The headings were found on the sheet “Last year”, in row 2." in columns and "Title: Bins" in columns
    said = {"of_sheet": "3", "reference": "0", "title": "1", "value_net": "2"}
    client.post(page_of("register-columns", register), said)
    assert worked(register).new == 2
    client.post(page_of("register-detail", register), {"action": "all", "read": register.look})
    worked(register)
    assert list(Contract.objects.order_by("reference").values_list("reference", flat=True)) == ["B-1", "B-2"]


def test_sheet_that_was_chosen_is_opened_however_often_the_worker_begins_anew(officer):
    register = brought(workbook(), **about(officer))
    choose_sheet(register=register, sheet=4, by=officer.user)
    for _time in range(2):
        RegisterFile.objects.filter(pk=register.pk).update(status="received")
        worked(register)
        assert (register.sheet, register.heading_row, register.headings) == (4, 1, ["1", "2"])
    choose_sheet(register=register, sheet=5, by=officer.user)
    assert worked(register).headings == ["A", "B"]


@pytest.mark.parametrize("sheet", ["2", "6", "0", "-1", "x", ""])
def test_sheet_that_is_not_in_the_file_is_refused_in_words(client, officer, sheet):
    register = looked_through(workbook(), **about(officer))
    page = client.post(page_of("register-columns", register), {"action": "sheet", "sheet": sheet})
    assert "Choose a sheet of the file that holds rows" in words(page)
    assert worked(register).status == "checked" and register.sheet == 1 and register.rows.exists()
    if sheet.isdigit():
        with pytest.raises(NotReady, match="Choose a sheet of the file that holds rows"):
            choose_sheet(register=register, sheet=int(sheet), by=officer.user)


def test_choosing_the_sheet_that_is_read_changes_nothing(client, officer):
    register = looked_through(workbook(), **about(officer))
    client.post(page_of("register-columns", register), {"action": "sheet", "sheet": "1"})
    assert worked(register).status == "checked" and register.rows.exists()


def test_columns_of_a_sheet_that_is_not_read_any_more_are_not_taken(client, officer):
    register = brought(workbook(), **about(officer))
    as_first_read = RegisterFile.objects.get(pk=register.pk)
    choose_sheet(register=register, sheet=3, by=officer.user)
    worked(register)
    page = page_of("register-columns", register)
    said = {"of_sheet": "1", "reference": "1", "title": "0"}
    assert "Another sheet was chosen since you opened this page" in words(client.post(page, said, follow=True))
    assert worked(register).status == "matching" and not RememberedColumns.objects.exists()
    with pytest.raises(Outdated):
        match_columns(register=as_first_read, columns=register.columns, counts_from_1904=False, by=officer.user)


def test_sheet_is_not_changed_while_rows_are_taken_in(client, officer):
    register = looked_through(workbook(), **about(officer))
    RegisterFile.objects.filter(pk=register.pk).update(status="taking")
    with pytest.raises(InvalidTransition):
        choose_sheet(register=RegisterFile.objects.get(pk=register.pk), sheet=3, by=officer.user)
    as_first_read = RegisterFile(pk=register.pk, status="checked", sheets=register.sheets, council=officer.council,
                                 kind="contracts")  # fmt: skip
    with pytest.raises(InvalidTransition):
        choose_sheet(register=as_first_read, sheet=3, by=officer.user)


def test_file_without_several_sheets_asks_for_none(client, officer):
    for content, name in ((as_csv([["A-1", "Benches"]]), "a.csv"), (as_workbook(Contracts=THIS_YEAR), "a.xlsx")):
        register = looked_through(content, council=officer.council, by=officer.user, name=name)
        pages = [words(client.get(page_of(page, register))) for page in ("register-columns", "register-detail")]
        assert not any("Which sheet" in page or "not read" in page for page in pages)
        assert ("on the sheet “Contracts”, in row 1" in pages[0]) == (name == "a.xlsx")
        assert ("Sheet</dt>" in pages[1]) == (name == "a.xlsx")


def test_sheets_far_behind_and_with_odd_names_are_told(client, officer):
    names = ["<b>Ward", *(f"Sheet no {number}" for number in range(2, 15))]
    rest = {name: [["A", "B"]] for name in names}
    register = brought(as_workbook(**{"Register": THIS_YEAR, **rest}), **about(officer))
    columns = words(client.get(page_of("register-columns", register)))
    assert "14 further sheets" in columns and "&lt;b&gt;Ward" in columns and "<b>Ward" not in columns
    choose_sheet(register=register, sheet=15, by=officer.user)
    assert worked(register).headings == ["A", "B"]


def test_names_of_sheets_are_kept_short_and_harmless():
    names = ("x" * 5000, "a\x00\nb\u202ec", "", "Empty")
    sheets = [Sheet(number, name, False, int(name != "Empty"), ()) for number, name in enumerate(names, start=1)]
    kept = sheets_with_rows(Book("xlsx", (*sheets, *sheets * 50), Path("nowhere")))
    assert [sheet["name"] for sheet in kept[:3]] == ["x" * 100, "a bc", ""] and len(kept) <= Bounds().sheets
    register = RegisterFile(sheets=kept[1:3], sheet=3)
    assert sheets_shown(register) == {"sheet": "Sheet 3", "unread": ["a bc"]}
