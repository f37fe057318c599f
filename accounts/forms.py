"""Signing in, in the words of the portal."""

from allauth.account.forms import LoginForm, ResetPasswordForm
from django.utils.translation import gettext_lazy as _

WRONG_ADDRESS = _("Enter an email address in the right format, like name@example.com")


class SignInForm(LoginForm):
    """E-mail address and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        address, password = self.fields["login"], self.fields["password"]
        address.label = _("Email address")
        address.error_messages.update({"required": _("Enter your email address"), "invalid": WRONG_ADDRESS})
        password.help_text = ""
        password.error_messages["required"] = _("Enter your password")


class ForgottenPasswordForm(ResetPasswordForm):
    """The address a link for a new password goes to."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        address = self.fields["email"]
        address.label = _("Email address")
        address.error_messages.update({"required": _("Enter your email address"), "invalid": WRONG_ADDRESS})
