"""Running a team: roles, contracts, leaving and removing, and the admin who must stay."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.models import AuditEvent
from audit.queries import sentence_for
from suppliers.actions.team import RANKS, Duties, admit, change_member, leave_team, remove_member
from suppliers.checks import NotReady
from suppliers.models import Contract, Invitation, Member
from suppliers.permissions import can_run_team, can_write_for, can_write_on
from suppliers.queries import contracts_visible_to, members_visible_to
from tests.factories import ContractFactory, MemberFactory, OrganisationFactory, UserFactory
from tests.returns.together import failures, together
from tests.suppliers.joining import admin_of, emails, events, fresh, known_organisation, person, teams

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return known_organisation()


@pytest.fixture
def admin(organisation):
    return admin_of(organisation)


def member_of(organisation, **fields) -> Member:
    return MemberFactory(organisation=organisation, user=person(), **fields)


def sent_by(member: Member) -> Invitation:
    """An open invitation that a member sent."""
    return Invitation.objects.create(
        organisation=member.organisation, email="second.self@example.com", role="admin",
        expires_on=timezone.localdate(), invited_at=timezone.now(), invited_by=member.user,
    )  # fmt: skip


# --- What a member may do ---------------------------------------------------------------------------------------------
def test_role_changes_at_once_and_the_member_is_told(organisation, admin):
    member = member_of(organisation, role="viewer")
    assert not can_write_for(member.user, organisation.pk)
    change_member(member=member, duties=Duties("editor", is_signatory=True), by=admin)
    assert can_write_for(fresh(member.user), organisation.pk)
    member.refresh_from_db()
    assert (member.role, member.is_signatory) == ("editor", True)
    assert emails() == [(member.user.email, "What you may do has changed")]
    event = AuditEvent.objects.get(event="member.changed")
    assert event.trail == organisation.audit_trail and event.data == {
        "user": member.user_id, "role": "editor", "contracts": None,
    }  # fmt: skip
    assert sentence_for(event).endswith("made a member an editor, for all contracts")


def test_restriction_to_contracts_holds_at_once(organisation, admin):
    seen, unseen = ContractFactory(supplier=organisation), ContractFactory(supplier=organisation)
    member = member_of(organisation, role="editor")
    assert contracts_visible_to(member.user).count() == 2
    change_member(member=member, duties=Duties("editor", contracts=[seen]), by=admin)
    user = fresh(member.user)
    assert list(contracts_visible_to(user)) == [seen]
    assert can_write_on(user, seen) and not can_write_on(user, unseen)
    change_member(member=member, duties=Duties("editor"), by=admin)
    assert contracts_visible_to(fresh(member.user)).count() == 2 and not member.contracts.exists()


def test_admin_is_never_restricted(organisation, admin):
    contract = ContractFactory(supplier=organisation)
    member = member_of(organisation, role="viewer", is_restricted=True)
    member.contracts.add(contract)
    change_member(member=member, duties=Duties("admin", contracts=[contract]), by=admin)
    member.refresh_from_db()
    assert not member.is_restricted and not member.contracts.exists()


def test_contract_of_somebody_else_is_given_to_nobody(organisation, admin):
    member = member_of(organisation, role="viewer")
    with pytest.raises(PermissionDenied):
        change_member(member=member, duties=Duties("viewer", contracts=[ContractFactory()]), by=admin)


@pytest.mark.parametrize("role", ["editor", "viewer", "stranger"])
def test_only_admins_change_and_remove(organisation, role):
    by = MemberFactory(role="admin").user if role == "stranger" else member_of(organisation, role=role).user
    member = member_of(organisation, role="viewer")
    for act in (
        lambda: change_member(member=member, duties=Duties("admin"), by=by),
        lambda: remove_member(member=member, by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()
    with pytest.raises(PermissionDenied):
        leave_team(member=member, by=by)
    assert teams(member.user) == {organisation.pk: "viewer"}


def test_everybody_sees_their_own_teams_only(organisation, admin):
    member_of(organisation, role="viewer")
    MemberFactory()
    assert members_visible_to(admin).count() == 2
    assert not members_visible_to(UserFactory()).exists()


# --- Leaving and removing ---------------------------------------------------------------------------------------------
def test_removed_member_is_out_at_once_and_told(organisation, admin):
    member = member_of(organisation, role="editor")
    user = member.user
    remove_member(member=member, by=admin)
    assert teams(user) == {} and not can_write_for(fresh(user), organisation.pk)
    assert events() == ["member.removed"]
    assert emails() == [(user.email, "You were removed from a team")]


def test_member_leaves_and_the_admins_are_told(organisation, admin):
    member = member_of(organisation, role="viewer")
    user = member.user
    leave_team(member=member, by=user)
    assert teams(user) == {} and events() == ["member.left"]
    assert emails() == [(admin.email, "Somebody has left your team")]


def test_open_invitations_of_a_removed_admin_are_no_way_back(organisation, admin):
    member = member_of(organisation, role="admin")
    invitation = sent_by(member)
    remove_member(member=member, by=admin)
    invitation.refresh_from_db()
    assert (invitation.status, invitation.answered_by) == ("withdrawn", admin)
    assert events() == ["invitation.withdrawn", "member.removed"]


def test_open_invitations_of_whoever_stops_being_admin_are_withdrawn_too(organisation, admin):
    member = member_of(organisation, role="admin")
    invitation = sent_by(member)
    change_member(member=member, duties=Duties("editor"), by=admin)
    invitation.refresh_from_db()
    assert invitation.status == "withdrawn"


@pytest.mark.parametrize("act", ["remove", "leave", "viewer", "restrict"])
def test_contract_shows_that_nobody_looks_after_it_when_its_owner_goes(organisation, admin, act):
    member = member_of(organisation, role="editor")
    contract = ContractFactory(supplier=organisation, supplier_owner=member.user)
    other = ContractFactory(supplier=organisation)
    elsewhere = ContractFactory(supplier_owner=member.user)
    {
        "remove": lambda: remove_member(member=member, by=admin),
        "leave": lambda: leave_team(member=member, by=member.user),
        "viewer": lambda: change_member(member=member, duties=Duties("viewer"), by=admin),
        "restrict": lambda: change_member(member=member, duties=Duties("editor", contracts=[other]), by=admin),
    }[act]()
    contract.refresh_from_db()
    elsewhere.refresh_from_db()
    assert contract.supplier_owner is None and elsewhere.supplier_owner is not None
    assert AuditEvent.objects.get(event="contract.owner_left").trail == contract.audit_trail
    assert (contract.manager.email, "Nobody at the supplier looks after a contract") in emails()
    assert (admin.email, "Name who looks after a contract") in emails()


def test_owner_who_may_still_write_goes_on_looking_after_the_contract(organisation, admin):
    member = member_of(organisation, role="editor")
    contract = ContractFactory(supplier=organisation, supplier_owner=member.user)
    change_member(member=member, duties=Duties("admin"), by=admin)
    change_member(member=member, duties=Duties("editor", contracts=[contract]), by=admin)
    assert Contract.objects.get(pk=contract.pk).supplier_owner == member.user


# --- The last admin ---------------------------------------------------------------------------------------------------
def test_last_admin_neither_leaves_nor_is_removed_nor_becomes_something_else(organisation, admin):
    member_of(organisation, role="editor")
    MemberFactory(organisation=organisation, role="admin", user__is_active=False)  # cannot run anything
    own = Member.objects.get(user=admin)
    for act in (
        lambda: leave_team(member=own, by=admin),
        lambda: remove_member(member=own, by=admin),
        lambda: change_member(member=own, duties=Duties("editor"), by=admin),
    ):
        with pytest.raises(NotReady, match="only admin of the team"):
            act()
    assert teams(admin) == {organisation.pk: "admin"} and events() == []


def test_admin_with_another_one_beside_may_leave(organisation, admin):
    member_of(organisation, role="admin")
    leave_team(member=Member.objects.get(user=admin), by=admin)
    assert teams(admin) == {}


def test_last_admin_may_still_change_what_else_they_are(organisation, admin):
    own = Member.objects.get(user=admin)
    change_member(member=own, duties=Duties("admin", is_signatory=True), by=admin)
    assert Member.objects.get(user=admin).is_signatory
    assert emails() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["remove_one_another", "leave", "step_down"])
def test_two_admins_at_the_same_moment_leave_one(act):
    organisation = known_organisation(admins=2)
    first, second = Member.objects.select_related("organisation", "user").filter(organisation=organisation)
    acts = {
        "remove_one_another": [
            lambda: remove_member(member=second, by=fresh(first.user)),
            lambda: remove_member(member=first, by=fresh(second.user)),
        ],
        "leave": [
            lambda: leave_team(member=first, by=fresh(first.user)),
            lambda: leave_team(member=second, by=fresh(second.user)),
        ],
        "step_down": [
            lambda: change_member(member=first, duties=Duties("viewer"), by=fresh(first.user)),
            lambda: change_member(member=second, duties=Duties("viewer"), by=fresh(second.user)),
        ],
    }[act]
    failed = failures(together(acts))
    assert len(failed) == 1 and failed[0] in (NotReady, PermissionDenied)
    assert Member.objects.filter(organisation=organisation, role="admin").count() == 1


# --- Coming in twice --------------------------------------------------------------------------------------------------
DUTIES = st.builds(
    lambda role, signs, some: (role, signs and role != "viewer", some and role != "admin"),
    st.sampled_from(RANKS), st.booleans(), st.booleans(),
)  # fmt: skip


def test_admitting_never_lowers_what_somebody_has():
    organisation = OrganisationFactory()
    contracts = [ContractFactory(supplier=organisation) for _each in range(2)]

    @settings(max_examples=60, deadline=None)
    @given(before=DUTIES, offered=DUTIES)
    def try_pair(before, offered):
        user = UserFactory()
        for number, (role, signs, some) in enumerate((before, offered)):
            duties = Duties(role, is_signatory=signs, contracts=[contracts[number]] if some else None)
            admit(organisation.pk, user, duties)
        member = Member.objects.get(organisation=organisation, user=user)
        member.full_clean()
        assert RANKS.index(member.role) == max(RANKS.index(before[0]), RANKS.index(offered[0]))
        assert member.is_signatory == (before[1] or offered[1])
        seen = set(contracts_visible_to(fresh(user)))
        wanted = {contracts[number] for number, (_r, _s, some) in enumerate((before, offered)) if some}
        assert seen >= wanted
        if not (before[2] and offered[2]):
            assert seen == set(contracts)
        assert can_run_team(fresh(user), organisation) == ("admin" in (before[0], offered[0]))

    try_pair()
