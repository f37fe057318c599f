"""Page families, one a module."""

from cms.models.board import Post, PostMessage, PostTerm
from cms.models.case_studies import CaseStudyIndexPage, CaseStudyMeasure, CaseStudyPage
from cms.models.case_suggestions import CaseStudySuggestion
from cms.models.community import VoluntaryHubPage
from cms.models.consents import Consent
from cms.models.council_site import CouncilSite
from cms.models.directory import Cause, EntryLink, EntryTerm, Help, ListedOrganisation
from cms.models.disclosures import DisclosureIndexPage, DisclosurePage
from cms.models.editing import PublisherApproval, ReviewReminder, SiteEditing
from cms.models.events import EventIndexPage, EventInterest, EventPage
from cms.models.files import CouncilDocument, CouncilImage, CouncilRendition
from cms.models.framework import FrameworkPage
from cms.models.guidance import GuidancePage
from cms.models.home import HomePage
from cms.models.measure_note import MeasureNote
from cms.models.news import NewsIndexPage, NewsPage
from cms.models.part_title import PartTitle
from cms.models.policy import PolicyIndexPage, PolicyPage
from cms.models.results import ResultsPage
from cms.models.site_page import SitePage
from cms.models.statements import AccessibilityStatementPage, ContactPage, CookiesPage, DpiaPage, PrivacyPage

__all__ = [
    "AccessibilityStatementPage",
    "CaseStudyIndexPage",
    "CaseStudyMeasure",
    "CaseStudyPage",
    "CaseStudySuggestion",
    "Cause",
    "Consent",
    "ContactPage",
    "CookiesPage",
    "CouncilDocument",
    "CouncilImage",
    "CouncilRendition",
    "CouncilSite",
    "DisclosureIndexPage",
    "DisclosurePage",
    "DpiaPage",
    "EntryLink",
    "EntryTerm",
    "EventIndexPage",
    "EventInterest",
    "EventPage",
    "FrameworkPage",
    "GuidancePage",
    "Help",
    "HomePage",
    "ListedOrganisation",
    "MeasureNote",
    "NewsIndexPage",
    "NewsPage",
    "PartTitle",
    "PolicyIndexPage",
    "PolicyPage",
    "Post",
    "PostMessage",
    "PostTerm",
    "PrivacyPage",
    "PublisherApproval",
    "ResultsPage",
    "ReviewReminder",
    "SiteEditing",
    "SitePage",
    "VoluntaryHubPage",
]
