"""Making the secret links by which an organisation without an account comes to its entry (decision record 0032)."""

from datetime import timedelta

from django.utils import timezone

from accounts.links import hash_of, new_secret
from cms.models import EntryLink, ListedOrganisation

TO_CONFIRM, ON_REQUEST, ON_DECISION, TO_READ, YEARLY = (timedelta(days=days) for days in (7, 2, 14, 30, 60))
MOST_A_DAY = 5


def new_link(entry: ListedOrganisation, *, works_for: timedelta) -> None:
    """Add a link to an entry; its secret is in `entry.token` for the letter, and only its hash is kept."""
    secret, now = new_secret(), timezone.now()
    EntryLink.objects.create(entry=entry, token_hash=hash_of(secret), made=now, expires=now + works_for)
    entry.token = secret  # type: ignore[attr-defined]


def had_enough_links(entry: ListedOrganisation) -> bool:
    """Whether an organisation got so many links within 24 hours that somebody may be flooding it."""
    return EntryLink.objects.filter(entry=entry, made__gt=timezone.now() - timedelta(days=1)).count() >= MOST_A_DAY
