"""Problems with files: reported, hidden, closed (domain rules, section 7.6)."""

from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from returns.actions.incidents import Closing, close_incident, hide_infected, report_problem
from returns.actions.keeping import place_hold, propose_disposals
from returns.events import ReturnEvent
from returns.evidence.queries import openable_evidence
from returns.keeping import destroy_by, tell_by
from returns.models import DisposalCertificate, DisposalProposal, EvidenceUse, Incident
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition
from tests.factories import EvidenceFactory, IncidentFactory, MemberFactory, OfficerRoleFactory, UserFactory
from tests.returns.files_kept import TODAY, an_old_file, is_stored, lead_of, status_of, used

pytestmark = pytest.mark.django_db
SHOWN_AGAIN = Closing("shown_again", "It names nobody.")
DESTROYED = Closing("destroyed", "It had a list of names.", date(2026, 7, 10), date(2026, 7, 11))


@pytest.fixture(autouse=True)
def on_that_day():
    with time_machine.travel("2026-07-10T09:00:00Z", tick=False):
        yield


@pytest.fixture
def evidence():
    return EvidenceFactory()


@pytest.fixture
def lead(evidence):
    return lead_of(evidence.contract.council)


def report(evidence, by=None, kind="personal_data", words=""):
    return report_problem(evidence=evidence, kind=kind, words=words, by=by or evidence.uploaded_by)


def fresh(incident):
    return Incident.objects.select_related("evidence__contract").get(pk=incident.pk)


# --- Reporting --------------------------------------------------------------------------------------------------------
def test_report_hides_the_file_from_everybody_at_once(evidence, lead):
    used(evidence, status="submitted")
    people = [evidence.uploaded_by, lead, evidence.contract.manager]
    assert all(openable_evidence(person).filter(pk=evidence.pk).exists() for person in people)
    report(evidence, by=lead)
    assert status_of(evidence) == "hidden"
    assert not any(openable_evidence(person).filter(pk=evidence.pk).exists() for person in people)


def test_report_opens_an_incident_whose_72_hours_begin(evidence):
    incident = report(evidence, kind="child", words="Second page.")
    assert (incident.council, incident.kind, incident.words) == (evidence.contract.council, "child", "Second page.")
    assert incident.reporter == evidence.uploaded_by
    assert f"{tell_by(incident):%d %B %H:%M}" == "13 July 09:00"
    assert f"{destroy_by(incident):%d %B}" == "09 August"
    event = AuditEvent.objects.get(event=ReturnEvent.EVIDENCE_HIDDEN.code)
    assert (event.data, event.trail) == ({"kind": "child"}, evidence.audit_trail)


def test_72_hours_are_counted_by_the_clock_when_the_clocks_change(evidence):
    with time_machine.travel("2026-10-24T10:00:00+01:00", tick=False):
        incident = report(evidence)
    assert (tell_by(incident) - incident.aware_since).total_seconds() == 72 * 3600


def test_report_tells_the_leads_with_a_link_and_no_data(evidence, lead):
    for other in ("contract_manager", "auditor"):
        OfficerRoleFactory(council=evidence.contract.council, role=other)
    lead_of(EvidenceFactory().contract.council)
    incident = report(evidence, words="Look at the last page.")
    email = OutboundEmail.objects.get()
    assert email.to == lead.email
    assert f"{settings.PORTAL_URL}/council/files/problems/{incident.pk}/" in email.body
    for text in (evidence.original_name, evidence.contract.title, "last page", evidence.organisation.name):
        assert text not in email.subject + email.body


def test_council_without_a_lead_is_told_at_its_own_address(evidence):
    report(evidence)
    assert OutboundEmail.objects.get().to == evidence.contract.council.contact_email


