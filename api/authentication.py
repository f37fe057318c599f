"""Who a program acts as: the person who made its token, within the token's organisation or council and nowhere else.

A bearer token in the Authorization header is the only way in. Nothing of a session is looked at: see
`portal.middleware.NoCookies`.
"""

import logging

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.request import Request

from accounts.models import User
from accounts.queries import narrow_offices
from api.limits import SECONDS, asks_too_often, guesses_too_often
from api.models import ApiToken
from api.permissions import can_manage_tokens
from api.queries import token_behind
from suppliers.reach import narrow_places

# As lines about signing in: people and tokens by number only.
logger = logging.getLogger("accounts.security")


class TokenAuthentication(BaseAuthentication):
    """Recognise a token, and count its request."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """The person and the token; None without an Authorization header, which means that nobody is let in.

        Raises AuthenticationFailed for whatever does not work, always in the same words; Throttled beyond a limit.
        """
        parts = get_authorization_header(request).split()
        if not parts:
            return None
        token = self._token(parts)
        if token is None:
            if guesses_too_often(request._request):
                raise Throttled(wait=SECONDS)
            raise AuthenticationFailed
        if asks_too_often(request._request, token.pk):
            raise Throttled(wait=SECONDS)
        self._note_use(token)
        return token.made_by, token

    def authenticate_header(self, request: Request) -> str:
        """What a program is told that it should send."""
        return "Bearer"

    @staticmethod
    def _token(parts: list[bytes]) -> ApiToken | None:
        """The token that a header names, as long as it works and whoever made it still could."""
        if len(parts) != 2 or parts[0].lower() != b"bearer":
            return None
        token = token_behind(parts[1].decode("ascii", errors="replace"), today=timezone.localdate())
        if token is None:
            return None
        narrow_offices(token.made_by, token.council_id)
        narrow_places(token.made_by, token.organisation_id)
        if not can_manage_tokens(token.made_by, token.owner):
            logger.warning("Token %s of user %s has lost its power.", token.pk, token.made_by_id)
            return None
        return token

    @staticmethod
    def _note_use(token: ApiToken) -> None:
        """Keep the day it was used: one row written a day, not one a request."""
        today = timezone.localdate()
        if token.last_used_on != today:
            ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)
