"""How often one address may ask for pages that are open to everybody who has a link, and send public forms."""

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.http import HttpRequest


def comes_too_often(request: HttpRequest) -> bool:
    """Count one look at a page behind a link, or one answer, for the address it comes from; True beyond the limit.

    Counted where sign-in counts, by all processes together and by the address the trusted proxy saw.
    """
    config = {"link": settings.LINK_RATE}
    return consume(request, app="accounts", action="link", config=config, limit_get=True) is None


def sends_too_often(request: HttpRequest, address: str = "") -> bool:
    """Count one form that somebody without an account sends; True beyond the limit. Looking at a form costs nothing.

    With an `address` it is counted for that one, whoever sends it: nobody's inbox is filled by somebody else.
    """
    config = {"public-form": settings.PUBLIC_FORM_RATE, "public-letter": settings.PUBLIC_LETTER_RATE}
    action = "public-letter" if address else "public-form"
    return consume(request, app="accounts", action=action, key=address or None, config=config) is None
