"""The newest case studies as an Atom feed."""

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from wagtail.models import Page

from cms.addresses import listed

MOST = 20


def feed_of(index: Page, pages, request: HttpRequest) -> HttpResponse:
    """The feed of an index: titles, summaries and addresses; nothing that needs a consent. One query."""
    here = request.build_absolute_uri(request.path)
    feed = Atom1Feed(
        title=index.title,
        link=here.removesuffix("feed/"),
        description=getattr(index, "summary", ""),
        feed_url=here,
        language=get_language(),
    )
    for page in listed(pages.order_by("-first_published_at", "-pk")[:MOST], request):
        feed.add_item(
            title=page.title,
            link=request.build_absolute_uri(page.address),  # type: ignore[attr-defined]
            description=page.summary,  # type: ignore[attr-defined]
            pubdate=page.first_published_at,
            updateddate=page.last_published_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
