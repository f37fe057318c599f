"""Pages of files that a worker makes: asking for one, seeing what became of it, and downloading it."""

import io
import re

import pytest
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import translation

from audit.models import AuditEvent
from reports.actions import exports as actions
from reports.making import make_waiting
from reports.models import Export
from reports.views import lists as views
from tables.reading import read_table
from tables.writing import CONTENT_TYPES, Kind
from tests.factories import ContractFactory, OfficerRoleFactory, UserFactory
from tests.reports.exporting import asked, content_of, later, made

pytestmark = pytest.mark.django_db
LIST = "/lists/contracts/"


@pytest.fixture
def role(client):
    role = OfficerRoleFactory()
    ContractFactory.create_batch(3, council=role.council)
    client.force_login(role.user)
    return role


@pytest.fixture
def officer(role, monkeypatch):
    """An officer with a list that is longer than what is made at once."""
    monkeypatch.setattr(views, "MOST_ROWS", 2)
    return role.user


def text_of(response) -> str:
    """What a page says, spaces put together."""
    return re.sub(r"\s+", " ", response.content.decode())


def test_long_list_is_offered_in_every_kind_and_says_which_takes_long(officer, client):
    said = text_of(client.get(LIST))
    assert "The file will have all 3 rows" in said
    assert "A workbook with more than 2 rows takes some minutes to make. We will email you when it is ready." in said
    assert all(f'value="{kind}"' in said for kind in Kind)


def test_short_list_comes_at_once(role, client):
    assert "takes some minutes" not in text_of(client.get(LIST))
    assert client.post(LIST, {"file": "xlsx"})["Content-Type"] == CONTENT_TYPES[Kind.XLSX]
    assert not Export.objects.exists()


def test_long_list_comes_as_csv_at_once(officer, client):
    response = client.post(LIST, {"file": "csv"})
    assert len(b"".join(response).decode().splitlines()) == 4 and not Export.objects.exists()


def test_long_workbook_is_asked_for_made_and_downloaded(officer, client, tmp_path):
    response = client.post(f"{LIST}?show=active", {"file": "ods"}, follow=True)
    assert response.redirect_chain == [("/your-files/", 302)]
    said = text_of(response)
    assert "Your file is being made. You get an email when it is ready." in said and "Waiting" in said
    assert make_waiting() == 1
    said = text_of(client.get("/your-files/"))
    export = Export.objects.get()
    assert "Ready" in said and "3 rows" in said and f'href="/your-files/{export.pk}/"' in said
    file = client.get(f"/your-files/{export.pk}/")
    assert re.fullmatch(r'attachment; filename="contracts-20\d\d-\d\d-\d\d.ods"', file["Content-Disposition"])
    assert file["Content-Type"] == CONTENT_TYPES[Kind.ODS] and "no-store" in file["Cache-Control"]
    path = tmp_path / "list"
    path.write_bytes(b"".join(file))
    with read_table(path) as book:
        assert len(list(book.rows())) == 4
    assert AuditEvent.objects.get(event="export.fetched").actor == officer
    assert not AuditEvent.objects.filter(event="list.downloaded").exists()


def test_sixth_file_is_refused_in_words(officer, client):
    for number in range(5):
        asked(officer, filters=f"q={number}")
    said = text_of(client.post(LIST, {"file": "xlsx"}))
    assert "5 files are being made for you already. Wait until one of them is ready" in said
    assert Export.objects.count() == 5


def test_filters_too_long_to_keep_are_refused_for_a_workbook_alone(officer, client):
    long = f"{LIST}?show=active&q={'a' * 500}"
    assert "There are too many filters for a workbook" in text_of(client.post(long, {"file": "xlsx"}))
    assert not Export.objects.exists()
    assert client.post(long, {"file": "csv"})["Content-Type"] == CONTENT_TYPES[Kind.CSV]


def test_page_of_ones_files_is_empty_first(client):
    client.force_login(UserFactory())
    response = client.get("/your-files/")
    assert "There is nothing here yet." in text_of(response) and "Refresh" not in response


