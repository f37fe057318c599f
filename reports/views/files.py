"""The files that a person asked for: what became of each, and fetching it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from reports import kept_files
from reports.actions.exports import KEPT_FOR, fetch_export
from reports.exports_shown import media_type_of, name_of, shown
from reports.permissions import can_fetch_export
from reports.queries import exports_visible_to
from returns.evidence.serving import serve_stored
from suppliers.paging import page_by_key

SECONDS = 5


@login_required
@require_safe
def export_list(request: SignedInRequest) -> HttpResponse:
    """One's own files, newest first. While one of them is being made the page loads itself again."""
    exports = exports_visible_to(request.user).select_related("organisation")
    page = page_by_key(exports, field=None, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    rows = [shown(export, request.user) for export in page.rows]
    context = {
        "page": page,
        "rows": rows,
        "is_waiting": any(row.is_waiting for row in rows),
        "is_still": "still" in request.GET,
        "days": KEPT_FOR.days,
    }
    response = render(request, "reports/exports.html", context)
    if context["is_waiting"] and not context["is_still"]:
        response["Refresh"] = str(SECONDS)
    return response


@login_required
@require_http_methods(["GET"])
def export_fetch(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Download one's own file, as long as one still sees all that is in it; otherwise it is not there.

    That it leaves is on record before the first byte does; HEAD is refused.
    """
    export = get_object_or_404(exports_visible_to(request.user).select_related("organisation"), pk=pk)
    if not can_fetch_export(request.user, export):
        raise Http404
    fetch_export(export=export, by=request.user)
    place = kept_files.place_of(export.stored_name)
    try:
        return serve_stored(place, saved_as=name_of(export), media_type=media_type_of(export))
    except FileNotFoundError as problem:
        raise Http404 from problem
