"""The screens of the directory and the board among the editing screens, and their place in the menu."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.permissions import moderated_by
from cms.views import moderating


@hooks.register("register_admin_urls")
def addresses() -> list:
    """Wagtail lets nobody in who does not edit; each view asks further whose site it is."""
    return [
        path("community/", moderating.community_queue, name="community-queue"),
        path("community/entries/<int:pk>/", moderating.community_entry, name="community-entry"),
        path("community/posts/<int:pk>/", moderating.community_post, name="community-post"),
    ]


class ForModerators(MenuItem):
    """Shown to whoever publishes the site of a council."""

    def is_shown(self, request) -> bool:
        """One query or two, on the editing screens alone."""
        return moderated_by(request.user).exists()


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """The way to what waits."""
    return ForModerators(
        _("Directory and board"), reverse("community-queue"), name="community", icon_name="group", order=450
    )
