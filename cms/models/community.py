"""The page of the voluntary and community sector: how to take part, and what is going on."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.board import newest_posts
from cms.directory import how_many_listed
from cms.models.site_page import SitePage


class VoluntaryHubPage(SitePage):
    """Where voluntary organisations find in two clicks what social value could mean for them and whom to call.

    Below the editors' words it shows live how many organisations are listed and the newest needs and offers.
    """

    search_kind = "voluntary-sector"
    search_label = _("Voluntary sector")
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels: ClassVar = [*SitePage.content_panels, FieldPanel("body")]
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    template = "cms/voluntary_hub_page.html"

    def more_context(self, request, context: dict) -> dict:
        """How many are listed, and what is new on the board, of the council of the site."""
        council = context["council"]
        if council is None:
            return {}
        return {"listed": how_many_listed(council), "newest": newest_posts(council)}
