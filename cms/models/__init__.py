"""Page families, one a module."""

from cms.models.board import Post, PostMessage, PostTerm
from cms.models.community import VoluntaryHubPage
from cms.models.council_site import CouncilSite
from cms.models.directory import Cause, EntryLink, EntryTerm, Help, ListedOrganisation
from cms.models.files import CouncilDocument, CouncilImage, CouncilRendition
from cms.models.guidance import GuidancePage
from cms.models.home import HomePage
from cms.models.site_page import SitePage

__all__ = [
    "Cause",
    "CouncilDocument",
    "CouncilImage",
    "CouncilRendition",
    "CouncilSite",
    "EntryLink",
    "EntryTerm",
    "GuidancePage",
    "Help",
    "HomePage",
    "ListedOrganisation",
    "Post",
    "PostMessage",
    "PostTerm",
    "SitePage",
    "VoluntaryHubPage",
]
