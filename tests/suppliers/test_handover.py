"""Who looks after a contract on each side is named, told, and missed when they go."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from returns.actions.ending import end_contract
from suppliers.actions.handover import name_manager, name_owner
from suppliers.actions.team import remove_member
from suppliers.checks import NotReady, before_activating
from suppliers.models import Contract
from suppliers.ownership import possible_managers, possible_owners, with_owners
from suppliers.workflow import InvalidTransition
from tests.factories import (
    CommitmentFactory,
    ContractFactory,
    ContractPartyFactory,
    MemberFactory,
    OfficerRoleFactory,
    OrganisationFactory,
    UserFactory,
)
from tests.suppliers.contracts import YEAR_END, active

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    return ContractFactory(status="preparing")


def state(contract) -> tuple[bool, bool]:
    """Whether there is somebody who can act at the council and at the supplier, as the pages ask it."""
    found = with_owners(Contract.objects.all()).get(pk=contract.pk)
    return found.has_manager, found.has_owner


def post() -> list[tuple[str, str]]:
    return list(OutboundEmail.objects.order_by("id").values_list("to", "subject"))


def test_either_side_names_the_owner_who_is_told(contract):
    admin = MemberFactory(organisation=contract.supplier, role="admin").user
    first, second = (MemberFactory(organisation=contract.supplier).user for _ in range(2))
    name_owner(contract=contract, owner=first, by=contract.manager)
    name_owner(contract=contract, owner=second, by=admin)
    contract.refresh_from_db()
    assert contract.supplier_owner == second
    events = AuditEvent.objects.order_by("id")
    assert [(event.event, event.data) for event in events] == [
        ("owner.named", {"user": first.pk}),
        ("owner.named", {"user": second.pk}),
    ]
    assert post() == [(person.email, "You look after a contract") for person in (first, second)]


def test_who_names_themselves_gets_no_email_and_naming_again_changes_nothing(contract):
    admin = MemberFactory(organisation=contract.supplier, role="admin").user
    for _time in range(2):
        name_owner(contract=contract, owner=admin, by=admin)
    assert post() == [] and AuditEvent.objects.count() == 1


def test_owner_is_an_admin_or_editor_who_can_see_the_contract(contract):
    listed = MemberFactory(organisation=contract.supplier, is_restricted=True)
    listed.contracts.add(contract)
    free = MemberFactory(organisation=contract.supplier, role="admin").user
    cannot = [
        MemberFactory(organisation=contract.supplier, role="viewer").user,
        MemberFactory(organisation=contract.supplier, is_restricted=True).user,
        MemberFactory(organisation=contract.supplier, user__is_active=False).user,
        MemberFactory().user,
        contract.manager,
    ]
    assert set(possible_owners(contract)) == {contract.supplier_owner, listed.user, free}
    for person in cannot:
        with pytest.raises(NotReady):
            name_owner(contract=contract, owner=person, by=contract.manager)
    assert list(possible_owners(ContractFactory(status="preparing", supplier=None))) == []


def test_owner_is_named_by_admins_of_the_supplier_and_who_manages_the_contract(contract):
    both = MemberFactory(organisation=contract.supplier).user
    OfficerRoleFactory(user=both, council=contract.council)
    party = MemberFactory(role="admin")
    contract.parties.create(organisation=party.organisation, role="consortium")
    auditor = OfficerRoleFactory(council=contract.council, role="auditor").user
    for person in (contract.supplier_owner, both, party.user, auditor, OfficerRoleFactory().user, UserFactory()):
        with pytest.raises(PermissionDenied):
            name_owner(contract=contract, owner=contract.supplier_owner, by=person)


def test_manager_is_an_officer_who_decides_and_belongs_to_nobody_in_the_contract(contract):
    lead = OfficerRoleFactory(council=contract.council, role="social_value_lead").user
    party = OrganisationFactory()
    contract.parties.create(organisation=party, role="subcontractor")
    cannot = [
        OfficerRoleFactory(council=contract.council, role="auditor").user,
        OfficerRoleFactory().user,
        OfficerRoleFactory(council=contract.council, user=MemberFactory(organisation=contract.supplier).user).user,
        OfficerRoleFactory(council=contract.council, user=MemberFactory(organisation=party).user).user,
        OfficerRoleFactory(council=contract.council, user__is_active=False).user,
    ]
    assert set(possible_managers(contract.council_id, contract=contract)) == {contract.manager, lead}
    for person in cannot:
        with pytest.raises(NotReady):
            name_manager(contract=contract, manager=person, by=contract.manager)
    old = contract.manager
    name_manager(contract=contract, manager=lead, by=old)
    assert AuditEvent.objects.get().event == "manager.named"
    assert post() == [(lead.email, "You manage a contract")]
    with pytest.raises(PermissionDenied):
        name_manager(contract=contract, manager=old, by=contract.supplier_owner)


def test_nobody_is_named_once_the_contract_has_ended(contract):
    stale = Contract.objects.get(pk=contract.pk)
    Contract.objects.update(status="ended")
    contract.refresh_from_db()
    lead = OfficerRoleFactory(council=contract.council, role="social_value_lead").user
    other = MemberFactory(organisation=contract.supplier).user
    for late in (stale, contract):
        with pytest.raises(InvalidTransition):
            name_owner(contract=late, owner=other, by=contract.manager)
        with pytest.raises(InvalidTransition):
            name_manager(contract=late, manager=lead, by=contract.manager)


@pytest.mark.parametrize("how", ["viewer", "restricted", "inactive", "gone"])
def test_owner_who_can_act_no_longer_is_missing(contract, how):
    assert state(contract) == (True, True)
    owner = contract.supplier_owner
    member = contract.supplier.members.get(user=owner)
    if how == "inactive":
        owner.is_active = False
        owner.save()
    elif how == "gone":
        member.delete()
    else:
        member.role, member.is_restricted = ("viewer", False) if how == "viewer" else ("editor", True)
        member.save()
    assert state(contract) == (True, False)
    assert len(before_activating(contract)) == 1
    if how == "restricted":
        member.contracts.add(contract)
        assert state(contract) == (True, True)


def test_manager_who_can_act_no_longer_is_missing(contract):
    role = contract.manager.officer_roles.get()
    role.role = "auditor"
    role.save()
    assert state(contract) == (False, True)
    role.role = "contract_manager"
    role.save()
    MemberFactory(user=contract.manager, organisation=contract.supplier)
    assert state(contract) == (False, True)


def test_member_who_is_removed_leaves_the_contract_without_an_owner(contract):
    admin = MemberFactory(organisation=contract.supplier, role="admin").user
    remove_member(member=contract.supplier.members.get(user=contract.supplier_owner), by=admin)
    assert state(contract) == (True, False)
    name_owner(contract=Contract.objects.get(pk=contract.pk), owner=admin, by=admin)
    assert state(contract) == (True, True)


# --- A contract starts and ends for everybody who takes part ----------------------------------------------------------
def test_start_and_end_of_a_contract_are_told_to_the_others_who_take_part():
    contract = ContractFactory(status="preparing", ends_on=YEAR_END)
    CommitmentFactory(contract=contract)
    partner = ContractPartyFactory(contract=contract).organisation
    reader = MemberFactory(organisation=partner).user
    elsewhere = MemberFactory(organisation=partner, is_restricted=True).user
    post()
    active(contract)
    assert (reader.email, "Reporting on a contract has started") in post()
    contract.refresh_from_db()
    end_contract(contract=contract, reason="The service closes.", by=contract.manager)
    letters = post()
    assert (reader.email, "A contract has ended") in letters
    assert elsewhere.email not in dict(letters)
