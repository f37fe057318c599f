"""What a council sets for its whole site: whose it is, whom to ask, its logo and footer, and the rule about Welsh."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from accounts.models import Council
from cms.models.files import CouncilImage


@register_setting(icon="site")
class CouncilSite(BaseSiteSetting):
    """Settings of one council's site. A site without them is the portal's own, of no council in particular.

    The screen that edits them is `cms.site_form`: part of what it shows belongs to the council itself.
    """

    council = models.OneToOneField(
        Council,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="site",
        verbose_name=_("council"),
        help_text=_("Whose framework, figures and colours this site shows."),
    )
    welsh_name = models.CharField(_("name of the council in Welsh"), max_length=200, blank=True)
    logo = models.ForeignKey(
        CouncilImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("logo")
    )
    welsh_contact_name = models.CharField(_("who answers questions, in Welsh"), max_length=200, blank=True)
    contact_hours = models.CharField(
        _("when the contact can be reached"), max_length=120, blank=True, help_text=_("Monday to Friday, 9am to 5pm")
    )
    welsh_contact_hours = models.CharField(_("when the contact can be reached, in Welsh"), max_length=120, blank=True)
    footer = models.CharField(_("words in the footer"), max_length=250, blank=True)
    welsh_footer = models.CharField(_("words in the footer, in Welsh"), max_length=250, blank=True)
    needs_welsh = models.BooleanField(
        _("every page needs its Welsh twin"),
        default=False,
        help_text=_("No page can be published while its twin in the other language is missing."),
    )

    publishes_contracts = models.BooleanField(
        _("publish the contracts register"),
        default=False,
        help_text=_(
            "Everybody can then take away every contract with its title, description, supplier, value and days. Check "
            "titles and descriptions first: they must say nothing about a person."
        ),
    )

    class Meta:
        verbose_name = _("council site")

    def __str__(self) -> str:
        return str(self.council or self.site)

    def said(self, field: str) -> str:
        """A text in the language of the page, where it has been written in it."""
        theirs = getattr(self, f"welsh_{field}") if get_language() == "cy" else ""
        return theirs or getattr(self, field)

    @property
    def contact_name(self) -> str:
        """Who answers questions, in the language of the page where that has been written."""
        theirs = self.welsh_contact_name if get_language() == "cy" else ""
        return theirs or (self.council.contact_name if self.council else "")

    @property
    def name(self) -> str:
        """The council's name in the language of the page; empty where the site is no council's."""
        theirs = self.welsh_name if get_language() == "cy" else ""
        return theirs or (self.council.name if self.council else "")
