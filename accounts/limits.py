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


def sends_too_often(request: HttpRequest) -> bool:
    """Count one public form that was sent, for the address it comes from; True beyond the limit."""
    config = {"public_form": settings.PUBLIC_FORM_RATE}
    return consume(request, app="accounts", action="public_form", config=config, limit_get=True) is None
