"""All public figures of a council as a file anybody may use again."""

import csv
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.languages import in_language_of_address
from cms.caching import kept_by_caches
from cms.frame import site_settings
from cms.spreadsheets import harmless
from reports.open_data import open_data_rows


class _Line:
    """A file that gives each line back as soon as it is written."""

    def write(self, line: str) -> str:
        return line


@require_safe
@in_language_of_address
@kept_by_caches
def open_data(request: HttpRequest) -> HttpResponse:
    """Every public figure of the council as CSV: of the whole council, areas, contracts. 404 without a council."""
    settings_here = site_settings(request)
    if settings_here is None or settings_here.council is None:
        raise Http404
    response = HttpResponse(_lines(settings_here.council_id), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="social-value-{settings_here.council.slug}.csv"'
    return response


def _lines(council_id: int) -> Iterator[str]:
    writer = csv.writer(_Line())
    for row in open_data_rows(council_id, today=timezone.localdate()):
        yield writer.writerow([harmless(value) for value in row])
