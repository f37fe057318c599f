"""Page families, one a module."""

from cms.models.case_figures import CaseFigures
from cms.models.case_studies import CaseStudyIndexPage, CaseStudyMeasure, CaseStudyPage
from cms.models.case_suggestions import CaseStudySuggestion
from cms.models.consents import Consent
from cms.models.council_site import CouncilSite
from cms.models.files import CouncilDocument, CouncilImage, CouncilRendition
from cms.models.guidance import GuidancePage
from cms.models.home import HomePage
from cms.models.site_page import SitePage

__all__ = [
    "CaseFigures",
    "CaseStudyIndexPage",
    "CaseStudyMeasure",
    "CaseStudyPage",
    "CaseStudySuggestion",
    "Consent",
    "CouncilDocument",
    "CouncilImage",
    "CouncilRendition",
    "CouncilSite",
    "GuidancePage",
    "HomePage",
    "SitePage",
]
