"""A contract out of a notice has a supplier whom nobody acts for yet: the council's invitation is their way in."""

import pytest
from django.urls import reverse

from suppliers.actions.deciding import pass_on_registrations, stand_by_invitations
from suppliers.models import Contract, Organisation, OrganisationIdentifier, Registration
from tests.factories import ContractFactory, MemberFactory, OfficerRoleFactory, OrganisationFactory
from tests.suppliers.joining import (
    NUMBER,
    browser,
    emails,
    events,
    fresh,
    known_organisation,
    person,
    registration_of,
    teams,
)

pytestmark = pytest.mark.django_db
ADDRESS, DETAILS = "nia@example.com", {"name": "Saltmarsh", "is_sme": "yes", "vcse": "no"}


@pytest.fixture
def officer():
    return OfficerRoleFactory(role="social_value_lead").user


@pytest.fixture
def contract(officer):
    """As `import_ocds` leaves it: a supplier with its number, and nobody in its team."""
    supplier = known_organisation(admins=0)
    council = officer.officer_roles.get().council
    return ContractFactory(council=council, manager=officer, supplier=supplier, supplier_owner=None, status="preparing")


def accept_as(user, contract, officer, number: str = NUMBER) -> str:
    """The officer invites, the person signs up with this number and accepts; the text of the page that follows."""
    client = browser(officer)
    client.post(reverse("contract-invite", args=[contract.pk]), {"email": user.email})
    invitation, client = contract.invitations.get(email=user.email), browser(user)
    client.post(reverse("organisation-start"), {"kind": "company", "value": number})
    client.post(reverse("organisation-details"), DETAILS)
    client.post(reverse("organisation-check"))
    organisation = Organisation.objects.filter(members__user=user).latest("pk")
    data = {"action": "accept", "organisation": organisation.pk}
    return browser(user).post(reverse("invitation-answer", args=[invitation.pk]), data, follow=True).content.decode()


def test_invited_person_with_the_right_number_becomes_the_first_admin(contract, officer):
    user = person(email=ADDRESS)
    page = accept_as(user, contract, officer)
    assert "You have accepted" in page and "has a supplier already" not in page
    assert contract.supplier.name not in page
    assert (officer.email, "A supplier has taken its contract on") in emails()
    assert stand_by_invitations() == 1
    assert teams(user) == {contract.supplier_id: "admin"}
    assert (ADDRESS, "You can now join in") in emails()
    registration = Registration.objects.get()
    assert (registration.status, registration.decided_by) == ("joined", officer)
    assert events()[-2:] == ["registration.vouched_for", "organisation.joined"]
    page = browser(fresh(user)).get(reverse("contract-agreement", args=[contract.pk])).content.decode()
    assert contract.title in page
    assert stand_by_invitations() == 0


def test_invited_person_with_another_number_waits_for_the_officer(contract, officer):
    user = person(email=ADDRESS)
    page = accept_as(user, contract, officer, "07654321")
    assert "You have accepted" in page
    assert stand_by_invitations() == 0 and contract.supplier_id not in teams(user)
    assert Contract.objects.get(pk=contract.pk).supplier == contract.supplier
    shown = browser(officer).get(reverse("contract-supplier", args=[contract.pk])).content.decode()
    assert "For Saltmarsh" in shown
    shown = browser(officer).get(reverse("registration-list")).content.decode()
    assert "07654321" in shown
    asked = registration_of(Organisation.objects.get(members__user=user))
    done = browser(officer).post(reverse("registration-decide", args=[asked.pk]), {"decision": "confirm"}, follow=True)
    assert "The organisation is confirmed" in done.content.decode()


def test_nobody_is_let_in_over_the_heads_of_admins(contract, officer):
    MemberFactory(organisation=contract.supplier, role="admin")
    user = person(email=ADDRESS)
    accept_as(user, contract, officer)
    assert stand_by_invitations() == 0
    assert pass_on_registrations() == 1
    assert contract.supplier_id not in teams(user)


def test_number_of_an_organisation_that_does_not_hold_the_contract_opens_nothing(contract, officer):
    other = OrganisationFactory()
    OrganisationIdentifier.objects.create(organisation=other, scheme="GB-COH", value="00000077")
    user = person(email=ADDRESS)
    accept_as(user, contract, officer, "00000077")
    assert stand_by_invitations() == 0 and other.pk not in teams(user)


def test_word_of_an_officer_who_decides_no_longer_lets_nobody_in(contract, officer):
    user = person(email=ADDRESS)
    accept_as(user, contract, officer)
    officer.officer_roles.update(role="auditor")
    assert stand_by_invitations() == 0 and contract.supplier_id not in teams(user)


def test_officer_lets_nobody_into_an_organisation_of_their_own(contract, officer):
    MemberFactory(organisation=contract.supplier, user=officer, role="viewer")
    user = person(email=ADDRESS)
    colleague = OfficerRoleFactory(council=contract.council, role="contract_manager").user
    accept_as(user, contract, colleague)
    contract.invitations.update(invited_by=officer)
    assert stand_by_invitations() == 0 and contract.supplier_id not in teams(user)
