"""What happens to accounts stands in the log, by number and without anything that people typed."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, UserFactory
from tests.signing_in import (
    PROMPT,
    SIGN_IN,
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
NEW = "seven other plain words there"


@pytest.fixture
def person():
    user = UserFactory(first_name="Rosalind", last_name="Placeholder", email="ros@example.com")
    confirm_address(user)
    return user


@pytest.fixture
def said(caplog, person):
    """The lines about accounts, with the person's number taken out; nothing in any line tells who it is."""
    caplog.set_level("INFO")

    def lines() -> list[str]:
        assert not re.search(r"Rosalind|Placeholder|ros@|nobody@|plain words|127\.0\.0\.1", caplog.text)
        own = [record for record in caplog.records if record.name == "accounts.security"]
        return [record.getMessage().replace(str(person.pk), "N") for record in own]

    return lines


def test_signing_in_and_out_is_logged(client, person, said):
    sign_in(client, person)
    client.post(reverse("account_logout"))
    assert said() == ["User N signed in (password).", "User N signed out."]


def test_second_factor_is_logged_whether_it_was_right_or_wrong(client, person, said):
    give_app(person)
    give_password(client, person)
    client.post(PROMPT, {"code": "000000"})
    client.post(PROMPT, {"code": code_now()})
    assert said() == ["A second factor of user N was wrong.", "User N signed in (password, mfa)."]


def test_wrong_password_is_logged_for_known_and_unknown_addresses(client, person, said):
    give_password(client, person, password="not the one, plain words")
    client.post(SIGN_IN, {"login": "nobody@example.com", "password": "plain words"})
    assert said() == ["A password was wrong (user N).", "A password was wrong (user unknown)."]


def test_too_many_tries_are_logged(client, person, said, settings):
    settings.ACCOUNT_RATE_LIMITS = {}
    for _again in range(6):
        give_password(client, person, password="not the one")
    assert said()[-1] == "Too many passwords were tried."


@pytest.mark.django_db(transaction=True)
def test_changes_to_how_somebody_signs_in_are_logged(client, caplog):
    caplog.set_level("INFO")
    user = UserFactory()
    with_password_only(client, user)
    confirm_password(client)
    client.get("/accounts/2fa/totp/activate/")
    client.post("/accounts/2fa/totp/activate/", {"code": code_now(client.session["mfa.totp.secret"])})
    client.post("/accounts/2fa/recovery-codes/generate/")
    client.post("/accounts/2fa/totp/deactivate/")
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    own = [record.getMessage() for record in caplog.records if record.name == "accounts.security"]
    assert own == [
        f"User {user.pk} set up an authenticator app.",
        f"User {user.pk} made new recovery codes.",
        f"User {user.pk} removed the authenticator app.",
        f"User {user.pk} changed the password.",
    ]


def test_ended_session_and_recovery_code_are_logged(client, person, said):
    give_app(person)
    sign_in(Client(), person)
    give_password(client, person)
    client.post(PROMPT, {"code": recovery_codes(person)[0]})
    client.post("/accounts/sessions/end-others/")
    assert said()[-1] == "A session of user N was ended."


def test_wrong_codes_by_email_are_logged(client, person, said):
    client.post("/accounts/login/code/", {"email": person.email})
    client.post("/accounts/login/code/confirm/", {"code": "BBBB-BBBB"})
    data = {"first_name": "A", "last_name": "B", "email": "nobody@example.com", "password1": PASSWORD}
    Client().post("/accounts/signup/", data)
    sign_up = Client()
    sign_up.post("/accounts/signup/", {**data, "email": "nobody@example.org"})
    sign_up.post("/accounts/confirm-email/", {"code": "BBBB-BBBB"})
    assert said() == ["A code to sign in was wrong.", "An emailed code was wrong."]
