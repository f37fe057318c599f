"""Setting up who writes and who publishes on a site."""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Site

from accounts.models import User
from cms.actions.telling import tell
from cms.editing.rights import give_rights
from cms.events import CmsEvent
from cms.models import SiteEditing
from cms.permissions import can_set_up_editing

BATCH = 100


@transaction.atomic
def set_up_editing(*, site: Site, by: User | None) -> bool:
    """Give a site its editors, publishers, collection and workflow, or what it lacks of them; whether it lacked any.

    `by` is None for the portal itself. Safe to do again: what a group was given besides stays. Raises PermissionDenied.
    """
    if by is not None and not can_set_up_editing(by, site):
        raise PermissionDenied
    if not give_rights(apps, site):
        return False
    tell(CmsEvent.EDITING_SET_UP, by=by, on=SiteEditing.objects.get(site=site))
    return True


def set_up_sites() -> int:
    """Set up every site that lacks something, such as one with a new home page; how many there were."""
    return sum(set_up_editing(site=site, by=None) for site in Site.objects.order_by("pk")[:BATCH])
