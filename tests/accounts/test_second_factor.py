"""A second factor: set up, asked for, used once, kept encrypted, lost and reset."""

import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.actions import reset_second_factor
from accounts.events import AccountEvent
from accounts.models import OutboundEmail
from accounts.second_factor import DEMONSTRATION_SECRET, demonstration_code, factors_of
from audit.models import AuditEvent
from tests.factories import PASSWORD, UserFactory
from tests.signing_in import (
    PROMPT,
    SECRET,
    code_now,
    confirm_address,
    confirm_password,
    give_app,
    give_password,
    recovery_codes,
    sign_in,
    with_password_only,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]
SET_UP, REMOVE = "/accounts/2fa/totp/activate/", "/accounts/2fa/totp/deactivate/"
CODES = "/accounts/2fa/recovery-codes/"
NEW = "seven other plain words there"


@pytest.fixture
def person():
    user = UserFactory()
    confirm_address(user)
    return user


@pytest.fixture
def with_app(person):
    give_app(person)
    return person


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


# --- Setting up -------------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_app_is_set_up_with_its_first_code_and_brings_recovery_codes(client):
    user = UserFactory()
    with_password_only(client, user)
    assert client.get(SET_UP)["Location"].startswith("/accounts/reauthenticate/")
    confirm_password(client)
    page = client.get(SET_UP).content.decode()
    secret = re.search(r'sv-secret">([A-Z2-7 ]+)<', page)[1]
    assert all(len(group) == 4 for group in secret.split())
    assert 'role="img" aria-label="QR code' in page and "<svg" in page and "<?xml" not in page
    secret = secret.replace(" ", "")
    assert "That did not work" in client.post(SET_UP, {"code": "000000"}).content.decode()
    assert client.post(SET_UP, {"code": code_now(secret)})["Location"] == CODES
    shown = re.findall(r"<li>(\d{4} \d{4})</li>", client.get(CODES).content.decode())
    assert [code.replace(" ", "") for code in shown] == recovery_codes(user)
    again = client.get(CODES).content.decode()
    assert "You have 10 left" in again and not re.search(r"\d{4} \d{4}</li>", again)


@pytest.mark.django_db(transaction=True)
def test_session_that_set_a_factor_up_has_passed_it_and_the_others_end(client):
    user, elsewhere = UserFactory(), Client()
    sign_in(elsewhere, user)
    sign_in(client, user)
    confirm_password(client)
    client.get(SET_UP)
    client.post(SET_UP, {"code": code_now(client.session["mfa.totp.secret"])})
    assert any(record["method"] == "mfa" for record in client.session["account_authentication_methods"])
    assert elsewhere.get(reverse("supplier-home")).status_code == 302


def test_nothing_is_set_up_before_the_address_is_confirmed(client):
    user = UserFactory()
    EmailAddress.objects.create(user=user, email=user.email, verified=False, primary=True)
    client.force_login(user)
    assert client.get(SET_UP)["Location"] == reverse("mfa_index")
    assert "Confirm your email address first." in client.get(reverse("mfa_index")).content.decode()


# --- Asked for --------------------------------------------------------------------------------------------------------
def test_password_alone_signs_nobody_in_who_has_a_second_factor(client, with_app):
    assert give_password(client, with_app)["Location"] == PROMPT
    assert not is_in(client)
    assert client.get(reverse("supplier-home"))["Location"].startswith("/accounts/login/")
    assert client.post(PROMPT, {"code": code_now()})["Location"] == reverse("home")
    assert is_in(client)


def test_second_factor_leads_back_to_where_the_person_was_going(client, with_app):
    give_password(client, with_app, to="/supplier/returns/")
    assert client.post(PROMPT, {"code": code_now()})["Location"] == "/supplier/returns/"


def test_prompt_without_a_password_before_leads_to_the_sign_in(client):
    assert client.get(PROMPT)["Location"] == "/accounts/login/"
    assert client.post(PROMPT, {"code": code_now()})["Location"] == "/accounts/login/"


@pytest.mark.parametrize("code", ["", "000000", "abc", "١٢٣٤٥٦"])
def test_wrong_code_opens_nothing_and_says_so(client, with_app, code):
    give_password(client, with_app)
    page = client.post(PROMPT, {"code": code}).content.decode()
    assert ("Enter the code" if not code else "That did not work") in page and "<title>Error: " in page
    assert not is_in(client)


