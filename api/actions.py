"""Making and revoking tokens of programs."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.links import hash_of, new_secret
from accounts.models import Council, User
from api.emails import EMAILS
from api.events import ApiEvent
from api.models import ApiToken
from api.permissions import can_manage_tokens
from api.queries import tokens_of
from audit.record import record
from suppliers.checks import NotReady
from suppliers.models import Organisation
from suppliers.workflow import InvalidTransition

# By this people and programs that look for leaked secrets recognise a token.
MARK = "rsv_"
SHOWN = len(MARK) + 6
LONGEST = timedelta(days=366)
MOST_TOKENS = 20


@dataclass(frozen=True)
class Made:
    """A token and its secret, which nobody can show again."""

    token: ApiToken
    secret: str


@transaction.atomic
def make_token(
    *, owner: Organisation | Council, name: str, scope: ApiToken.Scope | str, expires_on: date, by: User
) -> Made:
    """Make a token for an organisation or a council. Raises PermissionDenied; NotReady with the problems to mend."""
    if not can_manage_tokens(by, owner):
        raise PermissionDenied
    _hold(owner)
    if problems := _problems(owner, name, scope, expires_on):
        raise NotReady(problems)
    secret = MARK + new_secret()
    token = ApiToken.objects.create(
        organisation=owner if isinstance(owner, Organisation) else None,
        council=owner if isinstance(owner, Council) else None,
        name=name,
        scope=scope,
        beginning=secret[:SHOWN],
        token_hash=hash_of(secret),
        expires_on=expires_on,
        made_at=timezone.now(),
        made_by=by,
    )
    _tell(ApiEvent.TOKEN_MADE, token, by, {"scope": str(scope), "expires_on": expires_on.isoformat()})
    return Made(token, secret)


@transaction.atomic
def revoke_token(*, token: ApiToken, by: User) -> ApiToken:
    """End a token at once. Raises PermissionDenied; InvalidTransition where somebody did so before."""
    if not can_manage_tokens(by, token.owner):
        raise PermissionDenied
    now = timezone.now()
    standing = ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True)
    if standing.update(revoked_at=now, revoked_by=by) != 1:
        raise InvalidTransition("the token was revoked before")
    token.revoked_at, token.revoked_by = now, by
    _tell(ApiEvent.TOKEN_REVOKED, token, by, {})
    return token


def _problems(owner: Organisation | Council, name: str, scope: str, expires_on: date) -> list[str]:
    """Why this token cannot be made, in sentences."""
    today, found = timezone.localdate(), []
    standing = tokens_of(owner).filter(revoked_at__isnull=True)
    if standing.filter(name=name).exists():
        found.append(_("There is a token of this name already. Choose another name, or revoke that one first"))
    if standing.filter(expires_on__gte=today).count() >= MOST_TOKENS:
        found.append(_("There are 20 tokens already. Revoke one that is not used any more"))
    if not today <= expires_on <= today + LONGEST:
        found.append(_("The last day must be today or later, and at most a year from now"))
    if scope == ApiToken.Scope.WRITE and isinstance(owner, Council):
        found.append(_("A council’s tokens only read"))
    return found


def _hold(owner: models.Model) -> None:
    """Make two who make a token for the same owner wait for one another, so that both see what the other made."""
    type(owner)._default_manager.filter(pk=owner.pk).update(name=models.F("name"))


def _tell(event: ApiEvent, token: ApiToken, by: User, data: dict) -> None:
    """Record the event and write to those who share the responsibility."""
    record(event, by=by, on=token, data=data)
    if event.email:
        EMAILS[event.email](token, by)
