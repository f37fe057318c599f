"""Page families, one a module."""

from cms.models.council_site import CouncilSite
from cms.models.disclosures import DisclosureIndexPage, DisclosurePage
from cms.models.events import EventIndexPage, EventInterest, EventPage
from cms.models.files import CouncilDocument, CouncilImage, CouncilRendition
from cms.models.guidance import GuidancePage
from cms.models.home import HomePage
from cms.models.news import NewsIndexPage, NewsPage
from cms.models.policy import PolicyIndexPage, PolicyPage
from cms.models.site_page import SitePage
from cms.models.statements import AccessibilityStatementPage, ContactPage, CookiesPage, DpiaPage, PrivacyPage

__all__ = [
    "AccessibilityStatementPage",
    "ContactPage",
    "CookiesPage",
    "CouncilDocument",
    "CouncilImage",
    "CouncilRendition",
    "CouncilSite",
    "DisclosureIndexPage",
    "DisclosurePage",
    "DpiaPage",
    "EventIndexPage",
    "EventInterest",
    "EventPage",
    "GuidancePage",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "PolicyIndexPage",
    "PolicyPage",
    "PrivacyPage",
    "SitePage",
]
