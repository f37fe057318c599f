"""Registers of organisations, of promises from tenders, and of people: taken in by the rules of the pages."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from suppliers.actions.registers import bring_register
from suppliers.models import Commitment, Invitation, Organisation, OrganisationIdentifier, Proposal, RegisterKind
from suppliers.queries import registers_visible_to
from tests.factories import ContractFactory, MeasureFactory, MemberFactory, OfficerRoleFactory
from tests.suppliers.registering_files import as_csv, counts, looked_through, problems_of, taken_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return OfficerRoleFactory()


def events() -> list[str]:
    return sorted(AuditEvent.objects.exclude(event__startswith="register.").values_list("event", flat=True))


# --- Organisations ----------------------------------------------------------------------------------------------------
def test_organisations_come_in_by_their_numbers(officer):
    about = {"council": officer.council, "by": officer.user, "kind": RegisterKind.ORGANISATIONS}
    known = Organisation.objects.create(name="Known Ltd")
    OrganisationIdentifier.objects.create(organisation=known, scheme="GB-COH", value="00000009")
    ContractFactory(council=officer.council, supplier=known)
    content = as_csv(
        [
            ["Helping Hands", "1123456", "", "GB 123 4567 82", "Charity"],
            ["Other Name Ltd", "", "9", "", ""],
            ["Nameless number", "", "", "", ""],
            ["", "", "00000012", "", ""],
            ["Helping Hands again", "1123456", "", "", ""],
            ["Bad number", "12", "", "", ""],
        ],
        headings=("Supplier name", "Charity number", "Company number", "VAT number", "VCSE type"),
    )
    register = taken_in(content, **about)
    assert counts(register) == {"new": 1, "unchanged": 1, "wrong": 4}
    made = Organisation.objects.get(name="Helping Hands")
    assert (made.vcse_kind, made.is_vcse) == ("charity", True)
    assert {str(one) for one in made.identifiers.all()} == {"GB-CHC-1123456", "VAT-GB123456782"}
    known.refresh_from_db()
    assert known.name == "Known Ltd" and "Enter an official number" in problems_of(register, 4)[0]
    assert "Enter the name" in problems_of(register, 5)[0] and "Row 2" in problems_of(register, 6)[0]
    before = events()
    assert counts(taken_in(content, **about)) == {"new": 1, "unchanged": 1, "wrong": 4} and events() == before


def test_register_of_organisations_tells_nobody_who_else_is_here(officer):
    """The same for a number that somebody has, without a contract of this council, and for one that nobody has."""
    known = Organisation.objects.create(name="Known Ltd")
    OrganisationIdentifier.objects.create(organisation=known, scheme="GB-COH", value="00000009")
    rows = [["Made up Ltd", number] for number in ("00000009", "00000010")]
    content = as_csv(rows, headings=("Name", "Company number"))
    about = {"council": officer.council, "by": officer.user, "kind": RegisterKind.ORGANISATIONS}
    register = looked_through(content, **about)
    first, second = register.rows.all()
    assert (first.verdict, first.remarks, first.changes) == (second.verdict, second.remarks, second.changes)
    assert "Known Ltd" not in str([first.values, first.title])
    assert taken_in(content, **about).taken == 2 and Organisation.objects.count() == 2


# --- Promises ---------------------------------------------------------------------------------------------------------
def test_promises_of_a_tender_wait_for_the_supplier_as_on_the_pages(officer):
    contract = ContractFactory(council=officer.council, reference="T-1", status="preparing")
    foreign = ContractFactory(reference="T-2")
    MeasureFactory(version=contract.framework_version, code="M1", value_type="count")
    MeasureFactory(version=contract.framework_version, code="M2", value_type="milestone")
    about = {"council": officer.council, "by": officer.user, "kind": RegisterKind.COMMITMENTS}
    headings = ("Contract reference", "Measure code", "Promise", "Target", "To be done by", "Tender response")
    content = as_csv(
        [
            ["T-1", "M1", "Twelve apprentices", "12", "", "We will take on twelve apprentices."],
            ["T-1", "m2", "A travel plan", "", "30/09/2026", ""],
            ["T-1", "M1", "Half an apprentice", "0.5", "", ""],
            ["T-1", "M9", "Something else", "1", "", ""],
            [foreign.reference, "M1", "Theirs", "1", "", ""],
            ["T-1", "M1", "", "1", "", ""],
        ],
        headings=headings,
    )
    register = looked_through(content, **about)
    assert counts(register) == {"new": 2, "wrong": 4}
    assert not Commitment.objects.exists() and not Proposal.objects.exists()
    assert "whole number" in problems_of(register, 4)[0] and "no measure with the code" in problems_of(register, 5)[0]
    assert "no contract with this reference" in problems_of(register, 6)[0]
    taken_in(content, **about)
    first, second = Commitment.objects.order_by("position")
    assert (first.status, first.target, first.tender_wording) == (
        "proposed", Decimal(12), "We will take on twelve apprentices.",
    )  # fmt: skip
    assert second.done_by == date(2026, 9, 30)
    assert {proposal.status for proposal in Proposal.objects.all()} == {"with_supplier"}
    before, letters = events(), OutboundEmail.objects.count()
    again = looked_through(content, **about)
    assert counts(again) == {"unchanged": 2, "wrong": 4} and events() == before
    assert OutboundEmail.objects.count() == letters + 1
    changed = as_csv([["T-1", "M1", "Twelve apprentices", "20", "", ""]], headings=headings)
    assert "other figures" in problems_of(looked_through(changed, **about), 2)[0]


# --- People -----------------------------------------------------------------------------------------------------------
def test_people_are_invited_to_a_team_by_its_admin_alone():
    admin = MemberFactory(role="admin")
    organisation = admin.organisation
    there = MemberFactory(organisation=organisation)
    about = {"organisation": organisation, "by": admin.user, "kind": RegisterKind.MEMBERS}
    content = as_csv(
        [
            ["New.Person@example.com", "Editor", "yes"],
            [there.user.email.upper(), "Viewer", ""],
            ["no address", "Editor", ""],
            ["second@example.com", "Boss", ""],
            ["third@example.com", "viewer", "Yes"],
        ],
        headings=("E-mail address", "Role", "Signs off"),
    )
    register = taken_in(content, **about)
    assert counts(register) == {"new": 1, "unchanged": 1, "wrong": 3}
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.is_signatory) == ("new.person@example.com", "editor", True)
    assert "right format" in problems_of(register, 4)[0] and "viewer" in problems_of(register, 6)[0].lower()
    before = events()
    assert counts(looked_through(content, **about)) == {"unchanged": 2, "wrong": 3} and events() == before
    assert registers_visible_to(admin.user).count() == 2
    for stranger in (there.user, MemberFactory(role="admin").user, OfficerRoleFactory().user):
        assert not registers_visible_to(stranger).exists()
        with pytest.raises(PermissionDenied):
            bring_register(kind=RegisterKind.MEMBERS, file="a", content=None, organisation=organisation, by=stranger)
