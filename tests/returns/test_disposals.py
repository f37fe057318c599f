"""Disposing of files and keeping them longer: what goes, what stays, and what proves it (domain rules, section 7.5)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import AuditEvent
from returns import tasks
from returns.actions.keeping import approve_disposals, keep_longer, propose_disposals
from returns.events import ReturnEvent
from returns.evidence import leftovers, store
from returns.models import DisposalCertificate, DisposalProposal, Evidence, EvidenceUse
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition
from tests.factories import (
    ContractFactory,
    DisposalProposalFactory,
    EvidenceFactory,
    IncidentFactory,
    LegalHoldFactory,
    MemberFactory,
    OfficerRoleFactory,
)
from tests.returns.files_kept import (
    LONG_AGO,
    TODAY,
    an_old_contract,
    an_old_file,
    is_stored,
    lead_of,
    status_of,
    used,
)
from tests.returns.pages import browser, shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_that_day():
    with time_machine.travel("2026-07-10T09:00:00Z", tick=False):
        yield


@pytest.fixture
def contract():
    return an_old_contract()


@pytest.fixture
def lead(contract):
    return lead_of(contract.council)


def waiting() -> list[DisposalProposal]:
    return list(DisposalProposal.objects.select_related("evidence__contract").filter(status="proposed").order_by("pk"))


def proposals_for(contract, count: int = 1) -> list[DisposalProposal]:
    """So many due files of a contract, proposed."""
    for _file in range(count):
        an_old_file(contract)
    propose_disposals(today=TODAY)
    return waiting()


def approve(proposals, lead):
    return approve_disposals(proposals=proposals, by=lead, today=TODAY)


# --- What goes and what stays -----------------------------------------------------------------------------------------
def test_disposal_deletes_the_content_and_keeps_hash_size_and_use(contract, lead, django_capture_on_commit_callbacks):
    evidence = an_old_file(contract)
    use = used(evidence, status="decided", decided_on=date(2018, 1, 1))
    propose_disposals(today=TODAY)
    with django_capture_on_commit_callbacks(execute=True):
        outcome = approve(waiting(), lead)
    assert len(outcome.gone) == 1 and not outcome.stayed
    assert not is_stored(evidence)
    row = Evidence.objects.get(pk=evidence.pk)
    assert (row.status, row.sha256, row.size) == ("disposed", evidence.sha256, evidence.size)
    assert row.uses.get() == use


def test_disposal_deletes_previews_too(contract, lead, django_capture_on_commit_callbacks):
    evidence = an_old_file(contract, previews=["thumbnail.jpg", "page-1.jpg"])
    names = [f"{evidence.storage_name}.{name}" for name in evidence.previews]
    for name in names:
        storages["evidence"].save(name, ContentFile(b"picture"))
    propose_disposals(today=TODAY)
    with django_capture_on_commit_callbacks(execute=True):
        approve(waiting(), lead)
    assert not any(storages["evidence"].exists(name) for name in names)


def test_disposal_leaves_a_certificate_and_an_event(contract, lead):
    (proposal,) = proposals_for(contract)
    approve([proposal], lead)
    certificate = DisposalCertificate.objects.get()
    evidence = proposal.evidence
    assert (certificate.evidence, certificate.council) == (evidence, contract.council)
    assert (certificate.sha256, certificate.stored_sha256) == (evidence.sha256, evidence.stored_sha256)
    assert (certificate.size, certificate.rule) == (evidence.size, "72 months after the end of the contract")
    assert certificate.disposed_by == lead
    assert AuditEvent.objects.get(event=ReturnEvent.EVIDENCE_DISPOSED.code).data["sha256"] == evidence.sha256
    proposal.refresh_from_db()
    assert (proposal.status, proposal.decided_by) == ("approved", lead)


@pytest.mark.parametrize("change", [{"rule": "Another"}, {"size": 1}])
def test_certificate_never_changes(contract, lead, change):
    approve(proposals_for(contract), lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        DisposalCertificate.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        DisposalCertificate.objects.all().delete()


def test_content_that_another_file_of_the_supplier_needs_stays(contract, lead, django_capture_on_commit_callbacks):
    evidence = an_old_file(contract, content=b"%PDF-1.7 twice")
    EvidenceFactory(contract=ContractFactory(supplier=contract.supplier), content=b"%PDF-1.7 twice")
    propose_disposals(today=TODAY)
    with django_capture_on_commit_callbacks(execute=True):
        approve(waiting(), lead)
    assert status_of(evidence) == "disposed" and is_stored(evidence)


def test_same_content_of_another_supplier_is_another_file(contract, lead, django_capture_on_commit_callbacks):
    evidence = an_old_file(contract, content=b"%PDF-1.7 twice")
    other = EvidenceFactory(content=b"%PDF-1.7 twice")
    propose_disposals(today=TODAY)
    with django_capture_on_commit_callbacks(execute=True):
        approve(waiting(), lead)
    assert not is_stored(evidence) and is_stored(other)


# --- What stops one and no other --------------------------------------------------------------------------------------
def test_hold_placed_after_proposing_keeps_the_file(contract, lead, django_capture_on_commit_callbacks):
    first, held, last = proposals_for(contract, 3)
    LegalHoldFactory(council=contract.council, evidence=held.evidence)
    with django_capture_on_commit_callbacks(execute=True):
        outcome = approve([first, held, last], lead)
    assert outcome.gone == [first, last]
    assert [why for _proposal, why in outcome.stayed] == ["It is on hold"]
    assert status_of(held.evidence) == "available" and is_stored(held.evidence)
    assert DisposalProposal.objects.get(pk=held.pk).status == "proposed"
    assert DisposalCertificate.objects.count() == 2


def test_file_that_is_used_again_meanwhile_stays(contract, lead):
    (proposal,) = proposals_for(contract)
    used(proposal.evidence, status="submitted")
    outcome = approve([proposal], lead)
    assert "not decided yet" in outcome.stayed[0][1]
    assert status_of(proposal.evidence) == "available"


def test_file_that_a_longer_rule_keeps_meanwhile_stays(contract, lead):
    (proposal,) = proposals_for(contract)
    contract.council.retention_rules.create(record_class="standard", months=144, start="contract_end")
    assert "31 December 2031" in approve([proposal], lead).stayed[0][1]


def test_file_that_is_hidden_meanwhile_stays(contract, lead):
    (proposal,) = proposals_for(contract)
    Evidence.objects.filter(pk=proposal.evidence_id).update(status="hidden")
    outcome = approve([proposal], lead)
    assert not outcome.gone and status_of(proposal.evidence) == "hidden"
    assert DisposalProposal.objects.get().status == "proposed"


def test_childs_file_goes_with_a_leads_word_although_its_problem_is_open(lead, contract):
    file = EvidenceFactory(contract=contract, status="hidden")
    incident = IncidentFactory(evidence=file, kind="child")
    draft, sent = used(file), used(file, status="submitted")
    with time_machine.travel("2026-07-22T02:20:00Z", tick=False):
        today = date(2026, 7, 22)
        propose_disposals(today=today)
        page = shown(browser(lead).get(reverse("disposal-list")))
        assert "30 days at most after it was reported" in page and "A problem with it" not in page
        outcome = approve_disposals(proposals=waiting(), by=lead, today=today)
        assert [proposal.evidence for proposal in outcome.gone] == [file]
        assert status_of(file) == "disposed" and DisposalCertificate.objects.get().evidence == file
        assert list(EvidenceUse.objects.filter(evidence=file)) == [sent] and draft.pk
        closing = reverse("incident-detail", args=[incident.pk])
        assert "It is gone: it was disposed of" in shown(browser(lead).get(closing))
        written = {"outcome": "destroyed", "findings": "It named a child.", "commissioner": "no", "people": "no"}
        browser(lead).post(closing, {**written, "outcome": "shown_again"})
        incident.refresh_from_db()
        assert incident.closed_at is None
        browser(lead).post(closing, written)
    incident.refresh_from_db()
    assert (incident.outcome, incident.closed_by) == ("destroyed", lead)
    assert AuditEvent.objects.get(event=ReturnEvent.INCIDENT_CLOSED.code).actor == lead
    assert DisposalCertificate.objects.count() == 1


def test_childs_file_on_hold_stays_and_so_does_one_with_another_problem(lead, contract):
    held, other = (EvidenceFactory(contract=contract, status="hidden") for _file in range(2))
    IncidentFactory(evidence=held, kind="child")
    IncidentFactory(evidence=other, kind="personal_data")
    proposals = [DisposalProposalFactory(evidence=file) for file in (held, other)]
    LegalHoldFactory(council=contract.council, evidence=held)
    with time_machine.travel("2026-08-20T09:00:00Z", tick=False):
        outcome = approve_disposals(proposals=proposals, by=lead, today=date(2026, 8, 20))
    assert not outcome.gone and [status_of(file) for file in (held, other)] == ["hidden", "hidden"]
    assert [why for _proposal, why in outcome.stayed] == [
        "It is on hold",
        "A problem with it is being looked at: close that first",
    ]


def test_approving_twice_disposes_once(contract, lead):
    proposals = proposals_for(contract)
    approve(proposals, lead)
    outcome = approve(waiting() or list(DisposalProposal.objects.select_related("evidence__contract")), lead)
    assert not outcome.gone and len(outcome.stayed) == 1
    assert DisposalCertificate.objects.count() == 1


@pytest.mark.parametrize("role", ["contract_manager", "auditor"])
def test_only_the_lead_approves(contract, role):
    proposals = proposals_for(contract)
    with pytest.raises(PermissionDenied):
        approve(proposals, OfficerRoleFactory(council=contract.council, role=role).user)


def test_one_proposal_of_others_and_nothing_is_done(contract, lead):
    proposals = [*proposals_for(contract), DisposalProposalFactory(evidence=an_old_file())]
    with pytest.raises(PermissionDenied):
        approve(proposals, lead)
    assert not DisposalCertificate.objects.exists()


def test_lead_who_belongs_to_the_supplier_does_not_approve(contract, lead):
    MemberFactory(organisation=contract.supplier, user=lead)
    with pytest.raises(PermissionDenied):
        approve(proposals_for(contract), lead)


# --- When storage fails -----------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_storage_that_fails_stops_no_other_file_and_is_made_up_for(contract, lead, monkeypatch):
    proposals = proposals_for(contract, 3)
    sick = proposals[1].evidence
    take_away = leftovers.take_away
    monkeypatch.setattr(leftovers, "take_away", lambda evidence: fails_for(sick, evidence) or take_away(evidence))
    outcome = approve(proposals, lead)
    assert len(outcome.gone) == 3
    assert [is_stored(proposal.evidence) for proposal in proposals] == [False, True, False]
    monkeypatch.undo()
    looked_at = sum(leftovers.delete_leftovers(today=TODAY + timedelta(days=night)) for night in range(16))
    assert looked_at == 3
    assert not is_stored(sick)


def fails_for(sick, evidence):
    if evidence.pk == sick.pk:
        raise OSError("The disk is gone.")


@pytest.mark.django_db(transaction=True)
def test_sweep_leaves_what_is_needed(contract, lead):
    gone = an_old_file(contract, content=b"%PDF-1.7 twice", status="removed")
    EvidenceFactory(contract=ContractFactory(supplier=contract.supplier), content=b"%PDF-1.7 twice")
    there = EvidenceFactory()
    for night in range(16):
        leftovers.delete_leftovers(today=TODAY + timedelta(days=night))
    assert is_stored(gone) and is_stored(there)


@pytest.mark.django_db(transaction=True)
def test_task_sweeps_every_row_within_sixteen_nights_in_batches(contract, monkeypatch):
    monkeypatch.setattr(leftovers, "BATCH", 1)
    files = [an_old_file(contract, status="removed") for _file in range(40)]
    looked_at = 0
    for night in range(16):
        with time_machine.travel(f"2026-07-{10 + night}T03:40:00Z", tick=False):
            looked_at += tasks.delete_leftovers()
    assert looked_at == 40
    assert not any(is_stored(evidence) for evidence in files)


def test_gone_means_the_same_to_storage_and_to_the_sweep():
    assert set(store.GONE) == {"removed", "disposed"}


# --- Keeping longer ---------------------------------------------------------------------------------------------------
def test_keeping_longer_is_decided_with_a_reason_and_an_event(contract, lead):
    (proposal,) = proposals_for(contract)
    keep_longer(proposal=proposal, until=date(2027, 1, 1), reason="A dispute is open.", by=lead, today=TODAY)
    proposal.refresh_from_db()
    assert (proposal.status, proposal.kept_until, proposal.decided_by) == ("kept", date(2027, 1, 1), lead)
    event = AuditEvent.objects.get(event=ReturnEvent.EVIDENCE_KEPT.code)
    assert event.data == {"kept_until": "2027-01-01", "reason": "A dispute is open."}
    assert status_of(proposal.evidence) == "available"


def test_keeping_until_today_is_no_keeping(contract, lead):
    (proposal,) = proposals_for(contract)
    with pytest.raises(NotReady):
        keep_longer(proposal=proposal, until=TODAY, reason="A dispute.", by=lead, today=TODAY)


def test_hidden_file_is_decided_with_its_problem(lead, contract):
    proposal = DisposalProposalFactory(evidence=an_old_file(contract, status="hidden"))
    with pytest.raises(NotReady):
        keep_longer(proposal=proposal, until=date(2027, 1, 1), reason="A dispute.", by=lead, today=TODAY)


def test_proposal_that_was_decided_is_not_decided_again(contract, lead):
    (proposal,) = proposals_for(contract)
    stale = DisposalProposal.objects.select_related("evidence__contract").get()
    approve([proposal], lead)
    with pytest.raises((InvalidTransition, NotReady)):
        keep_longer(proposal=stale, until=date(2027, 1, 1), reason="A dispute.", by=lead, today=TODAY)
    assert DisposalProposal.objects.get().status == "approved"


def test_manager_does_not_keep_longer(contract):
    (proposal,) = proposals_for(contract)
    with pytest.raises(PermissionDenied):
        keep_longer(proposal=proposal, until=date(2027, 1, 1), reason="A dispute.", by=contract.manager, today=TODAY)


def test_files_are_really_old():
    """Without this the tests above could pass with files that are due for another reason."""
    assert LONG_AGO.date() < an_old_contract().ends_on < TODAY
