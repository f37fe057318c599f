"""All public figures of a council as a file anybody may use again."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.languages import in_language_of_address
from cms.caching import kept_by_caches
from cms.frame import site_settings
from reports.open_data import open_data_rows
from tables.writing import csv_lines


@require_safe
@in_language_of_address
@kept_by_caches
def open_data(request: HttpRequest) -> HttpResponse:
    """Every public figure of the council as CSV: of the whole council, areas, contracts. 404 without a council."""
    settings_here = site_settings(request)
    if settings_here is None or settings_here.council is None:
        raise Http404
    rows = open_data_rows(settings_here.council_id, today=timezone.localdate())
    response = HttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="social-value-{settings_here.council.slug}.csv"'
    return response
