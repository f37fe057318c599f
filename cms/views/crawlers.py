"""The map of a site, which search engines ask for."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cms.caching import kept_by_caches
from cms.crawling import MOST_ON_A_MAP, mapped, parts_of_map


@require_safe
@kept_by_caches
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page of this site in each language; where there are more than 5,000, the list of parts."""
    pages = mapped(request, 1)
    if len(pages) <= MOST_ON_A_MAP:
        return _xml(request, "cms/sitemap.xml", {"pages": pages})
    numbers = range(1, parts_of_map(request) + 1)
    parts = [request.build_absolute_uri(reverse("sitemap-part", args=[number])) for number in numbers]
    return _xml(request, "cms/sitemap_index.xml", {"parts": parts})


@require_safe
@kept_by_caches
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """One part of the map, of 5,000 pages."""
    pages = mapped(request, number)[:MOST_ON_A_MAP]
    if not pages:
        raise Http404
    return _xml(request, "cms/sitemap.xml", {"pages": pages})


def _xml(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    return render(request, template, context, content_type="application/xml")
