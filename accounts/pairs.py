"""What the models of every room share: a person and a moment that come together."""

from django.conf import settings
from django.db.models import Q

USER = settings.AUTH_USER_MODEL


def pair(name: str) -> Q:
    """A moment and its person come together or not at all."""
    return Q(**{f"{name}_at__isnull": True, f"{name}_by__isnull": True}) | Q(
        **{f"{name}_at__isnull": False, f"{name}_by__isnull": False}
    )
