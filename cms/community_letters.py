"""Letters about the directory and the board. Each carries one link and no data, the council's reason least of all.

Organisations have no account: their link holds the secret that the action has just made (`entry.token`).
"""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.letters import link_to, send_letter
from accounts.models import Council, User
from accounts.queries import leads_of
from cms.models import CouncilSite, ListedOrganisation, Post, PostMessage
from suppliers.queries import people_writing_for

MOST_READERS = 50
FOR_ORGANISATIONS = _(
    "This email holds no details on purpose. You need no account. Whoever has the link can change your entry, so do "
    "not pass it on. If you do not know what this is about, do nothing."
)


def entry_address(entry: ListedOrganisation, by: User | None) -> None:
    """The first link: whoever opens it proves that the address is theirs."""
    _to_entry(
        entry,
        subject=_("Confirm that you want to be listed"),
        sentence=_("Somebody asked for your organisation to be listed by the council. Read and confirm it here:"),
    )


def entry_link(entry: ListedOrganisation, by: User | None) -> None:
    """A fresh link, for whoever asked for one."""
    _to_entry(
        entry,
        subject=_("Your link to your entry"),
        sentence=_("You asked for a link to your entry in the directory. Change or remove it here:"),
    )


def entry_decided(entry: ListedOrganisation, by: User | None) -> None:
    """What the council decided stands behind the link, and why."""
    _to_entry(
        entry,
        subject=_("The council has read your entry"),
        sentence=_("The council has decided about your entry in the directory. See what it decided, and why, here:"),
    )


def entry_yearly(entry: ListedOrganisation, by: User | None) -> None:
    """Once a year: is it still right?"""
    _to_entry(
        entry,
        subject=_("Is your entry still right?"),
        sentence=_("Once a year we ask whether your entry in the directory is still right. Tell us here:"),
    )


def entry_hidden(entry: ListedOrganisation, by: User | None) -> None:
    """Nobody answered."""
    _to_entry(
        entry,
        subject=_("Your entry is hidden"),
        sentence=_(
            "We asked whether your entry in the directory is still right, and heard nothing. Show it again here:"
        ),
    )


def entry_waiting(entry: ListedOrganisation, by: User | None) -> None:
    """Word to the council that an entry waits to be read."""
    _to_council(
        entry.council,
        subject=_("An entry of the directory waits for you"),
        sentence=_("An organisation asks to be listed, or to have its entry changed. Read it here:"),
    )


def post_waiting(post: Post, by: User | None) -> None:
    """Word to the council that a post waits to be read."""
    _to_council(
        post.council,
        subject=_("A need or an offer waits for you"),
        sentence=_("Somebody wrote a need or an offer for the board. Read it here:"),
    )


def post_decided(post: Post, by: User | None) -> None:
    """Word to whoever wrote a post that the council has read it."""
    _to_writer(
        post,
        subject=_("The council has read your need or offer"),
        sentence=_("The council has decided about what you wrote for the board. See what it decided, and why, here:"),
    )


def post_answered(message: PostMessage, by: User | None) -> None:
    """Word to whoever wrote a post that somebody answered; the answer itself is read behind the link."""
    _to_writer(
        message.post,
        subject=_("Somebody has answered you"),
        sentence=_("Somebody has answered what you wrote on the board. Read the answer here:"),
    )


def _to_entry(entry: ListedOrganisation, *, subject, sentence) -> None:
    send_letter(
        to_address=entry.email,
        language=entry.language,
        subject=subject,
        sentence=sentence,
        link=_secret_link(entry),
        ending=FOR_ORGANISATIONS,
    )


def _to_writer(post: Post, *, subject, sentence) -> None:
    """By the secret link for an organisation of the directory, behind the sign-in for people of a supplier."""
    if post.organisation:
        _to_entry(post.organisation, subject=subject, sentence=sentence)
    elif post.supplier_id:
        people = people_writing_for(post.supplier_id)[:MOST_READERS]
        send_letter(to=people, subject=subject, sentence=sentence, link=link_to("own-posts"))


def _to_council(council: Council, *, subject, sentence) -> None:
    """To the council's point of contact; where there is none, to its social value leads."""
    send_letter(
        to=[] if council.contact_email else leads_of(council.pk)[:MOST_READERS],
        to_address=council.contact_email,
        language=council.default_language,
        subject=subject,
        sentence=sentence,
        link=link_to("community-queue"),
    )


def _secret_link(entry: ListedOrganisation) -> str:
    """The full address of an entry behind its secret, on the council's own site and in the organisation's language."""
    with translation.override(entry.language):
        path = reverse("entry-home", args=[entry.token])  # type: ignore[attr-defined]  # set by the action
    settings_of = CouncilSite.objects.select_related("site").filter(council=entry.council_id).first()
    if settings_of is None or settings_of.site.is_default_site:
        return f"{settings.PORTAL_URL.rstrip('/')}{path}"
    return f"{settings_of.site.root_url}{path}"


RULES = (
    entry_address,
    entry_link,
    entry_decided,
    entry_yearly,
    entry_hidden,
    entry_waiting,
    post_waiting,
    post_decided,
    post_answered,
)