def test_code_is_taken_as_the_app_shows_it(client, with_app):
    give_password(client, with_app)
    code = code_now()
    assert client.post(PROMPT, {"code": f" {code[:3]} {code[3:]} "}).status_code == 302


def test_code_works_once(client, with_app):
    with time_machine.travel("2026-07-10T09:00:05Z", tick=False):
        sign_in(client, with_app)
        other = Client()
        give_password(other, with_app)
        assert "That did not work" in other.post(PROMPT, {"code": code_now()}).content.decode()
        assert is_in(client) and not is_in(other)


def test_code_works_for_thirty_seconds(client, with_app):
    with time_machine.travel("2026-07-10T09:00:05Z", tick=False) as clock:
        give_password(client, with_app)
        code = code_now()
        clock.shift(30)
        client.post(PROMPT, {"code": code})
    assert not is_in(client)


def test_recovery_code_takes_the_place_of_a_lost_device_once(client, with_app):
    code = recovery_codes(with_app)[3]
    give_password(client, with_app)
    client.post(PROMPT, {"code": f"{code[:4]} {code[4:]}"})
    assert is_in(client) and factors_of(with_app).codes_left == 9
    other = Client()
    give_password(other, with_app)
    other.post(PROMPT, {"code": code})
    assert not is_in(other)


def test_new_recovery_codes_replace_the_old_ones(client, with_app):
    old = recovery_codes(with_app)
    client.force_login(with_app)
    confirm_password(client)
    assert client.post("/accounts/2fa/recovery-codes/generate/")["Location"] == CODES
    assert not set(old) & set(recovery_codes(with_app))


# --- At rest ----------------------------------------------------------------------------------------------------------
def test_nothing_in_the_database_lets_anybody_make_codes(with_app):
    codes = recovery_codes(with_app)
    for authenticator in Authenticator.objects.all():
        stored = str(authenticator.data)
        assert SECRET not in stored and not [code for code in codes if code in stored]
        assert "gAAAA" in stored  # how what Fernet encrypted begins


def test_secret_that_no_key_opens_fits_no_code(client, with_app, settings, caplog):
    settings.SECRET_KEY = "another " * 10
    give_password(client, with_app)
    for secret in (SECRET, "", "A" * 32):
        client.post(PROMPT, {"code": code_now(secret) if secret else "328482"})
    assert not is_in(client)
    assert "A second factor cannot be read" in caplog.text


