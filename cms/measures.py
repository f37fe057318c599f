"""Measures on public pages: those the council of this site publishes, with their titles in the language of the page.

Read once for a request, however many parts of a page show measures: one question to the database.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Case, CharField, OuterRef, QuerySet, Subquery, Value, When
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site

from cms.addresses import address
from cms.frame import site_settings
from cms.models.measure_note import notes_for
from cms.models.part_title import PartTitle, part_titles_for
from cms.open_pages import open_below
from framework.models import Measure, Objective, Outcome
from framework.published import PublishedFramework, as_row, best_matches, measures_published

WELSH, ENGLISH = "cy", "en-GB"
OBJECTIVE, OUTCOME, MEASURE = PartTitle.Part.OBJECTIVE.value, PartTitle.Part.OUTCOME.value, "measure"
Part = Measure | Outcome | Objective
Titles = dict[tuple[str, str], str]
"""Titles in the language of a page by what they are titles of ("measure", "outcome" or "objective") and its code."""


def council_id_of(request: HttpRequest) -> int | None:
    """The council whose framework and figures this site shows; None where it is of no council in particular."""
    found = site_settings(request)
    return found.council_id if found else None


def framework_here(request: HttpRequest) -> PublishedFramework | None:
    """What this site publishes; None where there is nothing to publish.

    Each measure knows its title in the language of the page (`own_title`, see `title_of`) and the page that shows it;
    its outcome and its objective know theirs.
    """
    if not hasattr(request, "published_framework"):
        measures = measures_published(council_id_of(request)).annotate(page_path=Subquery(_page_here(request)))
        framework = PublishedFramework(with_titles(measures, council_id_of(request), get_language() or ""))
        request.published_framework = framework if framework.measures else None  # type: ignore[attr-defined]
    return request.published_framework  # type: ignore[attr-defined]


def with_titles(measures: QuerySet[Measure], council_id: int | None, language: str) -> list[Measure]:
    """Measures that know their titles in a language, where an editor wrote some; none in the portal's own. One query.

    They, their outcomes and their objectives have it as `own_title`.
    """
    if language == settings.LANGUAGE_CODE:
        return list(measures)
    parts = {OUTCOME: "outcome__code", OBJECTIVE: "outcome__objective__code"} if language == WELSH else {}
    above = {
        f"{part}_title": Subquery(
            part_titles_for(council_id).filter(part=part, code=OuterRef(code)).values("welsh_title")[:1]
        )
        for part, code in parts.items()
    }
    found: list[Measure] = list(measures.annotate(**title_beside("code", council_id, language), **above))
    for measure in found:
        measure.outcome.own_title = getattr(measure, "outcome_title", "")  # type: ignore[attr-defined]
        measure.outcome.objective.own_title = getattr(measure, "objective_title", "")  # type: ignore[attr-defined]
    return found


def title_beside(code: str, council_id: int | None, language: str) -> dict[str, Subquery]:
    """`own_title` for rows with the code of a measure in the column `code`; nothing in the portal's own language."""
    if language == settings.LANGUAGE_CODE:
        return {}
    titles = notes_for(council_id, language).filter(code=OuterRef(code)).exclude(title="")
    return {"own_title": Subquery(titles.values("title")[:1])}


def titles_here(request: HttpRequest) -> Titles:
    """All titles in the language of the page that editors wrote. One query, and none on an English page."""
    language, council_id = get_language() or "", council_id_of(request)
    if language == settings.LANGUAGE_CODE:
        return {}
    whose = Case(When(council__isnull=True, then=Value("0")), default=Value("1"), output_field=CharField())
    rows = notes_for(council_id, language).exclude(title="").order_by()
    rows = rows.values_list(*as_row(MEASURE, "code", "title", whose))  # type: ignore[assignment]
    if language == WELSH:
        parts = part_titles_for(council_id).order_by()
        rows = rows.union(parts.values_list(*as_row("", "code", "welsh_title", whose, "part")), all=True)
    in_order = sorted(rows, key=lambda row: row[3])  # the council's own come last, and stand
    return {(kind or part, code): title for kind, code, title, _whose, part, *_empty in in_order}


def tell_titles(request: HttpRequest, measures: Iterable[Measure]) -> None:
    """Let measures that pages got with their figures know their titles, as those of `framework_here` do. One query."""
    found = list(measures)
    titles = titles_here(request) if found else {}
    for measure in found:
        outcome = measure.outcome
        parts: tuple[tuple[str, Part], ...] = (
            (MEASURE, measure), (OUTCOME, outcome), (OBJECTIVE, outcome.objective),
        )  # fmt: skip
        for kind, part in parts:
            part.own_title = titles.get((kind, part.code), "")  # type: ignore[union-attr]


def own_title_of(part: Part) -> str:
    """The title in the language that was asked for; empty where there is only the framework's own."""
    return getattr(part, "own_title", None) or ""


def title_of(part: Part) -> str:
    """The title as readers of this page see it."""
    return own_title_of(part) or part.title


def language_of(part: Part) -> str:
    """The language of that title, where it is another one than the page's."""
    return "" if own_title_of(part) or get_language() == settings.LANGUAGE_CODE else ENGLISH


def address_of_measure(request: HttpRequest, code: str) -> str:
    """The address of the page of a measure on this site; empty where no page shows it."""
    framework = framework_here(request)
    if framework is None or code not in framework.measures:
        return ""
    path = getattr(framework.measures[code], "page_path", None)
    return f"{address(path, get_language() or '')}{framework.address_of(code)}" if path else ""


def measures_found(request: HttpRequest, text: str, limit: int) -> list[Measure]:
    """Measures of this site that a search finds, by their titles in either language, the best first."""
    framework = framework_here(request)
    if framework is None or not text.split():
        return []
    titles = {code: (own_title_of(measure), _own_titles_above(measure)) for code, measure in framework.measures.items()}
    return best_matches(framework.measures.values(), text, limit, titles)


def published_parts(council_id: int | None) -> list[tuple[str, str, str]]:
    """The objectives and outcomes that a council publishes: "objective" or "outcome", its code and its title."""
    measures = list(measures_published(council_id))
    objectives = ((OBJECTIVE, one.outcome.objective.code, one.outcome.objective.title) for one in measures)
    outcomes = ((OUTCOME, one.outcome.code, one.outcome.title) for one in measures)
    return list(dict.fromkeys((*objectives, *outcomes)))


def _own_titles_above(measure: Measure) -> str:
    return f"{own_title_of(measure.outcome)} {own_title_of(measure.outcome.objective)}"


def _page_here(request: HttpRequest) -> QuerySet:
    """The path of the page of this site that shows the framework, in the language of the request."""
    site = Site.find_for_request(request)
    here = {"locale__language_code": get_language()}
    home = Page.objects.filter(translation_key=site.root_page.translation_key, **here) if site else Page.objects.none()
    pages = Page.objects.filter(content_type__app_label="cms", content_type__model="frameworkpage", **here)
    below = open_below(pages).filter(path__startswith=Subquery(home.values("path")[:1]))
    return below.order_by("path").values("url_path")[:1]
