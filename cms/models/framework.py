"""The social value framework as the council publishes it: an overview, and a page for each part of it."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.fields import StreamField
from wagtail.search import index

from cms.addresses import address
from cms.blocks import BodyBlock
from cms.framework_schema import measure_schema, set_schema
from cms.measure_figures import edition_here, figure_of
from cms.measure_surroundings import surroundings
from cms.measures import council_id_of, framework_here, language_of, title_of, with_titles
from cms.models.site_page import SitePage
from framework.comparing import compare
from framework.models import Measure, Objective, Outcome
from framework.published import (
    PublishedFramework,
    measures_in,
    published_framework,
    slug_of,
    versions_to_compare,
)

MOST_SUGGESTIONS = 5


class FrameworkPage(RoutablePageMixin, SitePage):
    """The framework, live from what officers and contracts use: nothing of it is typed here again.

    Its twin in the other language shows the same part at the same address behind its own.
    """

    body = StreamField(BodyBlock(), blank=True, verbose_name=gettext_lazy("words before the framework"))

    content_panels: ClassVar = [*SitePage.content_panels, FieldPanel("body")]
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("body")]
    search_kind = "framework"
    search_label = gettext_lazy("Framework")
    parent_page_types: ClassVar = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    template = "cms/framework_page.html"

    @path("")
    def overview(self, request: HttpRequest) -> HttpResponse:
        """Every measure by objective and outcome, the version and the earlier ones, and the files to take away."""
        framework, versions = framework_here(request), versions_to_compare(council_id_of(request))
        newest = framework.version if framework else None
        files = {extension: f"{self._address}framework.{extension}" for extension in ("csv", "xlsx", "ods")}
        more = {
            "framework": framework,
            "others": [version for version in versions if newest and version.number < newest.number],
            "files": files,
        }
        return self._answer(request, self.template, more, schema=set_schema(framework, request, files))

    @path("objectives/<slug:slug>/")
    def objective(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One objective with its outcomes and their measures."""
        framework = framework_here(request)
        part = framework.objective_at(slug) if framework else None
        if framework is None or part is None:
            return self.unknown(request)
        more = {"framework": framework, "parts": part.outcomes, "part": part.objective}
        return self._answer(request, "cms/framework/part.html", more, title=title_of(part.objective))

    @path("outcomes/<slug:slug>/")
    def outcome(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One outcome with its measures."""
        framework = framework_here(request)
        part = framework.outcome_at(slug) if framework else None
        if framework is None or part is None:
            return self.unknown(request)
        more = {"framework": framework, "parts": [part], "part": part.outcome}
        above = [part.outcome.objective]
        return self._answer(request, "cms/framework/part.html", more, title=title_of(part.outcome), above=above)

    @path("measures/<slug:slug>/")
    def measure(self, request: HttpRequest, slug: str) -> HttpResponse:
        """All about one measure."""
        framework = framework_here(request)
        measure = framework.measure_at(slug) if framework else None
        if framework is None or measure is None:
            return self.unknown(request)
        around = surroundings(measure, framework, council_id_of(request), request.public_route.home)  # type: ignore[attr-defined]
        more = {
            "framework": framework,
            "measure": measure,
            "around": around,
            "top": framework.measures.get(measure.numerator_code),
            "figure": figure_of(request, measure),
            "figures_at": edition_here(request).made_at,
            "is_protected": measure.sensitivity != Measure.Sensitivity.STANDARD,
        }
        terms = request.build_absolute_uri(self._address)
        schema = measure_schema(measure, around.note.plain, terms, f"{terms}{framework.address_of(measure.code)}")
        above: list[Objective | Outcome] = [measure.outcome.objective, measure.outcome]
        title, summary = title_of(measure), around.note.plain or measure.calculation_rule
        place: dict[str, Any] = {"above": above, "schema": schema}
        return self._answer(request, "cms/framework/measure.html", more, title=title, summary=summary, **place)

    @path("changes/<int:before>/")
    @path("changes/<int:before>/<int:after>/")
    def changes(self, request: HttpRequest, before: int, after: int | None = None) -> HttpResponse:
        """What a version says differently from an earlier one: the published one where none is named."""
        council_id = council_id_of(request)
        versions = {version.number: version for version in versions_to_compare(council_id)}
        newer = after if after is not None else next(iter(versions), None)
        if before not in versions or newer not in versions or before >= newer:
            return self.unknown(request)
        old, new = (
            PublishedFramework(with_titles(measures_in(versions[number].pk), council_id, get_language() or ""))
            for number in (before, newer)
        )
        more = {"old": versions[before], "new": versions[newer], "comparison": compare(old, new), "framework": new}
        return self._answer(request, "cms/framework/changes.html", more, title=_("What changed in the framework"))

    @re_path(r"^.+/$")
    def unknown(self, request: HttpRequest, **parts: str) -> HttpResponse:
        """Nothing is here: say so, and offer what may have been meant."""
        framework = framework_here(request)
        meant = request.path.rstrip("/").rpartition("/")[2].lower()
        slugs = {slug_of(code): code for code in (framework.measures if framework else ())}
        near = get_close_matches(meant, slugs, n=MOST_SUGGESTIONS, cutoff=0.5)
        more = {"framework": framework, "near": [framework.measures[slugs[slug]] for slug in near if framework]}
        title = _("This is not in our framework")
        return self._answer(request, "cms/framework/unknown.html", more, title=title, status=404)

    def addresses_behind(self, request: HttpRequest) -> list[str]:
        """The overview, and the pages of objectives, outcomes and measures. One question to the database."""
        framework = published_framework(council_id_of(request))
        if framework is None:
            return [""]
        parts: list[Objective | Outcome] = [part.objective for part in framework.objectives]
        outcomes = [one.outcome for part in framework.objectives for one in part.outcomes]
        return ["", *map(_part_address, [*parts, *outcomes]), *map(framework.address_of, framework.measures)]

    @property
    def _address(self) -> str:
        return address(self.url_path, get_language() or "")

    def _answer(
        self,
        request: HttpRequest,
        template: str,
        more: dict[str, Any],
        *,
        title: str = "",
        summary: str = "",
        above: Iterable[Objective | Outcome] = (),
        schema: dict | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """A part of the framework in the frame of the page, with the page and what is above the part in the trail."""
        context = {**self.get_context(request), **more, "here": self._address}
        context["page_schema"] = {**context["page_schema"], **(schema or {})}
        if title:
            steps = [(self.title, self._address, "")]
            steps += [(title_of(part), f"{self._address}{_part_address(part)}", language_of(part)) for part in above]
            context["trail"] = [
                *context["trail"],
                *({"title": text, "address": where, "lang": spoken} for text, where, spoken in steps),
            ]
            context["shown_title"], context["shown_summary"] = title, summary or title
            context["page_schema"] |= {"name": title, "description": summary or title}
        return TemplateResponse(request, template, context, status=status)


def _part_address(part: Objective | Outcome) -> str:
    folder = "objectives" if isinstance(part, Objective) else "outcomes"
    return f"{folder}/{slug_of(part.code)}/"
