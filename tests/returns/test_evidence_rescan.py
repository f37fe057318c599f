"""Stored files are scanned again with newer signatures."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from returns.evidence.queries import openable_evidence
from returns.evidence.rescan import EVERY, due
from returns.keeping import tell_by
from returns.models import DisposalCertificate, Evidence, Incident
from returns.tasks import rescan_evidence
from tests.factories import EvidenceFactory, IncidentFactory, MemberFactory
from tests.returns.files_kept import lead_of, used
from tests.returns.pages import browser, shown
from tests.services import EICAR, free_port

pytestmark = pytest.mark.django_db
AGES = (("young", 29), ("old", 90), ("month", 31))


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
    assert (evidence.status, evidence.scan) == ("hidden", "infected")
    assert not openable_evidence(evidence.uploaded_by).exists()
    event = AuditEvent.objects.get(event="virus.found")
    assert event.actor is None and event.data["scanned_with"].startswith("ClamAV ")
    assert str(evidence.pk) in caplog.text and evidence.original_name not in caplog.text


def infected(**fields) -> Evidence:
    """A file in which a scan of long ago found nothing, and one of today finds a virus."""
    return EvidenceFactory(content=b"%PDF-1.7 " + EICAR, scanned=timezone.now() - 2 * EVERY, **fields)


def test_virus_found_later_opens_an_incident_and_tells_the_lead(virus_scanner):
    evidence = infected(original_name="minutes.pdf")
    lead = lead_of(evidence.contract.council)
    assert rescan_evidence() == 1
    incident = Incident.objects.get(evidence=evidence)
    assert (incident.kind, incident.reporter, incident.closed_at) == ("virus", None, None)
    assert tell_by(incident) - incident.aware_since == timedelta(hours=72)
    email = OutboundEmail.objects.get()
    assert (email.to, email.subject) == (lead.email, "A virus was found in a file")
    assert f"{settings.PORTAL_URL}/council/files/problems/{incident.pk}/" in email.body
    assert "72 hours" in email.body and "minutes.pdf" not in email.subject + email.body


def test_pages_say_that_a_virus_was_found_and_nobody_reported_it(virus_scanner):
    evidence = infected()
    lead = lead_of(evidence.contract.council)
    used(evidence, status="submitted")
    rescan_evidence()
    supplier = shown(browser(evidence.uploaded_by).get(reverse("evidence-view", args=[evidence.pk])))
    assert "A later scan found a virus in this file" in supplier and "reported a problem" not in supplier
    told = shown(browser(evidence.uploaded_by).get(reverse("evidence-report", args=[evidence.pk])))
    assert "A later scan found a virus in it on" in told
    incident = Incident.objects.get()
    page = shown(browser(lead).get(reverse("incident-detail", args=[incident.pk])))
    assert "A later scan found a virus in it" in page and "by the portal" in page and "ClamAV" in page


@pytest.mark.parametrize(("outcome", "ends"), [("destroyed", "removed"), ("shown_again", "available")])
def test_lead_closes_the_incident_of_a_virus(virus_scanner, outcome, ends):
    evidence = infected()
    lead = lead_of(evidence.contract.council)
    rescan_evidence()
    incident = Incident.objects.get()
    form = {"outcome": outcome, "findings": "Devices were checked.", "commissioner": "no", "people": "no"}
    browser(lead).post(reverse("incident-detail", args=[incident.pk]), form)
    evidence.refresh_from_db()
    incident.refresh_from_db()
    assert (evidence.status, incident.closed_by) == (ends, lead)
    if outcome == "destroyed":
        assert "later scan found a virus" in DisposalCertificate.objects.get().rule


def test_nobody_reports_a_virus_in_place_of_the_scanner():
    evidence = EvidenceFactory()
    answer = browser(evidence.uploaded_by).post(reverse("evidence-report", args=[evidence.pk]), {"kind": "virus"})
    assert answer.status_code == 200 and not Incident.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        IncidentFactory(kind="harmful", reporter=None)


def test_files_are_scanned_again_after_a_month_the_oldest_scan_first(virus_scanner, monkeypatch):
    now = timezone.now()
    days = {name: EvidenceFactory(original_name=name, scanned=now - timedelta(days=age)) for name, age in AGES}
    never = EvidenceFactory(original_name="never", scanned=None, scan="not_scanned")
    assert [file.original_name for file in due(10)] == ["never", "old", "month"]
    monkeypatch.setattr("returns.evidence.rescan.BATCH", 2)
    assert rescan_evidence() == 2
    assert [file.original_name for file in due(10)] == ["month"]
    assert rescan_evidence() == 1 and rescan_evidence() == 0
    never.refresh_from_db()
    days["young"].refresh_from_db()
    assert never.scanned > now and days["young"].scanned < now


def test_file_that_is_missing_keeps_no_other_waiting(virus_scanner, monkeypatch):
    missing = EvidenceFactory(scanned=timezone.now() - 3 * EVERY)
    EvidenceFactory(scanned=timezone.now() - 2 * EVERY)
    storages["evidence"].delete(missing.storage_name)
    monkeypatch.setattr("returns.evidence.rescan.BATCH", 1)
    assert [rescan_evidence(), rescan_evidence(), rescan_evidence()] == [0, 1, 0]
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert list(due(10)) == [missing]


def test_task_waits_while_the_scanner_is_away(settings):
    EvidenceFactory(scanned=timezone.now() - 2 * EVERY)
    for address in ("", f"tcp://127.0.0.1:{free_port()}"):
        settings.CLAMD_ADDRESS = address
        assert rescan_evidence() == 0
    assert len(due(10)) == 1


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
