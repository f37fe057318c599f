"""A supplier asks for a contract by its reference: nothing tells whether there is one, and the council decides."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from suppliers.actions.claims import MOST_WAITING, accept_claim, claim_contract, decline_claim, withdraw_claim
from suppliers.actions.deciding import join_registration
from suppliers.checks import NotReady
from suppliers.claiming import contracts_with_reference
from suppliers.models import Contract, ContractClaim, OrganisationIdentifier, Registration
from suppliers.workflow import InvalidTransition
from tests.factories import ContractFactory, CouncilFactory, MemberFactory, OfficerRoleFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
NUMBER = {"scheme": "GB-COH", "value": "01234567"}


@pytest.fixture
def contract():
    """One that is being set up and has no supplier yet."""
    return ContractFactory(status="preparing", supplier=None, reference="CS/2026-014")


@pytest.fixture
def member():
    return MemberFactory(role="admin")


def ask(member, council, reference="cs 2026 014", **fields) -> ContractClaim:
    note = fields.get("note", "")
    return claim_contract(
        organisation=member.organisation, council=council, reference=reference, note=note, by=member.user
    )


def waits_to_be_confirmed(member, **number) -> Registration:
    """The member's organisation is provisional and gave this number."""
    member.organisation.is_provisional = True
    member.organisation.save()
    return Registration.objects.create(
        organisation=member.organisation, asked_at=timezone.now(), asked_by=member.user, **(number or NUMBER)
    )


# --- Asking -----------------------------------------------------------------------------------------------------------
def test_leads_of_the_council_are_told_else_its_own_address(member):
    council = CouncilFactory(contact_email="social.value@example.org")
    ask(member, council)
    lead = OfficerRoleFactory(council=council, role="social_value_lead").user
    ask(member, council, "another")
    assert list(OutboundEmail.objects.order_by("id").values_list("to", flat=True)) == [
        "social.value@example.org", lead.email,
    ]  # fmt: skip
    assert set(AuditEvent.objects.values_list("event", "trail")) == {("claim.made", member.organisation.audit_trail)}


def test_claim_says_the_same_whether_there_is_such_a_contract_or_not(client, member):
    """The same page, status, number of queries and e-mail for a reference that exists, is taken, or is nobody's."""
    council = CouncilFactory()
    ContractFactory(council=council, status="preparing", supplier=None, reference="AAA-001")
    ContractFactory(council=council, reference="BBB-001")
    client.force_login(member.user)
    client.get(reverse("claim-add"))
    seen = {}
    with time_machine.travel("2026-07-10T09:00:00Z", tick=False):
        for reference in ("AAA-001", "BBB-001", "CCC-001"):
            ContractClaim.objects.all().delete()
            OutboundEmail.objects.all().delete()
            with CaptureQueriesContext(connection) as queries:
                data = {"council": council.pk, "reference": reference, "note": ""}
                response = client.post(reverse("claim-add"), data, follow=True)
            page = response.content.decode().replace(reference, "REFERENCE")
            email = OutboundEmail.objects.get()
            letter = (email.to, email.subject, email.body.replace(str(ContractClaim.objects.get().pk), "PK"))
            seen[reference] = (without_keys(page), response.redirect_chain, len(queries), letter)
    assert seen["AAA-001"] == seen["BBB-001"] == seen["CCC-001"]
    assert "The council has your request" in seen["AAA-001"][0]


def without_keys(page: str) -> str:
    """A page without the ids of rows and the tokens of forms, which differ every time."""
    claims = [str(claim.pk) for claim in ContractClaim.objects.all()]
    for pk in claims:
        page = page.replace(f"/claims/{pk}/", "/claims/PK/")
    parts = page.split('name="csrfmiddlewaretoken" value="')
    return parts[0] + "".join(part.split('"', 1)[1] for part in parts[1:])


def test_asking_is_for_who_writes_and_sees_all_contracts(member):
    council, organisation = CouncilFactory(), member.organisation
    viewer = MemberFactory(organisation=organisation, role="viewer")
    restricted = MemberFactory(organisation=organisation, is_restricted=True)
    for person in (viewer.user, restricted.user, MemberFactory(role="admin").user, OfficerRoleFactory().user):
        with pytest.raises(PermissionDenied):
            claim_contract(organisation=organisation, council=council, reference="X-1", note="", by=person)
    editor = MemberFactory(organisation=organisation)
    assert ask(editor, council).asked_by == editor.user


