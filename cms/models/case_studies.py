"""Case studies: what a promise led to, with the contract's own verified figures, and their index."""

from collections import defaultdict
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.case_blocks import StoryBlock
from cms.case_figures import CaseFigure, figures_of
from cms.case_study_form import CaseStudyForm
from cms.checks import case_study_may_be_public
from cms.consenting import holds, name_agreed, name_running
from cms.facets import faceted
from cms.feeds import MOST, PagesFeed
from cms.frame import site_settings
from cms.models.consents import Consent
from cms.models.files import CouncilImage
from cms.models.site_page import SitePage
from cms.named_suppliers import shown_to_readers, without_name
from cms.open_pages import open_below
from cms.shared_pictures import SharedPicture, copy_of
from framework.models import Measure
from suppliers.models import Area, Contract, ServiceCategory

# Of a contract, a page shows its title. What it is worth is not read.
NOT_SHOWN = ("contract__value_net", "contract__value_gross", "contract__description", "contract__proportion_reason")

PICTURE_SIZE = "width-960"
"""The size of the copy that the page shows, as in its template."""


class CaseStudyQuerySet(PageQuerySet):
    """Case studies. Whoever asks for some columns only gets nothing beside them."""

    def only(self, *fields):
        """As ever, without what comes from other tables."""
        return PageQuerySet.only(self.select_related(None), *fields)

    def defer(self, *fields):
        """As ever, without what comes from other tables."""
        return PageQuerySet.defer(self.select_related(None), *fields)


class CaseStudyManager(PageManager.from_queryset(CaseStudyQuerySet)):  # type: ignore[misc]
    """Case studies with all that they show beside their words: each page is one question to the database."""

    def get_queryset(self):
        """As Wagtail's, with contract, supplier, picture and consents."""
        rows = super().get_queryset()
        beside = ("contract__supplier", "service_category", "place", "picture")
        agreed = name_running(
            models.OuterRef("contract__council"), models.OuterRef("contract__supplier"), today=timezone.localdate()
        )
        rows = rows.annotate(is_name_agreed=models.Exists(agreed))
        rows = rows.select_related(*beside, "quote_consent", "picture_consent")
        return PageQuerySet.defer(rows, *NOT_SHOWN)


