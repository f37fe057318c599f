"""What the editing screens do beyond Wagtail's own ways: menus, panels, reports, and what is refused in lists."""

from contextlib import suppress

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages as admin_messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import ListingButton
from wagtail.models import Page

from cms.actions.setting_up import set_up_editing
from cms.editing import urls
from cms.editing.checker import use_checker
from cms.editing.own import pages_to_choose
from cms.editing.page_form import OWN_WORK, is_own_work
from cms.editing.panels import show_what_waits
from cms.editing.publishing import publishing_problems
from cms.editing.twins import translation_of
from cms.models import CouncilSite, PublisherApproval
from cms.models.editing import why_not_approve

MOST_SAID = 10

hooks.register("construct_wagtail_userbar", use_checker)
hooks.register("construct_homepage_panels", show_what_waits)
hooks.register("construct_page_chooser_queryset", pages_to_choose)


@hooks.register("register_admin_urls", order=-10)
def our_addresses() -> list:
    """Before those of wagtail-localize."""
    return urls.urlpatterns


@hooks.register("register_help_menu_item")
def help_menu_item() -> MenuItem:
    """The way to our help pages, first in the help menu."""
    return MenuItem(_("How to"), reverse("editing-help"), name="how-to", icon_name="help", order=10)


@hooks.register("register_reports_menu_item")
def twins_menu_item() -> MenuItem:
    """The way to the report of pages in one language only."""
    return MenuItem(
        _("Pages without a Welsh twin"), reverse("pages-without-twin"), name="twins", icon_name="globe", order=10
    )


@hooks.register("register_reports_menu_item")
def review_menu_item() -> MenuItem:
    """The way to the report of pages to look at again."""
    return MenuItem(_("Pages to look at again"), reverse("pages-to-review"), name="review", icon_name="time", order=20)


@hooks.register("construct_reports_menu")
def hide_what_shows_every_site(request, items: list) -> None:
    """Two reports that name pages of every site are for whoever runs the portal."""
    if not request.user.is_superuser:
        names = ("wagtail_localize:translations_report", "wagtailadmin_reports:page_types_usage")
        everywhere = {reverse(name) for name in names}
        items[:] = [item for item in items if item.url not in everywhere]


class LanguagesMenuItem(ActionMenuItem):
    """From the form of a page to the page in both languages."""

    name = "action-languages"
    label = _("Both languages")
    icon_name = "globe"
    order = 55

    def is_shown(self, context) -> bool:
        """Where there is a page already."""
        return context["view"] == "edit"

    def get_url(self, parent_context) -> str:
        """The page of both languages."""
        return reverse("page-languages", args=[parent_context["page"].pk])


hooks.register("register_page_action_menu_item", LanguagesMenuItem)


@hooks.register("register_page_listing_more_buttons")
def languages_button(page: Page, user, next_url=None):
    """The same from lists of pages."""
    if page.depth > 1 and page.permissions_for_user(user).can_edit():
        yield ListingButton(_("Both languages"), reverse("page-languages", args=[page.pk]), icon_name="globe")


@hooks.register("before_edit_page", order=-10)
def send_twin_on(request, page: Page):
    """The form of a translation can only publish: show the way to both languages, and refuse what breaks a rule.

    wagtail-localize publishes after its transaction, where it is too late to refuse.
    """
    translation = translation_of(page)
    if translation is None:
        return None
    both = admin_messages.button(reverse("page-languages", args=[page.pk]), _("Both languages"))
    if request.method == "GET":
        admin_messages.info(request, _("Send this page to be approved, or publish it, with its twin"), buttons=[both])
    elif request.POST.get("action") == "publish" and is_own_work(page, request.user):
        messages.error(request, OWN_WORK)
        return redirect("wagtailadmin_pages:edit", page.pk)
    elif request.POST.get("action") == "publish":
        with suppress(ValidationError):  # wagtail-localize says which sentence it is
            translation.save_target(user=request.user, publish=False)
            newest = page.__class__.objects.get(pk=page.pk).get_latest_revision_as_object()
            if problems := publishing_problems(newest):
                for words in problems[:MOST_SAID]:
                    messages.error(request, words)
                return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("after_edit_setting")
def set_up_site(request, setting) -> None:
    """Whoever saves the settings of a site has its groups and workflow made, where any is missing."""
    if isinstance(setting, CouncilSite):
        set_up_editing(site=setting.site, by=request.user)


@hooks.register("before_edit_page")
def say_why_not_approve(request, page: Page) -> None:
    """Tell somebody who would approve a page why they cannot yet."""
    task = page.current_workflow_task
    decides = isinstance(task, PublisherApproval) and not task.locked_for_user(page, request.user)
    if request.method == "GET" and decides and (words := why_not_approve(page, request.user)):
        messages.warning(request, words)


@hooks.register("before_bulk_action")
def refuse_in_lists(request, action_type: str, objects: list, action):
    """Publish no page of a list while one breaks a rule or was sent by whoever publishes; each is named with why."""
    if action_type != "publish" or not objects or not isinstance(objects[0], Page):
        return None
    pages = list(objects)
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        pages += [below for page in objects for below in page.get_descendants().not_live()]
    problems = [
        f"{page.draft_title}: {words}"
        for page in pages
        for words in publishing_problems(page.get_latest_revision_as_object())
    ]
    problems += [f"{page.draft_title}: {OWN_WORK}" for page in pages if is_own_work(page, request.user)]
    if not problems:
        return None
    for words in problems[:MOST_SAID]:
        messages.error(request, words)
    return redirect(action.next_url or reverse("wagtailadmin_home"))
