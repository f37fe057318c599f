"""Where the footer leads: the council's own statement, or a plain one as long as it has written none."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.languages import in_language_of_address
from cms.addresses import address
from cms.caching import kept_by_caches
from cms.cookies import cookies_context
from cms.frame import render_somehow, site_settings
from cms.models import AccessibilityStatementPage, CookiesPage, PrivacyPage
from cms.models.statements import StatementPage, enforcement
from cms.pages_of_site import page_of_kind
from cms.remembering import remembered


@require_safe
@in_language_of_address
@kept_by_caches
@remembered
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """How far everybody can use the site."""
    settings_here = site_settings(request)
    context = enforcement(settings_here.council if settings_here else None)
    return _own_or_plain(request, AccessibilityStatementPage, "cms/plain/accessibility.html", context)


@require_safe
@in_language_of_address
@kept_by_caches
@remembered
def cookies(request: HttpRequest) -> HttpResponse:
    """Which cookies there are."""
    return _own_or_plain(request, CookiesPage, "cms/plain/cookies.html", cookies_context())


@require_safe
@in_language_of_address
@kept_by_caches
@remembered
def privacy(request: HttpRequest) -> HttpResponse:
    """What is held about people, and what their rights are."""
    return _own_or_plain(request, PrivacyPage, "cms/plain/privacy.html", {})


def _own_or_plain(request: HttpRequest, kind: type[StatementPage], template: str, context: dict) -> HttpResponse:
    """The council's page of this kind, in the language of the address where it has it; else the plain one.

    A site that has no Welsh pages at all shows the English one.
    """
    own = page_of_kind(kind.objects, request)
    if own is not None:
        return redirect(address(own.url_path, own.locale.language_code))
    return render_somehow(request, template, context)
