"""Inviting by address, and what those who own the address answer."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import OutboundEmail
from audit.models import AuditEvent
from suppliers.actions.deciding import join_registration
from suppliers.actions.invitations import (
    accept_contract_invitation,
    accept_team_invitation,
    decline_invitation,
    invite_colleague,
    invite_supplier,
    resend_invitation,
    withdraw_invitation,
)
from suppliers.actions.registering import confirm_registration
from suppliers.actions.team import Duties
from suppliers.checks import NotReady
from suppliers.models import Contract, Invitation, Member, Organisation
from suppliers.queries import contracts_visible_to, invitations_visible_to, sent_invitations_visible_to
from suppliers.waiting import waiting_for_supplier
from suppliers.workflow import InvalidTransition
from tests.factories import ContractFactory, MemberFactory, OfficerRoleFactory, UserFactory
from tests.returns.together import failures, together
from tests.suppliers.joining import (
    admin_of,
    being_set_up,
    emails,
    events,
    fresh,
    known_organisation,
    person,
    registration_of,
    signed_up,
    teams,
)

pytestmark = pytest.mark.django_db
ADDRESS = "colleague@example.com"


def invited(organisation, email: str = ADDRESS, duties: Duties | None = None) -> Invitation:
    """An invitation from the organisation's first admin, as a new request reads it."""
    made = invite_colleague(
        organisation=organisation, email=email, duties=duties or Duties("editor"), by=admin_of(organisation)
    )
    return read(made)


def read(invitation: Invitation) -> Invitation:
    """As a new request reads it."""
    return Invitation.objects.select_related("organisation", "contract__council", "invited_by").get(pk=invitation.pk)


def asked(officer, email: str = ADDRESS, contract: Contract | None = None) -> Invitation:
    """An invitation to a contract."""
    return read(invite_supplier(contract=contract or being_set_up(officer), email=email, by=officer))


@pytest.fixture
def organisation():
    return known_organisation()


@pytest.fixture
def officer():
    return OfficerRoleFactory().user


# --- To a team --------------------------------------------------------------------------------------------------------
def test_invitation_is_open_for_14_days_and_its_email_holds_no_data(organisation):
    invitation = invited(organisation, "Colleague@Example.com")
    assert invitation.email == ADDRESS
    assert invitation.expires_on == timezone.localdate() + timedelta(days=14)
    email = OutboundEmail.objects.get()
    assert email.to == ADDRESS and f"/invitations/{invitation.pk}/" in email.body
    assert organisation.name not in email.subject + email.body + email.html
    assert events() == ["member.invited"]


def test_accepting_makes_a_member_and_tells_who_invited(organisation):
    contract, other = ContractFactory(supplier=organisation), ContractFactory(supplier=organisation)
    user = person(email=ADDRESS)
    invitation = invited(organisation, duties=Duties("viewer", contracts=[contract]))
    member = accept_team_invitation(invitation=invitation, by=user)
    assert (member.role, member.is_restricted) == ("viewer", True)
    assert list(contracts_visible_to(fresh(user))) == [contract] and other != contract
    assert read(invitation).status == "accepted" and read(invitation).answered_by == user
    assert events()[-1] == "member.joined"
    assert emails()[-1] == (invitation.invited_by.email, "Your invitation was accepted")


def test_signatory_is_invited_as_one(organisation):
    user = person(email=ADDRESS)
    accept_team_invitation(invitation=invited(organisation, duties=Duties("editor", is_signatory=True)), by=user)
    assert Member.objects.get(user=user).is_signatory


def test_only_whoever_proved_the_address_sees_and_answers(organisation):
    invitation = invited(organisation)
    unproved = UserFactory(email=ADDRESS)
    EmailAddress.objects.create(user=unproved, email=ADDRESS, verified=False)
    second = person()
    EmailAddress.objects.create(user=second, email="COLLEAGUE@example.com", verified=True)
    for user in (unproved, person(), admin_of(organisation)):
        assert not invitations_visible_to(user).exists()
        for answer in (accept_team_invitation, decline_invitation):
            with pytest.raises(PermissionDenied):
                answer(invitation=invitation, by=user)
    assert list(invitations_visible_to(second)) == [invitation]
    accept_team_invitation(invitation=invitation, by=second)
    assert teams(second) == {organisation.pk: "editor"} and teams(unproved) == {}


def test_declining_tells_who_invited_and_is_final(organisation):
    invitation, user = invited(organisation), person(email=ADDRESS)
    decline_invitation(invitation=invitation, by=user)
    assert events()[-1] == "invitation.declined"
    assert emails()[-1] == (invitation.invited_by.email, "Your invitation was declined")
    for answer in (accept_team_invitation, decline_invitation):
        with pytest.raises(InvalidTransition):
            answer(invitation=read(invitation), by=user)


