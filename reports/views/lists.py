"""Any list a person can see, with its filters, as a file."""

import tempfile

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from reports.actions import note_download
from reports.forms import DownloadForm
from reports.lists import listing_of
from reports.permissions import can_download
from tables.writing import CONTENT_TYPES, Kind, Table, csv_pieces, write

MOST_ROWS = 20_000
"""In a workbook: it is made before the first byte goes out. CSV goes out as it is read, however long it is."""
SPOOLED = 2**20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def list_download(request: SignedInRequest, name: str) -> HttpResponseBase:
    """Choose a kind of file, and get it. The filters stand in the address, as on the page of the list."""
    listing = listing_of(name)
    if not can_download(request.user, listing):
        raise PermissionDenied
    rows = listing.length(request.user, request.GET, most=MOST_ROWS)
    form = DownloadForm(request.POST if request.method == "POST" else None, is_long=rows > MOST_ROWS)
    if form.is_valid():
        query = request.GET.urlencode()[:500]
        note_download(listing=listing, kind=form.kind, filters=query, by=request.user)
        return file_of(listing.table(request.user, request.GET), form.kind, name)
    context = {
        "listing": listing,
        "form": form,
        "rows": rows,
        "is_long": rows > MOST_ROWS,
        "most": f"{MOST_ROWS:,}",
        "back": listing.href(request.GET),
    }
    return render(request, "reports/list_download.html", context)


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
