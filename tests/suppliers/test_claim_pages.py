"""The pages of claims on both sides, and of the contract as its supplier's people see it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from suppliers.models import Contract, ContractClaim, OrganisationIdentifier, Registration
from tests.factories import CommitmentFactory, ContractFactory, CouncilFactory, MemberFactory, OfficerRoleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return MemberFactory(role="admin")


@pytest.fixture
def contract():
    return ContractFactory(status="preparing", supplier=None, reference="CS/2026-014", title="Street trees")


def ask(client, member, council, reference="cs 2026 014", note="We plant them.") -> ContractClaim:
    client.force_login(member.user)
    client.post(reverse("claim-add"), {"council": council.pk, "reference": reference, "note": note})
    return ContractClaim.objects.latest("pk")


def decide(client, claim, **data) -> str:
    return client.post(reverse("council-claim-decide", args=[claim.pk]), data, follow=True).content.decode()


def look(client, claim) -> str:
    return client.get(reverse("council-claim-decide", args=[claim.pk])).content.decode()


# --- The supplier's side ----------------------------------------------------------------------------------------------
def test_supplier_asks_and_sees_its_request(client, member, contract):
    ask(client, member, contract.council)
    page = client.get(reverse("claim-list")).content.decode()
    assert "cs 2026 014" in page and "With the council" in page and contract.title not in page
    answer = client.post(reverse("claim-withdraw", args=[ContractClaim.objects.get().pk]), follow=True)
    assert "You no longer ask for this contract" in answer.content.decode()
    again = client.post(reverse("claim-withdraw", args=[ContractClaim.objects.get().pk]), follow=True)
    assert "You withdrew this request before. Nothing was changed." in again.content.decode()
    ContractClaim.objects.update(status="declined", reason="Not here.")
    again = client.post(reverse("claim-withdraw", args=[ContractClaim.objects.get().pk]), follow=True)
    assert "The council has decided already. Nothing was changed." in again.content.decode()


def test_only_councils_of_today_can_be_asked(client, member):
    today = timezone.localdate()
    CouncilFactory(name="Here now")
    CouncilFactory(name="Gone", valid_to=today)
    CouncilFactory(name="Not yet", valid_from=today + timedelta(days=1))
    client.force_login(member.user)
    page = client.get(reverse("claim-add")).content.decode()
    assert "Here now" in page and "Gone" not in page and "Not yet" not in page


def test_person_of_several_organisations_says_for_which(client, member):
    council, second = CouncilFactory(), MemberFactory(user=member.user)
    MemberFactory(user=member.user, role="viewer")
    client.force_login(member.user)
    data = {"council": council.pk, "reference": "X-1", "note": "Kept as typed"}
    page = client.post(reverse("claim-add"), data).content.decode()
    assert "Choose the organisation" in page and "Kept as typed" in page
    client.post(reverse("claim-add"), {**data, "organisation": second.organisation.pk})
    assert ContractClaim.objects.get().organisation == second.organisation


def test_mistakes_are_told(client, member):
    client.force_login(member.user)
    page = client.post(reverse("claim-add"), {"council": "", "reference": " ", "note": "x" * 1001}).content.decode()
    for said in ("Choose the council", "Enter the council’s reference", "must be 1000 characters or fewer"):
        assert said in page


def test_contract_being_set_up_is_in_the_suppliers_list_and_says_what_happens_next(client, member):
    contract = ContractFactory(status="preparing", supplier=member.organisation, title="Street trees")
    other = ContractFactory(supplier=member.organisation)
    client.force_login(member.user)
    page = client.get(reverse("commitment-list")).content.decode()
    assert reverse("contract-agreement", args=[contract.pk]) in page and "Being set up" in page
    page = client.get(reverse("contract-agreement", args=[contract.pk])).content.decode()
    assert "What happens next" in page and "With the council" in page and "Back to my commitments" in page
    other.delete()
    assert client.get(reverse("commitment-list")).url == reverse("contract-agreement", args=[contract.pk])
    page = client.get(reverse("contract-agreement", args=[contract.pk])).content.decode()
    assert "Back to what you need to do" in page and "Back to my commitments" not in page


def test_supplier_of_a_provisional_organisation_reads_that_it_is_still_to_be_confirmed(client, member):
    member.organisation.is_provisional = True
    member.organisation.save()
    contract = ContractFactory(status="preparing", supplier=member.organisation, supplier_owner=None)
    client.force_login(member.user)
    page = client.get(reverse("contract-agreement", args=[contract.pk])).content.decode()
    assert "The council checks your official number" in page and "Name somebody" in page


def test_admin_names_who_looks_after_the_contract(client, member):
    contract = ContractFactory(status="preparing", supplier=member.organisation)
    editor = MemberFactory(organisation=member.organisation).user
    client.force_login(member.user)
    address = reverse("contract-owner", args=[contract.pk])
    assert "Choose who looks after the contract" in client.post(address, {"owner": ""}).content.decode()
    page = client.post(address, {"owner": editor.pk}, follow=True).content.decode()
    assert "Saved. The council can see who looks after the contract" in page and str(editor) in page
    Contract.objects.update(status="ended")
    assert "This contract has ended" in client.post(address, {"owner": member.user.pk}).content.decode()
    contract.refresh_from_db()
    assert contract.supplier_owner == editor


def test_supplier_sees_who_else_takes_part_with_what(client, member):
    contract = ContractFactory(supplier=member.organisation)
    party = MemberFactory()
    contract.parties.create(organisation=party.organisation, role="consortium")
    CommitmentFactory(contract=contract, deliverer=party.organisation, promise="Ten days of advice")
    client.force_login(member.user)
    page = client.get(reverse("contract-agreement", args=[contract.pk])).content.decode()
    assert party.organisation.name in page and "Ten days of advice" in page


# --- The council's side -----------------------------------------------------------------------------------------------
def test_officer_sees_who_asks_and_the_contract_that_fits_and_accepts(client, member, contract):
    OrganisationIdentifier.objects.create(organisation=member.organisation, scheme="GB-COH", value="01234567")
    claim = ask(client, member, contract.council)
    client.force_login(contract.manager)
    page = look(client, claim)
    for shown in ("Company number 01234567", member.user.email, str(member.user), "We plant them.", contract.title):
        assert shown in page
    answer = decide(client, claim, decision=f"contract-{contract.pk}")
    assert "The organisation is the supplier of the contract now" in answer
    contract.refresh_from_db()
    assert contract.supplier == member.organisation
    assert "Street trees" in look(client, claim)
    page = client.get(reverse("council-claim-list"), {"show": "decided"}).content.decode()
    assert "Accepted" in page


def test_officer_accepts_for_another_contract_by_its_reference(client, member, contract):
    claim = ask(client, member, contract.council, "our own number 7")
    client.force_login(contract.manager)
    assert "No contract of your council has this reference" in look(client, claim)
    assert "Enter the reference of the contract" in decide(client, claim, decision="other")
    assert "Add the contract first" in decide(client, claim, decision="other", reference="CS-9")
    ContractFactory(council=contract.council, status="preparing", supplier=None, reference="CS 2026 014")
    assert "Enter it exactly as it is" in decide(client, claim, decision="other", reference="cs2026014")
    decide(client, claim, decision="other", reference="CS/2026-014")
    contract.refresh_from_db()
    assert contract.supplier == member.organisation


def test_contract_that_cannot_be_given_is_shown_with_why_and_is_no_choice(client, member, contract):
    contract.supplier = MemberFactory().organisation
    contract.save()
    claim = ask(client, member, contract.council)
    client.force_login(contract.manager)
    assert "This contract has another supplier already" in look(client, claim)
    assert "Choose what you decide" in decide(client, claim, decision=f"contract-{contract.pk}")
    answer = decide(client, claim, decision="other", reference=contract.reference)
    assert "This contract has another supplier already" in answer
    assert ContractClaim.objects.get().status == "waiting"


def test_officer_declines_with_a_reason_that_the_supplier_reads(client, member, contract):
    claim = ask(client, member, contract.council)
    client.force_login(contract.manager)
    assert "Say why you decline" in decide(client, claim, decision="decline")
    assert "The request was declined" in decide(client, claim, decision="decline", reason="It is with another council.")
    client.force_login(member.user)
    assert "It is with another council." in client.get(reverse("claim-list")).content.decode()


def test_officer_is_told_that_the_number_is_somebodys_and_can_only_decline(client, member, contract):
    owner = MemberFactory(role="admin").organisation
    OrganisationIdentifier.objects.create(organisation=owner, scheme="GB-COH", value="01234567")
    member.organisation.is_provisional = True
    member.organisation.save()
    Registration.objects.create(
        organisation=member.organisation, scheme="GB-COH", value="01234567", asked_at=timezone.now(),
        asked_by=member.user,
    )  # fmt: skip
    claim = ask(client, member, contract.council)
    client.force_login(contract.manager)
    page = look(client, claim)
    assert "An organisation with this number is here already" in page
    assert reverse("registration-list") in page
    assert 'type="radio"' not in page and "Why do you decline?" in page
    answer = decide(client, claim, decision=f"contract-{contract.pk}", reason="Typed before.")
    assert "By now this can only be declined" in answer
    assert ContractClaim.objects.get().status == "waiting"


def test_claim_that_was_withdrawn_meanwhile_says_that_nothing_was_saved_and_why(client, member, contract):
    claim = ask(client, member, contract.council)
    client.post(reverse("claim-withdraw", args=[claim.pk]))
    client.force_login(contract.manager)
    answer = decide(client, claim, decision="decline", reason="Not ours.")
    assert "The supplier withdrew this request before you decided. Nothing you did was saved." in answer
    assert "Not ours." not in answer and "Nothing you did was saved" not in look(client, claim)
    ContractClaim.objects.update(status="declined", reason="Not here.")
    assert "Somebody else decided before you. Nothing you did was saved." in decide(client, claim, decision="decline")


def test_claims_of_other_councils_and_suppliers_are_nobodys_business(client, member, contract):
    claim = ask(client, member, contract.council)
    client.force_login(OfficerRoleFactory().user)
    assert client.get(reverse("council-claim-decide", args=[claim.pk])).status_code == 404
    assert claim.reference not in client.get(reverse("council-claim-list")).content.decode()
    client.force_login(MemberFactory(role="admin").user)
    assert client.post(reverse("claim-withdraw", args=[claim.pk])).status_code == 404
    assert claim.reference not in client.get(reverse("claim-list")).content.decode()
