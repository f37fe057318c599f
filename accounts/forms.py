"""Signing up, signing in and passwords, in the words of the portal. What these forms do is allauth's."""

from allauth.account import forms as allauth
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.validators import MaxLengthValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User

PASSWORD_HINT = _(
    "At least 12 characters. Three words that do not belong together are easy to remember and hard to guess."
)
LONGEST_ADDRESS = User._meta.get_field("email").max_length
WRONG_ADDRESS = _("Enter an email address in the right format, like name@example.com")


def reword(field, label: Promise, required: Promise, hint: Promise | str = "", **messages: Promise) -> None:
    """Give a field its label, its hint, and what to say when it is empty or wrong."""
    field.label, field.help_text = label, hint
    field.error_messages.update(required=required, **messages)


def _reword_address(field) -> None:
    field.validators.append(MaxLengthValidator(LONGEST_ADDRESS, WRONG_ADDRESS))  # longer ones fit into no column
    reword(field, _("Email address"), _("Enter your email address"), invalid=WRONG_ADDRESS)


def _reword_new_password(fields) -> None:
    reword(fields["password1"], _("New password"), _("Enter a new password"), PASSWORD_HINT)
    reword(fields["password2"], _("New password, once more"), _("Enter the new password once more"))


def _first_name() -> forms.CharField:
    return forms.CharField(
        label=_("First name"), max_length=150, error_messages={"required": _("Enter your first name")}
    )


def _last_name() -> forms.CharField:
    return forms.CharField(label=_("Last name"), max_length=150, error_messages={"required": _("Enter your last name")})


class NameForm(forms.Form):
    """What a person is called."""

    first_name = _first_name()
    last_name = _last_name()


class SignUpForm(allauth.SignupForm):
    """A new account: a name, an address and a password. What the address is good for shows when it is confirmed."""

    first_name = _first_name()
    last_name = _last_name()
    field_order = ("first_name", "last_name", "email", "password1")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _reword_address(self.fields["email"])
        self.fields["email"].help_text = _("We will send a code to it, to make sure that it is yours.")
        reword(self.fields["password1"], _("Password"), _("Enter a password"), PASSWORD_HINT)

    def clean(self) -> dict:
        """The password must have nothing to do with the person's own names either."""
        cleaned = super().clean()
        password = cleaned.get("password1")
        if password and "password1" not in self.errors:
            person = User(**{name: cleaned.get(name, "") for name in ("first_name", "last_name", "email")})
            try:
                allauth.get_adapter().clean_password(password, user=person)
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return cleaned

    def try_save(self, request):
        """Where the address has an account already, take as long as where it has none: nobody learns which it is."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class LanguageForm(forms.Form):
    """The language of a person's pages and e-mails; each stands under the name it has for itself."""

    language = forms.ChoiceField(
        label=_("Which language do you want to use?"),
        choices=settings.WAGTAIL_CONTENT_LANGUAGES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language"), "invalid_choice": _("Choose a language from the list")},
    )


class SignInForm(allauth.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _reword_address(self.fields["login"])
        reword(self.fields["password"], _("Password"), _("Enter your password"))


class SignInCodeForm(allauth.RequestLoginCodeForm):
    """The address that a code to sign in goes to."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _reword_address(self.fields["email"])


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
        reword(self.fields["oldpassword"], _("The password you use now"), _("Enter the password you use now"))
        _reword_new_password(self.fields)


class FirstPasswordForm(allauth.SetPasswordForm):
    """A password for an account that has none."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _reword_new_password(self.fields)


class ConfirmPasswordForm(allauth.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword(self.fields["password"], _("Your password"), _("Enter your password"))


class AddAddressForm(allauth.AddEmailForm):
    """One more e-mail address for an account."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _reword_address(self.fields["email"])
        self.fields["email"].label = _("Add an email address")
