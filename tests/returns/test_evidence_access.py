"""Who can open a file, what the browser is told, and that every opening is on record first."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.storage import storages
from django.urls import reverse

from audit.models import AuditEvent
from returns.evidence.access import record_access
from returns.evidence.queries import evidence_visible_to
from returns.evidence.serving import ACCEL_LOCATION, HEADERS
from returns.models import EvidenceAccess, Revision
from tests.factories import (
    A_MOMENT,
    EvidenceFactory,
    EvidenceUseFactory,
    MemberFactory,
    OfficerRoleFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
CONTENT = b"%PDF-1.7 what the file says"


@pytest.fixture
def use():
    return EvidenceUseFactory(evidence__content=CONTENT, evidence__original_name="llythyr – Môn.pdf")


def send(use) -> None:
    Revision.objects.filter(pk=use.answer.revision_id).update(
        submitted_at=A_MOMENT, submitted_by=use.evidence.uploaded_by
    )


@pytest.fixture
def sent(use):
    send(use)
    return use


def supplier_viewer(use):
    return MemberFactory(organisation=use.evidence.organisation, role="viewer").user


def officer(use, role="contract_manager"):
    return OfficerRoleFactory(council=use.evidence.contract.council, role=role).user


def download(client, user, evidence, method="get"):
    if user:
        client.force_login(user)
    return getattr(client, method)(reverse("evidence-open", args=[evidence.pk]))


def test_open_sends_the_file_to_save_and_never_to_show(client, use):
    response = download(client, supplier_viewer(use), use.evidence)
    assert b"".join(response.streaming_content) == CONTENT
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''llythyr%20%E2%80%93%20M%C3%B4n.pdf"
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Length"] == str(len(CONTENT))


@pytest.mark.parametrize(
    ("media_type", "named", "saved_as"),
    [
        ("text/csv", 'a"; x=<b>.csv', 'a\\"; x=<b>.csv'),
        ("image/jpeg", "photo.heic", "photo.jpg"),
        ("image/jpeg", "PHOTO.JPEG", "PHOTO.JPEG"),
        ("image/png", "photo.jpg", "photo.png"),
        ("application/vnd.oasis.opendocument.text", "letter.v2.odt", "letter.v2.odt"),
        ("application/pdf", "letter", "letter.pdf"),
    ],
)
def test_open_names_the_type_that_was_found_and_an_ending_that_agrees(client, media_type, named, saved_as):
    evidence = EvidenceUseFactory(evidence__media_type=media_type, evidence__original_name=named).evidence
    response = download(client, MemberFactory(organisation=evidence.organisation).user, evidence)
    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"] == f'attachment; filename="{saved_as}"'


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", ""])
def test_open_names_no_type_that_is_not_on_the_list(client, media_type):
    evidence = EvidenceUseFactory(evidence__media_type=media_type).evidence
    response = download(client, MemberFactory(organisation=evidence.organisation).user, evidence)
    assert response["Content-Type"] == "application/octet-stream"


def test_open_behind_nginx_names_the_place_and_sends_no_byte(client, settings, use):
    settings.EVIDENCE_SERVING = "accel"
    user = supplier_viewer(use)
    response = download(client, user, use.evidence)
    assert response.content == b""
    assert response["X-Accel-Redirect"] == f"/evidence-files/{use.evidence.storage_name}"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''llythyr%20%E2%80%93%20M%C3%B4n.pdf"
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"
    assert EvidenceAccess.objects.get().accessed_by == user


def test_operations_page_gives_nginx_the_place_and_the_headers_that_it_drops():
    page = (Path(__file__).resolve().parent.parent.parent / "docs/operations.md").read_text()
    block = re.search(r"location (\S+) \{\n(.*?)\n    \}", page[page.index("nginx and the folder") :], re.DOTALL)
    assert block[1] == ACCEL_LOCATION
    assert "internal;" in block[2]
    for name in ("Content-Security-Policy", "X-Content-Type-Options"):
        assert re.search(rf"add_header {name} \"?{re.escape(HEADERS[name])}\"? always;", block[2]), name


@pytest.mark.parametrize("serving", ["stream", "accel"])
def test_open_by_strangers_names_no_place(client, settings, use, serving):
    settings.EVIDENCE_SERVING = serving
    response = download(client, UserFactory(), use.evidence)
    assert response.status_code == 404
    assert "X-Accel-Redirect" not in response


def test_open_is_on_record(client, use):
    user = supplier_viewer(use)
    download(client, user, use.evidence)
    row = EvidenceAccess.objects.get()
    assert (row.evidence, row.accessed_by, row.kind) == (use.evidence, user, "download")
    event = AuditEvent.objects.get(event="evidence.opened")
    assert (event.actor, event.subject_id, event.trail) == (user, str(use.evidence.pk), use.evidence.audit_trail)


def test_open_is_on_record_before_the_content_is_touched(client, use):
    storages["evidence"].delete(use.evidence.storage_name)
    client.raise_request_exception = False
    assert download(client, supplier_viewer(use), use.evidence).status_code == 500
    assert EvidenceAccess.objects.count() == 1


@pytest.mark.parametrize("method", ["head", "post", "put", "delete", "options"])
def test_open_by_another_method_is_refused(client, use, method):
    response = download(client, supplier_viewer(use), use.evidence, method)
    assert response.status_code == 405
    assert not EvidenceAccess.objects.exists()


def test_open_asks_strangers_to_sign_in(client, use):
    response = download(client, None, use.evidence)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", ["contract_manager", "social_value_lead", "auditor"])
def test_open_by_an_officer_needs_a_return_that_was_sent(client, use, role):
    user = officer(use, role)
    assert download(client, user, use.evidence).status_code == 404
    Revision.objects.filter(pk=use.answer.revision_id).update(submitted_at=A_MOMENT, submitted_by=user)
    assert download(client, user, use.evidence).status_code == 200
    assert EvidenceAccess.objects.count() == 1


@pytest.mark.parametrize(
    "make_user",
    [
        lambda: OfficerRoleFactory(role="social_value_lead").user,
        lambda: MemberFactory(role="admin").user,
        lambda: UserFactory(),
        lambda: UserFactory(is_staff=True, is_superuser=True),
    ],
    ids=["officer of another council", "another supplier", "nobody's", "support"],
)
def test_open_by_somebody_elses_people_finds_nothing(client, sent, make_user):
    assert download(client, make_user(), sent.evidence).status_code == 404
    assert not EvidenceAccess.objects.exists()


def test_open_unknown_file_finds_nothing(client, use):
    client.force_login(supplier_viewer(use))
    assert client.get(reverse("evidence-open", args=[uuid4()])).status_code == 404


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        ("uploaded", 404),
        ("scanning", 404),
        ("quarantined", 404),
        ("available", 200),
        ("hidden", 404),
        ("removed", 404),
        ("disposed", 404),
    ],
)
def test_open_depends_on_the_files_status(client, status, answer):
    use = EvidenceUseFactory(evidence__status=status)
    send(use)
    for user in (supplier_viewer(use), officer(use), use.evidence.uploaded_by):
        assert download(client, user, use.evidence).status_code == answer


def test_visible_evidence_is_listed_once_however_often_it_is_used(sent):
    EvidenceUseFactory(evidence=sent.evidence, answer__line__supplier_return=sent.answer.line.supplier_return)
    user = officer(sent)
    MemberFactory(organisation=sent.evidence.organisation, user=user)
    assert list(evidence_visible_to(user)) == [sent.evidence]


def test_visible_evidence_of_one_supplier_is_kept_apart_by_council(sent):
    """A supplier works for two councils: each sees the files of its own contract only, the supplier both."""
    other = EvidenceUseFactory(answer__line__supplier_return__contract__supplier=sent.evidence.organisation)
    Revision.objects.filter(pk=other.answer.revision_id).update(submitted_at=A_MOMENT, submitted_by=UserFactory())
    assert list(evidence_visible_to(officer(sent))) == [sent.evidence]
    assert list(evidence_visible_to(officer(other))) == [other.evidence]
    assert set(evidence_visible_to(supplier_viewer(sent))) == {sent.evidence, other.evidence}


def test_record_access_keeps_how_it_was_opened():
    evidence, user = EvidenceFactory(), UserFactory()
    row = record_access(evidence=evidence, by=user, kind=EvidenceAccess.Kind.VIEW)
    assert EvidenceAccess.objects.get() == row
    assert AuditEvent.objects.get(event="evidence.opened").data == {"kind": "view"}
