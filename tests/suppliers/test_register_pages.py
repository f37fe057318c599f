"""The pages of a register: choose the file, say which column is which, read what was found, have it taken in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from suppliers.models import Contract, RegisterFile
from suppliers.registers.pipeline import work_on_registers
from tables.bounds import Bounds
from tests.factories import ContractFactory, MemberFactory, OfficerRoleFactory
from tests.suppliers.registering_files import as_csv, brought, looked_through

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
    assert "0 of 2 rows have been taken in" in words(client.post(page, {"action": "right"}, follow=True))
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
