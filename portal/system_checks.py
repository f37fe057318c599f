"""Settings that would be dangerous or broken in production: run by `manage.py check --deploy` before every release."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# The name somebody gave the key, the service and the secret.
NOTIFY_KEY = re.compile(rf".+-{UUID.pattern}-{UUID.pattern}")
PREFIX, LONGEST_PREFIX = re.compile("[a-z0-9]+(-[a-z0-9]+)*"), 40
FILE_EMAIL_BACKENDS = ("filebased", "console", "dummy", "locmem")


def production_settings(app_configs, **options) -> list[CheckMessage]:
    """What is wrong with the settings for a portal that real people use; empty when all is well.

    (That SECRET_KEY and AUDIT_KEY are there and long, and that DEBUG is off, the settings themselves insist on.)
    """
    checks = (
        embedded,
        shared_key,
        any_host,
        plain_address,
        unsent_email,
        half_of_notify,
        odd_prefix,
        unknown_visitors,
        unscanned_files,
    )
    return [message for check in checks if (message := check())]


def embedded() -> CheckMessage | None:
    """The embedded default relaxes cookies and makes its own keys."""
    if not settings.EMBEDDED:
        return None
    return Error("EMBEDDED=1 is for trying the portal out on one machine.", hint="Unset EMBEDDED.", id="portal.E001")


def shared_key() -> CheckMessage | None:
    """Whoever can sign sessions must not be able to forge the audit trail."""
    if settings.SECRET_KEY != settings.AUDIT_KEY:
        return None
    return Error("SECRET_KEY and AUDIT_KEY are the same.", hint="Make a key for each.", id="portal.E002")


def any_host() -> CheckMessage | None:
    """A wildcard lets a forged Host header into the links of e-mails."""
    if "*" not in settings.ALLOWED_HOSTS:
        return None
    return Error("ALLOWED_HOSTS lets any host in.", hint="Name the portal's host.", id="portal.E003")


def plain_address() -> CheckMessage | None:
    """Links in e-mails begin with this address."""
    address = urlsplit(settings.PORTAL_URL)
    if address.scheme == "https" and address.hostname not in ("localhost", "127.0.0.1"):
        return None
    return Error(
        f"PORTAL_URL is {settings.PORTAL_URL}, so the links in e-mails would not lead here.",
        hint="Set it to the https address people use.",
        id="portal.E004",
    )


def unsent_email() -> CheckMessage | None:
    """Without a relay nobody is ever told anything."""
    if not any(f".{kind}." in settings.DELIVERY_EMAIL_BACKEND for kind in FILE_EMAIL_BACKENDS):
        return None
    return Error("E-mails would not be sent.", hint="Set EMAIL_URL to the council's mail relay.", id="portal.E005")


def half_of_notify() -> CheckMessage | None:
    """GOV.UK Notify needs a key and a template, and what it is told must be read by nobody on the way."""
    key, template = settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATE_ID
    if not key and not template:
        return None
    if NOTIFY_KEY.fullmatch(key) and UUID.fullmatch(template) and settings.NOTIFY_BASE_URL.startswith("https://"):
        return None
    return Error(
        "GOV.UK Notify is set up only in part, so no e-mail would be sent.",
        hint="Set NOTIFY_API_KEY and NOTIFY_TEMPLATE_ID as Notify shows them, or neither. NOTIFY_BASE_URL is https.",
        id="portal.E006",
    )


def odd_prefix() -> CheckMessage | None:
    """Ids of contracts begin with it, and are 60 characters long at most where they are read again."""
    if PREFIX.fullmatch(settings.OCDS_PREFIX) and len(settings.OCDS_PREFIX) <= LONGEST_PREFIX:
        return None
    return Error(
        f"OCDS_PREFIX is “{settings.OCDS_PREFIX}”, which cannot begin the ids of contracts.",
        hint="Use small letters, digits and hyphens, 40 at most, such as ocds-abc123.",
        id="portal.E008",
    )


def unknown_visitors() -> CheckMessage | None:
    """Behind a proxy that is not trusted everybody shares one address, and plain and secure requests look the same."""
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        return None
    return Warning(
        "TRUSTED_PROXY_COUNT is 0, but the application server speaks no TLS itself.",
        hint="Set it to the number of proxies in front that set X-Forwarded-For and X-Forwarded-Proto, usually 1.",
        id="portal.W001",
    )


def unscanned_files() -> CheckMessage | None:
    """Officers cannot open what no scanner has looked at, so nothing could be verified."""
    if settings.CLAMD_ADDRESS:
        return None
    return Warning(
        "CLAMD_ADDRESS is empty: no evidence is scanned for viruses, and only those who added a file can open it.",
        hint="Run ClamAV's clamd and set CLAMD_ADDRESS to its socket.",
        id="portal.W002",
    )
