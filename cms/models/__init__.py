"""Page families, one a module."""

from cms.models.case_studies import CaseStudyIndexPage, CaseStudyMeasure, CaseStudyPage
from cms.models.case_suggestions import CaseStudySuggestion
from cms.models.consents import Consent
from cms.models.council_site import CouncilSite
from cms.models.editing import PublisherApproval, ReviewReminder, SiteEditing
from cms.models.files import CouncilDocument, CouncilImage, CouncilRendition
from cms.models.framework import FrameworkPage
from cms.models.guidance import GuidancePage
from cms.models.home import HomePage
from cms.models.measure_note import MeasureNote
from cms.models.results import ResultsPage
from cms.models.site_page import SitePage

__all__ = [
    "CaseStudyIndexPage",
    "CaseStudyMeasure",
    "CaseStudyPage",
    "CaseStudySuggestion",
    "Consent",
    "CouncilDocument",
    "CouncilImage",
    "CouncilRendition",
    "CouncilSite",
    "FrameworkPage",
    "GuidancePage",
    "HomePage",
    "MeasureNote",
    "PublisherApproval",
    "ResultsPage",
    "ReviewReminder",
    "SiteEditing",
    "SitePage",
]
