"""How many requests a program may make: each token by itself, and each address that tries tokens that are none.

Counted where sign-in counts, by all processes together and by the address the trusted proxy saw.
"""

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.http import HttpRequest

# What a program is told to wait: by then the minute in which it asked too often is over.
SECONDS = 60


def asks_too_often(request: HttpRequest, token_id: int) -> bool:
    """Count one request of a token; True beyond the limit."""
    config = {"token": f"{settings.API_REQUESTS_A_MINUTE}/m/key"}
    return consume(request, app="api", action="token", key=str(token_id), config=config, limit_get=True) is None


def guesses_too_often(request: HttpRequest) -> bool:
    """Count one request with something that is no token that works, for the address it comes from."""
    config = {"wrong": settings.API_WRONG_TOKEN_RATE}
    return consume(request, app="api", action="wrong", config=config, limit_get=True) is None
