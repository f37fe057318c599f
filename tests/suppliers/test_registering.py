"""Signing up: always provisional first; confirmed by a council, or let in by the organisation that has the number."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from audit.models import AuditEvent
from audit.queries import sentence_for
from suppliers.actions.deciding import decline_registration, join_registration, pass_on_registrations
from suppliers.actions.registering import (
    Details,
    change_organisation,
    confirm_registration,
    register_number,
    register_organisation,
    withdraw_registration,
)
from suppliers.checks import NotReady
from suppliers.models import ContractClaim, Invitation, Member, Organisation, Registration
from suppliers.queries import organisations_visible_to, registrations_visible_to
from suppliers.tasks import tell_of_registrations
from suppliers.workflow import InvalidTransition
from tests.factories import (
    CommitmentFactory,
    ContractFactory,
    CouncilFactory,
    MemberFactory,
    OfficerRoleFactory,
    UserFactory,
)
from tests.suppliers.joining import (
    DETAILS,
    NUMBER,
    admin_of,
    company,
    emails,
    events,
    fresh,
    known_organisation,
    officer_with_contract,
    person,
    registration_of,
    signed_up,
    teams,
)

pytestmark = pytest.mark.django_db
FRIDAY, THE_FRIDAY_AFTER, THE_SATURDAY_AFTER = "2026-07-03T10:00Z", "2026-07-10T10:00Z", "2026-07-11T10:00Z"


# --- Signing up -------------------------------------------------------------------------------------------------------
def test_whoever_signs_an_organisation_up_is_its_admin_at_once():
    user = person()
    details = Details(name="Larks CIC", is_sme=True, is_vcse=True, vcse_kind="cic", is_mission_led=True)
    organisation = register_organisation(details=details, number=company(), by=user)
    assert teams(user) == {organisation.pk: "admin"}
    organisation.refresh_from_db()
    assert organisation.is_provisional and organisation.vcse_kind == "cic" and organisation.is_mission_led
    assert not organisation.identifiers.exists()
    registration = registration_of(organisation)
    assert (registration.scheme, registration.value, registration.status) == ("GB-COH", NUMBER, "waiting")
    assert events() == ["organisation.registered", "registration.asked"]
    assert emails() == [(user.email, "Your organisation is signed up")]


def test_signing_up_takes_no_account_that_is_switched_off():
    with pytest.raises(PermissionDenied):
        signed_up(person(is_active=False))


def test_same_number_is_given_by_one_person_once():
    user = person()
    signed_up(user)
    with pytest.raises(NotReady, match="signed up an organisation with this number already"):
        signed_up(user)
    signed_up(user, number="07654321")


def test_member_of_the_organisation_with_the_number_need_not_sign_it_up():
    organisation = known_organisation()
    with pytest.raises(NotReady, match="in the team of the organisation with this number already"):
        signed_up(admin_of(organisation))


def test_one_person_asks_ten_times_a_day_at_most(time_machine):
    time_machine.move_to(FRIDAY)
    user = person()
    for number in range(10):
        signed_up(user, number=f"0000{number:04d}1"[-8:])
    with pytest.raises(NotReady, match="10 organisations within a day"):
        signed_up(user)
    time_machine.shift(timedelta(days=1, minutes=1))
    assert signed_up(user)


def test_number_that_was_declined_can_be_given_again_or_another_one():
    user = person()
    known_organisation()
    organisation = signed_up(user)
    decline_registration(
        registration=registration_of(organisation),
        reason="Not us.",
        by=admin_of(Organisation.objects.get(identifiers__value=NUMBER)),
    )
    assert register_number(organisation=organisation, number=company("07654321"), by=fresh(user)).status == "waiting"
    with pytest.raises(InvalidTransition):
        register_number(organisation=organisation, number=company("07654322"), by=fresh(user))
    with pytest.raises(PermissionDenied):
        register_number(organisation=organisation, number=None, by=person())


def test_wish_to_be_confirmed_is_taken_back_by_an_admin_and_the_team_stays():
    user = person()
    organisation = signed_up(user)
    with pytest.raises(PermissionDenied):
        withdraw_registration(registration=registration_of(organisation), by=MemberFactory().user)
    withdraw_registration(registration=registration_of(organisation), by=fresh(user))
    assert registration_of(organisation).status == "withdrawn" and teams(user)
    assert events()[-1] == "registration.withdrawn"


def test_change_of_what_an_organisation_says_of_itself_is_in_its_history():
    organisation = known_organisation()
    by = admin_of(organisation)
    with pytest.raises(PermissionDenied):
        change_organisation(organisation=organisation, details=DETAILS, by=person())
    change_organisation(organisation=organisation, details=Details(name="New Name Ltd", is_sme=True), by=by)
    organisation.refresh_from_db()
    assert (organisation.name, organisation.is_sme) == ("New Name Ltd", True)
    event = AuditEvent.objects.get(event="organisation.changed")
    assert event.trail == organisation.audit_trail and "New Name" not in str(event.data)
    assert sentence_for(event).endswith("changed what the organisation says of itself: name and small or medium-sized")
    change_organisation(organisation=organisation, details=Details(name="New Name Ltd", is_sme=True), by=by)
    assert AuditEvent.objects.count() == 1


# --- A council confirms -----------------------------------------------------------------------------------------------
def claimed_by(organisation, officer):
    """The organisation claims a contract of the officer's council."""
    return ContractClaim.objects.create(
        organisation=organisation,
        council=officer.officer_roles.get().council,
        reference="C-1",
        asked_at=timezone.now(),
        asked_by=organisation.members.first().user,
    )


