"""Policies with their version and what became of it, and consultations on drafts."""

from typing import ClassVar
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.addresses import listed
from cms.blocks import BodyBlock, DownloadsBlock, WordsBlock
from cms.models.site_page import SitePage
from cms.open_pages import open_below

MOST = 200


class PolicyIndexPage(SitePage):
    """All policies, by what became of them; those that are no longer in force stand apart."""

    search_kind = "policies"
    search_label = _("Policies")
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels: ClassVar = [*SitePage.content_panels, FieldPanel("body")]
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar = ["cms.HomePage", "cms.GuidancePage"]
    subpage_types: ClassVar = ["cms.PolicyPage"]
    template = "cms/policy_index_page.html"
    schema_type = "CollectionPage"

    def more_context(self, request, context: dict) -> dict:
        """The policies in four lists: open for comments, other drafts, in force, no longer in force."""
        policies = listed(open_below(PolicyPage.objects.child_of(self)).order_by("title")[:MOST], request)
        open_now, status = [policy for policy in policies if policy.takes_comments], PolicyPage.Status
        return {
            "open_for_comments": open_now,
            "drafts": [policy for policy in policies if policy.status == status.DRAFT and policy not in open_now],
            "adopted": [policy for policy in policies if policy.status == status.ADOPTED],
            "superseded": [policy for policy in policies if policy.status == status.SUPERSEDED],
        }


class PolicyPage(SitePage):
    """One version of a policy: a draft that people may comment on, one that is in force, or one that was."""

    search_kind = "policies"
    search_label = _("Policies")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft for consultation")
        ADOPTED = "adopted", _("Adopted")
        SUPERSEDED = "superseded", _("No longer in force")

    version = models.CharField(_("version"), max_length=20, help_text=_("Such as 3.0."))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    review_on = models.DateField(_("look at it again on"), help_text=_("Shown to readers. We remind editors as well."))
    supersedes = models.ForeignKey(
        "cms.PolicyPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="superseded_by",
        verbose_name=_("takes the place of"),
    )
    closes_on = models.DateField(
        _("comments until"), null=True, blank=True, help_text=_("The last day of a consultation on a draft.")
    )
    comments_email = models.EmailField(
        _("email for comments"), blank=True, help_text=_("Left empty: the contact of the council.")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))
    downloads = StreamField(
        WordsBlock([("files", DownloadsBlock())]), blank=True, max_num=1, verbose_name=_("files to download")
    )

    content_panels: ClassVar = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [FieldPanel(name) for name in ("version", "status", "adopted_on", "review_on", "supersedes")],
            heading=_("Which version this is"),
        ),
        MultiFieldPanel([FieldPanel("closes_on"), FieldPanel("comments_email")], heading=_("Comments on a draft")),
        FieldPanel("body"),
        FieldPanel("downloads"),
    ]
    settings_panels: ClassVar = [*Page.settings_panels, FieldPanel("licence")]
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar = ["cms.PolicyIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/policy_page.html"
    schema_type = "DigitalDocument"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "adopted", "superseded"]), name="policy_status_known"
            ),
        ]

    def clean(self) -> None:
        """What is in force was adopted on some day, and nothing takes its own place."""
        super().clean()
        if self.status == self.Status.ADOPTED and not self.adopted_on:
            raise ValidationError({"adopted_on": _("Enter the day on which it was adopted")})
        if self.pk and self.supersedes_id == self.pk:
            raise ValidationError({"supersedes": _("Choose another policy: none can take its own place")})

    @property
    def takes_comments(self) -> bool:
        """Whether people are asked for comments today."""
        return self.status == self.Status.DRAFT and (self.closes_on is None or self.closes_on >= timezone.localdate())

    def more_context(self, request, context: dict) -> dict:
        """The versions before and after this one, and where comments go."""
        older = PolicyPage.objects.filter(pk=self.supersedes_id).values("translation_key")
        around = listed(
            PolicyPage.objects.live()
            .filter(locale=self.locale_id)
            .filter(Q(translation_key__in=older) | Q(supersedes__translation_key=self.translation_key))
            .select_related("supersedes")
            .order_by("-path")[:MOST],
            request,
        )
        newer = [one for one in around if one.supersedes and one.supersedes.translation_key == self.translation_key]
        email = self.comments_email or (context["council"].contact_email if context["council"] else "")
        return {
            "replaced_by": newer,
            "replaced": [one for one in around if one not in newer],
            "comments_email": email,
            "comments_link": f"mailto:{quote(email, safe='@')}?subject={quote(self.title)}",
        }

    def schema(self, context: dict) -> dict:
        """The policy with its version."""
        return {**super().schema(context), "version": self.version, "creativeWorkStatus": self.get_status_display()}
