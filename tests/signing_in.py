"""Signing in for real, with password and code, and what the other tests have in its place."""

import time
from importlib import import_module

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.test import Client
from django.urls import reverse

from accounts import sessions
from tests.factories import PASSWORD

SIGN_IN, PROMPT = "/accounts/login/", "/accounts/2fa/authenticate/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
OFFICER_SECONDS = 30 * 60
# Django's own, before tests/conftest.py lets it count as having passed a second factor.
_force_login = Client.force_login


def note_second_factor(session: SessionBase, user) -> None:
    """What a session holds after a second factor was shown, and once it was used."""
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    sessions.use(session, idle=OFFICER_SECONDS)


def force_login(client: Client, user, backend=None) -> None:
    """Sign in without password and code, as if both had been given: one row, and none of what a sign-in sets off."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = backend or settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    note_second_factor(session, user)
    session.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key


def with_password_only(client: Client, user) -> Client:
    """A session that began with a password and has shown no second factor."""
    _force_login(client, user)
    return client


def confirm_address(user) -> None:
    """The person has shown that the address is theirs."""
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


def give_app(user, secret: str = SECRET) -> str:
    """The person has an authenticator app with recovery codes; answers with its secret."""
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def recovery_codes(user) -> list[str]:
    """The recovery codes that a person has left."""
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


def code_now(secret: str = SECRET) -> str:
    """What the app shows at this moment."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def give_password(client: Client, user, *, to: str = "", password: str = PASSWORD):
    """Send the sign-in form; `to` is where the person was going."""
    confirm_address(user)
    return client.post(SIGN_IN, {"login": user.email, "password": password, **({"next": to} if to else {})})


def sign_in(client: Client, user, *, to: str = ""):
    """Password, then the code where it is asked for; answers with the last response."""
    response = give_password(client, user, to=to)
    if response.status_code == 302 and response["Location"] == PROMPT:
        response = client.post(PROMPT, {"code": code_now()})
    return response


def confirm_password(client: Client, password: str = PASSWORD):
    """The password once more, as it is asked for before something that matters."""
    return client.post(reverse("account_reauthenticate"), {"password": password})
