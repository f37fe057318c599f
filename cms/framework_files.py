"""The whole framework as a file to take away: CSV, Excel or OpenDocument, headings in the language of the address."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.languages import in_language_of_address
from cms.caching import SECONDS
from cms.measures import WELSH, council_id_of, own_title_of, with_titles
from cms.models.framework import FrameworkPage
from cms.routing import is_open, route
from framework.comparing import unit_words
from framework.models import Measure
from framework.published import PublishedFramework, measures_published
from tables import ods
from tables.writing import CONTENT_TYPES, Column, Kind, Table, csv_lines, write

LANGUAGES = {WELSH: "cy-GB"}


@require_safe
@in_language_of_address
def framework_file(request: HttpRequest, path: str, extension: str) -> HttpResponseBase:
    """The framework that the page at `path` shows, as a file. Raises Http404 where there is none."""
    found = route(request, path) if path.endswith("/") else None
    page = found.page if found and not found.rest and found.page.live and is_open(found.trail) else None
    if page is None or page.cached_content_type.model_class() is not FrameworkPage:
        raise Http404
    council_id = council_id_of(request)
    framework = PublishedFramework(with_titles(measures_published(council_id), council_id, WELSH))
    if not framework.measures:
        raise Http404
    rows = [*_rows(framework)]
    etag = f'"{hashlib.sha256(repr((extension, _head(), rows)).encode()).hexdigest()[:32]}"'
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or FILES[Kind(extension)](framework, rows)
    response.headers["ETag"] = etag
    patch_vary_headers(response, ["Cookie"])
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response


def _head() -> list[str]:
    return [
        *(_("Framework"), _("Version"), _("Effective from"), _("Licence")),
        *(_("Objective code"), _("Objective"), _("Outcome code"), _("Outcome")),
        *(_("Measure code"), _("Measure"), _("Measure in Welsh"), _("Unit"), _("Kind of figure"), _("Over time")),
        *(_("How it is counted"), _("Top figure"), _("Bottom figure"), _("Needs a starting figure")),
        *(_("Evidence we ask for"), _("Who benefits"), _("Count it once"), _("Photos"), _("Sensitivity of evidence")),
        *(_("Objective in Welsh"), _("Outcome in Welsh")),
    ]


def _rows(framework: PublishedFramework) -> Iterator[list[str]]:
    """One row a measure; each says of which version it is, because rows are copied out of files."""
    version = framework.version
    about = [
        *(version.framework.name, version.label),
        *(version.effective_from.isoformat(), version.framework.licence),
    ]
    for measure in framework.measures.values():
        outcome = measure.outcome
        above = [outcome.objective.code, outcome.objective.title, outcome.code, outcome.title]
        yield [*about, *above, *_cells(measure)]


def _cells(measure: Measure) -> list[str]:
    return [
        *(measure.code, measure.title, own_title_of(measure), unit_words(measure)),
        *(measure.get_value_type_display(), measure.get_aggregation_display(), measure.calculation_rule),
        *(measure.numerator_label, measure.denominator_label, _("yes") if measure.baseline_required else _("no")),
        *(measure.evidence_required, measure.target_group, measure.double_counting_note),
        *(measure.get_photos_display(), measure.get_sensitivity_display()),
        *(own_title_of(measure.outcome.objective), own_title_of(measure.outcome)),
    ]


def _csv(framework: PublishedFramework, rows: Iterable[list[str]]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(csv_lines([_head(), *rows]), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="framework.csv"'
    return response


def _xlsx(framework: PublishedFramework, rows: Iterable[list[str]]) -> HttpResponse:
    file = BytesIO()
    table = Table(_("Measures"), [Column(heading) for heading in _head()], rows)
    write(table, Kind.XLSX, file, language=LANGUAGES.get(get_language() or "", "en-GB"))
    response = HttpResponse(file.getvalue(), content_type=CONTENT_TYPES[Kind.XLSX])
    response.headers["Content-Disposition"] = 'attachment; filename="framework.xlsx"'
    return response


def _ods(framework: PublishedFramework, rows: Iterable[list[str]]) -> HttpResponse:
    version = framework.version
    about = [
        (_("Framework"), version.framework.name),
        (_("Version"), version.label),
        (_("Effective from"), version.effective_from.isoformat()),
        (_("Licence"), version.framework.licence),
    ]
    sheets = [
        ods.Sheet(_("Measures"), _head(), rows),
        ods.Sheet(_("About this file"), [_("What"), _("Value")], about),
    ]
    language = LANGUAGES.get(get_language() or "", "en-GB")
    content = ods.write_ods(sheets, title=f"{version.framework.name}, {version.label}", language=language)
    response = HttpResponse(content, content_type=ods.MIME_TYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="framework.ods"'
    return response


FILES: dict[Kind, Callable[..., HttpResponseBase]] = {Kind.CSV: _csv, Kind.XLSX: _xlsx, Kind.ODS: _ods}
