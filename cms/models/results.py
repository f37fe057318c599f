"""What came of the promises: the council's verified figures, as anybody may see them."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.measures import tell_titles
from cms.models.site_page import SitePage
from framework.models import Objective
from reports.editions import edition_of
from reports.published import PublishedFigure


class ResultsPage(SitePage):
    """What was promised and what was delivered, of the whole council or of one area, live from verified returns."""

    search_kind = "results"
    search_label = _("Results")
    body = StreamField(
        BodyBlock(), blank=True, verbose_name=_("body"), help_text=_("How you check, and what you do not know yet.")
    )

    content_panels: ClassVar = [*SitePage.content_panels, FieldPanel("body")]
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    template = "cms/results_page.html"
    schema_type = "Dataset"

    def more_context(self, request, context: dict) -> dict:
        """The figures by objective; of one area where the address asks for one that has any."""
        edition = edition_of(context["council"].pk if context["council"] else None)
        areas = {name: figures for name, figures in edition.areas if name}
        area = request.GET.get("area", "")
        shown = areas.get(area, edition.figures) if area else edition.figures
        tell_titles(request, [figure.measure for figure in shown])
        return {
            "objectives": by_objective(shown),
            "made_at": edition.made_at,
            "checked_at": edition.checked_at,
            "areas": list(areas),
            "area": area if area in areas else "",
            "leaves_out": any(figure.leaves_out for figure in shown),
        }


def by_objective(figures: list[PublishedFigure]) -> list[tuple[Objective, list[PublishedFigure]]]:
    """Figures under their objective, each title once, in the order they come in."""
    found: dict[str, list[PublishedFigure]] = {}
    for figure in figures:
        found.setdefault(figure.measure.outcome.objective.title, []).append(figure)
    return [(some[0].measure.outcome.objective, some) for some in found.values()]
