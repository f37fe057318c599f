"""Which of our forms stands on each page of allauth; portal/settings.py takes these over."""

SETTINGS = {
    "ACCOUNT_FORMS": {
        "signup": "accounts.forms.SignUpForm",
        "login": "accounts.forms.SignInForm",
        "request_login_code": "accounts.forms.SignInCodeForm",
        "confirm_login_code": "accounts.code_forms.SignInByCodeForm",
        "confirm_email_verification_code": "accounts.code_forms.EmailedCodeForm",
        "reset_password": "accounts.forms.ForgottenPasswordForm",
        "reset_password_from_key": "accounts.forms.NewPasswordForm",
        "change_password": "accounts.forms.ChangePasswordForm",
        "set_password": "accounts.forms.FirstPasswordForm",
        "reauthenticate": "accounts.forms.ConfirmPasswordForm",
        "add_email": "accounts.forms.AddAddressForm",
    },
    "MFA_FORMS": {
        "authenticate": "accounts.code_forms.SecondFactorForm",
        "reauthenticate": "accounts.code_forms.ConfirmByCodeForm",
        "activate_totp": "accounts.code_forms.AuthenticatorAppForm",
        "add_webauthn": "accounts.code_forms.PasskeyForm",
        "edit_webauthn": "accounts.code_forms.RenamePasskeyForm",
        "login_webauthn": "accounts.code_forms.PasskeySignInForm",
        "authenticate_webauthn": "accounts.code_forms.PasskeySecondFactorForm",
        "reauthenticate_webauthn": "accounts.code_forms.ConfirmByPasskeyForm",
    },
}