def test_council_that_knows_the_organisation_gives_it_its_number():
    organisation, officer = signed_up(), OfficerRoleFactory().user
    claimed_by(organisation, officer)
    confirm_registration(registration=registration_of(organisation), by=officer)
    organisation.refresh_from_db()
    number = organisation.identifiers.get()
    assert not organisation.is_provisional
    assert (number.value, number.verified_on) == (NUMBER, timezone.localdate()) and number.source
    assert registration_of(organisation).decided_by == officer
    assert events()[-1] == "registration.confirmed"
    assert emails()[-1] == (admin_of(organisation).email, "Your organisation is confirmed")


def test_organisation_without_a_number_is_confirmed_without_one():
    organisation, officer = signed_up(number=None), OfficerRoleFactory().user
    claimed_by(organisation, officer)
    confirm_registration(registration=registration_of(organisation), by=officer)
    organisation.refresh_from_db()
    assert not organisation.is_provisional and not organisation.identifiers.exists()


@pytest.mark.parametrize("role", ["auditor", "of_another_council", "member", "nobody"])
def test_others_confirm_nothing_and_officers_see_only_what_concerns_their_council(role):
    organisation, officer = signed_up(), OfficerRoleFactory().user
    claimed_by(organisation, officer)
    council = officer.officer_roles.get().council
    who = {
        "auditor": lambda: OfficerRoleFactory(council=council, role="auditor").user,
        "of_another_council": lambda: OfficerRoleFactory().user,
        "member": lambda: OfficerRoleFactory(council=council, user=MemberFactory(organisation=organisation).user).user,
        "nobody": UserFactory,
    }[role]()
    with pytest.raises(PermissionDenied):
        confirm_registration(registration=registration_of(organisation), by=who)
    assert registrations_visible_to(who).exists() == (role in ("auditor", "member"))
    assert registrations_visible_to(officer).count() == 1


def test_claim_that_was_declined_shows_the_council_nothing_any_more():
    organisation, officer = signed_up(), OfficerRoleFactory().user
    claim = claimed_by(organisation, officer)
    claim.status, claim.decided_at, claim.decided_by = "declined", timezone.now(), officer
    claim.save()
    assert not registrations_visible_to(officer).exists()


def test_of_two_with_one_number_the_first_confirmed_has_it_and_the_other_asks_to_join():
    first, second, officer = signed_up(name="First"), signed_up(name="Second"), OfficerRoleFactory().user
    claimed_by(first, officer)
    claimed_by(second, officer)
    confirm_registration(registration=registration_of(first), by=officer)
    with pytest.raises(PermissionDenied):  # the first has an admin, who decides from now on
        confirm_registration(registration=registration_of(second), by=fresh(officer))
    assert tell_of_registrations() == 1
    join_registration(registration=registration_of(second), role="editor", by=admin_of(first))
    assert Organisation.objects.get(pk=second.pk).merged_into == first


