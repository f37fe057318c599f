"""Filters of Wagtail's lists by people: those who did something on one's own sites, and nobody of another council.

Wagtail offers whoever ever owned, changed, locked or sent a page of any site.
"""

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet
from wagtail.admin.views.reports.workflows import WorkflowReportFilterSet
from wagtail.models import PageLogEntry, WorkflowState, get_default_page_content_type

from accounts.models import User
from cms.editing.own import pages_to_edit


def owners(request) -> QuerySet[User]:
    """Who began a page."""
    return _these(pages_to_edit(request.user).values("owner"))


def changers(request) -> QuerySet[User]:
    """Who changed one."""
    pages = pages_to_edit(request.user).values("pk")
    return _these(PageLogEntry.objects.filter(action="wagtail.edit", page__in=pages).values("user"))


def lockers(request) -> QuerySet[User]:
    """Who locked one."""
    return _these(pages_to_edit(request.user).filter(locked=True).values("locked_by"))


def senders(request) -> QuerySet[User]:
    """Who sent one to be approved."""
    pages = pages_to_edit(request.user).values(number=Cast("pk", output_field=CharField()))
    sent = WorkflowState.objects.filter(base_content_type=get_default_page_content_type(), object_id__in=pages)
    return _these(sent.values("requested_by"))


def _these(people: QuerySet) -> QuerySet[User]:
    return User.objects.filter(pk__in=people.order_by()).order_by(User.USERNAME_FIELD)


for filters, name, people in (
    (PageFilterSet, "owner", owners),
    (PageFilterSet, "edited_by", changers),
    (LockedPagesReportFilterSet, "locked_by", lockers),
    (WorkflowReportFilterSet, "requested_by", senders),
):
    filters.declared_filters[name].queryset = people
