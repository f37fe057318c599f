"""Invariant 14: each download of evidence writes its access row first, and happens only if that could be written.

The same for looking: pages, rows and words of a file are its content too. For addresses of an S3 store see
`test_evidence_bucket.py`, which has one.
"""

import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import DatabaseError
from django.urls import reverse

from audit.models import AuditEvent
from returns.evidence import access
from returns.models import EvidenceAccess, Revision
from tests.factories import A_MOMENT, EvidenceUseFactory, MemberFactory, OfficerRoleFactory
from tests.guards.source import first_party_imports, modules
from tests.returns.pages import browser, pictures_of

pytestmark = pytest.mark.django_db
CONTENT = b"%PDF-1.7 what the file says"
CELL, WORD = "a cell of the table", "a word of the letter"
PREVIEWS = {
    "picture": {"page-1.jpg": b"\xff\xd8\xff\xe0 a page", "thumbnail.jpg": b"\xff\xd8\xff\xe0 small"},
    "rows": {"rows.json": json.dumps([[[CELL]]]).encode()},
    "words": {"words.txt": WORD.encode()},
}
# What serves evidence: the address, how files are handed over, and what was made of the file to look at.
ROUTES = {
    "download": ("evidence-open", "stream", "picture"),
    "download by nginx": ("evidence-open", "accel", "picture"),
    "look at pictures": ("evidence-view", "stream", "picture"),
    "look at a table": ("evidence-view", "stream", "rows"),
    "look at words": ("evidence-view", "stream", "words"),
}
each_route = pytest.mark.parametrize("route", ROUTES)
each_person = pytest.mark.parametrize("who", ["supplier", "officer"])


def a_file(previews: str):
    """A file that the council was sent."""
    made = PREVIEWS[previews]
    use = EvidenceUseFactory(evidence__content=CONTENT, evidence__previews=sorted(made))
    for name, content in made.items():
        storages["evidence"].save(f"{use.evidence.storage_name}.{name}", ContentFile(content))
    Revision.objects.filter(pk=use.answer.revision_id).update(
        submitted_at=A_MOMENT, submitted_by=use.evidence.uploaded_by
    )
    return use.evidence


def person(who: str, evidence):
    if who == "officer":
        return OfficerRoleFactory(council=evidence.contract.council).user
    return MemberFactory(organisation=evidence.organisation, role="viewer").user


@pytest.fixture
def touched(monkeypatch) -> list[int]:
    """How many access rows there were each time anything was read from the storage."""
    rows: list[int] = []
    kind = type(storages["evidence"])
    really_open = kind._open

    def note_and_open(storage, name, mode="rb"):
        rows.append(EvidenceAccess.objects.count())
        return really_open(storage, name, mode)

    monkeypatch.setattr(kind, "_open", note_and_open)
    return rows


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@each_person
@each_route
def test_invariant_14_row_is_written_before_anything_is_served(settings, touched, route, who):
    address, settings.EVIDENCE_SERVING, previews = ROUTES[route]
    evidence = a_file(previews)
    user = person(who, evidence)
    response = browser(user).get(reverse(address, args=[evidence.pk]))
    assert response.status_code == 200
    served = body(response)
    assert {
        "download": CONTENT in served,
        "download by nginx": response.get("X-Accel-Redirect", "").endswith(evidence.storage_name),
        "look at pictures": served.count(b"page-1.jpg?token=") == 1,
        "look at a table": CELL.encode() in served,
        "look at words": WORD.encode() in served,
    }[route]
    assert 0 not in touched
    row = EvidenceAccess.objects.get()
    kind = "download" if address == "evidence-open" else "view"
    assert (row.evidence, row.accessed_by, row.kind) == (evidence, user, kind)
    assert AuditEvent.objects.get(event="evidence.opened").subject_id == str(evidence.pk)


@pytest.mark.parametrize("broken", ["EvidenceAccess.objects.create", "record"], ids=["row", "event"])
@each_person
@each_route
def test_invariant_14_nothing_is_served_when_the_row_cannot_be_written(
    settings, monkeypatch, touched, route, who, broken
):
    address, settings.EVIDENCE_SERVING, previews = ROUTES[route]
    evidence = a_file(previews)
    client = browser(person(who, evidence))
    client.raise_request_exception = False

    def refuse(*args, **kwargs):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(f"{access.__name__}.{broken}", refuse)
    response = client.get(reverse(address, args=[evidence.pk]))
    assert response.status_code == 500
    assert touched == []
    served = body(response)
    assert not any(secret in served for secret in (CONTENT, CELL.encode(), WORD.encode(), b"token="))
    assert "X-Accel-Redirect" not in response and "Location" not in response
    assert not EvidenceAccess.objects.exists() and not AuditEvent.objects.filter(event="evidence.opened").exists()


@each_person
def test_invariant_14_picture_is_served_by_an_opening_on_record_and_by_nothing_else(touched, who):
    evidence = a_file("picture")
    user = person(who, evidence)
    client = browser(user)
    bare = reverse("evidence-preview", args=[evidence.pk, "page-1.jpg"])
    assert client.get(bare).status_code == 403
    assert touched == [] and not EvidenceAccess.objects.exists()
    [picture] = pictures_of(client.get(reverse("evidence-view", args=[evidence.pk])))
    assert body(client.get(picture)) == PREVIEWS["picture"]["page-1.jpg"]
    assert touched and 0 not in touched
    assert EvidenceAccess.objects.get().accessed_by == user


def test_invariant_14_nothing_reads_evidence_but_what_is_tested_here():
    """Whatever hands content over goes through one module, and only the views above and their page do."""
    known = {
        name
        for name, tree in modules().items()
        for _statement, some in first_party_imports(tree)
        if "returns.evidence.serving" in some
    }
    # Archives of an organisation put every file in them on record before they are handed over, or are not handed over:
    # tests/reports/test_everything.py.
    archives = {"reports.everything.files", "reports.views.files"}
    assert known == {"returns.views.evidence", "returns.evidence.viewing"} | archives, "Test here what is served there."
