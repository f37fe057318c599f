"""The second factor: what is stored of it is encrypted, and a session knows whether it has passed one.

Decision record 0019. Who must have one is asked in portal/second_factor.py, which knows what people are.
"""

import base64
import hashlib
import logging
import secrets
import time
from dataclasses import dataclass
from io import BytesIO
from typing import ClassVar

import qrcode
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
    record_authentication,
)
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from qrcode.image.svg import SvgPathImage

from accounts.models import User

logger = logging.getLogger(__name__)

METHOD = "mfa"
Kind = Authenticator.Type
# Everybody may know it: the accounts of the demonstration have it, and their prompt shows the code (accounts are made
# with it by portal/demo/people.py and by nothing else).
DEMONSTRATION_SECRET = "SOCIALVALUEDEMONSTRATIONSECRET22"  # noqa: S105


# --- What a session has passed ----------------------------------------------------------------------------------------
def has_passed(request: HttpRequest) -> bool:
    """Whether this session has shown a second factor. Asks the session only, never the database."""
    return any(record.get("method") == METHOD for record in get_authentication_records(request, request.user))


def note_passed(request: HttpRequest, user: User, kind: str) -> None:
    """Who has just set a factor up has shown it as well."""
    record_authentication(request, user, METHOD, type=kind)


def forget_passed(request: HttpRequest, user: User) -> None:
    """A factor that is gone proves nothing any more."""
    records = [record for record in get_authentication_records(request, user) if record.get("method") != METHOD]
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = records


# --- What a person has ------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Factors:
    """The second factors of a person, and how many recovery codes are left (None: there are none and never were)."""

    has_app: bool
    passkeys: int
    codes_left: int | None

    def __bool__(self) -> bool:
        return self.has_app or self.passkeys > 0


def factors_of(user: User) -> Factors:
    """What a person has set up: one query."""
    found = list(Authenticator.objects.filter(user_id=user.pk))
    kinds = [authenticator.type for authenticator in found]
    codes = [authenticator for authenticator in found if authenticator.type == Kind.RECOVERY_CODES]
    left = len(codes[0].wrap().get_unused_codes()) if codes else None
    return Factors(Kind.TOTP in kinds, kinds.count(Kind.WEBAUTHN), left)


# --- The demonstration ------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class DemonstrationCode:
    """The code that works now, or "" while it was used already, and for how many seconds that stays so."""

    code: str
    seconds: int


def demonstration_code(user: User) -> DemonstrationCode | None:
    """The code of an account of the demonstration, whose secret everybody knows; None for all others."""
    app = Authenticator.objects.filter(user_id=user.pk, type=Kind.TOTP).first()
    if app is None or decrypt(app.data["secret"]) != DEMONSTRATION_SECRET:
        return None
    period = 30
    now = int(time.time())
    code = format_hotp_value(hotp_value(DEMONSTRATION_SECRET, now // period))
    is_used = cache.get(TOTP(app)._get_used_cache_key(code)) is not None
    return DemonstrationCode("" if is_used else f"{code[:3]} {code[3:]}", period - now % period)


# --- How allauth stores and names them --------------------------------------------------------------------------------
class MFAAdapter(DefaultMFAAdapter):
    """Secrets and the seeds of recovery codes are encrypted with a key that is made from SECRET_KEY."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": gettext_lazy("You cannot remove this."),
        "cannot_generate_recovery_codes": gettext_lazy("Set up an authenticator app or a passkey first."),
        "incorrect_code": gettext_lazy(
            "That did not work. A code works once and for a short time: wait for the next one, then try again."
        ),
        "unverified_email": gettext_lazy("Confirm your email address first."),
    }

    def encrypt(self, text: str) -> str:
        """With the key of today."""
        return _boxes().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """With the key of today or one of SECRET_KEY_FALLBACKS.

        What no key opens becomes a random text, so that no code ever fits it: an empty one would fit a known code.
        """
        try:
            return _boxes().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.error("A second factor cannot be read: SECRET_KEY has changed and is not in SECRET_KEY_FALLBACKS.")
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def build_totp_svg(self, url: str) -> str:
        """The QR code as SVG for a page: without the XML declaration, and hidden from screen readers by the page."""
        picture = qrcode.make(url, image_factory=SvgPathImage, border=2)
        written = BytesIO()
        picture.save(written)
        text = written.getvalue().decode()
        return text[text.index("<svg") :]

    def generate_authenticator_name(self, user, type: str) -> str:
        """What a new passkey is called until its owner says otherwise."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)d") % {"number": number}

    def _get_site_name(self) -> str:
        return settings.WAGTAIL_SITE_NAME


def rotate(encrypted_text: str) -> str:
    """The same secret, encrypted with the key of today. Raises InvalidToken where no key opens it."""
    return _boxes().rotate(encrypted_text.encode()).decode()


def _boxes() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_key_from(key))) for key in keys])


def _key_from(secret: str) -> bytes:
    """32 bytes that are good for this purpose only."""
    return hashlib.sha256(b"accounts.second_factor:" + secret.encode()).digest()