def test_invitation_ends_after_14_days_and_can_be_sent_again(organisation, time_machine):
    time_machine.move_to("2026-07-01T10:00Z")
    invitation, user = invited(organisation), person(email=ADDRESS)
    time_machine.shift(timedelta(days=15))
    with pytest.raises(NotReady, match="open for 14 days and has ended"):
        accept_team_invitation(invitation=read(invitation), by=user)
    resend_invitation(invitation=read(invitation), by=admin_of(organisation))
    assert [address for address, subject in emails() if subject == "You have an invitation"] == [ADDRESS] * 2
    assert events()[-1] == "invitation.resent"
    accept_team_invitation(invitation=read(invitation), by=user)
    assert teams(user)


def test_invitation_is_sent_once_a_day_at_most(organisation):
    with pytest.raises(NotReady, match="was sent today"):
        resend_invitation(invitation=invited(organisation), by=admin_of(organisation))


def test_withdrawn_invitation_cannot_be_accepted(organisation):
    invitation, user = invited(organisation), person(email=ADDRESS)
    withdraw_invitation(invitation=invitation, by=admin_of(organisation))
    with pytest.raises(InvalidTransition):
        accept_team_invitation(invitation=read(invitation), by=user)
    assert events()[-1] == "invitation.withdrawn"