def test_same_claim_and_too_many_claims_are_refused(member):
    council = CouncilFactory()
    ask(member, council, "X-0")
    with pytest.raises(NotReady, match="asked for this contract already"):
        ask(member, council, "X-0")
    for number in range(1, MOST_WAITING):
        ask(member, council, f"X-{number}")
    with pytest.raises(NotReady, match="20 contracts already"):
        ask(member, council, "X-20")
    withdraw_claim(claim=ContractClaim.objects.latest("pk"), by=member.user)
    ask(member, council, "X-20")
    assert ContractClaim.objects.filter(status="waiting").count() == MOST_WAITING


def test_claim_is_withdrawn_by_its_organisation_until_it_is_decided(member, contract):
    claim = ask(member, contract.council)
    with pytest.raises(PermissionDenied):
        withdraw_claim(claim=claim, by=MemberFactory(role="admin").user)
    stale = ContractClaim.objects.get(pk=claim.pk)
    withdraw_claim(claim=claim, by=member.user)
    assert AuditEvent.objects.latest("id").event == "claim.withdrawn"
    for act in (
        lambda: withdraw_claim(claim=stale, by=member.user),
        lambda: accept_claim(claim=stale, contract=contract, by=contract.manager),
        lambda: decline_claim(claim=stale, reason="No", by=contract.manager),
    ):
        with pytest.raises(InvalidTransition):
            act()


def test_restricted_members_do_not_see_the_claims(client, member):
    ask(member, CouncilFactory(), "SECRET-7")
    restricted = MemberFactory(organisation=member.organisation, is_restricted=True)
    for person, sees in ((member.user, True), (restricted.user, False)):
        client.force_login(person)
        assert ("SECRET-7" in client.get(reverse("claim-list")).content.decode()) is sees


# --- Finding the contract ---------------------------------------------------------------------------------------------
def test_reference_is_found_whatever_the_case_spaces_and_punctuation():
    council = CouncilFactory()
    for reference in ("CS/2026-014", "CS/2026-0142", "XCS/2026-014", "---", "CS/2026"):
        ContractFactory(council=council, reference=reference)
    ContractFactory(reference="CS-2026-014")  # of another council
    signs = st.text(alphabet=" -/_.,:;#()[]&'\"*+?^$\\|{}–—", max_size=3)

    @settings(max_examples=60, deadline=None)
    @given(data=st.data())
    def write_it_somehow(data):
        written = "".join(
            data.draw(signs) + data.draw(st.sampled_from([letter.upper(), letter.lower()])) for letter in "CS2026014"
        )
        found = contracts_with_reference(council.pk, written + data.draw(signs))
        assert [contract.reference for contract in found] == ["CS/2026-014"]

    write_it_somehow()


@pytest.mark.parametrize("reference", ["", "  ", "-/-", "%", ".*"])
def test_reference_without_letters_or_digits_finds_nothing(contract, reference):
    assert list(contracts_with_reference(contract.council_id, reference)) == []


# --- Deciding ---------------------------------------------------------------------------------------------------------
def test_accepted_claim_gives_the_organisation_the_contract(member, contract):
    claim = ask(member, contract.council)
    OutboundEmail.objects.all().delete()
    accept_claim(claim=claim, contract=contract, by=contract.manager)
    contract.refresh_from_db()
    claim.refresh_from_db()
    assert contract.supplier == member.organisation
    assert (claim.status, claim.contract, claim.decided_by) == ("accepted", contract, contract.manager)
    assert list(AuditEvent.objects.order_by("id").values_list("event", flat=True)) == [
        "claim.made", "claim.accepted", "contract.claimed",
    ]  # fmt: skip
    assert [(email.to, email.subject) for email in OutboundEmail.objects.all()] == [
        (member.user.email, "The council has decided about a contract")
    ]


def test_declined_claim_has_its_reason(member, contract):
    claim = ask(member, contract.council)
    decline_claim(claim=claim, reason="It is another council's.", by=contract.manager)
    claim.refresh_from_db()
    assert (claim.status, claim.reason) == ("declined", "It is another council's.")
    event = AuditEvent.objects.latest("id")
    assert (event.event, event.data) == ("claim.declined", {"reason": "It is another council's."})


