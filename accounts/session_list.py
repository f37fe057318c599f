"""Where a person is signed in."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.models import User
from accounts.sessions import why_over

# Nobody has so many devices; who signs in again and again without signing out sees the newest.
MOST = 50


@dataclass(frozen=True)
class OwnSession:
    """A session that lasts: with which browser (as it calls itself), since when, and when it was last used."""

    pk: int
    user_agent: str
    began: datetime
    last_seen: datetime
    is_current: bool


def sessions_of(user: User, *, current_key: str | None) -> list[OwnSession]:
    """The sessions of a person that still open something, the newest first: two queries, at most 50 sessions."""
    rows = list(UserSession.objects.filter(user=user).order_by("-last_seen_at", "-pk")[:MOST])
    keys = [row.session_key for row in rows]
    lasting = {
        session.session_key
        for session in Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
        if _lasts(session.get_decoded(), user)
    }
    return [
        OwnSession(row.pk, row.user_agent, row.created_at, row.last_seen_at, row.session_key == current_key)
        for row in rows
        if row.session_key in lasting
    ]


def _lasts(kept: dict, user: User) -> bool:
    """Whether it began with the password of today and was used lately enough."""
    is_of_this_password = constant_time_compare(kept.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
    return is_of_this_password and not why_over(kept)