def test_page_loads_itself_again_while_something_is_being_made(officer, client):
    export = asked(officer)
    response = client.get("/your-files/")
    assert response["Refresh"] == "5" and "You need not wait here." in text_of(response)
    assert "Refresh" not in client.get("/your-files/?still=1")
    make_waiting()
    export.refresh_from_db()
    assert export.status == "ready" and "Refresh" not in client.get("/your-files/")


def test_page_says_why_a_file_was_not_made(officer, client, role):
    asked(officer, "amounts", filters="measure=999999")
    make_waiting()
    said = text_of(client.get("/your-files/"))
    assert "Not made" in said and "You may no longer see what it would have held." in said
    assert "/your-files/1" not in said


def test_file_is_not_there_for_others_nor_once_one_sees_less(officer, client, role):
    export = made(officer)
    client.force_login(OfficerRoleFactory(council=role.council).user)
    assert client.get(f"/your-files/{export.pk}/").status_code == 404
    assert "What is in it" not in text_of(client.get("/your-files/"))
    client.force_login(officer)
    role.delete()
    assert client.get(f"/your-files/{export.pk}/").status_code == 404
    said = text_of(client.get("/your-files/"))
    assert (
        "Not available" in said
        and "Ready" not in said
        and "You may no longer see all that is in it." in said
        and f"/your-files/{export.pk}/" not in said
    )
    assert not AuditEvent.objects.filter(event="export.fetched").exists()


@pytest.mark.parametrize("method", ["head", "post"])
def test_file_leaves_by_get_alone(officer, client, method):
    export = made(officer)
    assert getattr(client, method)(f"/your-files/{export.pk}/").status_code == 405
    assert not AuditEvent.objects.filter(event="export.fetched").exists()


def test_nothing_leaves_when_it_cannot_be_written_down(officer, client, monkeypatch):
    export = made(officer)

    def fail(*_args, **_given):
        raise RuntimeError("the log is full")

    monkeypatch.setattr(actions, "record", fail)
    with pytest.raises(RuntimeError):
        client.get(f"/your-files/{export.pk}/")


def test_file_whose_time_is_over_or_that_storage_lost_is_not_found(officer, client):
    export = made(officer)
    with later(days=8):
        client.force_login(officer)
        assert client.get(f"/your-files/{export.pk}/").status_code == 404
        assert "Deleted" in text_of(client.get("/your-files/")), "though the task has not come by yet"
    client.force_login(officer)
    storages["evidence"].delete(f"exports/{export.stored_name}")
    assert client.get(f"/your-files/{export.pk}/").status_code == 404


def test_nginx_hands_the_file_over_where_the_settings_say_so(officer, client, settings):
    export = made(officer)
    settings.EVIDENCE_SERVING = "accel"
    response = client.get(f"/your-files/{export.pk}/")
    assert response["X-Accel-Redirect"] == f"/evidence-files/exports/{export.stored_name}" and response.content == b""


def test_older_files_stand_on_further_pages(officer, client):
    for number in range(27):
        Export.objects.create(
            what="list", list_name="contracts", file="xlsx", language="en-gb", filters=str(number), status="failed",
            fault="too_long", asked_at="2026-07-01T09:00Z", asked_by=officer, try_after="2026-07-01T09:00Z",
        )  # fmt: skip
    first = client.get("/your-files/")
    assert len(first.context["rows"]) == 25
    assert len(client.get("/your-files/", {"after": first.context["page"].after}).context["rows"]) == 2


def test_file_made_in_the_background_is_the_file_that_comes_at_once(officer, client, monkeypatch, tmp_path):
    """The same rows in the same order, whichever way they came."""
    slow = content_of(made(officer))
    monkeypatch.setattr(views, "MOST_ROWS", 20_000)
    quick = b"".join(client.post(LIST, {"file": "xlsx"}))
    found = []
    for content in (slow, quick):
        path = tmp_path / "list"
        path.write_bytes(io.BytesIO(content).getvalue())
        with read_table(path) as book:
            found.append([row.cells for row in book.rows()])
    assert found[0] == found[1]


def test_account_leads_to_ones_files(officer, client):
    assert f'href="{reverse("export-list")}"' in text_of(client.get("/accounts/"))


def test_page_of_ones_files_is_there_in_welsh(officer, client):
    with translation.override("cy"):
        made(officer)
    officer.preferred_language = "cy"
    officer.save()
    assert client.get("/your-files/").status_code == 200
