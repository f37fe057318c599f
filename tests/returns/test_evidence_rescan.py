"""Stored files are scanned again with newer signatures."""

import io

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from audit.models import AuditEvent
from returns.evidence.queries import openable_evidence
from tests.factories import EvidenceFactory, MemberFactory
from tests.services import EICAR, free_port

pytestmark = pytest.mark.django_db


def rescan() -> str:
    out = io.StringIO()
    call_command("rescan_evidence", stdout=out)
    return out.getvalue()


def test_rescan_keeps_clean_files_and_says_with_what(virus_scanner):
    evidence = EvidenceFactory()
    EvidenceFactory(status="uploaded")
    assert rescan() == "Files scanned: 1. Hidden: 0. Not in storage: 0.\n"
    evidence.refresh_from_db()
    assert (evidence.status, evidence.scan) == ("available", "clean")
    assert evidence.scanned and evidence.scanned_with.startswith("ClamAV ")


def test_rescan_opens_files_that_no_scanner_had_looked_at(virus_scanner):
    evidence = EvidenceFactory(scan="not_scanned")
    colleague = MemberFactory(organisation=evidence.organisation).user
    assert not openable_evidence(colleague).exists()
    rescan()
    assert list(openable_evidence(colleague)) == [evidence]


def test_rescan_hides_a_file_with_a_virus(virus_scanner, caplog):
    evidence = EvidenceFactory(content=b"%PDF-1.7 " + EICAR)
    with pytest.raises(CommandError, match="names the files"):
        rescan()
    evidence.refresh_from_db()
    assert evidence.status == "hidden"
    assert not openable_evidence(evidence.uploaded_by).exists()
    event = AuditEvent.objects.get(event="evidence.hidden")
    assert (event.actor, event.data) == (None, {"kind": "harmful"})
    assert str(evidence.pk) in caplog.text and evidence.original_name not in caplog.text


def test_rescan_names_what_is_not_in_storage(virus_scanner, caplog):
    evidence = EvidenceFactory()
    storages["evidence"].delete(evidence.storage_name)
    with pytest.raises(CommandError):
        rescan()
    assert str(evidence.pk) in caplog.text


def test_rescan_without_a_scanner_says_so(settings):
    EvidenceFactory()
    for address in ("", f"tcp://127.0.0.1:{free_port()}", "unix:///no/such/socket"):
        settings.CLAMD_ADDRESS = address
        with pytest.raises(CommandError, match="does not answer"):
            rescan()
