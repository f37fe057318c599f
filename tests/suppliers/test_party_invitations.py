"""A consortium member or subcontractor is invited by e-mail, whether it is here or not, and accepts."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from audit.queries import history_of, sentence_for
from suppliers.actions.answering import accept_proposal
from suppliers.actions.deciding import join_registration
from suppliers.actions.invitations import (
    accept_contract_invitation,
    accept_party_invitation,
    decline_invitation,
    invite_party,
    invite_supplier,
)
from suppliers.actions.proposing import propose_commitment
from suppliers.actions.registering import confirm_registration
from suppliers.checks import NotReady
from suppliers.models import Contract, ContractParty, Invitation
from suppliers.terms import Terms
from suppliers.waiting import waiting_for_supplier
from suppliers.workflow import InvalidTransition
from tests.factories import (
    CommitmentFactory,
    ContractFactory,
    MeasureFactory,
    MemberFactory,
    OfficerRoleFactory,
    OrganisationFactory,
)
from tests.suppliers.joining import (
    admin_of,
    browser,
    emails,
    events,
    fresh,
    known_organisation,
    person,
    registration_of,
    signed_up,
)

pytestmark = pytest.mark.django_db
ADDRESS = "partner@example.com"


@pytest.fixture
def contract():
    """One that is reported on already."""
    return ContractFactory(title="Homes for young people", description="Ten homes in the north")


def invited(contract, email: str = ADDRESS, role: str = "subcontractor") -> Invitation:
    """An invitation by the contract's manager, as a new request reads it."""
    made = invite_party(contract=contract, email=email, role=role, by=contract.manager)
    return Invitation.objects.select_related("organisation", "contract__council", "invited_by").get(pk=made.pk)


def accepted(contract, user) -> ContractParty:
    """Whoever is invited accepts for the organisation they signed up."""
    organisation = signed_up(user)
    return accept_party_invitation(invitation=invited(contract, user.email), organisation=organisation, by=fresh(user))


def test_newcomer_is_invited_accepts_and_takes_part(contract):
    user = person(email=ADDRESS)
    party = accepted(contract, user)
    assert (party.contract, party.role) == (contract, "subcontractor") and party.organisation.is_provisional
    codes = [event.event for event in history_of(contract.audit_trail)]
    assert codes == ["party.joined", "party.invited"]
    assert [sentence_for(event) for event in history_of(contract.audit_trail)] == [
        f"{user.get_full_name()} accepted for an organisation that takes part as a subcontractor",
        f"{contract.manager.get_full_name()} invited a subcontractor by email",
    ]
    assert (ADDRESS, "You have an invitation") in emails()
    assert emails()[-1] == (contract.manager.email, "An organisation takes part in a contract")
    assert reverse("contract-parties", args=[contract.pk]) in OutboundEmail.objects.latest("id").body
    confirm_registration(registration=registration_of(party.organisation), by=fresh(contract.manager))
    party.organisation.refresh_from_db()
    assert not party.organisation.is_provisional


def test_invitation_is_shown_sent_again_and_withdrawn_on_the_page_of_parties(contract):
    officer = browser(contract.manager)
    path, parties = reverse("party-invite", args=[contract.pk]), reverse("contract-parties", args=[contract.pk])
    answer = officer.post(path, {"email": "x", "role": ""}).content.decode()
    assert "Choose what it will be in this contract" in answer and "Enter an email address in the right" in answer
    answer = officer.post(path, {"email": ADDRESS, "role": "consortium"}, follow=True).content.decode()
    assert ADDRESS in answer and "Consortium member" in answer and "Open until" in answer
    again = officer.post(path, {"email": ADDRESS, "role": "subcontractor"}).content.decode()
    assert "has an invitation already" in again
    invitation = Invitation.objects.get()
    act = reverse("party-invitation", args=[contract.pk, invitation.pk])
    assert "Wait until tomorrow" in officer.post(act, {"action": "resend"}, follow=True).content.decode()
    Invitation.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert "Its time was over on" in officer.get(parties).content.decode()
    assert "was withdrawn" in officer.post(act, {"action": "withdraw"}, follow=True).content.decode()
    assert "answered or withdrawn already" in officer.post(act, {"action": "withdraw"}, follow=True).content.decode()
    assert events(invitation) == ["party.invited", "invitation.withdrawn"]


def test_invitation_is_open_for_fourteen_days(contract, time_machine):
    user = person(email=ADDRESS)
    organisation, invitation = signed_up(user), invited(contract)
    time_machine.move_to(timezone.now() + timedelta(days=15))
    with pytest.raises(NotReady, match="has ended"):
        accept_party_invitation(invitation=invitation, organisation=organisation, by=fresh(user))


def test_only_whoever_manages_the_contract_invites_and_before_it_ends(contract):
    for by in (contract.supplier_owner, OfficerRoleFactory().user, person()):
        with pytest.raises(PermissionDenied):
            invite_party(contract=contract, email=ADDRESS, role="consortium", by=by)
    contract.status = "ended"
    with pytest.raises(InvalidTransition):
        invite_party(contract=contract, email=ADDRESS, role="consortium", by=contract.manager)