def test_key_of_before_opens_secrets_until_they_are_encrypted_anew(client, with_app, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another " * 10
    call_command("reencrypt_second_factors")
    settings.SECRET_KEY_FALLBACKS = []
    sign_in(client, with_app)
    assert is_in(client) and len(recovery_codes(with_app)) == 10


# --- No way around it -------------------------------------------------------------------------------------------------
def test_new_password_by_a_link_leads_past_no_second_factor(client, with_app, settings):
    settings.EMAIL_BACKEND = "accounts.outbox.OutboxBackend"
    client.post(reverse("account_reset_password"), {"email": with_app.email})
    link = re.search(r"/accounts/password/reset/key/\S+", OutboundEmail.objects.latest("pk").body)[0]
    form = client.get(link)["Location"]
    client.post(form, {"password1": NEW, "password2": NEW})
    assert not is_in(client)
    assert give_password(client, with_app, password=NEW)["Location"] == PROMPT
    assert not is_in(client)


def test_further_address_needs_the_password_once_more(client, with_app):
    client.force_login(with_app)
    answer = client.post(reverse("account_email"), {"action_add": "", "email": "new@example.com"})
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert not EmailAddress.objects.filter(email="new@example.com").exists()


def test_changed_address_leads_past_no_second_factor(client, with_app):
    EmailAddress.objects.create(user=with_app, email="new@example.com", verified=True)
    client.force_login(with_app)
    confirm_password(client)
    client.post(reverse("account_email"), {"action_primary": "", "email": "new@example.com"})
    with_app.refresh_from_db()
    assert with_app.email == "new@example.com"
    assert give_password(Client(), with_app)["Location"] == PROMPT


@pytest.mark.parametrize(
    "path", [REMOVE, "/accounts/2fa/recovery-codes/generate/", "/accounts/2fa/webauthn/add/", CODES]
)
def test_change_to_second_factors_needs_the_password_once_more(client, with_app, path):
    client.force_login(with_app)
    assert client.get(path)["Location"].startswith("/accounts/reauthenticate/")
    if path != CODES:  # which only shows
        assert client.post(path)["Location"].startswith("/accounts/reauthenticate/")
    assert factors_of(with_app).has_app


def test_password_just_given_at_the_sign_in_does_not_count_as_once_more(client, with_app):
    sign_in(client, with_app)
    assert client.get(REMOVE)["Location"].startswith("/accounts/reauthenticate/")


def test_session_that_never_showed_the_factor_cannot_add_another(client, with_app):
    """Somebody may have got in before the factor was set up, and know the password."""
    with_password_only(client, with_app)
    confirm_password(client)
    for path in ("/accounts/2fa/webauthn/add/", "/accounts/2fa/webauthn/", CODES, REMOVE, "/accounts/2fa/"):
        assert client.get(path)["Location"].startswith("/accounts/2fa/reauthenticate/"), path


def test_without_the_last_factor_the_session_has_passed_nothing(client, with_app):
    client.force_login(with_app)
    confirm_password(client)
    client.post(REMOVE)
    assert not factors_of(with_app) and not Authenticator.objects.exists()
    assert not [r for r in client.session["account_authentication_methods"] if r["method"] == "mfa"]


# --- Lost, and reset --------------------------------------------------------------------------------------------------
def test_administrator_removes_what_somebody_has_lost_and_ends_the_sessions(client, with_app):
    sign_in(client, with_app)
    administrator = UserFactory(is_superuser=True, is_staff=True)
    reset_second_factor(user=with_app, by=administrator)
    assert not factors_of(with_app) and client.get(reverse("supplier-home")).status_code == 302
    assert AuditEvent.objects.get(event=AccountEvent.SECOND_FACTOR_RESET.code).data == {}


def test_administrator_does_so_on_the_support_screen(client, with_app):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    data = {"action": "remove_second_factors", "_selected_action": [with_app.pk]}
    assert client.post(reverse("admin:accounts_user_changelist"), data).status_code == 302
    assert not factors_of(with_app)


def test_nobody_else_removes_a_second_factor(with_app):
    with pytest.raises(PermissionDenied):
        reset_second_factor(user=with_app, by=UserFactory(is_staff=True))
    assert factors_of(with_app)


def test_support_screens_show_no_secrets_and_no_sessions(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    for path in ("/admin/mfa/authenticator/", "/admin/usersessions/usersession/"):
        assert client.get(path).status_code == 404


# --- The demonstration ------------------------------------------------------------------------------------------------
def test_prompt_of_a_demonstration_account_shows_its_code_and_no_other_does(client, person):
    give_app(person, DEMONSTRATION_SECRET)
    other = UserFactory()
    give_app(other)
    give_password(client, person)
    page = client.get(PROMPT).content.decode()
    assert "This is a demonstration account." in page
    shown = re.search(r"<strong>(\d{3} \d{3})</strong>", page)[1]
    assert client.post(PROMPT, {"code": shown}).status_code == 302 and is_in(client)
    elsewhere = Client()
    give_password(elsewhere, other)
    assert "demonstration" not in elsewhere.get(PROMPT).content.decode()


def test_code_of_a_demonstration_account_that_was_used_is_not_shown_again(client, person):
    give_app(person, DEMONSTRATION_SECRET)
    with time_machine.travel("2026-07-10T09:00:05Z", tick=False):
        assert demonstration_code(person).code
        give_password(client, person)
        client.post(PROMPT, {"code": code_now(DEMONSTRATION_SECRET)})
        other = Client()
        give_password(other, person)
        assert "Load this page again in 25 seconds" in other.get(PROMPT).content.decode()


def test_password_of_everybody_is_checked_first(client, with_app):
    assert "not right" in give_password(client, with_app, password=PASSWORD + "x").content.decode()
