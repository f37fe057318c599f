"""News: what happened on a day, with an index by year and a feed."""

from typing import ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.addresses import listed
from cms.blocks import PICTURE_SIZE, BodyBlock, ImageBlock
from cms.feeds import MOST, PagesFeed
from cms.frame import site_settings
from cms.models.more_addresses import MoreAddresses
from cms.models.site_page import SitePage
from cms.open_pages import open_below
from cms.paging import part_of, year_asked
from cms.shared_pictures import SharedPicture, copy_of

MOST_YEARS = 30


class NewsIndexPage(MoreAddresses, SitePage):
    """All news, newest first, by year, and as a feed."""

    search_kind = "news"
    search_label = _("News")
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels: ClassVar = [*SitePage.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar = ["cms.HomePage", "cms.GuidancePage"]
    subpage_types: ClassVar = ["cms.NewsPage"]
    template = "cms/news_index_page.html"
    schema_type = "CollectionPage"
    has_feed = True
    behind: ClassVar = {"feed": "serve_feed"}

    def news(self):
        """The published news below this page, newest first."""
        return open_below(NewsPage.objects.child_of(self)).order_by("-published_on", "-path")

    def more_context(self, request, context: dict) -> dict:
        """One part of the news, of a year where one is asked for, and the years there are."""
        year, news = year_asked(request), self.news()
        part = part_of(news.filter(published_on__year=year) if year else news, request)
        years = [day.year for day in news.dates("published_on", "year", order="DESC")[:MOST_YEARS]]
        return {"part": part, "news": listed(part.rows, request), "year": year, "years": years}

    def serve_feed(self, request: HttpRequest) -> HttpResponse:
        """The newest news for programs that collect it."""
        site = site_settings(request)
        feed = PagesFeed(self, list(self.news()[:MOST]), day="published_on", owner=site.name if site else "")
        return feed(request)


class NewsPage(SitePage):
    """What happened, or what is new, on one day."""

    search_kind = "news"
    search_label = _("News")
    published_on = models.DateField(_("date"), default=timezone.localdate, help_text=_("Shown above the text."))
    picture = StreamField([("image", ImageBlock())], blank=True, max_num=1, verbose_name=_("picture"))
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels: ClassVar = [
        *SitePage.content_panels,
        FieldPanel("published_on"),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar = [
        *SitePage.search_fields,
        index.SearchField("body"),
        index.FilterField("published_on"),
    ]
    parent_page_types: ClassVar = ["cms.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/news_page.html"
    og_type = "article"
    schema_type = "NewsArticle"

    def schema(self, context: dict) -> dict:
        """The news with its headline and day."""
        return {**super().schema(context), "headline": self.title, "datePublished": self.published_on}

    @property
    def shared_picture(self) -> SharedPicture | None:
        """The picture above its words, where there is one."""
        for block in self.picture:
            if block.value["image"] is not None:
                return copy_of(block.value["image"], PICTURE_SIZE, block.value["alt"] or self.title)
        return None
