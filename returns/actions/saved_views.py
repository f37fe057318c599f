"""Views of the queue that officers keep for themselves."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from returns.models import SavedView

MOST = 20


class CannotSave(Exception):  # what it says to people, not that it is an error
    """A view that cannot be kept, with why in a sentence."""


@transaction.atomic
def save_view(*, name: str, query: str, by: User) -> SavedView:
    """Keep filters under a name. Raises CannotSave with why not: the name is in use, or there are 20 already.

    Everybody keeps them for themselves, so there is no permission to ask for.
    """
    kept = SavedView.objects.filter(user=by)
    if kept.filter(name__iexact=name).exists():
        raise CannotSave(_("You have a view of this name already. Choose another name, or remove that one"))
    if kept.count() >= MOST:
        raise CannotSave(_("You have 20 views. Remove one before you save another"))
    return SavedView.objects.create(user=by, name=name, query=query)


@transaction.atomic
def remove_view(*, view: SavedView, by: User) -> None:
    """Forget a view of one's own. Raises PermissionDenied for anybody else's."""
    if view.user_id != by.pk:
        raise PermissionDenied
    view.delete()
