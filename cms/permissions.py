"""Who may do what on the public site beyond Wagtail's own permissions of pages, pictures and settings."""

from wagtail.models import Page, Site

from accounts.models import User
from cms.models import CouncilSite


def can_set_up_editing(user: User, site: Site) -> bool:
    """Whoever may change the settings of the site: its publishers, and who runs the portal."""
    policy = CouncilSite.get_permission_policy()
    return policy.user_has_permission_for_instance(user, "change", site)


def can_write(user: User, page: Page) -> bool:
    """Whether somebody may change this page."""
    return page.permissions_for_user(user).can_edit()


def can_publish(user: User, page: Page) -> bool:
    """Whether somebody may publish this page."""
    return page.permissions_for_user(user).can_publish()
