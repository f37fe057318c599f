"""What organisations without an account do with their entry: ask, confirm, change, say that it is right, remove.

Whoever has the secret link acts for the organisation. A person who happens to be signed in is not recorded.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.links import hash_of
from accounts.models import Council, User
from cms.actions.telling import tell
from cms.entry_words import EntryWords, set_areas
from cms.events import CmsEvent
from cms.indexing import index_entry
from cms.models import EntryLink, ListedOrganisation
from cms.secret_links import ON_REQUEST, TO_CONFIRM, had_enough_links, new_link
from cms.workflow import ENTRY
from suppliers.workflow import InvalidTransition, move

Status = ListedOrganisation.Status


def ask_for_entry(
    *, council: Council, email: str, language: str, words: EntryWords, by: User | None
) -> ListedOrganisation | None:
    """Keep what an organisation says of itself until it confirms its address, and send it a link to do so.

    An address that is known already gets a link to its entry, and nothing is changed: only the letter tells the two
    apart. What was never confirmed is replaced, its links with it. None where nothing was kept.
    """
    email = email.strip().lower()
    try:
        with transaction.atomic():
            known = ListedOrganisation.objects.select_for_update().filter(council=council, email=email).first()
            if known is None or known.status == Status.UNCONFIRMED:
                return _begin(council, email, language, words, known)
    except IntegrityError:  # the same form came twice in one moment
        return None
    send_link(council=council, email=email, by=by)
    return None


def _begin(
    council: Council, email: str, language: str, words: EntryWords, known: ListedOrganisation | None
) -> ListedOrganisation | None:
    if known is not None:
        if had_enough_links(known):
            return None
        known.delete()
    entry = ListedOrganisation(council=council, email=email, language=language, sent_on=timezone.localdate())
    _write(entry, words)
    new_link(entry, works_for=TO_CONFIRM)
    tell(CmsEvent.ENTRY_ASKED, by=None, on=entry)
    return entry


@transaction.atomic
def confirm_entry(*, entry: ListedOrganisation, by: User | None) -> ListedOrganisation:
    """Hand the entry to the council. Raises InvalidTransition when that was done already."""
    today = timezone.localdate()
    move(entry, ENTRY["confirm"], sent_on=today, right_on=today)
    tell(CmsEvent.ENTRY_CONFIRMED, by=None, on=entry)
    return entry


@transaction.atomic
def change_entry(*, entry: ListedOrganisation, words: EntryWords, by: User | None) -> ListedOrganisation:
    """Say something else, which the council reads before anybody sees it; until then what was accepted last is shown.

    The council is told once, however often the entry changes before it reads it. Raises InvalidTransition for an entry
    that is not confirmed yet, or that the council took down.
    """
    waits_already = entry.status in (Status.WAITING, Status.CHANGED)
    today = timezone.localdate()
    said = {"sent_on": today, "right_on": today, "asked_on": None, "reason": ""}
    if entry.is_public:
        move(entry, ENTRY["change"], proposed=words.kept(), **said)
    else:
        move(entry, ENTRY["send_again"], ended_on=None, **said)
        _write(entry, words)
    tell(CmsEvent.ENTRY_REWRITTEN if waits_already else CmsEvent.ENTRY_CHANGED, by=None, on=entry)
    return entry


@transaction.atomic
def keep_entry(*, entry: ListedOrganisation, by: User | None) -> ListedOrganisation:
    """The organisation says that its entry is right; one that was hidden is shown again. Raises InvalidTransition."""
    said = {"right_on": timezone.localdate(), "asked_on": None}
    if entry.status == Status.HIDDEN:
        move(entry, ENTRY["show_again"], ended_on=None, **said)
        index_entry(entry)
    else:
        rows = ListedOrganisation.objects.filter(pk=entry.pk, status__in=ListedOrganisation.PUBLIC)
        if rows.update(**said) != 1:
            raise InvalidTransition("it is not listed")
    tell(CmsEvent.ENTRY_KEPT, by=None, on=entry)
    return entry


@transaction.atomic
def remove_entry(*, entry: ListedOrganisation, by: User | None) -> None:
    """Delete an entry with all that hangs on it: links, needs and offers, answers. The audit trail names nobody."""
    tell(CmsEvent.ENTRY_REMOVED, by=None, on=entry)
    entry.delete()


@transaction.atomic
def send_link(*, council: Council, email: str, by: User | None) -> None:
    """Send a fresh link to an address that has an entry. Says nothing of whether it has one."""
    entry = ListedOrganisation.objects.filter(council=council, email=email.strip().lower()).first()
    if entry is None or had_enough_links(entry):
        return
    new_link(entry, works_for=TO_CONFIRM if entry.status == Status.UNCONFIRMED else ON_REQUEST)
    tell(CmsEvent.ENTRY_LINK_SENT, by=None, on=entry)


@transaction.atomic
def end_link(*, entry: ListedOrganisation, secret: str, by: User | None) -> None:
    """End the link that was used, so that nobody else can use it on the same device."""
    EntryLink.objects.filter(entry=entry, token_hash=hash_of(secret)).delete()
    tell(CmsEvent.ENTRY_LINK_ENDED, by=None, on=entry)


def _write(entry: ListedOrganisation, words: EntryWords) -> None:
    for name, value in words.columns().items():
        setattr(entry, name, value)
    entry.save()
    set_areas(entry, words.area_ids)
