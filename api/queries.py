"""Which tokens of programs a person can see."""

from datetime import date

from django.db.models import Q, QuerySet

from accounts.links import hash_of
from accounts.models import Council, OfficerRole, User
from accounts.queries import officer_roles
from api.models import ApiToken
from suppliers.models import Organisation
from suppliers.queries import run_by


def tokens_visible_to(user: User) -> QuerySet[ApiToken]:
    """The tokens of the organisations whose team the person runs, and of the councils the person leads for."""
    lead = OfficerRole.Role.SOCIAL_VALUE_LEAD.value
    led = [pk for pk, roles in officer_roles(user).items() if lead in roles]
    found = ApiToken.objects.filter(Q(organisation__in=run_by(user)) | Q(council__in=led))
    return found.select_related("organisation", "council", "made_by")


def tokens_of(owner: Organisation | Council) -> QuerySet[ApiToken]:
    """The tokens of an organisation or a council, newest first. Whether the reader may see them is asked before."""
    return owner.api_tokens.select_related("made_by", "revoked_by").order_by("-pk")


def token_behind(secret: str, *, today: date) -> ApiToken | None:
    """The token that this text is, as long as it works. One query, the same whether it never was, is old or revoked."""
    working = ApiToken.objects.filter(revoked_at__isnull=True, expires_on__gte=today)
    return working.filter(token_hash=hash_of(secret)).select_related("made_by", "organisation", "council").first()
