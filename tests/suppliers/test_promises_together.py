"""Two people at once: one proposal is answered once, and one promise has one open proposal."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from audit.models import AuditEvent
from framework.models import FrameworkVersion
from returns.actions.activity import enter_activity
from returns.actions.opening import open_due_returns
from returns.figures import differing_figures
from suppliers.actions.answering import accept_proposal, counter_proposal, decline_proposal
from suppliers.actions.proposing import propose_commitment, propose_variation, propose_withdrawal, take_back_proposal
from suppliers.checks import NotReady
from suppliers.models import Commitment, Proposal, ReportingPeriod
from suppliers.promises import standing_terms, terms_in
from suppliers.workflow import OPEN_PROPOSAL, InvalidTransition
from tests.returns.together import failures, together
from tests.suppliers.contracts import active, being_set_up, points
from tests.suppliers.promising import REASON, accept, agreed, fresh, officer_of, propose, supplier_of, terms_for
from tests.suppliers.test_custom_measures import own
from tests.suppliers.test_varying import stored, vary

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def contract():
    return active(being_set_up())


def count(code: str) -> int:
    return AuditEvent.objects.filter(event=code).count()


@pytest.mark.parametrize("times", range(2))
def test_two_officers_accept_one_proposal_and_one_of_them_did(contract, times):
    proposal = propose(contract)
    officers = [officer_of(contract) for _each in range(3)]
    results = together([lambda by=by: accept_proposal(proposal=fresh(proposal), by=by) for by in officers])
    assert failures(results) == [InvalidTransition] * 2
    commitment = stored(proposal.commitment)
    assert (commitment.status, commitment.profiles.count(), count("commitment.agreed")) == ("agreed", 1, 1)
    assert commitment.agreed_by == fresh(proposal).answered_by


@pytest.mark.parametrize("times", range(3))
def test_accepted_or_taken_back_never_both(contract, times):
    proposal = propose(contract)
    officer, supplier = officer_of(contract), supplier_of(contract)
    results = together(
        [
            lambda: accept_proposal(proposal=fresh(proposal), by=officer),
            lambda: take_back_proposal(proposal=fresh(proposal), by=supplier),
        ]
    )
    assert failures(results) == [InvalidTransition]
    now, commitment = fresh(proposal), stored(proposal.commitment)
    assert (now.status, commitment.status) in {("accepted", "agreed"), ("taken_back", "withdrawn")}
    assert commitment.profiles.count() == (1 if commitment.status == "agreed" else 0)
    assert count("commitment.agreed") + count("proposal.taken_back") == 1


def test_each_answer_excludes_the_others(contract):
    proposal = propose(contract)
    terms = replace(terms_in(proposal), target=Decimal(7))
    one, two, three = (officer_of(contract) for _each in range(3))
    results = together(
        [
            lambda: accept_proposal(proposal=fresh(proposal), by=one),
            lambda: counter_proposal(proposal=fresh(proposal), terms=terms, reason=REASON, by=two),
            lambda: decline_proposal(proposal=fresh(proposal), reason=REASON, by=three),
        ]
    )
    assert failures(results) == [InvalidTransition] * 2
    status = {"accepted": "agreed", "countered": "proposed", "declined": "declined"}[fresh(proposal).status]
    commitment = stored(proposal.commitment)
    assert commitment.status == status
    assert commitment.target == (Decimal(7) if status == "proposed" else Decimal(100))


@pytest.mark.parametrize("times", range(2))
def test_both_sides_propose_a_change_and_one_waits(contract, times):
    commitment = agreed(contract)
    terms = replace(standing_terms(stored(commitment)), target=Decimal(80))
    officer, supplier = officer_of(contract), supplier_of(contract)
    results = together(
        [
            lambda: propose_variation(commitment=stored(commitment), terms=terms, reason=REASON, by=supplier),
            lambda: propose_withdrawal(commitment=stored(commitment), reason=REASON, by=officer),
        ]
    )
    assert failures(results) == [NotReady]
    assert commitment.proposals.filter(status__in=OPEN_PROPOSAL).count() == 1


def test_promises_proposed_at_once_get_numbers_and_measures_of_their_own(contract):
    people = [supplier_of(contract) for _each in range(3)]
    terms = terms_for(contract, **own(contract))
    results = together([lambda by=by: propose_commitment(contract=contract, terms=terms, by=by) for by in people])
    assert failures(results) == []
    assert sorted(contract.commitments.values_list("position", flat=True)) == [1, 2, 3, 4]
    versions = FrameworkVersion.objects.filter(framework__is_for_single_contracts=True)
    assert sorted(versions.values_list("number", flat=True)) == [1, 2, 3]
    assert versions.values("framework").distinct().count() == 1


@pytest.mark.parametrize("times", range(2))
def test_return_that_opens_while_a_change_is_accepted_has_a_target_in_force(contract, times):
    commitment = agreed(contract)
    open_due_returns(today=contract.starts_on)
    proposal, officer = vary(commitment, target=Decimal(160)), officer_of(contract)
    results = together(
        [
            lambda: accept_proposal(proposal=fresh(proposal), by=officer),
            lambda: open_due_returns(today=date(2026, 7, 1)),
        ]
    )
    assert failures(results) == []
    now = dict(commitment.profiles.get(is_current=True).points.values_list("period", "amount"))
    lines = dict(commitment.lines.values_list("supplier_return__period", "target"))
    assert sum(now.values()) == 160 and lines.items() <= now.items()


def test_activity_entered_while_a_change_is_accepted_is_lost_by_neither(contract):
    commitment = agreed(contract, basis="placement_year", rate=Decimal(2), expected=Decimal(50), target=None)
    open_due_returns(today=contract.starts_on)
    proposal, officer = vary(commitment, place="North ward"), officer_of(contract)
    period = ReportingPeriod.objects.select_related("contract").get(contract=contract, number=1)
    results = together(
        [
            lambda: accept_proposal(proposal=fresh(proposal), by=officer),
            lambda: enter_activity(
                period=period, basis="placement_year", amount=Decimal(10), by=contract.manager, today=date(2026, 5, 1)
            ),
        ]
    )
    assert failures(results) == []
    now = Commitment.objects.get(pk=commitment.pk)
    assert (now.place, points(now), now.target) == ("North ward", [20, 25, 25, 26], Decimal(96))
    assert list(differing_figures()) == []


def test_end_and_replacement_of_one_promise_leave_one_of_them(contract):
    """What was proposed first is settled first: the database holds one open proposal for each promise."""
    commitment = agreed(contract)
    accept(propose_withdrawal(commitment=stored(commitment), reason=REASON, by=supplier_of(contract)))
    with pytest.raises(InvalidTransition):
        vary(commitment, target=Decimal(5))
    assert Proposal.objects.filter(status__in=OPEN_PROPOSAL).count() == 0
