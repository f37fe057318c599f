"""How allauth behaves here."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.queries import language_of


class AccountAdapter(DefaultAccountAdapter):
    """One sign-in for suppliers, officers and editors. People are invited or added; nobody signs up unasked yet."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is switched off. Ask the person who invited you to switch it on."),
        "email_password_mismatch": _("The email address or password is not right. Check both and try again."),
        "enter_current_password": _("The password is not the one you use now. Check it and try again."),
        "incorrect_code": _("The code is not right. Check the newest email from us, or ask for a new code."),
        "incorrect_password": _("The password is not right. Check it and try again."),
        "invalid_or_expired_key": _("The link has been used already or is too old. Ask for a new one."),
        "invalid_password_reset": _("The link has been used already or is too old. Ask for a new one."),
        "too_many_login_attempts": _("There were too many tries to sign in. Wait 5 minutes, then try again."),
        "rate_limited": _("There were too many tries. Wait 5 minutes, then try again."),
    }

    def is_open_for_signup(self, request) -> bool:
        """Accounts are made by the council or by an organisation's admin."""
        return False

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
