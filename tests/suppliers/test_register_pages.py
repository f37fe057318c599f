"""The pages of a register: choose the file, say which column is which, read what was found, have it taken in."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from suppliers.actions.registers import match_columns, take_in_register
from suppliers.models import Contract, RegisterFile
from suppliers.registers.pipeline import work_on_registers
from suppliers.workflow import Outdated
from tables.bounds import Bounds
from tests.factories import ContractFactory, MemberFactory, OfficerRoleFactory
from tests.suppliers.registering_files import as_csv, brought, looked_through, worked

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    role = OfficerRoleFactory()
    client.force_login(role.user)
    return role


def send(client, council, content, name="register.csv", kind="contracts"):
    data = {"kind": kind, "file": SimpleUploadedFile(name, content)}
    return client.post(reverse("register-upload", args=[council.pk]), data, follow=True)


def words(response) -> str:
    return " ".join(response.content.decode().split())


def test_officer_brings_a_register_and_reads_each_step(client, officer):
    ContractFactory(council=officer.council, reference="B-2", title="Old title", status="preparing", supplier=None)
    rows = [["B-1", "Benches", "", "", "", "", "TBC"], ["B-2", "New title"], ["", "x"]]
    response = send(client, officer.council, as_csv(rows))
    assert response.headers["Refresh"] == "5" and "The file waits to be opened" in words(response)
    register = RegisterFile.objects.get()
    page = reverse("register-detail", args=[register.pk])
    still = client.get(f"{page}?still=1")
    assert "Refresh" not in still.headers and "Look again" in words(still)
    work_on_registers()
    columns = client.get(page, follow=True)
    assert "Reference number: B-1" in words(columns) and "headings were found in row 1" in words(columns)
    wrong = client.post(reverse("register-columns", args=[register.pk]), {"reference": "0", "description": "0"})
    assert "Choose the column for: title" in words(wrong) and "is chosen for “your reference” already" in words(wrong)
    client.post(reverse("register-columns", args=[register.pk]), {"reference": "0", "title": "1", "value_net": "6"})
    assert "0 of 4 rows have been looked through" in words(client.get(page))
    work_on_registers()
    found = words(client.get(page))
    assert (
        "Take in the 2 rows that are right, leave out the rest" in found
        and "Supplier name" in found
        and not Contract.objects.count() > 1
    )
    assert "Benches" in words(client.get(reverse("register-rows", args=[register.pk, "new"])))
    changed = words(client.get(reverse("register-rows", args=[register.pk, "changed"])))
    assert "<del>Old title</del>" in changed and "<ins>New title</ins>" in changed
    row = words(client.get(reverse("register-rows", args=[register.pk, "wrong"])))
    assert "Enter the reference" in row and "Cell A4" in row
    assert "0 of 2 rows have been taken in" in words(client.post(page, {"action": "right", "read": "1"}, follow=True))
    work_on_registers()
    done = words(client.get(page))
    assert "2 rows were taken in" in done and "Contracts that need a supplier" in done and "Benches" in done


def test_file_that_cannot_be_sent_says_why(client, officer):
    upload = reverse("register-upload", args=[officer.council_id])
    assert "Choose a file" in words(client.post(upload, {"kind": "contracts"}))
    assert "Choose what the file lists" in words(send(client, officer.council, b"a", kind="weather"))
    assert "The selected file is empty" in words(send(client, officer.council, b""))
    length = str(Bounds().bytes + 2 * 1024 * 1024)
    assert "smaller than 30 MB" in words(client.post(upload, {"kind": "contracts"}, CONTENT_LENGTH=length))
    assert not RegisterFile.objects.exists()


def test_file_that_is_no_table_says_how_to_mend_it(client, officer):
    send(client, officer.council, b"%PDF-1.7")
    work_on_registers()
    assert "must be an Excel workbook" in words(
        client.get(reverse("register-detail", args=[RegisterFile.objects.get().pk]))
    )


def test_officer_leaves_a_file_and_nothing_is_left_of_it(client, officer):
    register = looked_through(as_csv([["B-1", "Benches"]]), council=officer.council, by=officer.user)
    page = client.post(reverse("register-detail", args=[register.pk]), {"action": "leave"}, follow=True)
    assert "Nothing was taken in. The file is gone." in words(page) and not RegisterFile.objects.exists()


def test_long_lists_of_rows_have_pages(client, officer):
    rows = [["", f"Row {number}"] for number in range(60)]
    register = looked_through(as_csv(rows), council=officer.council, by=officer.user)
    page = reverse("register-rows", args=[register.pk, "wrong"])
    first = words(client.get(page))
    assert "Row 26" in first and "Row 27:" not in first and "?from=27" in first and "Previous page" not in first
    middle = words(client.get(f"{page}?from=27"))
    assert "?from=52" in middle and '?from=2"' in middle
    assert "Next page" not in words(client.get(f"{page}?from=52")) and "Row 2:" in words(client.get(f"{page}?from=x"))


def test_admin_invites_a_team_from_a_file(client):
    admin = MemberFactory(role="admin")
    client.force_login(admin.user)
    upload = reverse("team-register", args=[admin.organisation_id])
    content = as_csv([["new@example.com", "Viewer"]], headings=["Email", "Role"])
    page = words(client.post(upload, {"file": SimpleUploadedFile("a.csv", content)}, follow=True))
    assert "The file waits to be opened" in page
    assert "a.csv" in words(client.get(upload))


def test_second_press_of_the_button_is_told_that_it_moved_on(client, officer):
    register = brought(as_csv([["B-1", "Benches"]]), council=officer.council, by=officer.user)
    RegisterFile.objects.filter(pk=register.pk).update(new=1)
    page = client.post(reverse("register-detail", args=[register.pk]), {"action": "right"}, follow=True)
    assert "has moved on meanwhile" in words(page)


# --- Taking in what was read ------------------------------------------------------------------------------------------
AGAIN = "The rows were looked through again since you opened this page. Read what is new and take them in from here."


def button_of(response) -> dict[str, str]:
    """What the button that takes rows in sends from this page."""
    (form,) = [form for form in re.findall(r"<form.*?</form>", words(response)) if 'name="read"' in form]
    (read,) = re.findall(r'name="read" value="(\d+)"', form)
    (action,) = re.findall(r'<button[^>]* value="(\w+)"', form)
    return {"read": read, "action": action}


@pytest.mark.parametrize("wrong", [[], [["", "No reference", "", ""]]], ids=["all", "right"])
def test_button_takes_in_what_its_page_said_and_nothing_else(client, officer, wrong):
    headings = ("Reference", "Title", "Value", "Other value")
    content = as_csv([["B-1", "Benches", "1000", "9000"], *wrong], headings=headings)
    register = looked_through(content, council=officer.council, by=officer.user)
    page = reverse("register-detail", args=[register.pk])
    before = button_of(client.get(page))
    assert before["action"] == ("right" if wrong else "all")
    other = {"reference": "0", "title": "1", "value_net": "3"}
    client.post(reverse("register-columns", args=[register.pk]), other)
    assert "has moved on meanwhile" in words(client.post(page, before, follow=True))
    worked(register)
    stale = client.post(page, before, follow=True)
    assert AGAIN in words(stale) and worked(register).status == "checked" and not Contract.objects.exists()
    assert AGAIN in words(client.post(page, {"action": before["action"]}, follow=True))
    client.post(page, button_of(stale))
    assert worked(register).status == "taken" and Contract.objects.get().value_net == 9000


def test_rows_that_are_looked_through_again_between_reading_and_writing_are_not_taken_in(officer):
    about = {"council": officer.council, "by": officer.user}
    register = looked_through(as_csv([["B-1", "Benches"]]), **about)
    as_first_read = RegisterFile.objects.get(pk=register.pk)
    match_columns(register=register, columns={"reference": 1, "title": 0}, counts_from_1904=False, by=officer.user)
    worked(register)
    with pytest.raises(Outdated):
        take_in_register(register=as_first_read, only_if_all=True, by=officer.user)
    register.refresh_from_db()
    assert register.status == "checked" and register.confirmed_by is None
