"""In which language a page is shown: the address says so on public pages, the person's choice on all others.

Welsh public pages stand under /cy/, English ones under /, whatever a person has chosen, so that an address means one
page to everybody and to every cache. All other pages have one address, and follow the cookie of the language switch,
then the account (Welsh Language Standards: a choice is asked for and kept).
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLResolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation

CODES = tuple(code for code, _name in settings.LANGUAGES)
OWN_NAMES = {"en-gb": "English", "cy": "Cymraeg"}
"""How each language calls itself, for those who read no other."""

# Beginnings of public addresses, by language; the portal's own language needs none.
PREFIXES = {code: f"{code}/" for code in CODES if code != settings.LANGUAGE_CODE}
# Wagtail's and Django's own screens have hardly any Welsh: half a page in each would be worse than either.
IN_ENGLISH = ("/cms/", "/admin/")
# In an address: the language its page is asked for in, and is shown in from then on.
ASKED = "language"
View = Callable[..., HttpResponseBase]


def of_address(path: str) -> str:
    """The language of a public address such as /cy/canllawiau/: the one whose beginning it has, else the portal's."""
    inner = path.removeprefix("/")
    return next((code for code, prefix in PREFIXES.items() if inner.startswith(prefix)), settings.LANGUAGE_CODE)


def in_language(path: str, code: str) -> str:
    """A public address with the beginning of another language: for pages that are the same page in both."""
    inner = path.removeprefix("/").removeprefix(PREFIXES.get(of_address(path), ""))
    return f"/{PREFIXES.get(code, '')}{inner}"


def chosen(request: HttpRequest) -> str:
    """What a person has chosen: on this device, else in the account, else the portal's own language."""
    if request.path_info.startswith(IN_ENGLISH):
        return settings.LANGUAGE_CODE
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if cookie in CODES:
        return cookie
    # Without a session cookie there is nobody to ask for, and the session stays untouched.
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return request.user.preferred_language
    return settings.LANGUAGE_CODE


class Language:
    """Show each page in its language and say so in Content-Language. Stands behind what recognises the person."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Choose by the address where it says one, else by the person; public views decide for themselves below."""
        of_page, asked = of_address(request.path_info), request.GET.get(ASKED, "")
        request.LANGUAGE_CODE = of_page if of_page != settings.LANGUAGE_CODE else chosen(request)
        if asked in CODES and of_page == settings.LANGUAGE_CODE:
            request.LANGUAGE_CODE = asked
        with translation.override(request.LANGUAGE_CODE):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        if asked == request.LANGUAGE_CODE and not getattr(request, "is_public_page", False):
            keep_choice(response, asked)
        return response


def asked_in(request: HttpRequest, code: str) -> str:
    """The query of an address that asks for the same page, filters and all, in another language."""
    query = request.GET.copy()
    query[ASKED] = code
    return query.urlencode()


def keep_choice(response: HttpResponse, code: str) -> HttpResponse:
    """Keep a language in a cookie on this device, which goes before what the account says."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,  # type: ignore[arg-type]  # "Lax"
    )
    return response


def in_language_of_address(view: View) -> View:
    """A public view: its address decides the language, not what the person has chosen elsewhere."""

    @wraps(view)
    def shown(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        request.is_public_page = True  # type: ignore[attr-defined]
        request.LANGUAGE_CODE = of_address(request.path_info)  # type: ignore[attr-defined]  # Django's own name for it
        translation.activate(request.LANGUAGE_CODE)  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return shown


class _BeginningOfPublicAddresses(LocalePrefixPattern):
    """Read an address by its own beginning, where Django would read it by the language that is active."""

    def match(self, path):
        """What is left behind the beginning; always a match."""
        return path.removeprefix(PREFIXES.get(of_address(path), "")), (), {}


def public_addresses(*patterns) -> list[URLResolver]:
    """Addresses that stand once for each language: under / and under /cy/. `reverse` makes that of the active one."""
    return [URLResolver(_BeginningOfPublicAddresses(prefix_default_language=False), list(patterns))]
