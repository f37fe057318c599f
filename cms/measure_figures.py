"""Public figures on pages of measures: the one place where they come from."""

from django.http import HttpRequest

from cms.measures import council_id_of
from framework.models import Measure
from reports.editions import Edition, edition_of
from reports.published import PublishedFigure

ALIKE = ("value_type", "unit", "aggregation")


def edition_here(request: HttpRequest) -> Edition:
    """The public figures of the council of this site, read once for a request: one query."""
    if not hasattr(request, "published_edition"):
        request.published_edition = edition_of(council_id_of(request))  # type: ignore[attr-defined]
    return request.published_edition  # type: ignore[attr-defined]


def figure_of(request: HttpRequest, measure: Measure) -> PublishedFigure | None:
    """The public figure of a published measure, on the site of a council: of its framework and counted in its way.

    None where nothing is verified, and where two frameworks of one name leave open whose figure it is.
    """
    wanted = _what_is_counted(measure)
    figures = [one for one in edition_here(request).of(measure.code) if _what_is_counted(one.measure) == wanted]
    if len(figures) > 1:
        figures = [one for one in figures if one.measure.pk == measure.pk]
    return next((one for one in figures if one.verified is not None), None)


def _what_is_counted(measure: Measure) -> tuple:
    return measure.version.framework.name, *(getattr(measure, name) for name in ALIKE)