# --- The organisation that has the number decides ---------------------------------------------------------------------
def test_admins_are_told_by_the_worker_once():
    organisation = known_organisation(admins=2)
    MemberFactory(organisation=organisation, role="editor")
    signed_up()
    before = len(emails())
    assert pass_on_registrations() == 1 and pass_on_registrations() == 0
    told = [address for address, subject in emails()[before:] if subject == "Somebody asks to join your organisation"]
    assert sorted(told) == sorted(member.user.email for member in organisation.members.filter(role="admin"))
    event = AuditEvent.objects.get(event="registration.passed_on")
    assert event.trail == organisation.audit_trail and event.actor is None


def test_nobody_is_told_of_a_number_nobody_has_or_of_none_or_of_what_was_taken_back():
    known_organisation("07654321")
    signed_up()
    signed_up(number=None)
    user = person()
    gone = signed_up(user, number="07654321")
    withdraw_registration(registration=registration_of(gone), by=fresh(user))
    assert pass_on_registrations() == 0


def test_letting_in_brings_the_team_its_invitations_claims_and_contracts():
    owner, asker, colleague, officer = known_organisation(), person(), person(), OfficerRoleFactory().user
    asking = signed_up(asker)
    contract = ContractFactory(supplier=asking, status="preparing", framework_version=None)
    MemberFactory(organisation=asking, user=colleague, role="viewer", is_restricted=True).contracts.add(contract)
    claim = claimed_by(asking, officer)
    invitation = Invitation.objects.create(
        organisation=asking, email="later@example.com", role="admin", is_signatory=True,
        expires_on=timezone.localdate(), invited_at=timezone.now(), invited_by=asker,
    )  # fmt: skip
    decided = join_registration(registration=registration_of(asking), role="editor", by=admin_of(owner))
    assert decided == owner
    assert teams(asker) == {owner.pk: "editor"} and teams(colleague) == {owner.pk: "viewer"}
    restricted = Member.objects.get(user=colleague)
    assert restricted.is_restricted and list(restricted.contracts.all()) == [contract]
    for row in (claim, invitation, contract):
        row.refresh_from_db()
    assert (claim.organisation, invitation.organisation, contract.supplier) == (owner, owner, owner)
    assert (invitation.role, invitation.is_signatory, invitation.status) == ("editor", False, "waiting")
    asking.refresh_from_db()
    assert asking.merged_into == owner and registration_of(asking).status == "joined"
    assert not organisations_visible_to(fresh(asker)).filter(pk=asking.pk).exists()
    assert events()[-2:] == ["registration.joined", "organisation.joined"]
    told = [address for address, subject in emails() if subject == "You can now join in"]
    assert sorted(told) == sorted([asker.email, colleague.email])
    sentence = sentence_for(AuditEvent.objects.get(event="organisation.joined"))
    assert "let in 2 people who asked to join, as an editor" in sentence


def test_letting_in_lowers_nobody_and_lifts_nobody_above_what_was_chosen():
    owner, both = known_organisation(), person()
    MemberFactory(organisation=owner, user=both, role="editor", is_signatory=True)
    asking = signed_up()
    MemberFactory(organisation=asking, user=both, role="admin")
    join_registration(registration=registration_of(asking), role="viewer", by=admin_of(owner))
    member = Member.objects.get(organisation=owner, user=both)
    assert (member.role, member.is_signatory) == ("editor", True)
    assert set(Member.objects.filter(organisation=owner).values_list("role", flat=True)) == {
        "admin",
        "editor",
        "viewer",
    }


def test_letting_in_keeps_what_the_organisation_has_of_the_same():
    owner, officer = known_organisation(), OfficerRoleFactory().user
    asking = signed_up()
    kept, gone = claimed_by(owner, officer), claimed_by(asking, officer)
    for organisation in (owner, asking):
        Invitation.objects.create(
            organisation=organisation, email="same@example.com", role="viewer", expires_on=timezone.localdate(),
            invited_at=timezone.now(), invited_by=organisation.members.first().user,
        )  # fmt: skip
    shared = ContractFactory(supplier=owner, status="preparing")
    shared.parties.create(organisation=asking, role="subcontractor")
    promise = CommitmentFactory(contract=shared, deliverer=asking)
    other = ContractFactory(status="preparing")
    other.parties.create(organisation=asking, role="subcontractor")
    join_registration(registration=registration_of(asking), role="admin", by=admin_of(owner))
    gone.refresh_from_db()
    promise.refresh_from_db()
    assert gone.status == "withdrawn" and ContractClaim.objects.get(pk=kept.pk).status == "waiting"
    assert Invitation.objects.filter(organisation=owner, status="waiting").count() == 1
    assert promise.deliverer is None and not shared.parties.exists()
    assert other.parties.get().organisation == owner


