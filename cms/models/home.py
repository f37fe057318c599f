"""The first page of a council's site."""

from typing import ClassVar
from urllib.parse import urljoin

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.addresses import listed
from cms.blocks import BodyBlock, SignpostBlock
from cms.models.site_page import SitePage


class HomePage(SitePage):
    """The first page of the site: what social value is here, and where each kind of reader goes next."""

    introduction = models.TextField(_("introduction"), help_text=_("Two or three sentences."))
    signposts = StreamField(
        [("signpost", SignpostBlock())],
        blank=True,
        max_num=12,
        verbose_name=_("signposts"),
        help_text=_("Where readers go next. Without any, all pages right below this one are listed."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels: ClassVar = [
        *SitePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("signposts"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("introduction"), index.SearchField("body")]
    search_kind = "guidance"
    search_label = _("Guidance")
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    template = "cms/home_page.html"
    schema_type = "WebSite"

    def schema(self, context: dict) -> dict:
        """The site, and how to search it."""
        where = urljoin(context["canonical"], f"{context['search_address']}?q={{words}}")
        search = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": where},
            "query-input": "required name=words",
        }
        return {**super().schema(context), "potentialAction": search}

    def more_context(self, request, context: dict) -> dict:
        """Where readers go next: the signposts to published pages, else the pages right below."""
        posts = [post.value for post in self.signposts if post.value["page"] and post.value["page"].live]
        shown = listed((post["page"] for post in posts), request)
        signed = [{"page": page, "words": post["words"]} for page, post in zip(shown, posts, strict=True)]
        return {"signposts": signed or [{"page": page, "words": ""} for page in context["pages_below_home"]]}
