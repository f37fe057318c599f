"""Consortium members and subcontractors are added to a contract, see their own part, and can be taken out again."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from audit.queries import history_of, sentence_for
from suppliers.actions.parties import add_party, remove_party
from suppliers.checks import NotReady
from suppliers.models import ContractParty
from suppliers.workflow import InvalidTransition
from tests.factories import CommitmentFactory, ContractFactory, MemberFactory, OfficerRoleFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    return ContractFactory(status="preparing", title="Homes for young people", description="Ten homes in the north")


@pytest.fixture
def member():
    return MemberFactory(role="admin")


def add(contract, organisation, by=None) -> ContractParty:
    return add_party(contract=contract, organisation=organisation, role="subcontractor", by=by or contract.manager)


def test_party_is_added_and_told_and_in_the_contracts_history(contract, member):
    party = add(contract, member.organisation)
    assert (party.organisation, party.role) == (member.organisation, "subcontractor")
    (event,) = history_of(contract.audit_trail)
    assert event.event == "party.added" and event.council_id == contract.council_id
    assert sentence_for(event).endswith("added an organisation to the contract as a subcontractor")
    assert [(email.to, email.subject) for email in OutboundEmail.objects.all()] == [
        (member.user.email, "You take part in a contract")
    ]


def test_party_is_none_that_is_in_already_or_not_confirmed_or_the_officers_own(contract, member):
    add(contract, member.organisation)
    own = MemberFactory(user=OfficerRoleFactory(council=contract.council).user)
    provisional = OrganisationFactory(is_provisional=True)
    merged = OrganisationFactory(merged_into=member.organisation)
    for organisation in (member.organisation, contract.supplier, provisional, merged):
        with pytest.raises(NotReady):
            add(contract, organisation)
    with pytest.raises(NotReady, match="You belong to this organisation"):
        add(contract, own.organisation, by=own.user)


def test_party_is_added_by_who_manages_the_contract_and_before_it_ends(contract, member):
    for person in (contract.supplier_owner, member.user, OfficerRoleFactory().user):
        with pytest.raises(PermissionDenied):
            add(contract, member.organisation, by=person)
    contract.status = "ended"
    with pytest.raises(InvalidTransition):
        add(contract, member.organisation)


def test_officer_of_a_party_manages_the_contract_no_longer(contract):
    officer = OfficerRoleFactory(council=contract.council).user
    party = add(contract, OrganisationFactory(), by=officer)
    MemberFactory(user=officer, organisation=party.organisation)
    officer = type(officer).objects.get(pk=officer.pk)
    with pytest.raises(PermissionDenied):
        remove_party(party=party, by=officer)


def test_party_that_delivers_nothing_can_be_taken_out(contract, member):
    party = add(contract, member.organisation)
    stale = ContractParty.objects.get(pk=party.pk)
    commitment = CommitmentFactory(contract=contract, deliverer=member.organisation)
    with pytest.raises(NotReady, match="delivers commitments"):
        remove_party(party=party, by=contract.manager)
    commitment.deliverer = None
    commitment.save()
    with pytest.raises(PermissionDenied):
        remove_party(party=party, by=contract.supplier_owner)
    remove_party(party=party, by=contract.manager)
    assert not contract.parties.exists()
    assert AuditEvent.objects.latest("id").event == "party.removed"
    with pytest.raises(InvalidTransition):
        remove_party(party=stale, by=contract.manager)


def test_party_sees_title_council_dates_and_its_own_promises_only(contract, member, client):
    add(contract, member.organisation)
    own = CommitmentFactory(contract=contract, deliverer=member.organisation, promise="Ten days of advice")
    other = CommitmentFactory(contract=contract, measure=own.measure, promise="Four apprentices")
    client.force_login(member.user)
    page = client.get(reverse("contract-agreement", args=[contract.pk])).content.decode()
    for shown in (contract.title, contract.council.name, "1 April 2026 to 31 March 2029", own.promise):
        assert shown in page
    hidden = [other.promise, contract.description, contract.reference, contract.supplier.name]
    hidden += [contract.manager.last_name, contract.supplier_owner.last_name]
    assert not [text for text in hidden if text in page]
    assert client.get(reverse("contract-owner", args=[contract.pk])).status_code == 403


def test_lead_supplier_sees_who_takes_part_with_what(contract, member, client):
    add(contract, member.organisation)
    CommitmentFactory(contract=contract, deliverer=member.organisation, promise="Ten days of advice")
    client.force_login(contract.supplier_owner)
    page = client.get(reverse("contract-agreement", args=[contract.pk])).content.decode()
    assert member.organisation.name in page and "Ten days of advice" in page and "Subcontractor" in page


def test_party_that_was_taken_out_sees_nothing(contract, member, client):
    remove_party(party=add(contract, member.organisation), by=contract.manager)
    client.force_login(member.user)
    assert client.get(reverse("contract-agreement", args=[contract.pk])).status_code == 404
