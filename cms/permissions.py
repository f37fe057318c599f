"""Who may do what with a council's site, besides the rights over pages, which Wagtail keeps."""

from accounts.models import User
from cms.models import CouncilSite


def can_change_site(user: User, site: CouncilSite) -> bool:
    """Whether somebody may change the settings of this site: its publishers, by a right that Wagtail keeps a site."""
    return CouncilSite.get_permission_policy().user_has_permission_for_instance(user, "change", site.site)
