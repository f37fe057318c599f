"""The council's pages on which a contract is added and set up, as an officer meets them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import OutboundEmail
from suppliers.models import Contract, Invitation, OrganisationIdentifier, ProportionBand
from tests.factories import (
    CommitmentFactory,
    ContractFactory,
    CouncilFactory,
    FrameworkVersionFactory,
    MemberFactory,
    OfficerRoleFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db
DAYS = {
    "starts_on_day": "1", "starts_on_month": "4", "starts_on_year": "2026",
    "ends_on_day": "31", "ends_on_month": "3", "ends_on_year": "2029",
}  # fmt: skip
DETAILS = {"reference": "CS-1", "title": "Advice for tenants", "legal_basis": "PA2023", **DAYS}


@pytest.fixture
def role(client):
    """An officer who is signed in."""
    role = OfficerRoleFactory()
    client.force_login(role.user)
    return role


@pytest.fixture
def contract(role):
    return ContractFactory(council=role.council, manager=role.user, status="preparing", title="Street trees")


def page(client, name: str, *args, **query) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def send(client, name: str, *args, **data) -> str:
    """What comes back, after following where it leads."""
    return client.post(reverse(name, args=args), data, follow=True).content.decode()


# --- Adding -----------------------------------------------------------------------------------------------------------
def test_officer_adds_a_contract_and_goes_on_setting_it_up(client, role):
    version = FrameworkVersionFactory(framework__council=role.council)
    said = {"value_net": "£300,000", "value_gross": "360,000.50", "framework_version": version.pk}
    answer = send(client, "contract-add", **DETAILS, **said, manager=role.user.pk)
    contract = Contract.objects.get()
    assert "Set up: Advice for tenants" in answer and "The contract was added" in answer
    assert (contract.value_net, contract.value_gross) == (Decimal(300_000), Decimal("360000.50"))
    assert (contract.framework_version, contract.manager, contract.frequency) == (version, role.user, "six_monthly")


def test_only_what_the_form_asks_is_written(client, role):
    """Whatever else is sent along changes nothing."""
    other = CouncilFactory()
    extra = {
        "status": "active", "supplier": OrganisationFactory().pk, "council_id": other.pk, "ocid": "x",
        "proportion_reason": "x", "supplier_owner": role.user.pk, "frequency": "monthly",
    }  # fmt: skip
    send(client, "contract-add", **DETAILS, **extra)
    contract = Contract.objects.get()
    assert (contract.status, contract.supplier, contract.council) == ("preparing", None, role.council)
    assert (contract.ocid, contract.proportion_reason, contract.frequency) == ("", "", "quarterly")
    send(client, "contract-edit", contract.pk, **DETAILS, **extra)
    assert Contract.objects.filter(status="preparing", supplier=None, council=role.council).count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reference": ""}, "Enter the reference of the contract"),
        ({"title": ""}, "Enter the title of the contract"),
        ({"ends_on_year": "2025"}, "The last day cannot be before the first day"),
        ({"starts_on_month": "13"}, "Enter a real date, like 27 3 2027"),
        (
            {"signed_on_day": "1", "signed_on_month": "3", "signed_on_year": "1926"},
            "between 2000 and 2100",
        ),
        ({"value_net": "plenty"}, "Enter an amount in pounds"),
        ({"value_net": "-5"}, "Enter an amount in pounds"),
        ({"value_net": "5.001"}, "Enter an amount in pounds"),
        ({"value_net": "NaN"}, "Enter an amount in pounds"),
        ({"value_net": "1000000000000"}, "Enter an amount in pounds"),
        ({"value_net": "5", "value_gross": "4"}, "value with VAT cannot be less"),
    ],
)
def test_mistakes_are_told_and_nothing_typed_is_lost(client, role, typed, said):
    answer = send(client, "contract-add", **{**DETAILS, "description": "Kept as typed", **typed})
    assert said in answer and "There is a problem" in answer and "Kept as typed" in answer
    assert all(value in answer for value in typed.values())
    assert not Contract.objects.exists()


def test_reference_that_is_taken_is_told_at_its_field(client, role):
    ContractFactory(council=role.council, reference="CS-1")
    answer = send(client, "contract-add", **DETAILS)
    assert '<a href="#id_reference">Another contract of the council has this reference' in answer


def test_officer_of_several_councils_chooses_first(client, role):
    second = OfficerRoleFactory(user=role.user).council
    OfficerRoleFactory(user=role.user, role="auditor")
    answer = page(client, "contract-add")
    assert answer.count('type="radio"') == 2 and "Which council is the contract with?" in answer
    assert "Choose the council" in send(client, "contract-add", go="1")
    chosen = client.post(reverse("contract-add"), {"council": second.pk})
    assert chosen.url == f"/council/contracts/add/?council={second.pk}"
    client.post(chosen.url, DETAILS)
    assert Contract.objects.get().council == second
    for foreign in (CouncilFactory().pk, "x", ""):
        assert client.get(f"/council/contracts/add/?council={foreign}").status_code == 404


# --- Set-up -----------------------------------------------------------------------------------------------------------
def test_setup_says_what_is_done_and_what_is_missing(client, role):
    bare = ContractFactory(
        council=role.council, manager=role.user, status="preparing", supplier=None, framework_version=None, ends_on=None
    )
    answer = page(client, "contract-setup", bare.pk)
    assert "Cannot start yet" in answer and "Choose the supplier of the contract" in answer
    whole = ContractFactory(council=role.council, manager=role.user, status="preparing")
    answer = page(client, "contract-setup", whole.pk)
    assert "Cannot start yet" not in answer and reverse("contract-start", args=[whole.pk]) in answer


def test_auditor_reads_the_setup_without_links_to_change_it(client, contract):
    client.force_login(OfficerRoleFactory(council=contract.council, role="auditor").user)
    answer = page(client, "contract-setup", contract.pk)
    for name in ("contract-edit", "contract-supplier", "contract-people", "contract-start"):
        assert reverse(name, args=[contract.pk]) not in answer


def test_reporting_page_shows_what_is_usual_and_asks_why(client, contract):
    Contract.objects.update(value_net=Decimal(240_000))
    answer = page(client, "contract-reporting", contract.pk)
    assert "This contract is worth £80,000 a year without VAT." in answer
    assert "at most and report every year" in answer
    said = {"frequency": "monthly", "anchor": "contract"}
    answer = send(client, "contract-reporting", contract.pk, **said)
    assert "usually report less often: every year. This one reports: every month. Say why" in answer
    send(client, "contract-reporting", contract.pk, **said, proportion_reason="We learn together.")
    contract.refresh_from_db()
    assert (contract.frequency, contract.proportion_reason) == ("monthly", "We learn together.")


def test_single_report_needs_its_day(client, contract):
    said = {"frequency": "one_off", "anchor": "contract"}
    assert "Enter the day the report is due" in send(client, "contract-reporting", contract.pk, **said)
    day = {"one_off_due_on_day": "32", "one_off_due_on_month": "1", "one_off_due_on_year": "2027"}
    assert "Enter a real date" in send(client, "contract-reporting", contract.pk, **said, **day)
    send(client, "contract-reporting", contract.pk, **{**said, "frequency": "at_end"}, **day)
    assert Contract.objects.get().frequency == "at_end", "what stands in a box that does not count is no mistake"


def test_start_says_what_happens_warns_of_what_is_open_and_starts(client, contract):
    CommitmentFactory(contract=contract, status="proposed")
    answer = page(client, "contract-start", contract.pk)
    assert "1 commitment is still to be agreed" in answer and "No commitment is agreed yet" in answer
    assert "Reporting has started" in send(client, "contract-start", contract.pk, go="1")
    assert Contract.objects.get().status == "active"
    late = send(client, "contract-start", contract.pk, go="1")
    assert "This cannot be done any more" in late


def test_start_that_cannot_be_says_why(client, contract):
    Contract.objects.update(supplier_owner=None)
    answer = send(client, "contract-start", contract.pk, go="1")
    assert "There is a problem" in answer and "Name the person who looks after" in answer
    assert Contract.objects.get().status == "preparing"


def test_contract_is_extended_with_a_reason(client, role):
    contract = ContractFactory(council=role.council, manager=role.user)
    day = {"ends_on_day": "31", "ends_on_month": "3", "ends_on_year": "2030"}
    assert "Say why the end moves" in send(client, "contract-extend", contract.pk, **day)
    early = {**day, "ends_on_year": "2020"}
    assert "cannot end before it starts" in send(client, "contract-extend", contract.pk, **early, reason="Less")
    assert "31 March 2030" in send(client, "contract-extend", contract.pk, **day, reason="More work")


# --- The supplier -----------------------------------------------------------------------------------------------------
def test_supplier_is_found_by_its_number_and_looked_at_before_it_is_chosen(client, contract):
    organisation = OrganisationFactory(name="Larch and Rowan Ltd")
    OrganisationIdentifier.objects.create(organisation=organisation, scheme="GB-COH", value="01234567")
    typed = {"number": " 1234567 "}
    answer = send(client, "contract-supplier", contract.pk, **typed)
    assert "Is this the supplier?" in answer and "Larch and Rowan Ltd" in answer
    contract.refresh_from_db()
    assert contract.supplier != organisation
    send(client, "contract-supplier", contract.pk, **typed, confirmed=str(OrganisationFactory().pk))
    contract.refresh_from_db()
    assert contract.supplier != organisation, "what was looked at is what is chosen"
    answer = send(client, "contract-supplier", contract.pk, **typed, confirmed=str(organisation.pk))
    contract.refresh_from_db()
    assert contract.supplier == organisation and "The supplier was chosen" in answer


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"number": "00000009"}, "No organisation with this number is here yet"),
        ({"number": "12"}, "No organisation with this number is here yet"),
        ({"number": "PBCD-1234"}, "is no official number"),
        ({"number": ""}, "Enter the number"),
    ],
)
def test_numbers_that_lead_nowhere_are_told(client, contract, typed, said):
    answer = send(client, "contract-supplier", contract.pk, **typed)
    assert said in answer and "There is a problem" in answer


def test_invitation_is_sent_again_withdrawn_and_its_state_shown(client, contract):
    answer = send(client, "contract-invite", contract.pk, email="Somebody@Example.com")
    assert "somebody@example.com" in answer and "Open until" in answer
    invitation = Invitation.objects.get()
    assert OutboundEmail.objects.get().to == "somebody@example.com"
    assert "has an invitation already" in send(client, "contract-invite", contract.pk, email="somebody@example.com")
    address = ("contract-invitation", contract.pk, invitation.pk)
    assert "Wait until tomorrow" in send(client, *address, action="resend")
    Invitation.objects.update(expires_on=invitation.expires_on - timedelta(days=20))
    assert "Its time was over on" in page(client, "contract-supplier", contract.pk)
    assert "The invitation was sent again" in send(client, *address, action="resend")
    assert "The invitation was withdrawn" in send(client, *address, action="withdraw")
    assert "answered or withdrawn already" in send(client, *address, action="withdraw")
    other = ContractFactory(council=contract.council, manager=contract.manager, status="preparing")
    assert client.post(reverse("contract-invitation", args=[other.pk, invitation.pk])).status_code == 404


def test_invitation_that_bounced_is_marked(client, contract):
    send(client, "contract-invite", contract.pk, email="nobody@example.com")
    OutboundEmail.objects.update(status="bounced", bounced="2026-07-10T09:00:00Z", bounce="permanent")
    assert "Did not arrive" in page(client, "contract-supplier", contract.pk)


# --- People, bands, and the list --------------------------------------------------------------------------------------
def test_people_of_both_sides_are_named(client, contract):
    person = MemberFactory(organisation=contract.supplier).user
    send(client, "contract-people", contract.pk, manager=contract.manager_id, owner=person.pk)
    contract.refresh_from_db()
    assert contract.supplier_owner == person
    stranger = MemberFactory().user
    answer = send(client, "contract-people", contract.pk, manager=stranger.pk, owner=stranger.pk)
    assert "Choose the contract manager" in answer
    contract.refresh_from_db()
    assert contract.supplier_owner == person


def test_bands_are_set_and_put_back(client, role):
    OfficerRoleFactory(user=role.user, council=role.council, role="social_value_lead")
    rows = {"from_1": "0", "most_1": "1", "frequency_1": "annual", "from_2": "£50,000", "most_2": "3"}
    answer = send(client, "proportion-edit", role.council.pk, **rows)
    assert "Choose how often these contracts report" in answer and "£50,000" in answer
    send(client, "proportion-edit", role.council.pk, **rows, frequency_2="quarterly")
    bands = ProportionBand.objects.values_list("from_value", "most_commitments", "frequency")
    assert list(bands) == [(0, 1, "annual"), (50_000, 3, "quarterly")]
    wrong = {**rows, "from_1": "5", "frequency_2": "annual", "from_2": "4"}
    answer = send(client, "proportion-edit", role.council.pk, **wrong)
    assert "The first band begins at 0" in answer and "Each band begins at a higher value" in answer
    assert "Enter at least one band" in send(client, "proportion-edit", role.council.pk, from_1="")
    assert "The usual bands are in use again" in send(client, "proportion-edit", role.council.pk, action="usual")
    assert not ProportionBand.objects.exists()


@pytest.mark.parametrize(
    ("show", "shown"),
    [
        ("all", {"Preparing", "Active", "Ended", "Mine"}),
        ("preparing", {"Preparing"}),
        ("active", {"Active", "Mine"}),
        ("ended", {"Ended"}),
        ("mine", {"Mine"}),
        ("nonsense", {"Preparing", "Active", "Ended", "Mine"}),
    ],
)
def test_list_of_contracts_is_filtered_by_links(client, role, show, shown):
    other = OfficerRoleFactory(council=role.council).user
    for status in ("preparing", "active", "ended"):
        ContractFactory(council=role.council, manager=other, status=status, title=f"T-{status.capitalize()}")
    ContractFactory(council=role.council, manager=role.user, title="T-Mine")
    answer = page(client, "contract-list", show=show)
    assert {name for name in ("Preparing", "Active", "Ended", "Mine") if f"T-{name}" in answer} == shown
    assert reverse("contract-add") in answer and reverse("council-claim-list") in answer


def test_page_of_a_contract_leads_to_its_setup_and_says_who_is_missing(client, contract):
    assert reverse("contract-setup", args=[contract.pk]) in page(client, "contract-detail", contract.pk)
    Contract.objects.update(status="active")
    assert "Nobody at the supplier" not in page(client, "contract-detail", contract.pk)
    contract.supplier.members.all().delete()
    assert "Nobody at the supplier looks after this contract now" in page(client, "contract-detail", contract.pk)