def test_invitation_is_accepted_by_its_address_for_an_organisation_one_writes_for(contract):
    user, invitation = person(email=ADDRESS), invited(contract)
    viewed = MemberFactory(user=user, role="viewer").organisation
    others = MemberFactory(user=person(), role="admin")
    for organisation, by in ((viewed, user), (others.organisation, user), (others.organisation, others.user)):
        with pytest.raises(PermissionDenied):
            accept_party_invitation(invitation=invitation, organisation=organisation, by=fresh(by))
    own = MemberFactory(user=user, role="admin").organisation
    with pytest.raises(PermissionDenied):
        accept_contract_invitation(invitation=invitation, organisation=own, by=fresh(user))
    bare = ContractFactory(supplier=None, status="preparing", council=contract.council, manager=contract.manager)
    to_supply = invite_supplier(contract=bare, email=ADDRESS, by=contract.manager)
    with pytest.raises(PermissionDenied):
        accept_party_invitation(invitation=to_supply, organisation=own, by=fresh(user))


def test_neither_the_supplier_nor_who_is_in_nor_the_officers_own_organisation_accepts(contract):
    supplier = person(email=ADDRESS)
    MemberFactory(user=supplier, organisation=contract.supplier, role="admin")
    invitation = invited(contract)
    with pytest.raises(NotReady, match="is the supplier of the contract"):
        accept_party_invitation(invitation=invitation, organisation=contract.supplier, by=fresh(supplier))
    inside = MemberFactory(user=supplier, role="admin").organisation
    contract.parties.create(organisation=inside, role="consortium")
    with pytest.raises(NotReady, match="takes part in the contract already"):
        accept_party_invitation(invitation=invitation, organisation=inside, by=fresh(supplier))
    own = MemberFactory(user=supplier, role="admin").organisation
    MemberFactory(user=contract.manager, organisation=own, role="viewer")
    with pytest.raises(NotReady, match="Whoever invited you belongs to this organisation"):
        accept_party_invitation(invitation=invitation, organisation=own, by=fresh(supplier))
    assert Invitation.objects.get().status == "waiting" and contract.parties.count() == 1


def test_declined_invitation_is_told_and_leads_to_the_parties(contract):
    user = person(email=ADDRESS)
    decline_invitation(invitation=invited(contract), by=fresh(user))
    assert emails()[-1] == (contract.manager.email, "Your invitation was declined")
    assert reverse("contract-parties", args=[contract.pk]) in OutboundEmail.objects.latest("id").body
    page = browser(contract.manager).get(reverse("contract-parties", args=[contract.pk])).content.decode()
    assert ADDRESS in page and "Declined" in page


def test_newcomer_finds_the_invitation_and_sees_its_own_part_only(contract):
    own = CommitmentFactory(contract=contract, promise="Ten days of advice")
    other = CommitmentFactory(contract=contract, measure=own.measure, promise="Four apprentices")
    user = person(email=ADDRESS)
    invitation = invited(contract)
    assert waiting_for_supplier(user)[0].title.endswith(f"has invited you to take part in “{contract.title}”")
    client, answer = browser(user), reverse("invitation-answer", args=[invitation.pk])
    page = client.get(answer).content.decode()
    assert "Take part in a contract" in page and "Subcontractor" in page and "Sign yours up first" in page
    assert contract.reference not in page
    organisation = signed_up(user)
    done = browser(user).post(answer, {"action": "accept", "organisation": organisation.pk}, follow=True)
    assert "You have accepted" in done.content.decode()
    own.deliverer = organisation
    own.save()
    page = browser(user).get(reverse("contract-agreement", args=[contract.pk])).content.decode()
    assert own.promise in page
    hidden = [other.promise, contract.description, contract.reference, contract.supplier.name]
    assert not [text for text in hidden if text in page]
    page = browser(contract.manager).get(reverse("contract-parties", args=[contract.pk])).content.decode()
    assert "Made Up Ltd" in page and "Not confirmed yet" in page and reverse("registration-list") in page


def test_promise_of_an_organisation_that_is_not_confirmed_is_not_agreed(contract):
    user = person(email=ADDRESS)
    Contract.objects.filter(pk=contract.pk).update(status="preparing")
    contract.refresh_from_db()
    organisation = accepted(contract, user).organisation
    measure = MeasureFactory(version=contract.framework_version)
    terms = Terms(measure=measure.code, promise="Ten days of advice", target=Decimal(10), deliverer=organisation.pk)
    proposal = propose_commitment(contract=contract, terms=terms, by=fresh(user))
    with pytest.raises(NotReady, match="has not been checked yet"):
        accept_proposal(proposal=proposal, by=fresh(contract.manager))
    confirm_registration(registration=registration_of(organisation), by=fresh(contract.manager))
    proposal = type(proposal).objects.get(pk=proposal.pk)
    accept_proposal(proposal=proposal, by=fresh(contract.manager))
    assert contract.commitments.get().status == "agreed"


def test_part_in_a_running_contract_moves_to_the_organisation_that_was_here_before(contract):
    owner, user = known_organisation(), person(email=ADDRESS)
    party = accepted(contract, user)
    join_registration(registration=registration_of(party.organisation), role="editor", by=admin_of(owner))
    assert contract.parties.get().organisation == owner
    assert AuditEvent.objects.latest("id").event == "organisation.joined"


def test_organisation_that_is_here_accepts_at_once(contract):
    organisation = OrganisationFactory()
    user = person(email=ADDRESS)
    MemberFactory(user=user, organisation=organisation, role="editor")
    answer = reverse("invitation-answer", args=[invited(contract).pk])
    done = browser(user).post(answer, {"action": "accept", "organisation": organisation.pk}, follow=True)
    assert f"{organisation.name} takes part in" in done.content.decode()
    assert contract.parties.get().organisation == organisation
