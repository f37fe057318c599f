"""All public figures of a council, and its contracts, as files anybody may use again."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.languages import in_language_of_address
from accounts.models import Council
from cms.caching import file_kept_by_caches, kept_by_caches
from cms.frame import site_settings
from reports.files import spooled
from reports.open_data import open_data_rows
from reports.published_ocds import NoContractsError, published_package
from reports.published_register import register_rows
from tables.writing import csv_lines, with_mark


@require_safe
@in_language_of_address
@kept_by_caches
def open_data(request: HttpRequest) -> HttpResponse:
    """Every public figure of the council as CSV: of the whole council, areas, contracts. 404 without a council."""
    settings_here = site_settings(request)
    if settings_here is None or settings_here.council is None:
        raise Http404
    rows = open_data_rows(settings_here.council_id, today=timezone.localdate())
    response = HttpResponse(with_mark(csv_lines(rows)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="social-value-{settings_here.council.slug}.csv"'
    return response


@require_safe
@in_language_of_address
def contracts_register(request: HttpRequest) -> HttpResponseBase:
    """The contracts register as CSV. 404 where the council does not publish it."""
    council = _publisher(request)
    lines = csv_lines(register_rows(council, today=timezone.localdate()))
    name = f"contracts-register-{council.slug}.csv"
    return file_kept_by_caches(request, spooled(with_mark(lines)), name, "text/csv; charset=utf-8")


@require_safe
@in_language_of_address
def contracts_ocds(request: HttpRequest) -> HttpResponseBase:
    """The same contracts in the Open Contracting Data Standard, with public figures. 404 as above, or without any."""
    council, uri = _publisher(request), request.build_absolute_uri(request.path)
    try:
        written = spooled(published_package(council, uri=uri, today=timezone.localdate()))
    except NoContractsError as error:
        raise Http404 from error
    return file_kept_by_caches(request, written, f"contracts-{council.slug}.json", "application/json")


def _publisher(request: HttpRequest) -> Council:
    """The council of the site, where it publishes its contracts. Raises Http404."""
    settings_here = site_settings(request)
    if settings_here is None or settings_here.council is None or not settings_here.publishes_contracts:
        raise Http404
    return settings_here.council
