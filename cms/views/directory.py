"""The directory of voluntary organisations and the board of needs and offers, as everybody sees them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.languages import in_language_of_address
from cms.board import board_page, public_posts
from cms.caching import kept_by_caches
from cms.directory import directory_page, public_entries
from cms.finding import BoardFilters, DirectoryFilters, Filters
from cms.forms.posts import BoardLookForm, DirectoryLookForm
from cms.frame import council_here, render_public
from cms.models import Cause, Help, ListedOrganisation, Post
from cms.remembering import remembered
from suppliers.community import areas_of
from suppliers.models import Area

MOST_POSTS = 20


@require_safe
@in_language_of_address
@kept_by_caches
@remembered
def directory_list(request: HttpRequest) -> HttpResponse:
    """Organisations by words, place, cause and what they offer; filters stand in the address."""
    council, filters = council_here(request), DirectoryFilters.read(request.GET)
    areas = areas_of(council.pk)
    page = directory_page(council, filters, **_cursors(request))
    context = {"page": page, "form": DirectoryLookForm(filters, areas)}
    return render_public(
        request, "cms/community/directory.html", {**context, **_looked(filters, areas, "directory-list")}
    )


@require_safe
@in_language_of_address
@kept_by_caches
@remembered
def entry_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation, with what it needs and offers now."""
    council = council_here(request)
    entry = get_object_or_404(public_entries(council).prefetch_related("areas"), slug=slug)
    context = {
        "entry": entry,
        "posts": list(public_posts(council).filter(organisation=entry).order_by("-id")[:MOST_POSTS]),
        "entry_schema": _schema(entry, request),
    }
    return render_public(request, "cms/community/entry.html", context)


@require_safe
@in_language_of_address
@kept_by_caches
@remembered
def post_list(request: HttpRequest) -> HttpResponse:
    """Needs and offers, the newest first; filters stand in the address."""
    council, filters = council_here(request), BoardFilters.read(request.GET)
    areas = areas_of(council.pk)
    page = board_page(council, filters, **_cursors(request))
    context = {"page": page, "form": BoardLookForm(filters, areas)}
    return render_public(request, "cms/community/board.html", {**context, **_looked(filters, areas, "post-list")})


@require_safe
@in_language_of_address
@kept_by_caches
@remembered
def post_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One need or offer, and the way to answer it."""
    posts = public_posts(council_here(request)).prefetch_related("areas")
    return render_public(request, "cms/community/post.html", {"post": get_object_or_404(posts, slug=slug)})


def _cursors(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("after", "before")}


def _looked(filters: Filters, areas: list[Area], name: str) -> dict:
    """The address under these filters, and each of them in words with the address without it."""
    here = reverse(name)

    def address(chosen: Filters) -> str:
        return f"{here}?{chosen.query}" if chosen.query else here

    names = {area.pk: area.name for area in areas}
    chosen = [(_("Words: %(words)s") % {"words": filters.words}, filters.but(words=""))] if filters.words else []
    for pk in filters.place:
        left = tuple(other for other in filters.place if other != pk)
        chosen.append((names.get(pk) or _("A place that is not here"), filters.but(place=left)))
    for field in filters.choices():
        if code := getattr(filters, field):
            chosen.append((_label_of(field, code), filters.but(**{field: ""})))
    return {
        "here": address(filters),
        "joiner": "&" if filters.query else "?",
        "chosen": [(words, address(without)) for words, without in chosen],
        "without": here,
    }


def _label_of(field: str, code: str) -> str:
    known = {"cause": Cause, "offers": Help, "what": Help, "kind": Post.Kind}
    return str(known[field](code).label)


def _schema(entry: ListedOrganisation, request: HttpRequest) -> dict:
    """What an organisation is to search engines (schema.org)."""
    words, language = entry.said("does")
    said = {
        "@type": "NGO",
        "name": entry.name,
        "description": words,
        "inLanguage": language,
        "url": entry.website or request.build_absolute_uri(request.path),
        "email": entry.public_email,
        "telephone": entry.public_phone,
        "areaServed": [area.name for area in entry.areas.all()],
    }
    return {name: value for name, value in said.items() if value}
