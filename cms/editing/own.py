"""What an editor sees: the pages of their own sites, wherever Wagtail shows pages to choose from."""

from django.db.models import QuerySet
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as pictures
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from accounts.models import User


def pages_to_edit(user: User) -> QuerySet[Page]:
    """The pages somebody may change; of whoever runs the portal, all."""
    pages = page_permission_policy.instances_user_has_any_permission_for(user, {"change", "publish"})
    return pages.filter(depth__gt=1)


def pages_to_choose(pages: QuerySet[Page], request) -> QuerySet[Page]:
    """Of the pages a chooser would offer, those of one's own sites: never another council's drafts."""
    if request.user.is_superuser:
        return pages
    return pages & page_permission_policy.explorable_instances(request.user)


def files_to_see(user: User, model) -> QuerySet:
    """The pictures, or the documents, that somebody may choose or change."""
    policy = pictures if model is get_image_model() else documents
    return policy.instances_user_has_any_permission_for(user, ["add", "change", "delete", "choose"])
