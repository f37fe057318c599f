"""Who looks after a contract on each side is named, told, and missed when they go."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.actions import record_absence
from accounts.models import OutboundEmail, User
from audit.models import AuditEvent
from returns.actions.ending import end_contract
from suppliers.actions.handover import hand_over_contracts, name_deputy, name_manager, name_owner
from suppliers.actions.team import remove_member
from suppliers.checks import NotReady, before_activating
from suppliers.models import Contract
from suppliers.ownership import (
    council_people_of,
    looked_after_by,
    possible_managers,
    possible_owners,
    with_cover,
    with_owners,
)
from suppliers.templatetags.contracts import cover_words
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


# --- A deputy, cover, and handing over --------------------------------------------------------------------------------
def cover_for(contract, *, away=None):
    """Somebody who covers for the contract's manager, or for another, for these days."""
    cover = OfficerRoleFactory(council=contract.council).user
    today = timezone.localdate()
    away = away or contract.manager
    record_absence(user=away, council=contract.council, starts_on=today, ends_on=today, cover=cover, by=away)
    return cover


def mine(user) -> set[Contract]:
    return set(Contract.objects.filter(looked_after_by(User.objects.get(pk=user.pk))))


def test_deputy_is_named_told_and_looks_after_the_contract(contract):
    deputy = OfficerRoleFactory(council=contract.council).user
    name_deputy(contract=contract, deputy=deputy, by=contract.manager)
    name_deputy(contract=contract, deputy=deputy, by=contract.manager)
    assert AuditEvent.objects.get().event == "deputy.named"
    assert post() == [(deputy.email, "You are the deputy for a contract")]
    assert set(council_people_of(contract)) == {contract.manager, deputy} and mine(deputy) == {contract}
    name_deputy(contract=contract, deputy=None, by=deputy)
    assert AuditEvent.objects.latest("id").event == "deputy.removed" and mine(deputy) == set()


def test_deputy_is_another_officer_who_belongs_to_nobody_in_the_contract(contract):
    both = OfficerRoleFactory(council=contract.council, user=MemberFactory(organisation=contract.supplier).user).user
    for person in (contract.manager, both, OfficerRoleFactory().user):
        with pytest.raises(NotReady):
            name_deputy(contract=contract, deputy=person, by=contract.manager)
    with pytest.raises(PermissionDenied):
        name_deputy(contract=contract, deputy=contract.manager, by=both)


def test_deputy_who_becomes_the_manager_is_the_deputy_no_longer(contract):
    deputy = OfficerRoleFactory(council=contract.council).user
    name_deputy(contract=contract, deputy=deputy, by=contract.manager)
    name_manager(contract=contract, manager=deputy, by=contract.manager)
    contract.refresh_from_db()
    assert contract.manager == deputy and contract.deputy is None


def test_who_covers_gets_the_emails_beside_the_manager_and_finds_the_contract(contract):
    other = ContractFactory(council=contract.council)
    cover = cover_for(contract)
    assert set(council_people_of(contract)) == {contract.manager, cover}
    assert mine(cover) == {contract} and other not in mine(cover)
    assert cover_words(with_cover(Contract.objects.all()).get(pk=contract.pk)).startswith(f"{cover} covers until ")
    assert cover_words(with_cover(Contract.objects.all()).get(pk=other.pk)) == ""


def test_who_covers_never_acts_for_both_sides(contract):
    cover = cover_for(contract)
    MemberFactory(organisation=contract.supplier, user=cover)
    assert council_people_of(contract) == [contract.manager]


def test_leads_get_the_emails_where_nobody_looks_after_a_contract(contract):
    lead = OfficerRoleFactory(council=contract.council, role="social_value_lead").user
    contract.manager.officer_roles.all().delete()
    assert council_people_of(contract) == [lead]


def test_contracts_are_handed_over_together_with_one_email(contract):
    old, council = contract.manager, contract.council
    more = [ContractFactory(council=council, manager=old) for _each in range(3)]
    new = OfficerRoleFactory(council=council).user
    MemberFactory(organisation=more[0].supplier, user=new)
    ended = ContractFactory(council=council, manager=old, status="ended")
    handed = hand_over_contracts(contracts=[contract, *more, ended], officer=old, to=new, by=old)
    assert {one.pk for one in handed.done} == {contract.pk, more[1].pk, more[2].pk}
    assert {one.pk for one in handed.left} == {more[0].pk, ended.pk}
    assert set(Contract.objects.filter(manager=new)) == {contract, more[1], more[2]}
    assert list(AuditEvent.objects.values_list("event", flat=True)) == ["contract.handed_over"] * 3
    assert post() == [(new.email, "Contracts were handed over to you")]


def test_officers_hand_over_their_own_and_leads_everybodys(contract):
    old, council = contract.manager, contract.council
    new = OfficerRoleFactory(council=council).user
    lead = OfficerRoleFactory(council=council, role="social_value_lead").user
    for person in (new, UserFactory(), OfficerRoleFactory(role="social_value_lead").user):
        with pytest.raises(PermissionDenied):
            hand_over_contracts(contracts=[contract], officer=old, to=new, by=person)
    for nobody in (old, OfficerRoleFactory(council=council, role="auditor").user, OfficerRoleFactory().user):
        with pytest.raises(NotReady):
            hand_over_contracts(contracts=[contract], officer=old, to=nobody, by=lead)
    old.officer_roles.all().delete()
    assert hand_over_contracts(contracts=[contract], officer=old, to=new, by=lead).done == [contract]


def test_contract_that_changed_hands_meanwhile_stays_where_it_is(contract):
    old, council = contract.manager, contract.council
    new, third = (OfficerRoleFactory(council=council).user for _each in range(2))
    Contract.objects.update(manager=third)
    handed = hand_over_contracts(contracts=[contract], officer=old, to=new, by=old)
    assert handed.done == [] and handed.left == [contract]
    assert Contract.objects.get().manager == third and post() == []