def test_data_protection_officer_gets_a_copy_with_a_link_and_no_data(evidence, lead):
    council = evidence.contract.council
    council.data_protection_email = "dpo@council.example"
    council.save()
    incident = report(evidence, words="Look at the last page.")
    letters = {email.to: email for email in OutboundEmail.objects.all()}
    assert set(letters) == {lead.email, "dpo@council.example"}
    copy = letters["dpo@council.example"]
    assert f"{settings.PORTAL_URL}/council/files/problems/{incident.pk}/" in copy.body and "72 hours" in copy.body
    for text in (evidence.original_name, evidence.contract.title, "last page", evidence.organisation.name):
        assert text not in copy.subject + copy.body


def test_data_protection_officer_hears_of_a_virus_that_a_later_scan_finds(evidence, lead):
    council = evidence.contract.council
    council.data_protection_email = "dpo@council.example"
    council.save()
    hide_infected(evidence=evidence, scanned_with="ClamAV 1.4")
    assert {email.to for email in OutboundEmail.objects.all()} == {lead.email, "dpo@council.example"}


def test_second_report_shows_the_first(evidence, lead):
    first = report(evidence)
    assert report(evidence, by=lead, kind="harmful") == first
    assert AuditEvent.objects.filter(event="evidence.hidden").count() == 1
    assert OutboundEmail.objects.count() == 1


def test_file_that_the_portal_has_hidden_gets_its_incident_from_who_reports_it(lead):
    evidence = EvidenceFactory(status="hidden", contract__council=lead.officer_roles.get().council)
    incident = report(evidence, by=lead, kind="harmful")
    assert (incident.kind, status_of(evidence)) == ("harmful", "hidden")
    close_incident(incident=incident, closing=Closing("destroyed", "ClamAV found it."), by=lead)
    assert status_of(evidence) == "removed"


def test_words_that_name_somebody_are_not_kept_and_the_file_is_hidden_all_the_same(evidence):
    incident = report(evidence, words="The NI number AB123456C is on page two.")
    assert incident.words == "" and status_of(evidence) == "hidden"


@pytest.mark.parametrize("status", ["uploaded", "scanning", "quarantined", "removed", "disposed"])
def test_file_that_nobody_can_open_is_not_reported(status):
    evidence = EvidenceFactory(status=status)
    with pytest.raises(InvalidTransition):
        report(evidence)
    assert not Incident.objects.exists()


def test_strangers_do_not_report(evidence):
    for person in (UserFactory(), MemberFactory().user, OfficerRoleFactory().user):
        with pytest.raises(PermissionDenied):
            report(evidence, by=person)
    assert status_of(evidence) == "available"


@pytest.mark.parametrize("role", ["contract_manager", "auditor", "social_value_lead"])
def test_every_officer_of_the_council_may_report(evidence, role):
    report(evidence, by=OfficerRoleFactory(council=evidence.contract.council, role=role).user)
    assert status_of(evidence) == "hidden"


@pytest.mark.parametrize("role", ["viewer", "editor", "admin"])
def test_everybody_of_the_supplier_may_report(evidence, role):
    report(evidence, by=MemberFactory(organisation=evidence.organisation, role=role).user)
    assert status_of(evidence) == "hidden"


# --- Closing ----------------------------------------------------------------------------------------------------------
def test_file_with_nothing_wrong_is_shown_again(evidence, lead):
    incident = close_incident(incident=report(evidence), closing=SHOWN_AGAIN, by=lead)
    assert status_of(evidence) == "available" and is_stored(evidence)
    assert openable_evidence(evidence.uploaded_by).filter(pk=evidence.pk).exists()
    incident = fresh(incident)
    assert (incident.outcome, incident.findings, incident.closed_by) == ("shown_again", "It names nobody.", lead)
    assert AuditEvent.objects.filter(event=ReturnEvent.EVIDENCE_SHOWN_AGAIN.code).exists()


def test_file_that_was_shown_again_can_be_reported_again(evidence, lead):
    close_incident(incident=report(evidence), closing=SHOWN_AGAIN, by=lead)
    report(evidence)
    assert Incident.objects.filter(evidence=evidence).count() == 2


