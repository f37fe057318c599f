"""Reports of the editing screens: pages without their twin, and pages to look at again."""

from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports import PageReportView
from wagtail.admin.views.reports.audit_logging import LogEntriesView, SiteHistoryReportFilterSet
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from accounts.models import User
from cms.editing.own import pages_to_edit
from cms.editing.own_snippets import KINDS, edited_by
from cms.editing.twins import lacking_a_twin, twin_words
from cms.editing.upkeep import to_look_at

MOST = 5_000
"""Rows of an export: more than any council's site has pages."""


class OwnPages(PageReportView):
    """A report of the pages somebody may change, fifty to a screen."""

    any_permission_required: ClassVar = ["add", "change", "publish"]
    results_template_name = "cms/editing/report_results.html"
    header_icon = "doc-empty"

    def decorate_paginated_queryset(self, object_list):
        """An export goes on to the end of the list, but not for ever."""
        return object_list[:MOST] if self.is_export else object_list


class WithoutTwin(OwnPages):
    """Live pages whose twin in the other language is missing, not published, or older."""

    page_title = _("Pages without a Welsh twin")
    index_url_name = "pages-without-twin"
    index_results_url_name = "pages-without-twin-results"
    export_filename = "pages-without-a-welsh-twin"
    export_headings: ClassVar = {
        **PageReportView.export_headings,
        "locale": _("Language of the page"),
        "twin_words": _("The other language"),
    }
    list_export: ClassVar = ["title", "locale", "twin_words", "last_published_at"]

    def get_queryset(self):
        """The newest first: those have been missed for the shortest time, and are read most."""
        pages = lacking_a_twin(pages_to_edit(self.request.user)).select_related("locale", "content_type")
        self.queryset = pages.order_by("-last_published_at", "pk")
        return super().get_queryset()

    def decorate_paginated_queryset(self, object_list):
        """Each with words for what it lacks."""
        shown = list(super().decorate_paginated_queryset(object_list))
        for page in shown:
            page.twin_words = page.words = str(twin_words(page))
        return shown


class ToReview(OwnPages):
    """Live pages whose day has come, or that nobody touched for a year."""

    page_title = _("Pages to look at again")
    index_url_name = "pages-to-review"
    index_results_url_name = "pages-to-review-results"
    export_filename = "pages-to-look-at-again"
    export_headings: ClassVar = {
        **PageReportView.export_headings,
        "locale": _("Language of the page"),
        "review_day": _("Look at it again on"),
    }
    list_export: ClassVar = ["title", "locale", "review_day", "latest_revision_created_at"]

    def get_queryset(self):
        """The longest overdue first."""
        pages = to_look_at(pages_to_edit(self.request.user), timezone.localdate())
        self.queryset = pages.select_related("locale", "content_type")
        return super().get_queryset()


def _without_foreign_words(entries: Any, user: User) -> Any:
    """Entries of Wagtail's history, without those of notes and titles that another council wrote."""
    if entries.model is not ModelLogEntry or user.is_superuser:
        return entries
    for kind in KINDS:
        own = [str(number) for number in edited_by(user, kind).values_list("pk", flat=True)]
        theirs = entries.model.objects.filter(content_type=ContentType.objects.get_for_model(kind))
        entries = entries.exclude(pk__in=theirs.exclude(object_id__in=own).values("pk"))
    return entries


class OwnHistoryFilters(SiteHistoryReportFilterSet):
    """To filter by those people alone who did something that the list shows."""

    def get_users_queryset(self):
        """They in the order of their addresses, as Wagtail has them."""
        user, people = self.request.user, set()
        for model in registry.get_log_entry_models():
            people |= set(_without_foreign_words(model.objects.viewable_by_user(user), user).get_user_ids())
        return User.objects.filter(pk__in=people).order_by(User.USERNAME_FIELD)


class OwnHistory(LogEntriesView):
    """Wagtail's history asks of notes only whether somebody may change any."""

    filterset_class = OwnHistoryFilters

    def filter_queryset(self, queryset):
        """The entries of one kind."""
        return super().filter_queryset(_without_foreign_words(queryset, self.request.user))