def test_claim_is_decided_by_officers_who_decide_and_do_not_belong_to_who_asks(member, contract):
    claim = ask(member, contract.council)
    own = MemberFactory(organisation=member.organisation).user
    OfficerRoleFactory(user=own, council=contract.council)
    auditor = OfficerRoleFactory(council=contract.council, role="auditor").user
    for person in (own, auditor, OfficerRoleFactory().user, member.user):
        for act in (
            lambda by: accept_claim(claim=claim, contract=contract, by=by),
            lambda by: decline_claim(claim=claim, reason="No", by=by),
        ):
            with pytest.raises(PermissionDenied):
                act(person)


def test_contract_of_another_council_cannot_be_given(member, contract):
    other = ContractFactory(status="preparing", supplier=None)
    with pytest.raises(PermissionDenied):
        accept_claim(claim=ask(member, contract.council), contract=other, by=contract.manager)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"supplier": OrganisationFactory}, "another supplier already"),
        ({"supplier": OrganisationFactory, "status": "ended"}, "ended"),
    ],
)
def test_contract_with_another_supplier_or_that_has_ended_cannot_be_given(member, contract, fields, said):
    for name, value in fields.items():
        setattr(contract, name, value() if callable(value) else value)
    contract.save()
    claim = ask(member, contract.council)
    with pytest.raises(NotReady, match=said):
        accept_claim(claim=claim, contract=contract, by=contract.manager)
    assert ContractClaim.objects.get().status == "waiting"


def test_supplier_of_a_contract_may_claim_it_again_and_one_that_takes_part_may_not(member, contract):
    contract.parties.create(organisation=member.organisation, role="consortium")
    claim = ask(member, contract.council)
    with pytest.raises(NotReady, match="takes part in the contract in another role"):
        accept_claim(claim=claim, contract=contract, by=contract.manager)
    contract.parties.all().delete()
    contract.supplier = member.organisation
    contract.save()
    accept_claim(claim=claim, contract=contract, by=contract.manager)
    assert ContractClaim.objects.get().status == "accepted"


def test_contract_given_away_at_this_moment_is_told(member, contract):
    claim, stale = ask(member, contract.council), Contract.objects.get(pk=contract.pk)
    Contract.objects.update(supplier=OrganisationFactory())
    with pytest.raises(InvalidTransition):
        accept_claim(claim=claim, contract=stale, by=contract.manager)


# --- Organisations that are not confirmed yet -------------------------------------------------------------------------
def test_accepting_confirms_an_organisation_whose_number_is_free(member, contract):
    registration = waits_to_be_confirmed(member)
    accept_claim(claim=ask(member, contract.council), contract=contract, by=contract.manager)
    registration.refresh_from_db()
    member.organisation.refresh_from_db()
    assert (registration.status, member.organisation.is_provisional) == ("confirmed", False)
    number = OrganisationIdentifier.objects.get()
    assert (number.organisation, number.value) == (member.organisation, "01234567")


def test_accepting_confirms_an_organisation_without_a_number(member, contract):
    waits_to_be_confirmed(member, scheme="", value="")
    accept_claim(claim=ask(member, contract.council), contract=contract, by=contract.manager)
    member.organisation.refresh_from_db()
    assert not member.organisation.is_provisional and not OrganisationIdentifier.objects.exists()


def test_number_that_is_somebodys_waits_for_the_join_and_then_the_claim_moves_along(member, contract):
    registration = waits_to_be_confirmed(member)
    owner = MemberFactory(role="admin")
    OrganisationIdentifier.objects.create(organisation=owner.organisation, **NUMBER)
    claim = ask(member, contract.council)
    with pytest.raises(NotReady, match="here already"):
        accept_claim(claim=claim, contract=contract, by=contract.manager)
    contract.refresh_from_db()
    assert contract.supplier is None
    join_registration(registration=registration, role="editor", by=owner.user)
    claim = ContractClaim.objects.get()
    accept_claim(claim=claim, contract=contract, by=contract.manager)
    contract.refresh_from_db()
    assert contract.supplier == owner.organisation


def test_organisation_that_has_not_said_who_it_is_cannot_be_accepted(member, contract):
    member.organisation.is_provisional = True
    member.organisation.save()
    claim = ask(member, contract.council)
    with pytest.raises(NotReady, match="has not said which official number"):
        accept_claim(claim=claim, contract=contract, by=contract.manager)