def test_destroyed_file_is_gone_and_its_hash_and_certificate_stay(evidence, lead, django_capture_on_commit_callbacks):
    incident = report(evidence)
    with django_capture_on_commit_callbacks(execute=True):
        close_incident(incident=incident, closing=DESTROYED, by=lead)
    assert status_of(evidence) == "removed" and not is_stored(evidence)
    assert DisposalCertificate.objects.get(evidence=evidence).sha256 == evidence.sha256
    incident = fresh(incident)
    assert (incident.commissioner_told_on, incident.people_told_on) == (date(2026, 7, 10), date(2026, 7, 11))
    assert AuditEvent.objects.get(event=ReturnEvent.EVIDENCE_DESTROYED.code).data["size"] == evidence.size


def test_destroyed_file_supports_no_draft_any_more_and_stays_where_it_was_sent(evidence, lead):
    draft, sent = used(evidence), used(evidence, status="submitted")
    close_incident(incident=report(evidence), closing=DESTROYED, by=lead)
    assert list(EvidenceUse.objects.filter(evidence=evidence)) == [sent]
    assert not EvidenceUse.objects.filter(pk=draft.pk).exists()


def test_hold_keeps_a_file_from_being_destroyed_and_says_whom_to_ask(evidence, lead):
    incident, other = report(evidence), lead_of(evidence.contract.council)
    place_hold(council=evidence.contract.council, contract=evidence.contract, reason="A public inquiry.", by=other)
    with pytest.raises(NotReady, match=str(other)):
        close_incident(incident=incident, closing=DESTROYED, by=lead)
    assert status_of(evidence) == "hidden" and fresh(incident).closed_at is None
    close_incident(incident=fresh(incident), closing=SHOWN_AGAIN, by=lead)
    assert status_of(evidence) == "available"


def test_incident_is_closed_once(evidence, lead):
    incident = report(evidence)
    copies = [fresh(incident), fresh(incident)]
    close_incident(incident=copies[0], closing=SHOWN_AGAIN, by=lead)
    with pytest.raises(InvalidTransition):
        close_incident(incident=copies[1], closing=DESTROYED, by=lead)
    assert status_of(evidence) == "available"
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.update(findings="Something else.")


@pytest.mark.parametrize("role", ["contract_manager", "auditor"])
def test_only_the_lead_closes(evidence, role):
    incident = report(evidence)
    for person in (OfficerRoleFactory(council=evidence.contract.council, role=role).user, evidence.uploaded_by):
        with pytest.raises(PermissionDenied):
            close_incident(incident=incident, closing=SHOWN_AGAIN, by=person)


def test_lead_who_belongs_to_the_supplier_does_not_close(evidence, lead):
    MemberFactory(organisation=evidence.organisation, user=lead)
    with pytest.raises(PermissionDenied):
        close_incident(incident=report(evidence), closing=SHOWN_AGAIN, by=lead)


# --- Problems and disposal --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("closing", "status"), [(SHOWN_AGAIN, "kept"), (DESTROYED, "approved")])
def test_closing_settles_the_proposal_that_waits(closing, status):
    evidence = an_old_file()
    propose_disposals(today=TODAY)
    close_incident(incident=report(evidence), closing=closing, by=lead_of(evidence.contract.council))
    assert DisposalProposal.objects.get().status == status
    assert DisposalCertificate.objects.count() == (1 if closing is DESTROYED else 0)
    assert propose_disposals(today=TODAY) == (0 if closing is DESTROYED else 1)


def test_incident_that_was_left_for_a_month_is_closed_like_any_other(lead, evidence):
    evidence.status = "hidden"
    evidence.save()
    incident = IncidentFactory(evidence=evidence, kind="child")
    with time_machine.travel("2026-08-02T02:20:00Z", tick=False):
        assert propose_disposals(today=date(2026, 8, 2)) == 1
        close_incident(incident=fresh(incident), closing=DESTROYED, by=lead)
    assert DisposalProposal.objects.get().status == "approved"
    assert DisposalCertificate.objects.get().evidence == evidence
