"""How long files are kept, and which are proposed for disposal when (domain rules, section 7.5)."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from returns import tasks
from returns.actions import keeping as actions
from returns.actions.keeping import keep_longer, propose_disposals, set_retention
from returns.events import ReturnEvent
from returns.keeping import DEFAULTS, SHORTER, Rule, due_on, rules_of, with_times
from returns.models import DisposalProposal, Evidence, RetentionRule
from suppliers.calendar import add_months
from tests.factories import CouncilFactory, EvidenceFactory, IncidentFactory, LegalHoldFactory, OfficerRoleFactory
from tests.returns.files_kept import TODAY, an_old_contract, an_old_file, lead_of, used

pytestmark = pytest.mark.django_db
SENSITIVE = "looked-after children"
AFTER_DECISION = Rule("standard", 24, "approval")


@pytest.fixture(autouse=True)
def on_that_day():
    with time_machine.travel("2026-07-10T02:20:00Z", tick=False):
        yield


def due(evidence, *, today=TODAY, rules=DEFAULTS):
    return due_on(with_times(Evidence.objects.filter(pk=evidence.pk)).get(), rules, today=today)


def proposed() -> set:
    return set(DisposalProposal.objects.filter(status="proposed").values_list("evidence_id", flat=True))


# --- When a file is due -----------------------------------------------------------------------------------------------
def test_standard_file_is_kept_72_months_after_its_contract():
    evidence = an_old_file()
    used(evidence, status="decided", decided_on=date(2017, 5, 5))
    assert due(evidence) == date(2025, 12, 31)


@pytest.mark.parametrize("sensitivity", ["young people", "care leavers", SENSITIVE, "special"])
def test_sensitive_file_is_kept_12_months_after_the_decision(sensitivity):
    evidence = an_old_file()
    used(evidence, status="decided", decided_on=date(2025, 2, 28), sensitivity=sensitivity)
    assert due(evidence) == date(2026, 2, 28)


def test_file_of_two_measures_follows_the_more_sensitive_one():
    evidence = an_old_file()
    used(evidence, status="decided", decided_on=date(2018, 1, 1))
    used(evidence, status="decided", decided_on=date(2017, 1, 1), sensitivity=SENSITIVE)
    assert due(evidence) == date(2019, 1, 1)


def test_decision_that_counts_is_the_last_one():
    evidence = an_old_file()
    for day in (date(2024, 1, 1), date(2025, 6, 1), date(2023, 1, 1)):
        used(evidence, status="decided", decided_on=day, sensitivity=SENSITIVE)
    assert due(evidence) == date(2026, 6, 1)


@pytest.mark.parametrize("status", ["submitted", "under_review"])
@pytest.mark.parametrize("sensitivity", ["standard", SENSITIVE])
def test_file_of_a_return_that_the_council_has_is_never_due(status, sensitivity):
    evidence = an_old_file()
    used(evidence, status="decided", decided_on=date(2017, 1, 1), sensitivity=sensitivity)
    used(evidence, status=status, sensitivity=sensitivity)
    assert due(evidence, today=date(2090, 1, 1)) is None


@pytest.mark.parametrize("status", ["draft", "returned"])
def test_file_of_a_return_that_the_supplier_has_is_not_due_while_the_contract_runs(status):
    evidence = an_old_file(an_old_contract(ends_on=date(2027, 3, 31)))
    used(evidence, status=status, sensitivity=SENSITIVE)
    assert due(evidence) is None
    assert due(evidence, today=date(2027, 4, 1)) == date(2028, 3, 31)


def test_draft_that_nobody_will_decide_counts_from_the_end_of_the_contract():
    evidence = an_old_file()
    used(evidence, status="decided", decided_on=date(2017, 1, 1), sensitivity=SENSITIVE)
    used(evidence, status="draft", sensitivity=SENSITIVE)
    assert due(evidence) == date(2020, 12, 31)


def test_council_may_choose_24_months_after_the_decision():
    evidence = an_old_file()
    used(evidence, status="decided", decided_on=date(2024, 3, 31))
    assert due(evidence, rules={**DEFAULTS, "standard": AFTER_DECISION}) == date(2026, 3, 31)


def test_file_of_a_contract_without_an_end_is_never_due():
    evidence = an_old_file()
    evidence.contract.ends_on = None
    assert due_on(with_end(evidence, None), DEFAULTS, today=date(2090, 1, 1)) is None


def with_end(evidence, ends_on):
    """The file with its times, its contract ending on this day."""
    timed = with_times(Evidence.objects.filter(pk=evidence.pk)).get()
    timed.contract.ends_on = ends_on
    return timed


def test_rule_reads_as_a_sentence():
    assert str(DEFAULTS["standard"]) == "72 months after the end of the contract"
    assert str(Rule("sensitive", 1, "approval")) == "1 month after the decision on the return"


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(1, 144), st.integers(0, 4000))
def test_bound_of_the_database_never_leaves_a_due_file_out(start, months, later):
    """`perhaps_due` looks for starts up to a bound; every start that is due lies within it."""
    today = start + timedelta(days=later)
    if add_months(start, months) <= today:
        assert start <= add_months(today, -months) + SHORTER


# --- Proposing --------------------------------------------------------------------------------------------------------
def test_due_file_is_proposed_with_its_rule_and_event():
    evidence = an_old_file()
    assert propose_disposals(today=TODAY) == 1
    proposal = DisposalProposal.objects.get()
    assert (proposal.evidence, proposal.council) == (evidence, evidence.contract.council)
    assert (proposal.rule, proposal.due_on) == ("72 months after the end of the contract", date(2025, 12, 31))
    event = AuditEvent.objects.get(event=ReturnEvent.EVIDENCE_PROPOSED.code)
    assert (event.actor, event.subject_id, event.data["due_on"]) == (None, str(evidence.pk), "2025-12-31")


def test_file_is_proposed_on_the_day_it_is_due_and_not_before():
    an_old_file(an_old_contract(ends_on=date(2020, 7, 11)))
    assert propose_disposals(today=TODAY) == 0
    assert propose_disposals(today=date(2026, 7, 11)) == 1


def test_proposing_again_proposes_nothing_twice(monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 2)
    contract = an_old_contract()
    for _file in range(5):
        an_old_file(contract)
    assert [propose_disposals(today=TODAY) for _night in range(2)] == [5, 0]
    assert DisposalProposal.objects.count() == 5


def test_due_files_behind_many_that_only_may_be_are_found(monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 2)
    contract = an_old_contract()
    for _file in range(7):
        used(an_old_file(contract), status="under_review")
    due_one = an_old_file(contract)
    propose_disposals(today=TODAY)
    assert proposed() == {due_one.pk}


@pytest.mark.parametrize("status", ["uploaded", "quarantined", "hidden", "removed", "disposed"])
def test_file_that_cannot_go_is_not_proposed(status):
    an_old_file(status=status)
    assert propose_disposals(today=TODAY) == 0


@pytest.mark.parametrize("scope", ["council", "contract", "evidence"])
def test_file_on_hold_is_proposed_only_after_the_hold(scope):
    evidence = an_old_file()
    covers = {"council": {}, "contract": {"contract": evidence.contract}, "evidence": {"evidence": evidence}}[scope]
    hold = LegalHoldFactory(council=evidence.contract.council, **covers)
    assert propose_disposals(today=TODAY) == 0
    hold.lifted_at, hold.lifted_by = hold.placed_at, hold.placed_by
    hold.save()
    assert propose_disposals(today=TODAY) == 1


def test_holds_of_others_hold_nothing_here():
    evidence = an_old_file()
    LegalHoldFactory()
    LegalHoldFactory(council=evidence.contract.council, contract=an_old_contract(council=evidence.contract.council))
    LegalHoldFactory(council=evidence.contract.council, evidence=an_old_file(status="removed"))
    propose_disposals(today=TODAY)
    assert proposed() == {evidence.pk}


def test_file_kept_longer_comes_back_on_that_day():
    evidence = an_old_file()
    propose_disposals(today=TODAY)
    lead, until = lead_of(evidence.contract.council), date(2026, 9, 1)
    proposal = DisposalProposal.objects.select_related("evidence__contract").get()
    keep_longer(proposal=proposal, until=until, reason="The audit is not done.", by=lead, today=TODAY)
    assert propose_disposals(today=date(2026, 8, 31)) == 0
    assert propose_disposals(today=until) == 1
    assert DisposalProposal.objects.get(status="proposed").due_on == until


def test_rule_of_a_council_counts_for_its_files_alone():
    mine, other = (an_old_file(an_old_contract(ends_on=date(2024, 3, 31))) for _council in range(2))
    council = mine.contract.council
    set_retention(council=council, rules=[Rule("standard", 24, "contract_end")], by=lead_of(council))
    propose_disposals(today=TODAY)
    assert proposed() == {mine.pk} and other.pk not in proposed()


def test_hidden_file_of_a_child_is_proposed_while_there_is_time_to_let_it_go_within_30_days():
    file = an_old_file(status="hidden")
    IncidentFactory(evidence=file, kind="child")
    IncidentFactory(evidence=an_old_file(status="hidden"), kind="personal_data")
    with time_machine.travel("2026-07-21T09:29:00Z", tick=False):
        assert propose_disposals(today=date(2026, 7, 21)) == 0
    with time_machine.travel("2026-07-22T02:20:00Z", tick=False):
        assert [propose_disposals(today=date(2026, 7, 22)) for _night in range(2)] == [1, 0]
    proposal = DisposalProposal.objects.get()
    assert (proposal.evidence, proposal.due_on) == (file, date(2026, 7, 31))


def test_leads_are_told_once_after_21_and_once_after_28_days_that_a_childs_file_must_go():
    incident = IncidentFactory(kind="child")
    IncidentFactory(kind="personal_data")
    lead = lead_of(incident.council)
    told = {}
    for night in range(35):
        with time_machine.travel(datetime(2026, 7, 2, 1, 40, tzinfo=UTC) + timedelta(days=night), tick=False):
            told[timezone.localdate()] = tasks.remind_of_children() + tasks.remind_of_children()
    assert {day: times for day, times in told.items() if times} == {date(2026, 7, 22): 1, date(2026, 7, 29): 1}
    assert {email.to for email in OutboundEmail.objects.all()} == {lead.email}
    first, second = OutboundEmail.objects.all()
    assert "must be gone soon" in first.subject and f"/council/files/problems/{incident.pk}/" in second.body
    events = AuditEvent.objects.filter(trail=incident.audit_trail, event__startswith="child_file").values_list(
        "event", "actor", "data"
    )
    assert list(events) == [("child_file.reminded", None, {"due_on": "2026-07-31"})] * 2


def test_leads_are_told_once_when_no_night_came_for_a_month_and_not_of_what_is_gone():
    IncidentFactory(kind="child")
    IncidentFactory(kind="child", evidence__status="disposed")
    with time_machine.travel("2026-08-20T01:40:00Z", tick=False):
        assert [tasks.remind_of_children() for _night in range(2)] == [1, 0]


def test_task_proposes_what_is_due_today():
    an_old_file()
    EvidenceFactory()
    assert tasks.propose_disposals() == 1


# --- The council's own rules ------------------------------------------------------------------------------------------
def test_rules_are_the_defaults_until_a_council_sets_its_own():
    council = CouncilFactory()
    rules = [AFTER_DECISION, DEFAULTS["sensitive"]]
    changed = set_retention(council=council, rules=rules, by=lead_of(council))
    assert [row.record_class for row in changed] == ["standard"]
    assert rules_of([council.pk])[council.pk] == {"standard": AFTER_DECISION, "sensitive": DEFAULTS["sensitive"]}
    event = AuditEvent.objects.get(event=ReturnEvent.RETENTION_SET.code)
    assert event.data == {"rule": "Evidence: 24 months after the decision on the return"}


def test_setting_the_same_rules_again_changes_nothing():
    council = CouncilFactory()
    assert set_retention(council=council, rules=list(DEFAULTS.values()), by=lead_of(council)) == []
    assert not RetentionRule.objects.exists() and not AuditEvent.objects.exists()


@pytest.mark.parametrize("role", ["contract_manager", "auditor"])
def test_only_the_lead_sets_the_rules(role):
    officer = OfficerRoleFactory(role=role)
    with pytest.raises(actions.PermissionDenied):
        set_retention(council=officer.council, rules=[AFTER_DECISION], by=officer.user)
    with pytest.raises(actions.PermissionDenied):
        set_retention(council=officer.council, rules=[AFTER_DECISION], by=lead_of(CouncilFactory()))
