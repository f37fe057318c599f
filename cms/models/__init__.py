"""Page families, one a module."""

from cms.models.files import CouncilDocument, CouncilImage, CouncilRendition
from cms.models.pages import GuidancePage, HomePage

__all__ = ["CouncilDocument", "CouncilImage", "CouncilRendition", "GuidancePage", "HomePage"]
