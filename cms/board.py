"""What the public sees of the board of needs and offers, and what those who wrote on it see of their own."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Council, User
from cms.finding import BoardFilters, rows_with
from cms.keyset import page_in_order
from cms.models.board import Post, PostMessage, PostTerm
from cms.models.directory import ListedOrganisation
from suppliers.community import Supplying, supplying
from suppliers.paging import Page

NEWEST = 6


def public_posts(council: Council) -> QuerySet[Post]:
    """The posts of a council's board that everybody sees today."""
    seen = Q(organisation__isnull=True) | Q(organisation__status__in=ListedOrganisation.PUBLIC)
    posts = Post.objects.filter(seen, council=council, status=Post.Status.PUBLISHED, ends_on__gte=timezone.localdate())
    return posts.select_related("organisation", "supplier")


def board_page(council: Council, filters: BoardFilters, *, after: str, before: str) -> Page:
    """A page of what is found, the newest first; the rows are posts with their places. Two queries."""
    found = rows_with(PostTerm, council, filters.terms(), filters.place)
    found = found.filter(post__ends_on__gte=timezone.localdate())
    found = found.select_related("post__organisation", "post__supplier").prefetch_related("post__areas")
    page = page_in_order(found, key="post_id", after=after, before=before)
    return Page(rows=[row.post for row in page.rows], before=page.before, after=page.after)


def newest_posts(council: Council) -> list[Post]:
    """The newest needs and offers. One query."""
    rows = rows_with(PostTerm, council, []).filter(post__ends_on__gte=timezone.localdate())
    rows = rows.select_related("post__organisation", "post__supplier").order_by("-post_id")
    return [row.post for row in rows[:NEWEST]]


def posts_of_entry(entry: ListedOrganisation) -> QuerySet[Post]:
    """What an organisation of the directory wrote, the newest first, public or not."""
    return Post.objects.filter(organisation=entry).select_related("organisation").order_by("-id")


def posts_written_by(user: User, known: list[Supplying] | None = None) -> QuerySet[Post]:
    """What the suppliers wrote that a person writes for, public or not. `known` saves asking again which these are."""
    condition = Q(pk__in=[])
    for one in supplying(user) if known is None else known:
        condition |= Q(supplier=one.organisation_id, council=one.council_id)
    return Post.objects.filter(condition).select_related("supplier", "council")


def messages_to(posts: QuerySet[Post]) -> QuerySet[PostMessage]:
    """The answers to some posts, the newest first."""
    return (
        PostMessage.objects.filter(post__in=posts.order_by().values("pk"))
        .select_related("post__organisation", "post__supplier")
        .order_by("-id")
    )
