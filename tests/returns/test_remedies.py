"""Remedies: what the contract grants, after a proper opportunity to improve, proposed by one, approved by another."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from returns.actions.escalating import close_escalation, open_escalation
from returns.actions.remedies import Asked, approve_remedy, decline_remedy, propose_remedy
from returns.escalating import Step
from returns.models import Escalation, EscalationStep, Remedy
from suppliers.actions.remedies import set_remedies
from suppliers.checks import NotReady
from suppliers.models import ShortfallRate
from suppliers.remedies import KINDS, Granted, granted_by
from suppliers.workflow import InvalidTransition
from tests.factories import CommitmentFactory, MeasureFactory
from tests.returns.pages import browser, shown
from tests.returns.road import codes, correct, decided, last_event, post

pytestmark = pytest.mark.django_db
WHY = "The contract grants this in schedule 6."


def grant(road, *kinds, cap=None, rate="10", by=None):
    rates = {road.commitments[0].pk: Decimal(rate)}
    granted = Granted(frozenset(kinds), None if cap is None else Decimal(cap), "Schedule 6", rates)
    return set_remedies(contract=road.contract, granted=granted, by=by or road.officer)


@pytest.fixture
def road(time_machine):
    """A contract that grants everything; 20 of 24 verified, so £40 fall short. Friday 4 September 2026."""
    road = decided("count")
    grant(road, *KINDS)
    time_machine.move_to("2026-07-13T10:00:00+01:00")
    road.case = start(road)
    time_machine.move_to("2026-09-04T10:00:00+01:00")
    post()
    return road


def start(road):
    step = Step(3, "Too few.", requirement="Clause 12", due_on=date(2026, 8, 28))
    return open_escalation(contract=road.contract, commitments=road.commitments, step=step, by=road.officer)


def propose(road, kind="shortfall_payment", amount=None, case=None, by=None):
    case = Escalation.objects.select_related("contract__council").get(pk=(case or road.case).pk)
    asked = Asked(kind, WHY, None if amount is None else Decimal(amount))
    return propose_remedy(escalation=case, asked=asked, by=by or road.officer)


# --- On the pages -----------------------------------------------------------------------------------------------------
def test_one_officer_proposes_a_second_approves_and_the_supplier_reads_how_it_is_worked_out(road):
    officer, second, supplier = browser(road.officer), browser(road.second), browser(road.editor)
    detail = reverse("escalation-detail", args=[road.case.pk])
    assert "Payment for what was not delivered" in shown(officer.get(detail))
    form = reverse("remedy-propose", args=[road.case.pk, "shortfall_payment"])
    page = shown(officer.get(form))
    assert "£40.00" in page and "Only verified figures count" in page
    assert "Write what the council says" in shown(officer.post(form, {"words": ""}))
    assert "waits for a second officer" in shown(officer.post(form, {"words": WHY}, follow=True))
    assert "40.00" not in shown(supplier.get(detail))
    remedy = Remedy.objects.get()
    decide = reverse("remedy-decide", args=[remedy.pk])
    assert officer.get(decide).status_code == 403
    assert "1 case to go on with" in shown(second.get(reverse("council-home")))
    assert "Say why you decline it" in shown(second.post(decide, {"action": "decline", "words": ""}))
    assert "The remedy is decided." in shown(second.post(decide, {"action": "approve", "words": ""}, follow=True))
    page = shown(supplier.get(detail))
    assert "2. Financial remedy" in page and "£40.00" in page and "What falls short, line by line" in page
    assert "decided this remedy already" in shown(second.post(decide, {"action": "approve"}, follow=True))


def test_steps_that_the_contract_lacks_are_hidden_and_refused(road):
    grant(road, "retention")
    officer = browser(road.officer)
    page = shown(officer.get(reverse("escalation-detail", args=[road.case.pk])))
    assert "Retention" in page and "Payment for what was not delivered" not in page and "Termination" not in page
    for kind in ("shortfall_payment", "service_credit", "substitution", "termination", "part_termination"):
        assert officer.get(reverse("remedy-propose", args=[road.case.pk, kind])).status_code == 404
        with pytest.raises(NotReady, match="does not grant"):
            propose(road, kind, 10)
    assert "Enter an amount in pounds" in shown(
        officer.post(reverse("remedy-propose", args=[road.case.pk, "retention"]), {"words": WHY})
    )


def test_officer_sets_what_the_contract_allows_and_the_supplier_reads_it(road):
    officer, pk = browser(road.officer), road.commitments[0].pk
    form = reverse("contract-remedies", args=[road.contract.pk])
    typed = {"kinds": ["shortfall_payment"], "clause": "", "cap": "£5,000", f"rate_{pk}": "12.50"}
    assert "Say where the contract grants this" in shown(officer.post(form, typed))
    assert "What the contract allows is saved." in shown(
        officer.post(form, typed | {"clause": "Clause 9"}, follow=True)
    )
    granted = granted_by(road.contract)
    assert (granted.cap, granted.rates) == (Decimal(5000), {pk: Decimal("12.50")})
    agreement = shown(browser(road.editor).get(reverse("contract-agreement", args=[road.contract.pk])))
    assert "payment for what was not delivered" in agreement and "Clause 9" in agreement


# --- The rules --------------------------------------------------------------------------------------------------------
def test_who_proposed_never_decides(road):
    remedy = propose(road)
    for act in (approve_remedy, decline_remedy):
        with pytest.raises(PermissionDenied):
            act(remedy=remedy, reason=WHY, by=road.officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Remedy.objects.update(status="declined", decided_at=remedy.proposed_at, decided_by=road.officer,
                              decision_reason=WHY)  # fmt: skip
    cast = road.everybody()
    for name in ("admin", "editor", "viewer", "auditor", "other_council", "officer_and_member"):
        with pytest.raises(PermissionDenied):
            approve_remedy(remedy=remedy, by=cast[name])
        with pytest.raises(PermissionDenied):
            propose(road, by=cast[name])
        with pytest.raises(PermissionDenied):
            grant(road, "retention", by=cast[name])


def test_remedy_needs_a_notice_whose_deadline_has_passed(road, time_machine):
    time_machine.move_to("2026-08-28T10:00:00+01:00")
    with pytest.raises(NotReady, match="formal notice"):
        propose(road, "termination")
    time_machine.move_to("2026-08-29T10:00:00+01:00")
    approve_remedy(remedy=propose(road, "termination"), by=road.second)
    assert EscalationStep.objects.latest("number").level == 6


def test_what_was_paid_or_made_up_is_not_asked_for_again(road):
    approve_remedy(remedy=propose(road, "substitution", "20"), by=road.second)
    first = propose(road)
    assert first.amount == Decimal("20.00")
    approve_remedy(remedy=first, by=road.second)
    with pytest.raises(NotReady, match="Nothing falls short"):
        propose(road)


def test_sum_of_the_contract_holds_over_all_its_cases(road):
    grant(road, *KINDS, cap="40")
    other = Escalation.objects.get(pk=road.case.pk)
    approve_remedy(remedy=propose(road, "retention", "25", case=other), by=road.second)
    with pytest.raises(NotReady, match="still allows"):
        propose(road, "service_credit", "15.01")
    assert propose(road).amount == Decimal("15.00")


def test_figures_that_changed_since_are_not_approved(road):
    remedy = propose(road)
    correct(road, value=3)
    with pytest.raises(NotReady, match="have changed"):
        approve_remedy(remedy=remedy, by=road.second)
    decline_remedy(remedy=remedy, reason="Worked out anew.", by=road.second)
    assert propose(road).amount == Decimal("10.00")


def test_one_remedy_waits_at_a_time_and_before_the_case_is_closed(road):
    remedy = propose(road)
    with pytest.raises(InvalidTransition):
        propose(road, "retention", "5")
    case = Escalation.objects.get()
    with pytest.raises(NotReady, match="second officer"):
        close_escalation(escalation=case, result="not_improved", reason="No change.", by=road.officer)
    with pytest.raises(NotReady, match="why you decline"):
        decline_remedy(remedy=remedy, reason="", by=road.second)
    decline_remedy(remedy=remedy, reason="Too early.", by=road.second)
    close_escalation(escalation=case, result="not_improved", reason="No change.", by=road.officer)


def test_what_was_proposed_and_decided_never_changes(road):
    remedy = propose(road)
    for change in ({"amount": 1}, {"working": {}}, {"reason": "Something else."}, {"kind": "retention"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Remedy.objects.update(**change)
    decline_remedy(remedy=remedy, reason="Too early.", by=road.second)
    with pytest.raises(IntegrityError), transaction.atomic():
        Remedy.objects.update(decision_reason="Something else.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Remedy.objects.all()._raw_delete("default")


def test_invariant_11_no_rate_where_a_measure_has_no_price_by_any_route(road):
    commitment = road.commitments[0]
    ShortfallRate.objects.all().delete()
    unpriced = CommitmentFactory(contract=commitment.contract, measure=MeasureFactory(may_be_priced=False))
    with pytest.raises(IntegrityError), transaction.atomic():
        ShortfallRate.objects.create(commitment=unpriced, amount=5)
    granted = Granted(frozenset({"shortfall_payment"}), None, "Clause 9", {unpriced.pk: Decimal(5)})
    with pytest.raises(NotReady, match="Never in money"):
        set_remedies(contract=road.contract, granted=granted, by=road.officer)


def test_both_sides_are_told_and_all_of_it_is_recorded(road):
    at = last_event()
    remedy = propose(road)
    assert post() == [(road.second.email, "A remedy waits for a second officer")]
    decline_remedy(remedy=remedy, reason="Too early.", by=road.second)
    assert post() == [(road.officer.email, "Your remedy was decided")]
    approve_remedy(remedy=propose(road), by=road.second)
    assert {(road.officer.email, "Your remedy was decided"),
            (road.editor.email, "The council has taken a step about one of your contracts")} <= set(post())  # fmt: skip
    grant(road, "retention")
    assert (road.editor.email, "What one of your contracts allows") in post()
    assert codes(road, at) == [
        "remedy.proposed", "remedy.declined", "remedy.proposed", "remedy.approved", "step.taken", "remedies.set",
    ]  # fmt: skip
    history = shown(browser(road.officer).get(reverse("contract-history", args=[road.contract.pk])))
    assert "Payment for what was not delivered £40.00" in history
