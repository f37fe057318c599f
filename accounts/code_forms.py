"""Codes and passkeys, in the words of the portal. What they do is allauth's; what goes wrong stands in the log."""

import logging
from functools import cached_property

from allauth.account import forms as allauth
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.forms import reword
from accounts.second_factor import DemonstrationCode, demonstration_code

logger = logging.getLogger("accounts.security")
LONGEST_NAME = 60
CODE = _("Code")


def _reword_code(fields, label: Promise = CODE) -> None:
    reword(fields["code"], label, _("Enter the code"))


class EmailedCodeForm(allauth.ConfirmEmailVerificationCodeForm):
    """The code that shows that an address is somebody's own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _reword_code(self.fields)

    def clean_code(self) -> str:
        """Raises ValidationError, and says so in the log."""
        return _logged(super().clean_code, "An emailed code was wrong.")


class SignInByCodeForm(allauth.ConfirmLoginCodeForm):
    """The code in place of a password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _reword_code(self.fields)

    def clean_code(self) -> str:
        """Raises ValidationError, and says so in the log."""
        return _logged(super().clean_code, "A code to sign in was wrong.")


def _logged(clean, sentence: str):
    try:
        return clean()
    except forms.ValidationError:
        logger.warning(sentence)
        raise


class SecondFactorForm(mfa.AuthenticateForm):
    """The code of an authenticator app, or a recovery code."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _reword_code(self.fields)

    @cached_property
    def demonstration(self) -> DemonstrationCode | None:
        """The code itself, for the accounts of the demonstration only."""
        return demonstration_code(self.user)

    def _emit_authentication_failed(self, authenticator) -> None:
        logger.warning("A second factor of user %s was wrong.", self.user.pk)


class ConfirmByCodeForm(mfa.ReauthenticateForm):
    """The same, before something that matters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _reword_code(self.fields)

    @cached_property
    def demonstration(self) -> DemonstrationCode | None:
        """The code itself, for the accounts of the demonstration only."""
        return demonstration_code(self.user)

    def _emit_authentication_failed(self, authenticator) -> None:
        logger.warning("A second factor of user %s was wrong.", self.user.pk)


class AuthenticatorAppForm(totp.ActivateTOTPForm):
    """The first code of a new authenticator app."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _reword_code(self.fields, _("6-digit code that the app shows now"))

    @property
    def secret_in_groups(self) -> str:
        """The secret in groups of four, to be typed by hand."""
        return " ".join(self.secret[start : start + 4] for start in range(0, len(self.secret), 4))


class PasskeyForm(webauthn.AddWebAuthnForm):
    """A new passkey and what it is called."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
        self.fields["name"].help_text = _("So that you can tell your passkeys apart: “My phone”.")
        self.fields["name"].validators.append(MaxLengthValidator(LONGEST_NAME))
        self.fields["passwordless"].label = _("Sign in with it alone, without a password")
        self.fields["passwordless"].help_text = _(
            "The device then asks for your finger, your face or its own number each time."
        )
        self.fields["passwordless"].initial = True
        _reword_credential(self.fields["credential"])


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword(self.fields["name"], _("Name of this passkey"), _("Enter a name"))
        self.fields["name"].validators.append(MaxLengthValidator(LONGEST_NAME))


class PasskeySignInForm(webauthn.LoginWebAuthnForm):
    """A passkey in place of address and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _reword_credential(self.fields["credential"])

    def clean_credential(self):
        """Raises ValidationError, and says so in the log."""
        return _logged(super().clean_credential, "A passkey did not fit.")


class PasskeySecondFactorForm(webauthn.AuthenticateWebAuthnForm):
    """A passkey after the password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _reword_credential(self.fields["credential"])

    def clean_credential(self):
        """Raises ValidationError, and says so in the log."""
        return _logged(super().clean_credential, f"A passkey of user {self.user.pk} did not fit.")


class ConfirmByPasskeyForm(webauthn.ReauthenticateWebAuthnForm):
    """A passkey, before something that matters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _reword_credential(self.fields["credential"])

    def clean_credential(self):
        """Raises ValidationError, and says so in the log."""
        return _logged(super().clean_credential, f"A passkey of user {self.user.pk} did not fit.")


def _reword_credential(field) -> None:
    """It is filled in by the browser: when it is empty, scripts do not run here, or the person stopped."""
    missing = _("The passkey was not used. Try again, in a browser that runs JavaScript.")
    field.error_messages.update(required=missing, invalid=missing)
