"""The screens about interest in events, among Wagtail's own, and the way to them in its menu."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.interests import events_editable_by
from cms.views import interest_lists


class InterestItem(MenuItem):
    """The way to the lists, for those who edit events."""

    def is_shown(self, request) -> bool:
        """Whether there is an event that this person may edit."""
        return events_editable_by(request.user).exists()


@hooks.register("register_admin_urls")
def addresses() -> list:
    """Their addresses below /cms/."""
    return [
        path("interest/", interest_lists.interest_events, name="interest-events"),
        path("interest/<int:pk>/", interest_lists.interest_list, name="interest-list"),
        path("interest/<int:pk>/list.csv", interest_lists.interest_export, name="interest-export"),
        path("interest/remove/<int:pk>/", interest_lists.interest_remove, name="interest-remove"),
    ]


@hooks.register("register_admin_menu_item")
def item() -> MenuItem:
    """In the menu of the editing screens."""
    return InterestItem(_("Event interest"), reverse("interest-events"), name="interest", icon_name="group", order=350)
