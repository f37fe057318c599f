"""Invariant 13: an image served to anyone has no metadata; an unscanned file is served to nobody.

Where an installation has no scanner at all, whoever added a file gets the cleaned copy of it back, and nobody else.
"""

import io
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from returns.actions.evidence import add_evidence
from returns.models import Evidence, Revision
from tests.factories import A_MOMENT, AnswerFactory, EvidenceUseFactory, MemberFactory, OfficerRoleFactory, UserFactory
from tests.returns import files
from tests.returns.photos import a_heic, a_jpeg, a_png
from tests.returns.road import examine_all
from tests.services import EICAR, free_port

pytestmark = pytest.mark.django_db
Status, Scan = Evidence.Status, Evidence.Scan
SERVED = {Status.AVAILABLE}


def download(evidence, user) -> bytes | None:
    """What a person gets who asks for a file; None for nothing."""
    client = Client()
    client.force_login(user)
    response = client.get(reverse("evidence-open", args=[evidence.pk]))
    return b"".join(response.streaming_content) if response.status_code == 200 else None


def people(evidence) -> list:
    """Everybody who sees the file at all, the one who added it first."""
    council, supplier = evidence.contract.council, evidence.organisation
    members = [MemberFactory(organisation=supplier, role=role).user for role in ("admin", "editor", "viewer")]
    officers = [
        OfficerRoleFactory(council=council, role=role).user
        for role in ("contract_manager", "social_value_lead", "auditor")
    ]
    return [evidence.uploaded_by, *members, *officers, UserFactory(is_superuser=True, is_staff=True)]


def sent(content: bytes, name: str) -> Evidence:
    """A file of a return that the council has."""
    answer = AnswerFactory()
    by = MemberFactory(organisation=answer.line.supplier_return.supplier).user
    evidence = add_evidence(answer=answer, upload=files.an_upload(content, name), by=by)
    Revision.objects.filter(pk=answer.revision_id).update(submitted_at=A_MOMENT, submitted_by=by)
    return evidence


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("scan", Scan.values)
def test_invariant_13_only_scanned_files_are_served(status, scan):
    """Whatever the rows say, as far as the database lets them say it."""
    if status in {*SERVED, Status.HIDDEN} and scan in (Scan.WAITING, Scan.INFECTED):
        return  # the constraint evidence_shown_is_examined forbids it
    use = EvidenceUseFactory(evidence__status=status, evidence__scan=scan)
    Revision.objects.filter(pk=use.answer.revision_id).update(
        submitted_at=A_MOMENT, submitted_by=use.evidence.uploaded_by
    )
    uploader, *others = people(use.evidence)
    is_served = status in SERVED
    assert (download(use.evidence, uploader) is not None) == is_served
    served = [person for person in others if download(use.evidence, person) is not None]
    assert bool(served) == (is_served and scan == Scan.CLEAN)


def test_invariant_13_file_is_served_to_nobody_while_its_scanner_is_away(settings, time_machine):
    settings.CLAMD_ADDRESS = f"tcp://127.0.0.1:{free_port()}"
    evidence = sent(files.a_pdf(), "letter.pdf")
    for _minute in range(3):
        assert examine_all() == 0
        assert {download(evidence, person) for person in people(evidence)} == {None}
        time_machine.move_to(timezone.now() + timedelta(seconds=61))


def test_invariant_13_file_with_a_virus_is_served_to_nobody(virus_scanner):
    evidence = sent(b"Month,Hours\r\n" + EICAR, "hours.csv")
    assert examine_all() == 1
    assert {download(evidence, person) for person in people(evidence)} == {None}


@pytest.mark.parametrize(
    ("make", "name"),
    [
        # Less the archive behind it, for which it would be refused.
        (lambda: a_jpeg(orientation=6).partition(b"PK\x03\x04")[0], "garden.jpg"),
        (lambda: a_png(), "garden.png"),
        (lambda: a_heic(), "garden.heic"),
    ],
    ids=["jpeg", "png", "heic"],
)
def test_invariant_13_served_picture_has_no_metadata(virus_scanner, make, name):
    evidence = sent(make(), name)
    assert examine_all() == 1
    evidence.refresh_from_db()
    assert (evidence.status, evidence.scan) == ("available", "clean")
    kept = [storages["evidence"].open(f"{evidence.storage_name}.{preview}").read() for preview in evidence.previews]
    served = [download(evidence, person) for person in people(evidence)[:4]]
    assert len(set(served)) == 1
    for content in (*kept, served[0]):
        picture = Image.open(io.BytesIO(content))
        assert not picture.getexif()
        assert b"Planted" not in content
        assert not {"exif", "xmp", "icc_profile", "photoshop", "comment", "XML:com.adobe.xmp"} & picture.info.keys()
