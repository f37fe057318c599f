"""Public pages are kept by browsers and shared caches, and asked about again by their ETag.

Only what was made for nobody in particular: a page for a signed-in person, a private page, or one that sets a cookie
is nobody else's. `Vary` says that a request with a session may get something else.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers, set_response_etag

from reports.files import Spooled

SECONDS = 60
"""How long a copy may be shown without asking: as long as a reader may see what an editor has just changed."""


def kept_by_caches(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A public view: give its answer an ETag and let caches keep it; answer 304 where the reader has it already."""

    @wraps(view)
    def answered(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if hasattr(response, "render") and callable(response.render):
            response.render()
        return _kept(request, response)

    return answered


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    is_for_all = response.status_code == 200 and not response.cookies and not response.streaming
    if not is_for_all or request.user.is_authenticated or response.has_header("Cache-Control"):
        return response
    patch_vary_headers(response, ["Cookie"])
    patch_cache_control(response, public=True, max_age=SECONDS)
    set_response_etag(response)
    return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response


def file_kept_by_caches(request: HttpRequest, written: Spooled, name: str, content_type: str) -> HttpResponseBase:
    """As `kept_by_caches`, for a public file that is sent piece by piece, to be saved under a name."""
    etag = f'"{written.digest}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged:
        written.file.close()
    response = unchanged or written.response(name, content_type)
    response.headers["ETag"] = etag
    patch_vary_headers(response, ["Cookie"])
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response
