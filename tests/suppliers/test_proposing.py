"""A promise is proposed by one side and answered by the other: who may, what is kept, and what is told to whom."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from portal.management.commands.write_workflow import WORKFLOWS
from suppliers.actions.answering import accept_proposal, counter_proposal, decline_proposal
from suppliers.actions.proposing import MOST_WAITING, propose_commitment, take_back_proposal
from suppliers.checks import NotReady
from suppliers.events import SupplierEvent
from suppliers.models import Commitment, ContractParty, Proposal
from suppliers.promises import promises_for_council, terms_in
from suppliers.waiting import waiting_for_supplier
from suppliers.workflow import InvalidTransition
from tests.factories import ContractFactory, MemberFactory, OfficerRoleFactory, OrganisationFactory, UserFactory
from tests.suppliers.contracts import active, being_set_up, points
from tests.suppliers.promising import REASON, accept, fresh, officer_of, propose, supplier_of, terms_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    return active(being_set_up())


def last(code: str) -> dict:
    return AuditEvent.objects.filter(event=code).latest("id").data


def letters() -> dict[str, list[str]]:
    """The e-mails queued since the last look, by subject: to whom."""
    found: dict[str, list[str]] = {}
    for email in OutboundEmail.objects.order_by("id"):
        found.setdefault(email.subject, []).append(email.to)
    OutboundEmail.objects.all().delete()
    return found


def test_proposal_waits_for_the_other_side_and_its_commitment_binds_nobody(contract):
    proposal = propose(contract)
    commitment = proposal.commitment
    assert (proposal.number, proposal.kind, proposal.side, proposal.status) == (1, "new", "supplier", "with_council")
    assert (commitment.position, commitment.status, commitment.agreed_at) == (2, "proposed", None)
    assert terms_in(fresh(proposal)).target == Decimal(100)
    assert not commitment.profiles.exists()
    data = AuditEvent.objects.get(event="commitment.proposed").data
    assert data == {"measure": commitment.measure.code, "target": "100", "line": 2}


def test_both_people_and_moments_stand_in_the_proposal(contract):
    proposal = propose(contract)
    officer = officer_of(contract)
    accept(proposal, by=officer)
    kept, commitment = fresh(proposal), Commitment.objects.get(pk=proposal.commitment_id)
    assert kept.answered_by == commitment.agreed_by == officer and kept.answered_at == commitment.agreed_at
    assert (kept.status, commitment.status) == ("accepted", "agreed")
    assert points(commitment) == [24, 25, 25, 26]
    assert last("commitment.agreed") == {"line": 2}


def test_answered_proposal_never_changes(contract):
    proposal = accept(propose(contract))
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(reason="Otherwise")


def test_officer_enters_from_the_tender_and_the_supplier_accepts(contract):
    officer = officer_of(contract)
    proposal = propose(contract, by=officer, tender_wording="We shall employ care leavers.")
    assert (proposal.side, proposal.status) == ("council", "with_supplier")
    accept(proposal, by=supplier_of(contract))
    assert proposal.commitment.tender_wording == "We shall employ care leavers."


def test_other_terms_go_back_and_the_row_shows_the_newest(contract):
    supplier, officer = supplier_of(contract), officer_of(contract)
    first = propose(contract, by=supplier)
    terms = replace(terms_in(first), target=Decimal(60), place="Harbour ward")
    second = counter_proposal(proposal=fresh(first), terms=terms, reason="Only one ward.", by=officer)
    assert (fresh(first).status, second.number, second.status) == ("countered", 2, "with_supplier")
    commitment = fresh(second).commitment
    assert (commitment.status, commitment.target, commitment.place) == ("proposed", Decimal(60), "Harbour ward")
    assert last("proposal.countered") == {"line": 2, "reason": "Only one ward."}
    third = counter_proposal(
        proposal=fresh(second), terms=replace(terms, target=Decimal(80)), reason="Half way.", by=supplier
    )
    accept_proposal(proposal=fresh(third), by=officer)
    commitment.refresh_from_db()
    assert (commitment.status, commitment.target) == ("agreed", Decimal(80))


def test_other_terms_must_be_other_terms(contract):
    first = propose(contract)
    with pytest.raises(NotReady, match="Change something first"):
        counter_proposal(proposal=first, terms=terms_in(first), reason=REASON, by=officer_of(contract))


def test_decline_says_why_and_ends_what_was_new(contract):
    proposal = propose(contract)
    with pytest.raises(NotReady, match="Say why"):
        decline_proposal(proposal=proposal, reason=" ", by=officer_of(contract))
    decline_proposal(proposal=proposal, reason="It is in the specification.", by=officer_of(contract))
    commitment = Commitment.objects.get(pk=proposal.commitment_id)
    assert (fresh(proposal).status, commitment.status) == ("declined", "declined")
    assert last("commitment.declined") == {"line": 2, "reason": "It is in the specification."}
    with pytest.raises(InvalidTransition):
        accept(fresh(proposal), by=officer_of(contract))


def test_take_back_is_for_the_side_that_proposed(contract):
    proposal = propose(contract)
    with pytest.raises(PermissionDenied):
        take_back_proposal(proposal=proposal, by=officer_of(contract))
    take_back_proposal(proposal=proposal, by=supplier_of(contract))
    assert (fresh(proposal).status, fresh(proposal).commitment.status) == ("taken_back", "withdrawn")
    assert last("proposal.taken_back") == {"line": 2}
    with pytest.raises(InvalidTransition):
        take_back_proposal(proposal=fresh(proposal), by=supplier_of(contract))


# --- Who ----------------------------------------------------------------------------------------------------------
def cast_of(contract) -> dict:
    """Everybody who might knock."""
    council, supplier = contract.council, contract.supplier
    both = MemberFactory(organisation=supplier).user
    OfficerRoleFactory(council=council, user=both)
    restricted_out = MemberFactory(organisation=supplier, is_restricted=True)
    restricted_in = MemberFactory(organisation=supplier, is_restricted=True)
    restricted_in.contracts.add(contract)
    return {
        "admin": supplier_of(contract, "admin"),
        "editor": supplier_of(contract),
        "viewer": supplier_of(contract, "viewer"),
        "restricted_in": restricted_in.user,
        "restricted_out": restricted_out.user,
        "manager": officer_of(contract),
        "lead": officer_of(contract, "social_value_lead"),
        "auditor": officer_of(contract, "auditor"),
        "other_council": OfficerRoleFactory(role="social_value_lead").user,
        "other_supplier": MemberFactory(role="admin").user,
        "both": both,
        "superuser": UserFactory(is_superuser=True, is_staff=True),
    }


def able(cast: dict, act) -> set[str]:
    """Who of the cast can do it; nothing stays done."""
    found = set()
    for name, person in cast.items():
        with transaction.atomic():
            try:
                act(person)
                found.add(name)
            except PermissionDenied:
                pass
            transaction.set_rollback(True)
    return found


SUPPLIERS, OFFICERS = {"admin", "editor", "restricted_in"}, {"manager", "lead"}


def test_each_side_proposes_and_only_the_other_answers(contract):
    cast = cast_of(contract)
    ours, theirs = propose(contract), propose(contract, by=officer_of(contract))
    more = terms_for(contract)
    assert able(cast, lambda by: propose_commitment(contract=contract, terms=more, by=by)) == (
        SUPPLIERS | OFFICERS | {"both"}
    )
    for act in (accept_proposal, lambda **kw: decline_proposal(reason=REASON, **kw)):
        assert able(cast, lambda by, act=act: act(proposal=fresh(ours), by=by)) == OFFICERS
        # Who belongs to both sides answers for neither.
        assert able(cast, lambda by, act=act: act(proposal=fresh(theirs), by=by)) == SUPPLIERS
    assert able(cast, lambda by: take_back_proposal(proposal=fresh(ours), by=by)) == SUPPLIERS | {"both"}
    assert able(cast, lambda by: take_back_proposal(proposal=fresh(theirs), by=by)) == OFFICERS


def test_nobody_accepts_what_they_proposed_before_they_changed_sides(contract):
    officer = officer_of(contract)
    proposal = propose(contract, by=officer)
    officer.officer_roles.all().delete()
    MemberFactory(organisation=contract.supplier, user=officer)
    with pytest.raises(PermissionDenied):
        accept_proposal(proposal=fresh(proposal), by=type(officer).objects.get(pk=officer.pk))


def test_partner_proposes_what_it_delivers_itself_and_nothing_else(contract):
    partner = OrganisationFactory()
    ContractParty.objects.create(contract=contract, organisation=partner, role="subcontractor")
    person, viewer = MemberFactory(organisation=partner).user, MemberFactory(organisation=partner, role="viewer").user
    for wrong in (None, contract.supplier_id):
        with pytest.raises(PermissionDenied):
            propose(contract, by=person, deliverer=wrong)
    with pytest.raises(PermissionDenied):
        propose(contract, by=viewer, deliverer=partner.pk)
    proposal = propose(contract, by=person, deliverer=partner.pk)
    assert (proposal.side, proposal.commitment.deliverer) == ("supplier", partner)
    of_the_supplier = propose(contract)
    with pytest.raises(PermissionDenied):
        take_back_proposal(proposal=fresh(of_the_supplier), by=person)
    take_back_proposal(proposal=fresh(proposal), by=person)


def test_deliverer_takes_part_in_the_contract(contract):
    stranger = OrganisationFactory()
    with pytest.raises(NotReady, match="Choose who delivers it from those who take part"):
        propose(contract, deliverer=stranger.pk)
    assert propose(contract, deliverer=contract.supplier_id).commitment.deliverer is None


# --- What is refused --------------------------------------------------------------------------------------------------
def test_measure_must_be_one_of_the_contracts_framework(contract):
    with pytest.raises(NotReady, match="Choose a measure from the framework version of this contract"):
        propose(contract, measure="NOWHERE")
    assert not Proposal.objects.exists()


def test_ended_contract_gets_no_more_promises(contract):
    proposal = propose(contract)
    contract.status = "ended"
    contract.save()
    with pytest.raises(InvalidTransition):
        propose(contract)
    with pytest.raises(InvalidTransition):
        accept(fresh(proposal))


def test_too_many_waiting_at_once_is_refused(contract, monkeypatch):
    monkeypatch.setattr("suppliers.actions.proposing.MOST_WAITING", 2)
    assert MOST_WAITING == 50
    for _time in range(2):
        propose(contract)
    with pytest.raises(NotReady, match="2 promises wait for an answer already"):
        propose(contract)


def test_more_than_usual_needs_the_councils_reason_once():
    contract = ContractFactory(
        status="preparing", value_net=Decimal(90_000), ends_on=date(2027, 3, 31), frequency="annual"
    )
    for _time in range(2):
        accept_proposal(proposal=propose(contract), by=contract.manager)
    third, officer = propose(contract), officer_of(contract)
    with pytest.raises(NotReady, match="Say why this contract asks for more than usual"):
        accept_proposal(proposal=third, by=officer)
    with pytest.raises(NotReady, match="Say why"):
        propose_commitment(contract=contract, terms=terms_for(contract), by=officer)
    accept_proposal(proposal=fresh(third), by=officer, proportion_reason="Each of them is small.")
    contract.refresh_from_db()
    assert contract.proportion_reason == "Each of them is small."
    assert last("proportion.explained") == {"reason": "Each of them is small."}
    accept_proposal(proposal=propose(contract), by=officer)


# --- Who is told ------------------------------------------------------------------------------------------------------
def test_each_step_tells_the_side_that_acts_next(contract):
    letters()
    people = {member.user.email for member in contract.supplier.members.all()}
    manager = contract.manager
    supplier = supplier_of(contract)
    people.add(supplier.email)
    proposal = propose(contract, by=supplier)
    assert letters() == {"A promise waits for your answer": [manager.email]}
    answer = counter_proposal(
        proposal=fresh(proposal), terms=replace(terms_in(proposal), target=Decimal(5)), reason=REASON, by=manager
    )
    assert {subject: set(to) for subject, to in letters().items()} == {"A promise waits for your answer": people}
    accept_proposal(proposal=fresh(answer), by=supplier)
    assert letters() == {"What you proposed was accepted": [manager.email]}
    decline_proposal(proposal=propose(contract, by=supplier), reason=REASON, by=manager)
    assert set(letters()) == {"A promise waits for your answer", "What you proposed was declined"}
    take_back_proposal(proposal=propose(contract, by=supplier), by=supplier)
    assert letters() == {
        "A promise waits for your answer": [manager.email],
        "A promise no longer waits for your answer": [manager.email],
    }


def test_without_a_manager_the_leads_are_told_and_partners_hear_of_what_they_deliver(contract):
    partner = OrganisationFactory()
    ContractParty.objects.create(contract=contract, organisation=partner, role="consortium")
    person = MemberFactory(organisation=partner).user
    lead = officer_of(contract, "social_value_lead")
    contract.manager = None
    contract.save()
    letters()
    proposal = propose(contract, deliverer=partner.pk)
    assert letters() == {"A promise waits for your answer": [lead.email]}
    accept_proposal(proposal=fresh(proposal), by=lead)
    assert person.email in letters()["What you proposed was accepted"]


@pytest.mark.parametrize("loss", ["role", "account", "joined the supplier"])
def test_leads_are_told_where_the_manager_can_no_longer_answer(contract, loss):
    lead, manager = officer_of(contract, "social_value_lead"), contract.manager
    if loss == "role":
        manager.officer_roles.update(role="auditor")
    elif loss == "account":
        type(manager).objects.filter(pk=manager.pk).update(is_active=False)
    else:
        MemberFactory(organisation=contract.supplier, user=manager)
    letters()
    propose(contract)
    assert letters() == {"A promise waits for your answer": [lead.email]}


def test_proposals_begin_where_the_page_about_workflows_draws_them(contract):
    made = {propose(contract).status, propose(contract, by=officer_of(contract)).status}
    drawn = {str(start) for title, starts, *_rest in WORKFLOWS if title == "Proposal" for start in starts}
    assert made == drawn


def test_events_are_told_in_sentences(contract):
    for event in (SupplierEvent.COMMITMENT_AGREED, SupplierEvent.PROPOSAL_DECLINED, SupplierEvent.VARIATION_PROPOSED):
        assert event.email


def test_what_waits_is_found_for_the_people_who_answer(contract, django_assert_num_queries):
    ours, theirs = propose(contract), propose(contract, by=officer_of(contract))

    def reader(person):
        return type(person).objects.get(pk=person.pk)

    cast = cast_of(contract)
    found = {name for name, person in cast.items() if waiting_for_supplier(reader(person))}
    assert found == SUPPLIERS
    assert [one.link for one in waiting_for_supplier(reader(cast["editor"]))] == [f"/proposals/{theirs.pk}/answer/"]
    found = {name for name, person in cast.items() if ours in promises_for_council(reader(person))}
    assert found == {"lead"} and list(promises_for_council(contract.manager)) == [ours]
    manager = reader(contract.manager)
    with django_assert_num_queries(4):  # roles, memberships, whom one covers, and one for what suppliers proposed
        assert list(promises_for_council(manager)) == [ours]
