"""What every page of a council's site has: a summary, a licence, a date to look at it again, and its frame."""

from typing import ClassVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.addresses import address
from cms.editing.page_form import PageForm
from cms.editing.publishing import check_page
from cms.frame import frame_of
from cms.routing import route_around
from cms.shared_pictures import SharedPicture, logo_of


class SitePage(Page):
    """The beginning of every page family.

    A family adds its fields, its panels (beginning with `SitePage.content_panels`), its template, and what only it
    shows in `more_context`. The frame (header, menu, language switch, contact, footer) comes from `cms.frame`.
    """

    class Licence(models.TextChoices):
        OPEN = "ogl", _("Open Government Licence: anybody may use it again")
        OWN_USE = "own_use", _("Own use only: ask us before you publish it elsewhere")

    summary = models.CharField(
        _("summary"), max_length=250, default="", help_text=_("One sentence, shown in lists and by search engines.")
    )
    licence = models.CharField(
        _("licence"),
        max_length=10,
        choices=Licence,
        default=Licence.OPEN,
        help_text=_("What readers may do with the words of this page."),
    )
    review_on = models.DateField(
        _("look at it again on"), null=True, blank=True, help_text=_("We remind editors from that day on.")
    )

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("summary")]
    settings_panels: ClassVar = [*Page.settings_panels, FieldPanel("review_on"), FieldPanel("licence")]
    search_fields: ClassVar = [*Page.search_fields, index.SearchField("summary", boost=2)]
    base_form_class = PageForm
    # The same in each language: set once, on the page that is translated.
    override_translatable_fields: ClassVar = [
        SynchronizedField("review_on", overridable=False),
        SynchronizedField("licence", overridable=False),
    ]
    goes_live_with_twin = False
    """Set on a page whose twin is published in the same moment (`cms.actions.together`)."""
    search_kind = ""
    """Under which kind a search of the site counts the family, as it stands in addresses; its own name where empty."""
    search_label: str | Promise = ""
    """What that kind is called, in the plural."""
    follows_the_clock = False
    """Whether what the page shows depends on the time of day, and not on the day alone (`cms.remembering`)."""
    has_feed = False
    """Whether the family is followed with a feed reader, at `feed/` behind its address."""
    og_type = "website"
    """What the page is where it is shared, as Open Graph calls it."""
    schema_type = "WebPage"
    """What the page is to search engines, as schema.org calls it."""

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        """The page in its frame, and what its family adds."""
        route = getattr(request, "public_route", None)
        if route is None or route.page.pk != self.pk:  # a preview, which came by no public address
            route = request.public_route = route_around(self)
        context = {**super().get_context(request, *args, **kwargs), **frame_of(request)}
        context["page_address"] = address(self.url_path, self.locale.language_code)
        context["feed_address"] = f"{context['page_address']}feed/" if self.has_feed else ""
        context["page_schema"] = self.schema(context)
        shared = self.shared_picture or logo_of(context["site_settings"])
        context["shared_alt"] = shared.alt if shared else ""
        context["shared_address"] = request.build_absolute_uri(shared.address) if shared else ""
        return {**context, **self.more_context(request, context)}

    def schema(self, context: dict) -> dict:
        """What the page says of itself to search engines (schema.org)."""
        owner = context["site_owner"]
        said = {
            "@type": self.schema_type,
            "name": self.title,
            "description": self.search_description or self.summary,
            "url": context["canonical"],
            "inLanguage": self.locale.language_code,
            "dateModified": self.last_published_at,
            "publisher": {"@type": "GovernmentOrganization", "name": owner} if owner else None,
        }
        return {name: value for name, value in said.items() if value}

    def more_context(self, request, context: dict) -> dict:
        """What the template of this family shows besides its fields and the frame."""
        return {}

    @property
    def shared_picture(self) -> SharedPicture | None:
        """The page's own picture where it is shared; without one the logo of the site is shown."""
        return None

    def publish(self, revision, *args, **kwargs):
        """Publish a revision as Wagtail does, unless a rule is broken. Raises ValidationError, with words.

        Every way leads here but the form of the page itself, which asks the same and shows what is wrong at its place.
        """
        check_page(revision.as_object(), with_twin=self.goes_live_with_twin)
        return super().publish(revision, *args, **kwargs)

    def addresses_behind(self, request) -> list[str]:
        """What is shown behind the address of the page, for the map of the site: "" is the page itself."""
        return [""]

    def get_view_restrictions(self):
        """Nothing was asked where finding the page has shown already that neither it nor one above it is private."""
        if getattr(self, "is_known_open", False):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()
