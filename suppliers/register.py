"""Asking the register of companies for a name by number, where the installation has a key to it.

Only the address in the settings is ever asked, whatever people type, and no redirect leads elsewhere (row 26 of the
security page). It is a convenience: every failure means that a person types the name.
"""

import base64
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import quote

from django.conf import settings
from django.core.cache import cache

from accounts.models import User
from suppliers.identifiers import COMPANY, Identifier

TIMEOUT_SECONDS = 5
MOST_BYTES = 64 * 1024
MOST_AN_HOUR = 30
NAME_LIMIT = 250


class RegisterUnreachable(Exception):
    """The register gave no usable answer."""


@dataclass(frozen=True)
class Company:
    """What the register says of a company."""

    name: str
    is_dissolved: bool


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A register that sends us elsewhere is not followed."""

    def redirect_request(self, req, fp, code, msg, headers, newurl) -> None:
        """No request at all; the answer then counts as an error."""
        return


_opener = urllib.request.build_opener(_NoRedirects)


def can_look_up(number: Identifier | None) -> bool:
    """Whether there is a register that may know this number."""
    return bool(settings.COMPANIES_HOUSE_API_KEY) and number is not None and number.scheme == COMPANY


def find_company(number: Identifier, *, by: User) -> Company | None:
    """The company with a normalised number; None when the register has none.

    Takes five seconds and 64 KiB at most. Raises RegisterUnreachable, also for somebody who has asked thirty times
    within an hour: the register counts how often the portal asks.
    """
    asked = f"register-asked-{by.pk}-{int(time.time()) // 3600}"
    often = cache.get(asked, 0) + 1
    cache.set(asked, often, timeout=3600)
    if often > MOST_AN_HOUR:
        raise RegisterUnreachable
    try:
        found = _get(f"/company/{quote(number.value, safe='')}")
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == 404:
            return None
        raise RegisterUnreachable from error
    except (OSError, HTTPException, ValueError) as error:
        raise RegisterUnreachable from error
    name = found.get("company_name") if isinstance(found, dict) else None
    if not isinstance(name, str) or not name.strip():
        raise RegisterUnreachable
    return Company(" ".join(name.split())[:NAME_LIMIT], is_dissolved=found.get("company_status") == "dissolved")


def _get(path: str):
    """The JSON at a path of the register. Raises OSError, HTTPException or ValueError."""
    key = base64.b64encode(f"{settings.COMPANIES_HOUSE_API_KEY}:".encode()).decode()
    # The scheme and host are the installation's own; settings refuse others than http and https.
    request = urllib.request.Request(  # noqa: S310
        settings.COMPANIES_HOUSE_URL.rstrip("/") + path,
        headers={"Authorization": f"Basic {key}", "Accept": "application/json"},
    )
    until = time.monotonic() + TIMEOUT_SECONDS
    with _opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
        body = b""
        while chunk := answer.read1(MOST_BYTES):
            body += chunk
            if len(body) > MOST_BYTES or time.monotonic() > until:
                raise ValueError("too much, or too slow")
    return json.loads(body)
