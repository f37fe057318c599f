"""What `check --deploy` says about settings that would be dangerous or broken in production."""

import pytest

from portal.system_checks import production_settings

SOUND = {
    "EMBEDDED": False,
    "SECRET_KEY": "one",
    "AUDIT_KEY": "another",
    "ALLOWED_HOSTS": ["socialvalue.council.example"],
    "PORTAL_URL": "https://socialvalue.council.example",
    "DELIVERY_EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
    "CLAMD_ADDRESS": "tcp://clamav:3310",
}


@pytest.fixture
def sound(settings):
    for name, value in SOUND.items():
        setattr(settings, name, value)
    return settings


def test_sound_settings_pass(sound):
    assert production_settings(None) == []


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("EMBEDDED", True, "portal.E001"),
        ("AUDIT_KEY", "one", "portal.E002"),
        ("ALLOWED_HOSTS", ["*"], "portal.E003"),
        ("PORTAL_URL", "http://socialvalue.council.example", "portal.E004"),
        ("PORTAL_URL", "https://localhost:8000", "portal.E004"),
        ("DELIVERY_EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend", "portal.E005"),
        ("ALLAUTH_TRUSTED_PROXY_COUNT", 0, "portal.W001"),
        ("CLAMD_ADDRESS", "", "portal.W002"),
    ],
)
def test_unsound_setting_is_named(sound, name, value, code):
    setattr(sound, name, value)
    assert [message.id for message in production_settings(None)] == [code]
