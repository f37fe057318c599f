"""Pages that the law asks for, and how to reach the council. What must not be left out stands in their templates."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from accounts.models import Council
from cms.blocks import BodyBlock
from cms.cookies import cookies_context
from cms.models.site_page import SitePage
from cms.statement_blocks import ContactBlock, ProblemBlock, RiskBlock, SignatureBlock

WCAG = "https://www.w3.org/TR/WCAG22/"


class StatementPage(SitePage):
    """What these pages share: there is one of each, anywhere among the guidance, with nothing below it."""

    search_kind = "statements"
    search_label = _("About this site")
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels: ClassVar = [*SitePage.content_panels, FieldPanel("body")]
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar = ["cms.HomePage", "cms.GuidancePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        abstract = True


class AccessibilityStatementPage(StatementPage):
    """How far everybody can use the site (Accessibility Regulations 2018, regulation 8)."""

    class Compliance(models.TextChoices):
        FULL = "full", _("Fully compliant")
        PARTIAL = "partial", _("Partially compliant")
        NONE = "none", _("Not compliant")

    scope = models.TextField(_("which pages it is about"))
    compliance = models.CharField(_("compliance status"), max_length=10, choices=Compliance, default=Compliance.PARTIAL)
    problems = StreamField([("problem", ProblemBlock())], blank=True, verbose_name=_("what does not work yet"))
    disproportionate_burden = models.TextField(
        _("disproportionate burden"), blank=True, help_text=_("What would cost too much to mend, and why.")
    )
    out_of_scope = models.TextField(_("what the regulations do not cover"), blank=True)
    answer_working_days = models.PositiveSmallIntegerField(_("working days until we answer"), default=5)
    prepared_on = models.DateField(_("prepared on"))
    reviewed_on = models.DateField(_("last reviewed on"))
    tested_on = models.DateField(_("last tested on"))
    tested_by = models.CharField(_("tested by"), max_length=200)
    tested_how = models.TextField(_("how it was tested"))
    improving = models.TextField(_("what we do to get better"), blank=True)

    content_panels: ClassVar = [
        *SitePage.content_panels,
        FieldPanel(
            "scope",
            help_text=_("The end of the sentence “This accessibility statement applies to …”, without a full stop."),
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("compliance", "problems", "disproportionate_burden", "out_of_scope")],
            heading=_("How accessible it is"),
        ),
        FieldPanel("answer_working_days"),
        FieldPanel("improving"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("prepared_on", "reviewed_on", "tested_on", "tested_by", "tested_how")],
            heading=_("How this statement was made"),
        ),
    ]
    search_fields: ClassVar = [
        *StatementPage.search_fields,
        *(index.SearchField(name) for name in ("scope", "problems", "disproportionate_burden", "out_of_scope")),
        *(index.SearchField(name) for name in ("improving", "tested_by", "tested_how")),
    ]
    template = "cms/accessibility_statement_page.html"

    def clean(self) -> None:
        """The status agrees with what is listed, and it is looked at again after a year unless somebody says when."""
        super().clean()
        if self.reviewed_on and (self.review_on is None or self.review_on <= self.reviewed_on):
            self.review_on = _a_year_after(self.reviewed_on)
        problems = {}
        if self.compliance == self.Compliance.FULL and self.is_listing:
            problems["compliance"] = _("A site with something listed below is not fully compliant")
        elif self.compliance != self.Compliance.FULL and not self.is_listing:
            problems["compliance"] = _("List what does not work, or say that the site is fully compliant")
        if self.prepared_on and self.reviewed_on and self.reviewed_on < self.prepared_on:
            problems["reviewed_on"] = _("It cannot have been reviewed before it was prepared")
        if problems:
            raise ValidationError(problems)

    @property
    def has_exemptions(self) -> bool:
        """Whether something is listed that need not be mended."""
        return bool(self.disproportionate_burden.strip() or self.out_of_scope.strip())

    @property
    def is_listing(self) -> bool:
        """Whether anything is listed that not everybody can use."""
        return bool(self.problems) or self.has_exemptions

    @property
    def scope_words(self) -> str:
        """Which pages it is about, as the end of a sentence whose full stop stands in the template."""
        return self.scope.strip().rstrip(".")

    def more_context(self, request, context: dict) -> dict:
        """What the sentences of the law name: the site, the guidelines, and who enforces in the council's nation."""
        who = context["site_owner"] or settings.ORGANISATION_NAME or settings.WAGTAIL_SITE_NAME
        guidelines = format_html(
            '<a class="govuk-link" href="{}">{}</a>', WCAG, _("Web Content Accessibility Guidelines version 2.2")
        )
        title = gettext("Accessibility statement for %(who)s") % {"who": who}
        return {**enforcement(context["council"]), "shown_title": title, "who": who, "wcag": guidelines}


class CookiesPage(StatementPage):
    """Which cookies there are. The list comes from the portal's settings."""

    template = "cms/cookies_page.html"

    def more_context(self, request, context: dict) -> dict:
        """The cookies as they are set."""
        return cookies_context()


class PrivacyPage(StatementPage):
    """What is held about people and what their rights are (UK GDPR, articles 13 and 14)."""

    template = "cms/privacy_page.html"


class DpiaPage(StatementPage):
    """What could go wrong for people, and what is done about it (UK GDPR, article 35)."""

    purpose = models.TextField(_("what it is for"), blank=True)
    data_flows = models.TextField(_("which data, from whom, to whom and for how long"), blank=True)
    risks = StreamField([("risk", RiskBlock())], blank=True, verbose_name=_("risks and measures"))
    residual_risk = models.TextField(_("what is left, all together"), blank=True)
    signatures = StreamField([("signature", SignatureBlock())], blank=True, verbose_name=_("who agreed"))

    content_panels: ClassVar = [
        *SitePage.content_panels,
        *(FieldPanel(name) for name in ("purpose", "data_flows", "risks", "residual_risk", "signatures", "body")),
    ]
    search_fields: ClassVar = [
        *StatementPage.search_fields,
        *(index.SearchField(name) for name in ("purpose", "data_flows", "risks", "residual_risk", "signatures")),
    ]
    template = "cms/dpia_page.html"


class ContactPage(StatementPage):
    """How to reach the council: its single point of contact, as it is set for the site, and others."""

    contacts = StreamField([("contact", ContactBlock())], blank=True, max_num=30, verbose_name=_("further contacts"))

    content_panels: ClassVar = [*SitePage.content_panels, FieldPanel("contacts"), FieldPanel("body")]
    search_fields: ClassVar = [*StatementPage.search_fields, index.SearchField("contacts")]
    template = "cms/contact_page.html"
    schema_type = "ContactPage"

    def schema(self, context: dict) -> dict:
        """The page with the point of contact."""
        council, said = context["council"], super().schema(context)
        if council and (council.contact_email or council.contact_phone):
            point = {"@type": "ContactPoint", "email": council.contact_email, "telephone": council.contact_phone}
            said["mainEntity"] = {name: value for name, value in point.items() if value}
        return said


def enforcement(council: Council | None) -> dict:
    """What the words about enforcement depend on."""
    return {"is_northern_irish": council is not None and council.nation == Council.Nation.NORTHERN_IRELAND}


def _a_year_after(day: date) -> date:
    """The same day of the next year; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)
