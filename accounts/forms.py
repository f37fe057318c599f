"""Signing in and passwords, in the words of the portal. What these forms do is allauth's."""

from allauth.account import forms as allauth
from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _(
    "At least 12 characters. Three words that do not belong together are easy to remember and hard to guess."
)
WRONG_ADDRESS = _("Enter an email address in the right format, like name@example.com")


def _reword(field, label: Promise, required: Promise, hint: Promise | str = "", **messages: Promise) -> None:
    """Give a field its label, its hint, and what to say when it is empty or wrong."""
    field.label, field.help_text = label, hint
    field.error_messages.update(required=required, **messages)


def _reword_address(field) -> None:
    _reword(field, _("Email address"), _("Enter your email address"), invalid=WRONG_ADDRESS)


def _reword_new_password(fields) -> None:
    _reword(fields["password1"], _("New password"), _("Enter a new password"), PASSWORD_HINT)
    _reword(fields["password2"], _("New password, once more"), _("Enter the new password once more"))


class LanguageForm(forms.Form):
    """The language a person wants to be written to in; each stands under the name it has for itself."""

    language = forms.ChoiceField(
        label=_("Which language should our emails to you be in?"),
        choices=settings.WAGTAIL_CONTENT_LANGUAGES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language"), "invalid_choice": _("Choose a language from the list")},
    )


class SignInForm(allauth.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _reword_address(self.fields["login"])
        _reword(self.fields["password"], _("Password"), _("Enter your password"))


class ForgottenPasswordForm(allauth.ResetPasswordForm):
    """The address that a link for a new password goes to."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _reword_address(self.fields["email"])


class NewPasswordForm(allauth.ResetPasswordKeyForm):
    """A new password, for those who followed the link."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _reword_new_password(self.fields)


class ChangePasswordForm(allauth.ChangePasswordForm):
    """The password in use, and a new one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _reword(self.fields["oldpassword"], _("The password you use now"), _("Enter the password you use now"))
        _reword_new_password(self.fields)


class ConfirmPasswordForm(allauth.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _reword(self.fields["password"], _("Your password"), _("Enter your password"))


class AddAddressForm(allauth.AddEmailForm):
    """One more e-mail address for an account."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _reword_address(self.fields["email"])
        self.fields["email"].label = _("Add an email address")
