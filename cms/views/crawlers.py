"""The map of a site, which search engines ask for."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cms.caching import kept_by_caches
from cms.crawling import MOST_ON_A_MAP, listed_on_map, mapped, parts_of_lists, parts_of_map


@require_safe
@kept_by_caches
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page, list and entry of this site in each language; where there are more than 5,000, the parts."""
    pages, parts_below = mapped(request, 1), parts_of_lists(request)
    if len(pages) <= MOST_ON_A_MAP and parts_below <= 1:
        return _xml(request, "cms/sitemap.xml", {"pages": [*pages, *listed_on_map(request, 1)]})
    numbers = range(1, parts_of_map(request) + parts_below + 1)
    parts = [request.build_absolute_uri(reverse("sitemap-part", args=[number])) for number in numbers]
    return _xml(request, "cms/sitemap_index.xml", {"parts": parts})


@require_safe
@kept_by_caches
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """One part of the map: 5,000 pages, or after all pages 5,000 entries of the directory."""
    pages = mapped(request, number)[:MOST_ON_A_MAP] or listed_on_map(request, number - parts_of_map(request))
    if not pages:
        raise Http404
    return _xml(request, "cms/sitemap.xml", {"pages": pages})


def _xml(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    return render(request, template, context, content_type="application/xml")
