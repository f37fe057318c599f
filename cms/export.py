"""Everything that is kept of an organisation of the directory, as data that it can take away."""

from cms.board import messages_to, posts_of_entry
from cms.models import ListedOrganisation, Post

NOT_SAID = {"id", "council", "decided_by", "sort_name", "entry", "organisation", "supplier", "post"}


def export_of(entry: ListedOrganisation) -> dict:
    """An entry with its needs, offers and answers; who decided at the council is not the organisation's data."""
    posts = posts_of_entry(entry)
    return {
        "council": entry.council.name,
        "entry": {**_row(entry), "areas": [area.name for area in entry.areas.all()]},
        "needs_and_offers": [
            {**_row(post), "areas": [area.name for area in post.areas.all()]}
            for post in posts.prefetch_related("areas")
        ],
        "answers": [
            {**_row(message), "about": str(message.post)}
            for message in messages_to(Post.objects.filter(organisation=entry))
        ],
    }


def _row(row) -> dict:
    fields = [field for field in row._meta.concrete_fields if field.name not in NOT_SAID]
    return {field.name: field.value_from_object(row) for field in fields}
