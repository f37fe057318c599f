"""Measures on public pages: those the council of this site publishes, with their titles in the language of the page.

Read once for a request, however many parts of a page show measures: one question to the database.
"""

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site

from cms.addresses import address
from cms.frame import site_settings
from cms.models.measure_note import notes_for
from cms.open_pages import open_to_all
from framework.models import Measure
from framework.published import PublishedFramework, best_matches, measures_published

WELSH = "cy"


def council_id_of(request: HttpRequest) -> int | None:
    """The council whose framework and figures this site shows; None where it is of no council in particular."""
    found = site_settings(request)
    return found.council_id if found else None


def framework_here(request: HttpRequest) -> PublishedFramework | None:
    """What this site publishes; None where there is nothing to publish.

    Each measure knows its title in the language of the page (`own_title`, see `title_of`) and the page that shows it.
    """
    if not hasattr(request, "published_framework"):
        measures = with_titles(measures_published(council_id_of(request)), council_id_of(request), get_language() or "")
        framework = PublishedFramework(measures.annotate(page_path=Subquery(_page_here(request))))
        request.published_framework = framework if framework.measures else None  # type: ignore[attr-defined]
    return request.published_framework  # type: ignore[attr-defined]


def with_titles(measures: QuerySet[Measure], council_id: int | None, language: str) -> QuerySet[Measure]:
    """Measures each with `own_title`, its title in a language where an editor wrote one; none in the portal's own."""
    if language == settings.LANGUAGE_CODE:
        return measures
    titles = notes_for(council_id, language).filter(code=OuterRef("code")).exclude(title="")
    return measures.annotate(own_title=Subquery(titles.values("title")[:1]))


def own_title_of(measure: Measure) -> str:
    """The title in the language that was asked for; empty where there is only the framework's own."""
    return getattr(measure, "own_title", None) or ""


def title_of(measure: Measure) -> str:
    """The title as readers of this page see it."""
    return own_title_of(measure) or measure.title


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
    measures = framework.measures.values()
    return best_matches(measures, text, limit, {measure.code: own_title_of(measure) for measure in measures})


def _page_here(request: HttpRequest) -> QuerySet:
    """The path of the page of this site that shows the framework, in the language of the request."""
    site = Site.find_for_request(request)
    here = {"locale__language_code": get_language()}
    home = Page.objects.filter(translation_key=site.root_page.translation_key, **here) if site else Page.objects.none()
    pages = Page.objects.filter(content_type__app_label="cms", content_type__model="frameworkpage", **here)
    below = open_to_all(pages).filter(path__startswith=Subquery(home.values("path")[:1]))
    return below.order_by("path").values("url_path")[:1]
