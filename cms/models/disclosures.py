"""What people asked for under freedom of information, and what they were answered."""

import re
from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from accounts.models import Council
from cms.addresses import listed
from cms.blocks import BodyBlock
from cms.exemptions import CHOICES, by_law
from cms.feeds import MOST, PagesFeed
from cms.frame import site_settings
from cms.models.more_addresses import MoreAddresses
from cms.models.site_page import SitePage
from cms.open_pages import open_below
from cms.paging import part_of, year_asked

MOST_YEARS = 30
MOST_WORDS = 100


class DisclosureIndexPage(MoreAddresses, SitePage):
    """All answers, newest first, by year and by words, and as a feed."""

    search_kind = "disclosures"
    search_label = _("Disclosures")
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels: ClassVar = [*SitePage.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar = ["cms.HomePage", "cms.GuidancePage"]
    subpage_types: ClassVar = ["cms.DisclosurePage"]
    template = "cms/disclosure_index_page.html"
    schema_type = "CollectionPage"
    has_feed = True
    behind: ClassVar = {"feed": "serve_feed"}

    def disclosures(self):
        """The published answers below this page, newest first."""
        return open_below(DisclosurePage.objects.child_of(self)).order_by("-answered_on", "-path")

    def more_context(self, request, context: dict) -> dict:
        """One part of the answers, of a year and with some words where they are asked for, and the years there are."""
        year, words, answers = year_asked(request), words_asked(request), self.disclosures()
        found = answers.filter(answered_on__range=(date(year, 1, 1), date(year, 12, 31))) if year else answers
        sought = words.replace('"', " ").strip()  # SQLite's search takes one for the beginning of a phrase, and fails
        if sought:  # which takes the rows it looks through as numbers, not the condition that they are open to all
            rows = DisclosurePage.objects.filter(pk__in=found.order_by().values("pk"))
            found = rows.order_by(*found.query.order_by).search(sought, order_by_relevance=False)
        part = part_of(found, request)
        years = [day.year for day in answers.dates("answered_on", "year", order="DESC")[:MOST_YEARS]]
        shown = listed(part.rows, request)
        return {"part": part, "disclosures": shown, "year": year, "years": years, "words": words}

    def serve_feed(self, request: HttpRequest) -> HttpResponse:
        """The newest answers for programs that collect them."""
        site = site_settings(request)
        feed = PagesFeed(self, list(self.disclosures()[:MOST]), day="answered_on", owner=site.name if site else "")
        return feed(request)


def words_asked(request: HttpRequest) -> str:
    """The words that `?words=` of an address looks for."""
    return request.GET.get("words", "").replace("\0", "").strip()[:MOST_WORDS]


class DisclosurePage(SitePage):
    """One request and its answer. The summary is the question in short."""

    search_kind = "disclosures"
    search_label = _("Disclosures")
    reference = models.CharField(_("reference"), max_length=60, help_text=_("Such as FOI-4127."))
    received_on = models.DateField(_("received on"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"))
    exemptions = StreamField(
        [("exemption", blocks.ChoiceBlock(choices=CHOICES, label=_("Exemption")))],
        blank=True,
        max_num=12,
        verbose_name=_("exemptions used"),
        help_text=_("Each reason for which something was not released."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("question and answer"))

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("summary", heading=_("The question in short"), help_text=_("Without the name of whoever asked.")),
        MultiFieldPanel(
            [FieldPanel("reference"), FieldPanel("received_on"), FieldPanel("answered_on")], heading=_("The request")
        ),
        FieldPanel("exemptions"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar = [
        *SitePage.search_fields,
        index.SearchField("reference_in_words", boost=2),
        index.SearchField("body"),
        index.FilterField("answered_on"),
    ]
    parent_page_types: ClassVar = ["cms.DisclosureIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/disclosure_page.html"
    og_type = "article"
    schema_type = "Article"

    @property
    def reference_in_words(self) -> str:
        """The reference whole and in its parts: PostgreSQL takes `-4127` of FOI-4127 for a number below nought."""
        return " ".join([self.reference, *re.findall(r"\w+", self.reference)])

    def clean(self) -> None:
        """Nothing is answered before it is received."""
        super().clean()
        if self.received_on and self.answered_on and self.answered_on < self.received_on:
            raise ValidationError({"answered_on": _("The answer must be on or after the day the request was received")})

    def more_context(self, request, context: dict) -> dict:
        """The exemptions in words, by the law they belong to, and who looks at complaints in this nation."""
        council = context["council"]
        return {
            "exemptions": by_law([block.value for block in self.exemptions]),
            "is_scottish": council is not None and council.nation == Council.Nation.SCOTLAND,
        }

    def schema(self, context: dict) -> dict:
        """The answer with its headline and day."""
        return {
            **super().schema(context),
            "headline": self.title,
            "identifier": self.reference,
            "datePublished": self.answered_on,
        }