class CaseStudyPage(SitePage):
    """What one contract's promises led to, in words.

    Its figures come from the contract (`cms.case_figures`), so that a correction shows here too. A name, a quote or a
    picture is shown only as long as the consent to show it holds: this is looked at whenever the page is shown.
    """

    contract = models.ForeignKey(
        Contract, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("contract")
    )
    names_supplier = models.BooleanField(
        _("name the supplier"),
        default=False,
        help_text=_("Its name is shown only while the supplier agrees. You ask for that under “Consents”."),
    )
    no_measures_reason = models.CharField(
        _("why it shows no figures"), max_length=250, blank=True, help_text=_("If you choose no measure.")
    )
    service_category = models.ForeignKey(
        ServiceCategory, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("service")
    )
    place = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("place")
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, help_text=_("In which this happened."))
    body = StreamField(StoryBlock(), blank=True, verbose_name=_("body"))
    quote_words = models.TextField(_("what they said"), blank=True)
    quote_who = models.CharField(
        _("who said it"), max_length=150, blank=True, help_text=_("A role, such as “site manager”. Never a name.")
    )
    quote_consent = models.ForeignKey(
        Consent, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("consent")
    )
    picture = models.ForeignKey(
        CouncilImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("picture")
    )
    picture_alt = models.CharField(
        _("what it shows"), max_length=250, blank=True, help_text=_("For people who cannot see it.")
    )
    picture_consent = models.ForeignKey(
        Consent, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("consent")
    )

    objects = CaseStudyManager()

    base_form_class = CaseStudyForm
    content_panels: ClassVar = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("contract"),
                FieldPanel("names_supplier"),
                FieldPanel("codes"),
                FieldPanel("no_measures_reason"),
            ],
            heading=_("What it is about"),
        ),
        MultiFieldPanel(
            [FieldPanel("year"), FieldPanel("service_category"), FieldPanel("place")], heading=_("When and where")
        ),
        FieldPanel(
            "body",
            help_text=_(
                "Write {supplier} for the supplier’s name. Readers see the name while the supplier agrees, and “the "
                "supplier” otherwise."
            ),
        ),
        MultiFieldPanel(
            [FieldPanel("quote_words"), FieldPanel("quote_who"), FieldPanel("quote_consent")], heading=_("Quote")
        ),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alt"), FieldPanel("picture_consent")], heading=_("Picture")
        ),
    ]
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("words_to_find")]
    search_kind = "case-studies"
    search_label = _("Case studies")
    parent_page_types: ClassVar = ["cms.CaseStudyIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    og_type = "article"
    schema_type = "Article"
    template = "cms/case_study_page.html"

    def more_context(self, request, context: dict) -> dict:
        """What may be shown today besides the words."""
        return {
            "supplier_name": self.supplier_name,
            "supplier_typed": self._typed_names,
            "contract_title": self._without_name(self.contract.title) if self.contract else "",
            "figures": self.figures,
            "quote": self.quote_words if self.shows_quote else "",
            "picture": self.picture if self.shows_picture else None,
        }

    def publish(self, revision, *args, **kwargs):
        """Publish a revision as Wagtail does. Raises ValidationError, by field, where it may not be public.

        A consent must hold on the day on which the page becomes public.
        """
        page = revision.as_object()
        goes_live = timezone.localdate(page.go_live_at) if page.go_live_at else timezone.localdate()
        found: dict[str, list[str]] = defaultdict(list)
        codes = {chosen.measure.code for chosen in page.measures.all()}
        for field, words in case_study_may_be_public.problems(page, codes, today=max(goes_live, timezone.localdate())):
            found[field if field != "codes" else NON_FIELD_ERRORS].append(words)
        if found:
            raise ValidationError(dict(found))
        return super().publish(revision, *args, **kwargs)

    @property
    def supplier_name(self) -> str:
        """The supplier's name while it agrees to be named; empty otherwise."""
        contract = self.contract
        if not self.names_supplier or contract is None or contract.supplier is None:
            return ""
        agreed = self.__dict__.get("is_name_agreed")  # known of pages that come from the database
        if agreed is None:
            agreed = name_agreed(contract.council_id, contract.supplier_id, today=timezone.localdate())
        return contract.supplier.name if agreed else ""

    @property
    def words_to_find(self) -> str:
        """The words of the body for the index of the search, without the name of the supplier."""
        words = " ".join(self.body.stream_block.get_searchable_content(self.body))
        return shown_to_readers(words, "", self._typed_names)

    @property
    def _typed_names(self) -> list[str]:
        """What is taken out where it is typed, in pages that became public before this was refused."""
        return [self.contract.supplier.name] if self.contract and self.contract.supplier else []

    def _without_name(self, words: str) -> str:
        return words if self.supplier_name else without_name(words, self._typed_names)

    @property
    def shows_quote(self) -> bool:
        """Whether there is a quote, and the consent to show it holds."""
        return bool(self.quote_words) and holds(self.quote_consent, Consent.Covers.QUOTE, timezone.localdate())

    @property
    def shows_picture(self) -> bool:
        """Whether there is a picture, and the consent to show it holds."""
        consent, today = self.picture_consent, timezone.localdate()
        return self.picture is not None and holds(consent, Consent.Covers.PICTURE, today)

    @property
    def shared_picture(self) -> SharedPicture | None:
        """Its picture, while the consent to show it holds."""
        if self.picture is None or not self.shows_picture:
            return None
        return copy_of(self.picture, PICTURE_SIZE, self.picture_alt)

    @property
    def figures(self) -> list[CaseFigure]:
        """The public figures of the measures that the page names, in the order of the framework."""
        chosen: Any = CaseStudyMeasure.objects.filter(page=self.pk).order_by().values("measure__code")
        if "measures" in getattr(self, "_cluster_related_objects", {}):  # a preview of what is not saved yet
            chosen = {measure.measure.code for measure in self.measures.all()}
        return figures_of(self.contract, chosen) if self.contract else []


class CaseStudyMeasure(models.Model):
    """A measure whose figure a case study shows."""

    page = ParentalKey(CaseStudyPage, on_delete=models.CASCADE, related_name="measures")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["measure__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["page", "measure"], name="case_study_measure_once")]

    def __str__(self) -> str:
        return self.measure.code


class CaseStudyIndexPage(RoutablePageMixin, SitePage):
    """Case studies, the newest first, found by what they are about; and the same as a feed."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels: ClassVar = [*SitePage.content_panels, FieldPanel("body")]
    search_kind = "case-studies"
    search_label = _("Case studies")
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar = ["cms.CaseStudyPage"]
    has_feed = True
    schema_type = "CollectionPage"
    template = "cms/case_study_index_page.html"

    def more_context(self, request, context: dict) -> dict:
        """The page of the list that is asked for, with what leads to fewer."""
        below = open_below(CaseStudyPage.objects.child_of(self))
        return faceted(below, request) if self.numchild else faceted(below.none(), request)

    @path("feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The newest case studies as an Atom feed: nothing that needs a consent."""
        site, below = site_settings(request), open_below(CaseStudyPage.objects.child_of(self))
        newest = list(below.order_by("-first_published_at", "-pk")[:MOST])
        return PagesFeed(self, newest, day="first_published_at", owner=site.name if site else "")(request)
