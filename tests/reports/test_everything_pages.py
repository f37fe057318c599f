"""The page on which an admin asks for everything of the organisation, and what comes of it."""

import io
import re
from zipfile import ZipFile

import pytest
from django.core.files.storage import storages

from audit.models import AuditEvent
from reports.everything import files
from reports.making import make_waiting
from reports.models import Export
from returns.models import EvidenceAccess
from suppliers.models import Member
from tests.factories import ContractFactory, EvidenceFactory, MemberFactory, OfficerRoleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    member = MemberFactory(role="admin", organisation__name="Harbour & Sons")
    client.force_login(member.user)
    return member


@pytest.fixture
def contract(member):
    return ContractFactory(supplier=member.organisation)


def page_of(member: Member) -> str:
    return f"/organisation/{member.organisation_id}/everything/"


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_admin_reads_what_will_be_in_it_and_is_asked_about_files(member, contract, client):
    EvidenceFactory.create_batch(2, contract=contract)
    EvidenceFactory(contract=contract, status="hidden")
    EvidenceFactory()
    said = text_of(client.get(page_of(member)))
    assert "There are 2 files that you can take away" in said and "is on record" in said
    assert "Do you need the files of evidence as well?" in said and "download it for 7 days" in said
    assert "Choose whether you need the files of evidence as well" in text_of(client.post(page_of(member), {}))
    assert not Export.objects.exists()


def test_admin_asks_for_the_archive_and_downloads_it(member, contract, client):
    file = EvidenceFactory(contract=contract, original_name="letter.pdf")
    response = client.post(page_of(member), {"evidence": "with"}, follow=True)
    assert response.redirect_chain == [("/your-files/", 302)]
    said = text_of(response)
    assert "Everything of Harbour &amp; Sons" in said and "ZIP archive (.zip)" in said
    assert make_waiting() == 1
    export = Export.objects.get()
    answer = client.get(f"/your-files/{export.pk}/")
    assert answer["Content-Type"] == "application/zip"
    assert re.fullmatch(r'attachment; filename="harbour-sons-20\d\d-\d\d-\d\d.zip"', answer["Content-Disposition"])
    with ZipFile(io.BytesIO(b"".join(answer))) as archive:
        assert archive.testzip() is None and f"evidence/{file.pk}/letter.pdf" in archive.namelist()
    assert AuditEvent.objects.get(event="export.fetched").trail == member.organisation.audit_trail
    assert EvidenceAccess.objects.get().evidence == file


def test_tables_alone_are_made_without_touching_a_file(member, contract, client):
    EvidenceFactory(contract=contract)
    client.post(page_of(member), {"evidence": "without"})
    make_waiting()
    assert Export.objects.get().status == "ready" and not EvidenceAccess.objects.exists()


@pytest.mark.parametrize("role", ["editor", "viewer"])
def test_others_of_the_team_are_refused_and_find_no_link(member, client, role):
    Member.objects.filter(pk=member.pk).update(role=role)
    assert client.get(page_of(member)).status_code == 403
    assert client.post(page_of(member), {"evidence": "without"}).status_code == 403
    assert "Take everything away" not in text_of(client.get(f"/organisation/{member.organisation_id}/"))


def test_for_strangers_the_page_is_not_there(member, client):
    for stranger in (MemberFactory(role="admin").user, OfficerRoleFactory().user):
        client.force_login(stranger)
        assert client.get(page_of(member)).status_code == 404
        assert client.post(page_of(member), {"evidence": "without"}).status_code == 404
    assert not Export.objects.exists()


def test_organisations_page_leads_there(member, client):
    said = text_of(client.get(f"/organisation/{member.organisation_id}/"))
    assert f'href="{page_of(member)}">Take everything away</a>' in said


def test_files_beyond_the_bound_cannot_be_asked_for(member, contract, client, monkeypatch):
    monkeypatch.setattr(files, "MOST_FILES", 1)
    EvidenceFactory.create_batch(2, contract=contract)
    said = text_of(client.get(page_of(member)))
    assert "Your 2 files come to" in said and "You can download them from the pages of your returns." in said
    assert 'value="with"' not in said
    client.post(page_of(member), {"evidence": "with"})
    assert not Export.objects.exists()
    client.post(page_of(member), {"evidence": "without"})
    assert Export.objects.get().with_files is False


def test_organisation_without_files_is_told_so(member, client):
    assert "There are no files that you can take away yet." in text_of(client.get(page_of(member)))


def test_sixth_archive_is_refused_in_words(member, client):
    now = "2026-07-01T09:00Z"
    for number in range(5):
        Export.objects.create(
            what="list", list_name="own-returns", file="xlsx", language="en-gb", filters=str(number), asked_at=now,
            asked_by=member.user, try_after=now,
        )  # fmt: skip
    assert "5 files are being made for you already" in text_of(client.post(page_of(member), {"evidence": "without"}))


def test_admin_who_is_one_no_longer_downloads_nothing(member, contract, client):
    client.post(page_of(member), {"evidence": "without"})
    make_waiting()
    export = Export.objects.get()
    Member.objects.filter(pk=member.pk).update(role="editor")
    assert client.get(f"/your-files/{export.pk}/").status_code == 404
    assert "You may no longer see all that is in it." in text_of(client.get("/your-files/"))
    assert storages["evidence"].exists(f"exports/{export.stored_name}")
