"""Any list a person can see, with its filters, as a file."""

import tempfile

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from reports.actions.downloads import note_download
from reports.actions.exports import ask_for_list
from reports.forms import DownloadForm
from reports.lists import listing_of
from reports.lists.listing import AnyListing
from reports.models.exports import LONGEST_FILTERS
from reports.permissions import can_download
from reports.tasks import make_exports
from suppliers.checks import NotReady
from tables.writing import CONTENT_TYPES, MOST_IN_A_SHEET, Kind, Table, csv_pieces, write

MOST_ROWS = 20_000
"""In a workbook that is made at once. One with more rows is made by a worker; CSV goes out as it is read."""
SPOOLED = 2**20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def list_download(request: SignedInRequest, name: str) -> HttpResponseBase:
    """Choose a kind of file, and get it. The filters stand in the address, as on the page of the list."""
    listing = listing_of(name)
    if not can_download(request.user, listing):
        raise PermissionDenied
    rows = listing.length(request.user, request.GET, most=MOST_ROWS)
    if is_long := rows > MOST_ROWS:
        rows = listing.length(request.user, request.GET, most=MOST_IN_A_SHEET)
    too_long = rows > MOST_IN_A_SHEET
    form = DownloadForm(request.POST if request.method == "POST" else None, is_too_long=too_long)
    if form.is_valid() and (response := _taken(request, listing, form, is_long=is_long)):
        return response
    context = {
        "listing": listing,
        "form": form,
        "rows": rows,
        "is_long": is_long,
        "is_too_long": too_long,
        "most": f"{MOST_ROWS:,}",
        "most_in_a_sheet": f"{MOST_IN_A_SHEET:,}",
        "back": listing.href(request.GET),
    }
    return render(request, "reports/list_download.html", context)


def _taken(
    request: SignedInRequest, listing: AnyListing, form: DownloadForm, *, is_long: bool
) -> HttpResponseBase | None:
    """The file, or the page of one's files where a worker makes it; None where an error of the form says why not."""
    filters = request.GET.urlencode()
    if form.kind == Kind.CSV or not is_long:
        note_download(listing=listing, kind=form.kind, filters=filters[:LONGEST_FILTERS], by=request.user)
        return file_of(listing.table(request.user, request.GET), form.kind, listing.name)
    try:
        ask_for_list(listing=listing, kind=form.kind, filters=filters, by=request.user)
    except NotReady as error:
        form.add_error("file", error.problems[0])
        return None
    make_exports.delay_on_commit()
    messages.success(request, _("Your file is being made. You get an email when it is ready."))
    return redirect("export-list")


def file_of(table: Table, kind: Kind, name: str) -> HttpResponseBase:
    """A table as an attachment that is named after what it holds and the day."""
    filename = f"{name}-{timezone.localdate().isoformat()}.{kind}"
    if kind == Kind.CSV:
        response: HttpResponse | StreamingHttpResponse | FileResponse = StreamingHttpResponse(csv_pieces(table))
    else:
        file = tempfile.SpooledTemporaryFile(SPOOLED)  # noqa: SIM115 (the response closes it)
        write(table, kind, file, language=get_language() or "en-gb")
        file.seek(0)
        response = FileResponse(file)
    response["Content-Type"] = CONTENT_TYPES[kind]
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
