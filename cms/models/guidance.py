"""How to do one thing, or what one thing means; a page with pages below it is a section."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.addresses import listed
from cms.blocks import BodyBlock
from cms.models.site_page import SitePage
from cms.open_pages import open_below

MOST_BELOW = 50


class GuidancePage(SitePage):
    """How to do one thing, or what one thing means; a page with pages below it lists them, as a section does."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels: ClassVar = [*SitePage.content_panels, FieldPanel("body")]
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("body")]
    search_kind = "guidance"
    search_label = _("Guidance")
    parent_page_types: ClassVar = ["cms.HomePage", "cms.GuidancePage"]
    template = "cms/guidance_page.html"

    def more_context(self, request, context: dict) -> dict:
        """The guidance right below this page."""
        below = open_below(GuidancePage.objects.child_of(self)).only("title", "summary", "url_path", "locale_id")
        return {"below": listed(below[:MOST_BELOW], request) if self.numchild else []}