@pytest.mark.parametrize("role", ["editor", "viewer", "stranger"])
def test_only_admins_invite_withdraw_and_send_again(organisation, role):
    by = (
        MemberFactory(role="admin") if role == "stranger" else MemberFactory(organisation=organisation, role=role)
    ).user
    invitation = invited(organisation)
    assert not sent_invitations_visible_to(by).exists()
    for act in (
        lambda: invite_colleague(organisation=organisation, email="x@example.com", duties=Duties("viewer"), by=by),
        lambda: withdraw_invitation(invitation=invitation, by=by),
        lambda: resend_invitation(invitation=invitation, by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_address_is_invited_once_and_never_when_it_is_in_the_team(organisation):
    invited(organisation)
    with pytest.raises(NotReady, match="has an invitation already"):
        invited(organisation, ADDRESS.upper())
    member = MemberFactory(organisation=organisation)
    with pytest.raises(NotReady, match="in the team already"):
        invited(organisation, member.user.email)
    assert invited(known_organisation("07654321"))


def test_hundred_invitations_wait_at_most(organisation):
    by = admin_of(organisation)
    Invitation.objects.bulk_create(
        Invitation(
            organisation=organisation, email=f"c{n}@example.com", role="viewer", expires_on=timezone.localdate(),
            invited_at=timezone.now(), invited_by=by,
        )
        for n in range(100)
    )  # fmt: skip
    with pytest.raises(NotReady, match="100 invitations wait"):
        invited(organisation)


@pytest.mark.django_db(transaction=True)
def test_one_invitation_accepted_twice_at_once_makes_one_member():
    organisation, user = known_organisation(), person(email=ADDRESS)
    invitation = invited(organisation)
    results = together(
        [lambda: accept_team_invitation(invitation=read(invitation), by=fresh(user)) for _each in range(2)]
    )
    assert failures(results) == [InvalidTransition]
    assert Member.objects.filter(organisation=organisation, user=user).count() == 1


@pytest.mark.django_db(transaction=True)
def test_joining_another_organisation_and_accepting_at_once_loses_nobody():
    owner, asking, user = known_organisation(), signed_up(), person(email=ADDRESS)
    invitation = read(
        invite_colleague(organisation=asking, email=ADDRESS, duties=Duties("editor"), by=admin_of(asking))
    )
    results = together(
        [
            lambda: accept_team_invitation(invitation=invitation, by=fresh(user)),
            lambda: join_registration(registration=registration_of(asking), role="admin", by=admin_of(owner)),
        ]
    )
    assert set(failures(results)) <= {InvalidTransition}
    if teams(user):
        assert teams(user) == {owner.pk: "editor"}
    else:
        assert read(invitation).organisation == owner and read(invitation).status == "waiting"
    assert not Organisation.objects.get(pk=asking.pk).members.exists()


# --- To a contract ----------------------------------------------------------------------------------------------------
def test_contract_is_taken_on_by_one_of_ones_organisations(organisation, officer):
    invitation, user = asked(officer), person(email=ADDRESS)
    MemberFactory(organisation=organisation, user=user, role="editor")
    accept_contract_invitation(invitation=invitation, organisation=organisation, by=fresh(user))
    contract = Contract.objects.get(pk=invitation.contract_id)
    assert contract.supplier == organisation and read(invitation).answered_by == user
    assert events() == ["supplier.invited", "supplier.joined"]
    assert AuditEvent.objects.get(event="supplier.joined").trail == contract.audit_trail
    assert emails()[-1] == (officer.email, "A supplier has taken its contract on")


def test_accepting_a_contract_confirms_nobody_and_the_officer_does(officer):
    user = person(email=ADDRESS)
    organisation = signed_up(user)
    contract = accept_contract_invitation(invitation=asked(officer), organisation=organisation, by=fresh(user))
    organisation.refresh_from_db()
    assert contract.supplier == organisation and organisation.is_provisional
    assert events()[-1] == "supplier.joined"
    assert (officer.email, "A supplier has taken its contract on") in emails()
    confirm_registration(registration=registration_of(organisation), by=fresh(officer))
    organisation.refresh_from_db()
    assert not organisation.is_provisional and organisation.identifiers.get().value
    assert registration_of(organisation).decided_by == officer


def test_contract_of_an_organisation_whose_number_is_somebodys_moves_with_it(officer):
    owner, user = known_organisation(), person(email=ADDRESS)
    organisation = signed_up(user)
    contract = accept_contract_invitation(invitation=asked(officer), organisation=organisation, by=fresh(user))
    organisation.refresh_from_db()
    assert organisation.is_provisional and registration_of(organisation).status == "waiting"
    join_registration(registration=registration_of(organisation), role="admin", by=admin_of(owner))
    assert Contract.objects.get(pk=contract.pk).supplier == owner
    assert Invitation.objects.get().answered_for == owner


def test_officer_gives_no_contract_to_their_own_organisation_by_an_invitation(organisation, officer):
    user, contract = person(email=ADDRESS), being_set_up(officer)
    MemberFactory(organisation=organisation, user=user, role="admin")
    MemberFactory(organisation=organisation, user=officer, role="viewer")
    with pytest.raises(NotReady, match="belongs to this organisation"):
        accept_contract_invitation(
            invitation=asked(officer, contract=contract), organisation=organisation, by=fresh(user)
        )


def test_contract_with_another_supplier_is_refused_in_words(organisation, officer):
    user, contract = person(email=ADDRESS), being_set_up(officer)
    MemberFactory(organisation=organisation, user=user, role="admin")
    invitation = asked(officer, contract=contract)
    contract.supplier = known_organisation("07654321")
    contract.save()
    with pytest.raises(NotReady, match="has a supplier already"):
        accept_contract_invitation(invitation=read(invitation), organisation=organisation, by=fresh(user))
    contract.supplier = organisation
    contract.save()
    assert accept_contract_invitation(invitation=read(invitation), organisation=organisation, by=fresh(user))


def test_who_takes_part_already_does_not_become_the_supplier_too(organisation, officer):
    user, contract = person(email=ADDRESS), being_set_up(officer)
    MemberFactory(organisation=organisation, user=user, role="admin")
    contract.parties.create(organisation=organisation, role="consortium")
    with pytest.raises(NotReady, match="in another role"):
        accept_contract_invitation(
            invitation=asked(officer, contract=contract), organisation=organisation, by=fresh(user)
        )


@pytest.mark.parametrize(
    "place", [{"role": "viewer"}, {"role": "editor", "is_restricted": True}, None], ids=["viewer", "restricted", "none"]
)
def test_contract_is_taken_on_only_by_who_writes_and_sees_all(organisation, officer, place):
    user = person(email=ADDRESS)
    if place:
        MemberFactory(organisation=organisation, user=user, **place)
    with pytest.raises(PermissionDenied):
        accept_contract_invitation(invitation=asked(officer), organisation=organisation, by=fresh(user))


def test_only_officers_who_manage_the_contract_invite_its_supplier(officer):
    contract = being_set_up(officer)
    council = officer.officer_roles.get().council
    for by in (OfficerRoleFactory().user, OfficerRoleFactory(council=council, role="auditor").user, person()):
        with pytest.raises(PermissionDenied):
            invite_supplier(contract=contract, email=ADDRESS, by=by)
    contract.status, contract.supplier = "ended", known_organisation()
    contract.save()
    with pytest.raises(NotReady, match="has ended"):
        invite_supplier(contract=contract, email=ADDRESS, by=officer)


@pytest.mark.django_db(transaction=True)
def test_two_organisations_at_once_make_one_supplier():
    officer = OfficerRoleFactory().user
    contract = being_set_up(officer)
    takers = []
    for number in ("01234567", "07654321"):
        organisation, user = known_organisation(number), person()
        MemberFactory(organisation=organisation, user=user, role="editor")
        takers.append((asked(officer, user.email, contract), organisation, user))
    results = together(
        [
            lambda i=i, o=o, u=u: accept_contract_invitation(invitation=read(i), organisation=o, by=fresh(u))
            for i, o, u in takers
        ]
    )
    assert failures(results) == [NotReady]
    assert Contract.objects.get(pk=contract.pk).supplier in [organisation for _i, organisation, _u in takers]
    assert Invitation.objects.filter(status="accepted").count() == 1


# --- What waits -------------------------------------------------------------------------------------------------------
def test_what_waits_for_a_person_costs_one_query_and_one_more_where_something_does(
    organisation, officer, django_assert_num_queries
):
    user = person(email=ADDRESS)
    MemberFactory(organisation=organisation, user=user, role="admin")
    invited(known_organisation("07654321"))
    asked(officer)
    signed_up()
    user, other = fresh(user), person()
    other.memberships_known = contracts_visible_to(other).exists()
    with django_assert_num_queries(1):
        assert waiting_for_supplier(other) == []
    user.memberships_known = contracts_visible_to(user).exists()  # the page asks for the person's places anyway
    with django_assert_num_queries(2):
        waiting = waiting_for_supplier(user)
    assert [one.link.split("/")[1] for one in waiting] == ["invitations", "invitations", "organisation"]
    assert "invited you to take on" in waiting[1].title and organisation.name in waiting[2].title
