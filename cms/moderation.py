"""What somebody sees who moderates: entries and posts of the councils whose sites they publish, and of no other."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cms.models import ListedOrganisation, Post
from cms.permissions import moderated_by

Entry = ListedOrganisation.Status
# What may be looked at, by its code in the address. What nobody confirmed is nobody's business yet.
SHOWN = {"waiting": _("Waiting for you"), "public": _("Public"), "other": _("Not public")}
_ENTRIES = {
    "waiting": (Entry.WAITING, Entry.CHANGED),
    "public": ListedOrganisation.PUBLIC,
    "other": (Entry.DECLINED, Entry.HIDDEN, Entry.TAKEN_DOWN),
}
_POSTS = {
    "waiting": (Post.Status.WAITING,),
    "public": (Post.Status.PUBLISHED,),
    "other": (Post.Status.DECLINED, Post.Status.TAKEN_DOWN, Post.Status.CLOSED, Post.Status.EXPIRED),
}


def entries_to_moderate(user: User, show: str = "") -> QuerySet[ListedOrganisation]:
    """Entries that were confirmed, of one's own councils; of one kind of `SHOWN`, or all."""
    rows = ListedOrganisation.objects.filter(council__in=moderated_by(user).values("council"))
    rows = rows.exclude(status=Entry.UNCONFIRMED).select_related("council")
    return rows.filter(status__in=_ENTRIES[show]) if show else rows


def posts_to_moderate(user: User, show: str = "") -> QuerySet[Post]:
    """Posts of one's own councils; of one kind of `SHOWN`, or all."""
    rows = Post.objects.filter(council__in=moderated_by(user).values("council"))
    rows = rows.select_related("council", "organisation", "supplier")
    return rows.filter(status__in=_POSTS[show]) if show else rows
