"""Suppliers doing well, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.languages import in_language_of_address
from cms.caching import kept_by_caches
from cms.frame import render_public, site_settings
from cms.recognition import recognised
from cms.remembering import remembered
from suppliers.endorsed import endorsements_shown
from suppliers.paging import page_by_key


@require_safe
@in_language_of_address
@kept_by_caches
@remembered
def recognition_list(request: HttpRequest) -> HttpResponse:
    """Those that the council of this site endorses, the newest first; none on a site of no council."""
    site = site_settings(request)
    today = timezone.localdate()
    rows = (
        recognised(site.council_id, today=today) if site and site.council_id else endorsements_shown(today=today).none()
    )
    page = page_by_key(rows, field=None, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    return render_public(request, "cms/cases/recognition.html", {"page": page})
