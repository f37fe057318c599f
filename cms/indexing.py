"""Keeping what entries and posts are found by in step with what they say. Only what everybody sees can be found."""

from cms.models import EntryTerm, ListedOrganisation, Post, PostTerm
from cms.terms import ALL, coded, places, stems_in, words

MOST_POSTS = 200


def index_entry(entry: ListedOrganisation) -> None:
    """Write the terms of an entry anew, and those of its posts, which are on the board only while it is listed."""
    EntryTerm.objects.filter(entry=entry).delete()
    if entry.is_public:
        EntryTerm.objects.bulk_create(
            EntryTerm(entry=entry, council_id=entry.council_id, term=term, sort_name=entry.sort_name)
            for term in _terms_of_entry(entry)
        )
    for post in Post.objects.filter(organisation=entry, status=Post.Status.PUBLISHED)[:MOST_POSTS]:
        post.organisation = entry
        index_post(post)


def index_post(post: Post) -> None:
    """Write the terms of a post anew."""
    PostTerm.objects.filter(post=post).delete()
    is_seen = post.organisation is None or post.organisation.is_public
    if post.status == Post.Status.PUBLISHED and is_seen:
        PostTerm.objects.bulk_create(
            PostTerm(post=post, council_id=post.council_id, term=term) for term in _terms_of_post(post)
        )


def _terms_of_entry(entry: ListedOrganisation) -> list[str]:
    texts = (entry.name, entry.does, entry.does_cy, entry.offers, entry.offers_cy, entry.seeks, entry.seeks_cy)
    return [
        ALL,
        *words(stems_in(*texts)),
        *coded("cause", entry.causes),
        *coded("offers", entry.offered),
        *places(entry.areas.values_list("pk", flat=True)),
    ]


def _terms_of_post(post: Post) -> list[str]:
    texts = (post.title, post.title_cy, post.who, post.words, post.words_cy)
    return [
        ALL,
        *words(stems_in(*texts)),
        *coded("cause", post.causes),
        *coded("what", [post.what]),
        *coded("kind", [post.kind]),
        *places(post.areas.values_list("pk", flat=True)),
    ]
