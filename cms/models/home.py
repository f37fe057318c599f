"""The first page of a council's site."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.models.site_page import SitePage


class HomePage(SitePage):
    """The first page of the site: what social value is here, and where each kind of reader goes next."""

    introduction = models.TextField(_("introduction"), help_text=_("Two or three sentences."))
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels: ClassVar = [*SitePage.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("introduction"), index.SearchField("body")]
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    template = "cms/home_page.html"

    def more_context(self, request, context: dict) -> dict:
        """The pages right below, for the list of links."""
        return {"pages": context["pages_below_home"]}
