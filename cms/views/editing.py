"""Pages of the editing screens that are ours: two reports, and a page in both its languages."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Page

from accounts.requests import SignedInRequest
from cms.actions.together import NotTogether, publish_together, send_together
from cms.editing.reports import OwnHistory, ToReview, WithoutTwin
from cms.editing.twins import other_language, twins_of
from cms.permissions import can_publish, can_write


@require_safe
def without_twin(request: SignedInRequest, *, results_only: bool = False) -> HttpResponse:
    """Pages that are public in one language only, or whose other language is older."""
    return WithoutTwin.as_view(results_only=results_only)(request)


@require_safe
def to_review(request: SignedInRequest, *, results_only: bool = False) -> HttpResponse:
    """Pages to look at again."""
    return ToReview.as_view(results_only=results_only)(request)


@require_safe
def page_types(request: SignedInRequest, *, results_only: bool = False) -> HttpResponse:
    """How many pages of each family all sites have: for whoever runs the portal."""
    if not request.user.is_superuser:
        raise PermissionDenied
    return PageTypesUsageReportView.as_view(results_only=results_only)(request)


@require_safe
def history(request: SignedInRequest, *, results_only: bool = False) -> HttpResponse:
    """Who did what to the pages and notes of one's own sites."""
    return OwnHistory.as_view(results_only=results_only)(request)


@require_http_methods(["GET", "HEAD", "POST"])
def page_languages(request: SignedInRequest, page_id: int) -> HttpResponse:
    """A page in both languages, to be published or sent to be approved together."""
    page = get_object_or_404(Page, pk=page_id, depth__gt=1)
    if not can_write(request.user, page):
        raise PermissionDenied
    twins = list(twins_of(page).select_related("locale"))
    publishes = all(can_publish(request.user, one) for one in (page, *twins))
    problems = []
    if request.method == "POST":
        act = publish_together if publishes else send_together
        try:
            act(page=page, by=request.user)
        except NotTogether as error:
            problems = error.problems
        else:
            messages.success(request, _("Both languages are public now") if publishes else _("Both languages are sent"))
            return redirect("page-languages", page.pk)
    pages = [page, *twins]
    drafts = [one for one in pages if one.has_unpublished_changes]
    is_sent = bool(drafts) and all(one.workflow_in_progress for one in drafts)
    context = {"page": page, "pages": pages, "publishes": publishes, "is_sent": is_sent, "problems": problems}
    return render(request, "cms/editing/languages.html", {**context, "other": other_language(page)})
