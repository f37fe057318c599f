"""How allauth behaves here: its words, what it tells the log, and what follows from a change to a second factor."""

import logging
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError

from accounts import sessions
from accounts.models import User
from accounts.queries import language_of
from accounts.second_factor import factors_of, forget_passed, note_passed
from accounts.tasks import send_emails

# Lines about signing in: people by number only, nothing of what they typed.
logger = logging.getLogger("accounts.security")

ADDED = {"mfa/email/totp_activated": "totp", "mfa/email/webauthn_added": "webauthn"}
REMOVED = {"mfa/email/totp_deactivated", "mfa/email/webauthn_removed"}
# What the person is told by e-mail stands in the log as well.
CHANGES = {
    "mfa/email/totp_activated": "User %s set up an authenticator app.",
    "mfa/email/totp_deactivated": "User %s removed the authenticator app.",
    "mfa/email/webauthn_added": "User %s added a passkey.",
    "mfa/email/webauthn_removed": "User %s removed a passkey.",
    "mfa/email/recovery_codes_generated": "User %s made new recovery codes.",
    "account/email/password_changed": "User %s changed the password.",
    "account/email/password_set": "User %s set a password.",
    "account/email/password_reset": "User %s set a new password by a link.",
    "account/email/email_changed": "User %s signs in with another email address now.",
    "account/email/email_deleted": "User %s removed an email address.",
}


class AccountAdapter(DefaultAccountAdapter):
    """One sign-in for suppliers, officers and editors. Anybody may sign up: an account alone opens nothing."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is switched off. Ask the person who invited you to switch it on."),
        "cannot_remove_primary_email": _("You sign in with this address. Choose another one to sign in with first."),
        "duplicate_email": _("You have added this address already."),
        "email_password_mismatch": _("The email address or password is not right. Check both and try again."),
        "enter_current_password": _("The password is not the one you use now. Check it and try again."),
        "incorrect_code": _("The code is not right. Check the newest email from us, or ask for a new code."),
        "incorrect_password": _("The password is not right. Check it and try again."),
        "invalid_or_expired_key": _("The link has been used already or is too old. Ask for a new one."),
        "invalid_password_reset": _("The link has been used already or is too old. Ask for a new one."),
        "same_as_current": _("This is the address you use now."),
        "too_many_login_attempts": _("There were too many tries to sign in. Wait 5 minutes, then try again."),
        "unverified_primary_email": _("Confirm this address first."),
        "rate_limited": _("There were too many tries. Wait 5 minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Anybody may have an account; what it opens depends on organisations and councils."""
        return True

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account."""
        return reverse("account-home")

    def get_email_verification_redirect_url(self, email_address) -> str:
        """Whoever confirmed a further address goes on where addresses are kept."""
        if self.request.user.is_authenticated:
            return reverse("account_email")
        return super().get_email_verification_redirect_url(email_address)

    def render_mail(
        self, template_prefix: str, email: str | list[str], context: dict[str, Any], headers: dict | None = None
    ) -> EmailMessage:
        """In the language of whoever has the address, if its text is translated. The outbox makes the HTML."""
        message = super().render_mail(template_prefix, email, context, headers)
        language = language_of(message.to[0])
        if language == settings.LANGUAGE_CODE:
            return message
        with translation.override(language):
            theirs = super().render_mail(template_prefix, email, context, headers)
        if theirs.body == message.body:
            return message
        theirs.extra_headers["Content-Language"] = language
        return theirs

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """At once, as somebody waits for the code; when the queue does not answer, half a minute later."""
        super().send_mail(template_prefix, email, context)
        try:
            send_emails.delay_on_commit()
        except (OperationalError, OSError) as problem:
            logger.warning("The worker could not be woken: %s", type(problem).__name__)

    # --- Signing in and out -------------------------------------------------------------------------------------------
    def login(self, request: HttpRequest, user) -> None:
        """A new session begins, with a new key."""
        super().login(request, user)
        sessions.begin(request.session)

    def post_login(self, request: HttpRequest, user, **details: Any) -> HttpResponse:
        """Everything that was asked for was shown."""
        methods = [record["method"] for record in get_authentication_records(request, user)]
        logger.info("User %s signed in (%s).", user.pk, ", ".join(methods))
        return super().post_login(request, user, **details)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """One query more, for known and unknown addresses alike, so that the log can tell which account is tried."""
        known = User.objects.filter(email__iexact=credentials.get("email", "")).values_list("pk", flat=True).first()
        logger.warning("A password was wrong (user %s).", known or "unknown")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Before any hash is computed. Raises ValidationError after too many tries."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            logger.warning("Too many passwords were tried.")
            raise

    def logout(self, request: HttpRequest) -> None:
        """The session ends on the server."""
        logger.info("User %s signed out.", request.user.pk)
        super().logout(request)

    # --- Changes to how an account is kept safe -----------------------------------------------------------------------
    def send_notification_mail(
        self, template_prefix: str, user, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Every change comes by here, by e-mail or not: it is logged, and what follows from it is done."""
        if template_prefix in CHANGES:
            logger.info(CHANGES[template_prefix], user.pk)
        if template_prefix in ADDED:
            note_passed(self.request, user, ADDED[template_prefix])
        if template_prefix in REMOVED and not factors_of(user):
            forget_passed(self.request, user)
        if template_prefix in ADDED or template_prefix in REMOVED:
            # Sessions that began without it, somebody else's perhaps, do not go on beside it.
            end_other_sessions(self.request, user)
        super().send_notification_mail(template_prefix, user, context, email)


class UserSessionsAdapter(DefaultUserSessionsAdapter):
    """Sessions that people end themselves."""

    def end_sessions(self, sessions) -> None:
        """Each is deleted on the server, so that its cookie is worth nothing."""
        for session in sessions:
            logger.info("A session of user %s was ended.", session.user_id)
        super().end_sessions(sessions)
