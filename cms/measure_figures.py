"""Public figures on pages of measures: the one place where they come from."""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from cms.measures import council_id_of
from framework.models import Measure
from reports.published import PublishedFigure, published_results
from reports.published_measures import SAME

SECONDS = 300
"""How long figures are remembered. Always all of a council's at once: what is hidden fits together."""


def figures_of(council_id: int) -> list[PublishedFigure]:
    """The public verified figures of a council: in no query where they are remembered."""
    today = timezone.localdate()
    key = f"published-figures-{council_id}-{today}"
    return cache.get_or_set(key, lambda: published_results(council_id, today=today), SECONDS) or []


def figure_of(request: HttpRequest, measure: Measure) -> PublishedFigure | None:
    """The public figure of a published measure, on the site of a council: of this framework and counted in this way.

    None where nothing is verified. Read once for a request.
    """
    if not hasattr(request, "published_figures"):
        council_id = council_id_of(request)
        request.published_figures = figures_of(council_id) if council_id else []  # type: ignore[attr-defined]
    figures: list[PublishedFigure] = request.published_figures  # type: ignore[attr-defined]
    wanted = _what_is_counted(measure)
    return next((one for one in figures if one.verified is not None and _what_is_counted(one.measure) == wanted), None)


def _what_is_counted(measure: Measure) -> tuple:
    return measure.code, measure.version.framework_id, *(getattr(measure, name) for name in SAME)