def test_organisation_that_reports_already_is_not_merged():
    owner, asking = known_organisation(), signed_up()
    ContractFactory(supplier=asking)
    with pytest.raises(NotReady, match="already reports on a contract"):
        join_registration(registration=registration_of(asking), role="viewer", by=admin_of(owner))
    assert registration_of(asking).status == "waiting"


def test_declining_says_why_and_leaves_the_other_organisation_as_it_was():
    owner, asker = known_organisation(), person()
    asking = signed_up(asker)
    with pytest.raises(NotReady):
        decline_registration(registration=registration_of(asking), reason=" ", by=admin_of(owner))
    decline_registration(registration=registration_of(asking), reason="We do not know you.", by=admin_of(owner))
    registration = registration_of(asking)
    assert (registration.status, registration.reason) == ("declined", "We do not know you.")
    assert teams(asker) == {asking.pk: "admin"}
    assert events()[-1] == "registration.declined"
    assert emails()[-1] == (asker.email, "Your organisation was not confirmed")
    with pytest.raises(InvalidTransition):
        join_registration(registration=registration, role="viewer", by=admin_of(owner))


@pytest.mark.parametrize("who", ["asker", "editor", "stranger"])
def test_nobody_but_the_admins_lets_anybody_in(who):
    owner, asker = known_organisation(), person()
    asking = signed_up(asker)
    people = {
        "asker": asker,
        "editor": MemberFactory(organisation=owner, role="editor").user,
        "stranger": MemberFactory(role="admin").user,
    }
    for act in (
        lambda by: join_registration(registration=registration_of(asking), role="admin", by=by),
        lambda by: decline_registration(registration=registration_of(asking), reason="No", by=by),
        lambda by: confirm_registration(registration=registration_of(asking), by=by),
    ):
        with pytest.raises(PermissionDenied):
            act(fresh(people[who]))
    assert not teams(asker).keys() & {owner.pk}


def test_council_decides_after_five_working_days(time_machine):
    time_machine.move_to(FRIDAY)
    owner, asker = known_organisation(), person()
    officer = officer_with_contract(owner)
    asking = signed_up(asker)
    time_machine.move_to(THE_FRIDAY_AFTER)
    with pytest.raises(PermissionDenied):
        join_registration(registration=registration_of(asking), role="editor", by=fresh(officer))
    time_machine.move_to(THE_SATURDAY_AFTER)
    with pytest.raises(PermissionDenied):  # no contract with it
        join_registration(registration=registration_of(asking), role="editor", by=OfficerRoleFactory().user)
    with pytest.raises(NotReady, match="Another organisation has this number"):
        confirm_registration(registration=registration_of(asking), by=fresh(officer))
    join_registration(registration=registration_of(asking), role="editor", by=fresh(officer))
    assert teams(asker) == {owner.pk: "editor"}


def test_council_decides_at_once_where_there_is_no_admin():
    owner, asker = known_organisation(admins=0), person()
    MemberFactory(organisation=owner, role="admin", user__is_active=False)
    officer = officer_with_contract(owner)
    asking = signed_up(asker)
    join_registration(registration=registration_of(asking), role="admin", by=officer)
    assert teams(asker) == {owner.pk: "admin"}


def test_claim_alone_lets_no_council_decide_about_another_councils_supplier(time_machine):
    time_machine.move_to(FRIDAY)
    owner = known_organisation(admins=0)
    ContractFactory(supplier=owner, council=CouncilFactory())
    asking, officer = signed_up(), OfficerRoleFactory().user
    claimed_by(asking, officer)
    time_machine.shift(timedelta(days=60))
    assert registrations_visible_to(officer).count() == 1
    with pytest.raises(PermissionDenied):
        join_registration(registration=registration_of(asking), role="admin", by=officer)


def test_organisation_nobody_has_an_interest_in_is_decided_by_whoever_knows_the_one_that_asks():
    owner, asking, officer = known_organisation(admins=0), signed_up(), OfficerRoleFactory().user
    claimed_by(asking, officer)
    assert join_registration(registration=registration_of(asking), role="admin", by=officer) == owner


def test_registrations_stay_in_the_history_of_their_organisation():
    organisation = signed_up()
    assert {event.trail for event in AuditEvent.objects.all()} == {organisation.audit_trail}
    assert Registration.objects.get().audit_trail == organisation.audit_trail
