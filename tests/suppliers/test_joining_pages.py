"""The pages of signing up, teams and invitations: what they say, what they keep, and what they do not take."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import OutboundEmail
from suppliers.actions.deciding import decline_registration
from suppliers.actions.invitations import invite_colleague, invite_supplier
from suppliers.actions.team import Duties
from suppliers.forms.joining import NUMBERS, NumberForm
from suppliers.identifiers import InvalidIdentifier, normalise
from suppliers.models import Invitation, Member, Organisation, Registration
from tests.factories import ContractFactory, MemberFactory, OfficerRoleFactory
from tests.suppliers.joining import (
    NUMBER,
    admin_of,
    being_set_up,
    browser,
    events,
    fresh,
    known_organisation,
    person,
    registration_of,
    signed_up,
    teams,
)

pytestmark = pytest.mark.django_db
DETAILS = {"name": "Larks CIC", "is_sme": "unsure", "vcse": "cic", "is_mission_led": "on"}


def words(response) -> str:
    """The words of a page that was found, without its tags."""
    assert response.status_code == 200, f"{response.status_code} {response.headers.get('Location', '')}"
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def post(client: Client, name: str, data: dict, *args) -> str:
    """The words of the page that follows, wherever it leads."""
    return words(client.post(reverse(name, args=args), data, follow=True))


def get(client: Client, name: str, *args) -> str:
    """The words of a page."""
    return words(client.get(reverse(name, args=args)))


# --- Signing up -------------------------------------------------------------------------------------------------------
def test_sign_up_leads_from_question_to_question_and_keeps_what_was_typed():
    user = person()
    client = browser(user)
    assert "About your organisation" in post(client, "organisation-start", {"kind": "company", "value": "1234567"})
    check = post(client, "organisation-details", DETAILS)
    for part in ("Check your answers", NUMBER, "Larks CIC", "Not sure", "Community interest company", "what it is for"):
        assert part in check
    assert 'value="1234567"' in client.get(reverse("organisation-start")).content.decode()
    assert 'value="Larks CIC"' in client.get(reverse("organisation-details")).content.decode()
    changed = client.post(reverse("organisation-start") + "?from=check", {"kind": "none"})
    assert changed["Location"] == reverse("organisation-check")
    assert "What happens next" in post(client, "organisation-check", {})
    organisation = Organisation.objects.get()
    assert (organisation.is_sme, organisation.is_vcse, organisation.vcse_kind) == (None, True, "cic")
    assert registration_of(organisation).scheme == "" and teams(user)
    assert client.get(reverse("organisation-check"))["Location"] == reverse("organisation-start")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"kind": ""}, "Choose which number your organisation has"),
        ({"kind": "company"}, "Enter the company number"),
        ({"kind": "none", "value": NUMBER}, "Choose which kind of number it is"),
        ({"kind": "ppon", "value": "ABCD"}, "4 letters, 4 digits and 4 letters"),
        ({"kind": "charity", "value": "x" * 200}, "This number is too long. Check it"),
    ],
)
def test_sign_up_says_how_to_mend_a_number(data, said):
    client = browser(person())
    assert said in post(client, "organisation-start", data)
    assert client.get(reverse("organisation-details"))["Location"] == reverse("organisation-start")


def test_sign_up_says_what_is_missing_of_the_details_and_keeps_the_rest():
    client = browser(person())
    post(client, "organisation-start", {"kind": "none"})
    response = client.post(reverse("organisation-details"), {"name": "Larks", "vcse": "no", "is_mission_led": "on"})
    page = words(response)
    assert "Say whether it is small or medium-sized" in page and "Choose what kind of VCSE it is" in page
    assert 'value="Larks"' in response.content.decode()


def test_unusual_procurement_identifier_is_worth_a_second_look():
    client = browser(person())
    post(client, "organisation-start", {"kind": "ppon", "value": "AAAA-0000-AAAA"})
    assert "is an unusual PPON" in post(client, "organisation-details", DETAILS)


def test_number_that_is_ones_own_already_is_said_on_the_check_page():
    user = person()
    signed_up(user)
    client = browser(user)
    post(client, "organisation-start", {"kind": "company", "value": NUMBER})
    post(client, "organisation-details", DETAILS)
    assert "You have signed up an organisation with this number already" in post(client, "organisation-check", {})
    assert Organisation.objects.count() == 1


def test_extra_fields_write_nothing():
    client = browser(person())
    post(client, "organisation-start", {"kind": "none", "is_provisional": "", "number": NUMBER})
    post(client, "organisation-details", {**DETAILS, "is_provisional": "", "merged_into": "1", "needs_sign_off": "on"})
    post(client, "organisation-check", {"is_provisional": "", "name": "Other", "scheme": "GB-COH", "value": NUMBER})
    organisation = Organisation.objects.get()
    assert organisation.is_provisional and not organisation.needs_sign_off and organisation.name == "Larks CIC"
    assert not organisation.identifiers.exists() and Registration.objects.get().value == ""


@settings(max_examples=200, deadline=None)
@given(kind=st.sampled_from(list(NUMBERS)), typed=st.text(max_size=20) | st.from_regex(r"[A-Za-z0-9 -]{4,16}"))
def test_form_takes_exactly_the_numbers_that_fit_their_scheme(kind, typed):
    form = NumberForm({"kind": kind, "value": typed})
    try:
        wanted = normalise(NUMBERS[kind][0], typed.replace("\x00", "").strip())
    except InvalidIdentifier:
        wanted = None
    if "\x00" in typed:
        assert not form.is_valid()
    elif wanted is None or not typed.strip():
        assert not form.is_valid() and list(form.errors) == ["value"]
    else:
        assert form.is_valid() and form.cleaned_data["number"].value == wanted
        assert NumberForm(form.kept()).is_valid()


# --- The organisation -------------------------------------------------------------------------------------------------
def test_organisation_page_says_what_waits_and_who_acts():
    user = person()
    organisation = signed_up(user)
    page = get(browser(user), "organisation-detail", organisation.pk)
    for part in ("Waiting to be confirmed", NUMBER, "What happens next", "take it back"):
        assert part in page
    MemberFactory(organisation=organisation, user=(viewer := person()), role="viewer")
    assert "take it back" not in get(browser(viewer), "organisation-detail", organisation.pk)


def test_declined_organisation_reads_why_and_gives_another_number():
    owner, user = known_organisation(), person()
    organisation = signed_up(user)
    decline_registration(registration=registration_of(organisation), reason="Ask Sam <first>.", by=admin_of(owner))
    client = browser(user)
    page = get(client, "organisation-detail", organisation.pk)
    assert "Not confirmed" in page and "Ask Sam <first>." in page and owner.name not in page
    assert (
        "Ask Sam &lt;first&gt;." in client.get(reverse("organisation-detail", args=[organisation.pk])).content.decode()
    )
    data = {"kind": "charity", "value": "1123456"}
    assert "waits to be confirmed" in post(client, "registration-add", data, organisation.pk)
    assert registration_of(organisation).value == "1123456"


def test_official_numbers_are_never_changed_on_the_page():
    organisation = known_organisation()
    client = browser(admin_of(organisation))
    data = {**DETAILS, "value": "07654321", "identifiers": "07654321"}
    assert "is saved" in post(client, "organisation-edit", data, organisation.pk)
    assert organisation.identifiers.get().value == NUMBER
    assert Organisation.objects.get().name == "Larks CIC"


def test_person_of_several_organisations_gets_a_list_and_of_one_is_led_to_it():
    user = person()
    first = signed_up(user)
    assert browser(user).get(reverse("organisation-list"))["Location"] == reverse(
        "organisation-detail", args=[first.pk]
    )
    MemberFactory(user=user, role="viewer")
    page = get(browser(user), "organisation-list")
    assert "Your organisations" in page and "Not confirmed yet" in page
    assert "There are two ways in" in get(browser(person()), "organisation-list")


# --- The team ---------------------------------------------------------------------------------------------------------
def test_addresses_of_the_team_are_for_its_admins():
    organisation = known_organisation()
    editor = MemberFactory(organisation=organisation, user=person(), role="editor").user
    invite_colleague(
        organisation=organisation, email="later@example.com", duties=Duties("viewer"), by=admin_of(organisation)
    )
    admins, editors = (get(browser(user), "team-list", organisation.pk) for user in (admin_of(organisation), editor))
    assert editor.email in admins and "later@example.com" in admins and "Invite a colleague" in admins
    assert "@example.com" not in editors and str(editor) in editors and "Invite a colleague" not in editors


def test_invitation_whose_email_bounced_is_marked_on_the_team_page(time_machine):
    time_machine.move_to("2026-07-01T10:00Z")
    organisation = known_organisation()
    admin = admin_of(organisation)
    OutboundEmail.objects.create(
        to="gone@example.com", subject="Of others", status="bounced", try_after=timezone.now(),
        bounced=timezone.now(), bounce="permanent",
    )  # fmt: skip
    invite_colleague(organisation=organisation, email="gone@example.com", duties=Duties("viewer"), by=admin)
    assert "did not arrive" not in get(browser(admin), "team-list", organisation.pk)
    time_machine.shift(timedelta(minutes=11))
    assert "did not arrive" in get(browser(admin), "team-list", organisation.pk)


def test_invited_and_changed_members_are_restricted_to_chosen_contracts():
    organisation = known_organisation()
    contract = ContractFactory(supplier=organisation)
    client = browser(admin_of(organisation))
    some = {"role": "viewer", "reach": "some"}
    assert "Choose at least one contract" in post(
        client, "team-invite", {**some, "email": "a@example.com"}, organisation.pk
    )
    data = {**some, "email": "a@example.com", "contracts": [contract.pk]}
    assert "We have sent the invitation." in post(client, "team-invite", data, organisation.pk)
    assert list(Invitation.objects.get().contracts.all()) == [contract]
    member = MemberFactory(organisation=organisation, role="editor")
    data = {**some, "contracts": [contract.pk], "is_signatory": "on"}
    assert "A viewer cannot sign returns off" in post(client, "member-edit", data, organisation.pk, member.pk)
    post(client, "member-edit", {**data, "role": "editor"}, organisation.pk, member.pk)
    member.refresh_from_db()
    assert member.is_restricted and member.is_signatory
    assert "1 contract only" in get(client, "team-list", organisation.pk)


def test_last_admin_is_told_what_to_do_first():
    organisation = known_organisation()
    admin = admin_of(organisation)
    own, client = Member.objects.get(user=admin), browser(admin)
    for name, args in (("team-leave", [organisation.pk]), ("member-remove", [organisation.pk, own.pk])):
        assert "Make somebody else an admin first" in get(client, name, *args)
        assert "Make somebody else an admin first" in post(client, name, {}, *args)
    assert "Make somebody else an admin first" in post(
        client, "member-edit", {"role": "viewer"}, organisation.pk, own.pk
    )
    assert teams(admin)


def test_remove_page_names_contracts_that_lose_their_owner():
    organisation = known_organisation()
    member = MemberFactory(organisation=organisation, role="editor")
    contract = ContractFactory(supplier=organisation, supplier_owner=member.user)
    client = browser(admin_of(organisation))
    assert contract.title in get(client, "member-remove", organisation.pk, member.pk)
    assert "is no longer in the team" in post(client, "member-remove", {}, organisation.pk, member.pk)
    contract.refresh_from_db()
    assert contract.supplier_owner is None


# --- Invitations ------------------------------------------------------------------------------------------------------
def test_anonymous_visitor_is_led_to_sign_in_and_back():
    path = reverse("invitation-answer", args=["00000000-0000-4000-8000-000000000000"])
    assert Client().get(path)["Location"] == f"{reverse('account_login')}?next={path}"


def test_invitation_too_old_says_whom_to_ask():
    organisation, user = known_organisation(), person()
    admin = admin_of(organisation)
    invitation = invite_colleague(organisation=organisation, email=user.email, duties=Duties("viewer"), by=admin)
    Invitation.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    client = browser(user)
    assert "Ended" in get(client, "invitation-list")
    assert f"Ask {admin} to send it again" in get(client, "invitation-answer", invitation.pk)
    assert "has ended" in post(client, "invitation-answer", {"action": "accept"}, invitation.pk)
    assert teams(user) == {}


def test_invitation_answered_twice_is_said_and_does_nothing():
    organisation, user = known_organisation(), person()
    invitation = invite_colleague(
        organisation=organisation, email=user.email, duties=Duties("viewer"), by=admin_of(organisation)
    )
    client = browser(user)
    assert "You are in the team" in post(client, "invitation-answer", {"action": "accept"}, invitation.pk)
    assert "answered or taken back already" in post(client, "invitation-answer", {"action": "decline"}, invitation.pk)
    assert "was accepted" in get(client, "invitation-answer", invitation.pk)
    assert events().count("member.joined") == 1


def test_contract_invitation_leads_by_way_of_signing_up_and_back():
    officer, user = OfficerRoleFactory().user, person()
    contract = being_set_up(officer)
    invitation = invite_supplier(contract=contract, email=user.email, by=officer)
    client = browser(user)
    assert "Sign yours up first" in get(client, "invitation-answer", invitation.pk)
    assert "up first" in post(client, "invitation-answer", {"action": "accept"}, invitation.pk)
    post(client, "organisation-start", {"kind": "company", "value": NUMBER})
    post(client, "organisation-details", DETAILS)
    assert "Go on with the invitation" in post(client, "organisation-check", {})
    client = browser(fresh(user))
    organisation = Organisation.objects.get(members__user=user)
    assert "Choose the organisation" in post(client, "invitation-answer", {"organisation": "0"}, invitation.pk)
    answer = post(client, "invitation-answer", {"organisation": organisation.pk}, invitation.pk)
    assert "You have accepted" in answer and "confirms who you are" in answer
    contract.refresh_from_db()
    assert contract.supplier == organisation
    registration = registration_of(organisation)
    assert "The organisation is confirmed" in post(
        browser(officer), "registration-decide", {"decision": "confirm"}, registration.pk
    )
    assert not Organisation.objects.get(pk=organisation.pk).is_provisional


# --- Deciding ---------------------------------------------------------------------------------------------------------
def test_join_request_is_decided_on_the_team_page():
    owner, asker = known_organisation(), person()
    asking = signed_up(asker)
    client = browser(admin_of(owner))
    assert asker.email in get(client, "team-list", owner.pk)
    args = (owner.pk, registration_of(asking).pk)
    assert asker.email in get(client, "join-request-decide", *args)
    assert "Choose what they will be" in post(client, "join-request-decide", {"decision": "let_in"}, *args)
    assert "Say why you decline" in post(client, "join-request-decide", {"decision": "decline"}, *args)
    assert "in the team now" in post(client, "join-request-decide", {"decision": "let_in", "role": "editor"}, *args)
    assert teams(asker) == {owner.pk: "editor"}
    assert "This was decided already" in words(client.get(reverse("join-request-decide", args=args), follow=True))
    late = post(client, "join-request-decide", {"decision": "decline", "reason": "Too late."}, *args)
    assert "This was decided already. Nothing you did was saved." in late


def test_older_link_of_somebody_who_was_let_in_leads_to_the_organisation_they_are_in_now():
    owner, asker = known_organisation(), person()
    asking = signed_up(asker)
    admin = browser(admin_of(owner))
    data = {"decision": "let_in", "role": "editor"}
    post(admin, "join-request-decide", data, owner.pk, registration_of(asking).pk)
    address = reverse("organisation-detail", args=[asking.pk])
    assert owner.name in words(browser(fresh(asker)).get(address, follow=True))
    assert browser(person()).get(address).status_code == 404


def test_officers_list_says_whose_turn_it_is(time_machine):
    time_machine.move_to("2026-07-03T10:00Z")
    owner = known_organisation()
    officer = OfficerRoleFactory().user
    ContractFactory(council=officer.officer_roles.get().council, supplier=owner)
    asking = signed_up()
    assert f"With the admins of {owner.name} until 10 July 2026" in get(browser(officer), "registration-list")
    time_machine.move_to("2026-07-11T10:00Z")
    assert f"Asks to join {owner.name}" in get(browser(officer), "registration-list")
    args = (registration_of(asking).pk,)
    assert owner.name in get(browser(officer), "registration-decide", *args)
    assert "have declined" in post(
        browser(officer), "registration-decide", {"decision": "decline", "reason": "No"}, *args
    )
    page = words(browser(officer).get(reverse("registration-list") + "?show=decided"))
    assert "Not confirmed" in page and "Made Up Ltd" in page


@pytest.mark.parametrize("page", ["member-edit", "member-remove"])
def test_last_who_signs_off_is_pointed_out_before_they_go(page):
    """Nobody is held back, and nobody finds out afterwards that only admins can send."""
    organisation = known_organisation()
    signatory = MemberFactory(organisation=organisation, role="editor", is_signatory=True)
    address, words = reverse(page, args=[organisation.pk, signatory.pk]), "the last person who signs returns off"
    client = browser(admin_of(organisation))
    assert words not in client.get(address).content.decode()
    organisation.needs_sign_off = True
    organisation.save()
    assert words in client.get(address).content.decode()
    MemberFactory(organisation=organisation, role="editor", is_signatory=True)
    assert words not in client.get(address).content.decode()
