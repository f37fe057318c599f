"""The home page of a council's site and its guidance."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import BodyBlock


class HomePage(Page):
    """The first page of the site: what social value is here, and where each kind of reader goes next."""

    introduction = models.TextField(_("introduction"), help_text=_("Two or three sentences."))
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    search_fields: ClassVar = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("body")]
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    template = "cms/home_page.html"

    def get_context(self, request, *args, **kwargs):
        """The guidance below the home page, for the list of links."""
        pages = GuidancePage.objects.live().child_of(self).only("title", "summary", "url_path", "slug", "path")
        return {**super().get_context(request, *args, **kwargs), "guidance": pages[:50]}


class GuidancePage(Page):
    """How to do one thing, or what one thing means."""

    summary = models.CharField(_("summary"), max_length=250, help_text=_("One sentence, shown in lists."))
    body = StreamField(BodyBlock(), verbose_name=_("body"))

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    search_fields: ClassVar = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
    parent_page_types: ClassVar = ["cms.HomePage", "cms.GuidancePage"]
    template = "cms/guidance_page.html"
