"""Who may do what with a council's site, besides the rights over pages, which Wagtail keeps."""

from accounts.models import User
from cms.models import CouncilSite, EventPage


def can_change_site(user: User, site: CouncilSite) -> bool:
    """Whether somebody may change the settings of this site: its publishers, by a right that Wagtail keeps a site."""
    return CouncilSite.get_permission_policy().user_has_permission_for_instance(user, "change", site.site)


def can_tell_interest(user: User | None, event: EventPage) -> bool:
    """Whether somebody may tell us that they are interested in an event: anybody, while it is published."""
    return event.live and (user is None or user.is_active)


def can_read_interests(user: User, event: EventPage) -> bool:
    """Whether somebody may read who is interested in an event: whoever may change or publish its page."""
    rights = event.permissions_for_user(user)
    return rights.can_edit() or rights.can_publish()
