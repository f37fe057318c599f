"""What `check --deploy` says about settings that would be dangerous or broken in production."""

import pytest

from portal.system_checks import production_settings
from tests.accounts.notify_service import API_KEY, TEMPLATE

SOUND = {
    "EMBEDDED": False,
    "SECRET_KEY": "one",
    "AUDIT_KEY": "another",
    "ALLOWED_HOSTS": ["socialvalue.council.example"],
    "PORTAL_URL": "https://socialvalue.council.example",
    "DELIVERY_EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
    "CLAMD_ADDRESS": "tcp://clamav:3310",
    "OCDS_PREFIX": "ocds-abc123",
    "NOTIFY_API_KEY": "",
    "NOTIFY_TEMPLATE_ID": "",
    "NOTIFY_BASE_URL": "https://api.notifications.service.gov.uk",
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
        ("OCDS_PREFIX", "", "portal.E008"),
        ("OCDS_PREFIX", "ocds abc123", "portal.E008"),
        ("OCDS_PREFIX", "a" * 41, "portal.E008"),
    ],
)
def test_unsound_setting_is_named(sound, name, value, code):
    setattr(sound, name, value)
    assert [message.id for message in production_settings(None)] == [code]


NOTIFY = {"NOTIFY_API_KEY": API_KEY, "NOTIFY_TEMPLATE_ID": TEMPLATE}


def test_whole_of_notify_passes(sound):
    for name, value in NOTIFY.items():
        setattr(sound, name, value)
    assert production_settings(None) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"NOTIFY_API_KEY": ""},
        {"NOTIFY_TEMPLATE_ID": ""},
        {"NOTIFY_API_KEY": API_KEY[-36:]},
        {"NOTIFY_TEMPLATE_ID": "pass-through"},
        {"NOTIFY_BASE_URL": "http://api.notifications.service.gov.uk"},
    ],
)
def test_half_of_notify_is_named(sound, wrong):
    for name, value in {**NOTIFY, **wrong}.items():
        setattr(sound, name, value)
    assert [message.id for message in production_settings(None)] == ["portal.E006"]
