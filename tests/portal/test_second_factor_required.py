"""Whoever has wide rights shows a second factor before any page, in the portal, the editing and the support screens."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.documents import get_document_model

from accounts.models import OfficerRole, OutboundEmail, User
from cms.models import GuidancePage, HomePage
from suppliers.models import Member
from tests.factories import PASSWORD, MemberFactory, OfficerRoleFactory, UserFactory
from tests.guards.addresses import Address, all_addresses
from tests.guards.pages_programs import FOR_PROGRAMS
from tests.signing_in import PROMPT, code_now, confirm_password, give_app, sign_in, with_password_only

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]
SET_UP, AGAIN = "/accounts/2fa/", "/accounts/2fa/reauthenticate/"
CONFIRM = "/accounts/confirm-email/"
# What stays open: signing out, and what setting a factor up needs.
OPEN = {
    "account_login", "account_logout", "account_reauthenticate", "account_email_verification_sent", "session-left",
    "session-stay", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}  # fmt: skip
# The same for all, made for nobody in particular.
FOR_ALL = {"livez", "readyz", "theme", "pictures", "api-schema"}
# Programs come with a token, and no session is looked at.
BY_TOKEN_ALONE = {*FOR_PROGRAMS, "api-nothing"}


def an_editor() -> User:
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Editors"))
    return user


MUST = {
    "contract manager": lambda: OfficerRoleFactory(role=OfficerRole.Role.CONTRACT_MANAGER).user,
    "social value lead": lambda: OfficerRoleFactory(role=OfficerRole.Role.SOCIAL_VALUE_LEAD).user,
    "auditor": lambda: OfficerRoleFactory(role=OfficerRole.Role.AUDITOR).user,
    "admin of an organisation": lambda: MemberFactory(role=Member.Role.ADMIN).user,
    "editor of the public pages": an_editor,
    "staff": lambda: UserFactory(is_staff=True),
    "superuser": lambda: UserFactory(is_superuser=True),
}
MAY = {
    "editor": lambda: MemberFactory(role=Member.Role.EDITOR).user,
    "viewer": lambda: MemberFactory(role=Member.Role.VIEWER).user,
    "nobody in particular": UserFactory,
}


def addresses_behind_it() -> list[Address]:
    """Every address but the public ones, those that stay open, and those where a session opens nothing."""
    return [address for address in all_addresses() if address.name not in OPEN | FOR_ALL | BY_TOKEN_ALONE]


def test_session_opens_nothing_where_programs_come_with_a_token(client):
    """Whichever factor it has shown: no cookie is looked at there."""
    client.force_login(OfficerRoleFactory().user)
    found = [address.path for address in all_addresses() if address.name in BY_TOKEN_ALONE]
    assert len(found) > 15
    assert {client.get(path).status_code for path in found} == {401, 404}


@pytest.mark.parametrize("who", MUST)
def test_person_with_wide_rights_is_led_to_setting_one_up(client, who):
    with_password_only(client, MUST[who]())
    for path in ("/home/", "/supplier/", "/council/", "/cms/", "/accounts/", "/accounts/email/", "/evidence/1/"):
        assert client.get(path)["Location"] == SET_UP, path
    page = client.get(SET_UP).content.decode()
    assert "What you can do here affects others." in page


@pytest.mark.parametrize("who", MAY)
def test_everybody_else_is_offered_one(client, who):
    with_password_only(client, MAY[who]())
    assert client.get("/supplier/").status_code == 200
    assert "a stolen password alone opens nothing" in client.get("/accounts/").content.decode()
    assert "Set up an app" in client.get(SET_UP).content.decode()


def test_no_address_at_all_is_open_before_the_second_factor(client):
    """Officers, editors and administrators in one person: whatever the address, the answer is the way to set-up."""
    user = OfficerRoleFactory(user=an_editor()).user
    User.objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True)
    with_password_only(client, user)
    found = addresses_behind_it()
    assert len(found) > 300
    for method in (client.get, client.post):
        answers = {address.path: method(address.path) for address in found}
        elsewhere = {path: (answer.status_code, answer.headers.get("Location")) for path, answer in answers.items()}
        # The slash that was forgotten is added before anything else.
        wrong = {path: to for path, to in elsewhere.items() if to not in [(302, SET_UP), (301, f"{path}/")]}
        assert wrong == {}


def test_documents_and_public_pages_wait_too(client):
    document = get_document_model().objects.create(title="Plan", file=ContentFile(b"%PDF-1.4", name="plan.pdf"))
    with_password_only(client, OfficerRoleFactory().user)
    assert client.get(document.url)["Location"] == SET_UP
    assert client.get("/")["Location"] == SET_UP


def test_signing_out_is_always_possible(client):
    with_password_only(client, OfficerRoleFactory().user)
    assert client.get(reverse("account_logout")).status_code == 200
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db(transaction=True)
def test_person_goes_on_to_where_they_were_going_after_setting_one_up(client):
    with_password_only(client, OfficerRoleFactory().user)
    client.get("/council/returns/?show=mine")
    confirm_password(client)
    client.get("/accounts/2fa/totp/activate/")
    client.post("/accounts/2fa/totp/activate/", {"code": code_now(client.session["mfa.totp.secret"])})
    assert 'href="/council/returns/?show=mine"' in client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert client.get("/council/returns/?show=mine").status_code == 200


def test_role_that_comes_during_a_session_asks_for_the_factor_at_once(client):
    user = MemberFactory().user
    with_password_only(client, user)
    assert client.get("/supplier/").status_code == 200
    OfficerRoleFactory(user=user)
    assert client.get("/supplier/")["Location"] == SET_UP


def test_right_to_edit_that_comes_during_a_session_asks_for_it_before_the_editing_screens(client):
    user = MemberFactory().user
    with_password_only(client, user)
    client.get("/supplier/")
    user.groups.add(Group.objects.get(name="Editors"))
    assert client.get("/cms/")["Location"] == SET_UP
    assert client.get("/supplier/")["Location"] == SET_UP


def test_session_that_has_not_shown_the_factor_somebody_has_is_asked_for_it(client):
    officer = OfficerRoleFactory().user
    give_app(officer)
    with_password_only(client, officer)
    answer = client.get("/council/contracts/?mine=1")
    assert answer["Location"] == f"{AGAIN}?next=%2Fcouncil%2Fcontracts%2F%3Fmine%3D1"
    going = client.post(answer["Location"], {"code": code_now()})
    assert going["Location"] == "/council/contracts/?mine=1"
    assert client.get("/council/contracts/").status_code == 200


def test_form_that_was_sent_leads_back_to_its_page_and_never_elsewhere(client):
    officer = OfficerRoleFactory().user
    give_app(officer)
    with_password_only(client, officer)
    for referer, place in (
        ("http://testserver/council/?a=1", "%2Fcouncil%2F%3Fa%3D1"),
        ("https://evil.example/council/", "%2Fhome%2F"),
        ("", "%2Fhome%2F"),
    ):
        answer = client.post("/council/returns/1/take/", headers={"referer": referer})
        assert answer["Location"] == f"{AGAIN}?next={place}"


def test_real_sign_in_of_an_officer_with_a_factor_opens_everything(client):
    officer = OfficerRoleFactory().user
    give_app(officer)
    assert sign_in(client, officer)["Location"] == reverse("home")
    assert client.get("/council/").status_code == 200


def test_first_administrator_confirms_the_address_and_sets_a_factor_up(client, settings):
    settings.EMAIL_BACKEND = "accounts.outbox.OutboxBackend"
    user = User.objects.create_superuser("first@example.com", PASSWORD)
    assert client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})["Location"] == CONFIRM
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", OutboundEmail.objects.get().body)[0]
    assert client.post(CONFIRM, {"code": code}).status_code == 302
    assert client.get("/admin/")["Location"] == SET_UP


def test_editor_and_staff_with_a_factor_reach_their_screens():
    for user, path in ((an_editor(), "/cms/"), (UserFactory(is_staff=True), "/admin/")):
        give_app(user)
        client = Client()
        assert sign_in(client, user, to=path)["Location"] == path
        assert client.get(path).status_code == 200


def test_prompt_is_the_only_way_for_who_has_a_factor(client):
    officer = OfficerRoleFactory().user
    give_app(officer)
    confirm = client.post("/accounts/login/", {"login": officer.email, "password": "wrong"})
    assert confirm.status_code == 200
    assert sign_in(client, officer)["Location"] != PROMPT


# --- What it costs ----------------------------------------------------------------------------------------------------
def queries_of(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("path", ["/supplier/", "/supplier/returns/", "/accounts/", "/"])
def test_page_costs_no_query_more_for_who_needs_no_second_factor(path):
    HomePage.objects.get().add_child(instance=GuidancePage(title="Evidence", slug="evidence", summary="What to send."))
    user = MemberFactory().user
    without, passed = Client(), Client()
    with_password_only(without, user)
    passed.force_login(user)
    assert queries_of(without, path) == queries_of(passed, path)


def test_page_for_nobody_in_particular_costs_nothing_more(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/livez")
        client.get("/accounts/login/")
