"""Needs and offers: written by organisations of the directory and by suppliers, closed, and answered by anybody."""

from dataclasses import asdict, dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cms.actions.telling import tell
from cms.entry_words import PostWords, set_areas
from cms.events import CmsEvent
from cms.indexing import index_post
from cms.models import ListedOrganisation, Post, PostMessage
from cms.permissions import can_close_post, can_post_for
from cms.secret_links import TO_READ, new_link
from cms.workflow import POST
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition, move

MOST_OPEN = 20
MOST_SENT_A_DAY = 2 * MOST_OPEN
MOST_ANSWERS_A_DAY = 20


@dataclass(frozen=True)
class Reply:
    """What somebody who answers a post sends; neither name nor address is ever public."""

    sender_name: str
    sender_email: str
    words: str


@transaction.atomic
def post_for_entry(*, entry: ListedOrganisation, words: PostWords, by: User | None) -> Post:
    """Write a need or an offer for an organisation that is listed; the council reads it first.

    Raises InvalidTransition for one that is not listed, NotReady when there are too many.
    """
    if not entry.is_public:
        raise InvalidTransition("the organisation is not listed")
    return _post(Post(council_id=entry.council_id, organisation=entry), words, by=None)


@transaction.atomic
def post_for_supplier(*, supplier_id: int, council_id: int, words: PostWords, by: User) -> Post:
    """Write a need or an offer for a supplier of the council. Raises PermissionDenied, or NotReady as above."""
    if not can_post_for(by, supplier_id, council_id):
        raise PermissionDenied
    return _post(Post(council_id=council_id, supplier_id=supplier_id), words, by=by)


def _post(post: Post, words: PostWords, *, by: User | None) -> Post:
    same = Post.objects.filter(council=post.council_id, organisation=post.organisation_id, supplier=post.supplier_id)
    if same.filter(ended_on__isnull=True).count() >= MOST_OPEN:
        raise NotReady([_("You have %(most)d needs and offers open. Close one first") % {"most": MOST_OPEN}])
    today = timezone.localdate()
    if same.filter(sent_on=today).count() >= MOST_SENT_A_DAY:  # the council gets a letter of each
        raise NotReady([_("You have sent many needs and offers today. Try again tomorrow")])
    for name, value in words.columns().items():
        setattr(post, name, value)
    post.sent_on = today
    post.save()
    set_areas(post, words.area_ids)
    tell(CmsEvent.POST_SENT, by=by, on=post)
    return post


@transaction.atomic
def close_post(*, post: Post, entry: ListedOrganisation | None = None, by: User | None) -> Post:
    """Take one's own post off the board. `entry` is the organisation whose link was used.

    Raises PermissionDenied, or InvalidTransition when it is over.
    """
    if not can_close_post(by, post, entry):
        raise PermissionDenied
    move(post, POST["close"], ended_on=timezone.localdate())
    index_post(post)
    tell(CmsEvent.POST_CLOSED, by=by if post.supplier_id else None, on=post)
    return post


@transaction.atomic
def answer_post(*, post: Post, reply: Reply, by: User | None) -> PostMessage:
    """Keep an answer for whoever wrote the post, and tell them that there is one.

    Raises InvalidTransition when the post is not on the board any more, NotReady when it had very many answers today.
    """
    held = Post.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=post.pk)
    is_open = held.status == Post.Status.PUBLISHED and held.ends_on >= timezone.localdate()
    if not is_open or (held.organisation is not None and not held.organisation.is_public):
        raise InvalidTransition("it is not on the board")
    if PostMessage.objects.filter(post=held, sent__gt=timezone.now() - timedelta(days=1)).count() >= MOST_ANSWERS_A_DAY:
        raise NotReady([_("This has had many answers today. Try again tomorrow")])
    message = PostMessage.objects.create(post=held, sent=timezone.now(), **asdict(reply))
    if held.organisation is not None:
        new_link(held.organisation, works_for=TO_READ)
    tell(CmsEvent.POST_ANSWERED, by=None, on=message)
    return message
