"""What every page shows around its content: whose service it is, and where a person can go from here."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts import sessions
from accounts.kept_words import key_for
from accounts.languages import CODES, OWN_NAMES, asked_in
from accounts.queries import offices_of
from portal.middleware import CMS_PATHS
from portal.second_factor import must_have_second_factor
from portal.signed_in import GOING_KEY
from suppliers.reach import memberships

SUPPLIER_PAGES = (
    ("supplier-home", gettext_lazy("What you need to do")),
    ("commitment-list", gettext_lazy("My commitments")),
    ("organisation-list", gettext_lazy("Your organisation")),
)
# Whoever is neither a supplier nor an officer yet finds the way in there.
NEWCOMER_PAGES = SUPPLIER_PAGES[-1:]
OFFICER_PAGES = (
    ("council-home", gettext_lazy("Portfolio")),
    ("return-queue", gettext_lazy("Returns")),
    ("contract-list", gettext_lazy("Contracts")),
    ("correction-list", gettext_lazy("Corrections")),
    ("registration-list", gettext_lazy("Organisations")),
)
FOOTER_PAGES = (
    ("accessibility-statement", gettext_lazy("Accessibility statement")),
    ("cookies", gettext_lazy("Cookies")),
    ("privacy", gettext_lazy("Privacy notice")),
)


@dataclass(frozen=True)
class Standing:
    """What a signed-in person is here, as far as the navigation needs to know. It decides nothing."""

    is_supplier: bool
    councils: tuple[tuple[str, str], ...]
    """Short name and name of each council the person is an officer of."""


def standing(request) -> Standing:
    """What the person behind a request is here, from the same two queries that the permissions ask once a request."""
    offices = offices_of(request.user).values()
    return Standing(
        is_supplier=bool(memberships(request.user)),
        councils=tuple((office.slug, office.name) for office in offices),
    )


@cache
def _address_in(name: str, urlconf, _language: str | None) -> str:
    """The address of a page; public ones have one in each language, and `reverse` makes that of the active one."""
    try:
        return reverse(name, urlconf=urlconf)
    except NoReverseMatch:
        return ""


def _items(pages, path: str) -> list[dict]:
    """The pages that exist; the one with the longest address that begins the path is where we are.

    A page whose address begins those of others, such as an overview, is where we are only when the path is its own.
    """
    urlconf, language = get_urlconf() or settings.ROOT_URLCONF, get_language()
    items = [{"text": text, "href": href} for name, text in pages if (href := _address_in(name, urlconf, language))]
    addresses = [item["href"] for item in items]
    here = max((address for address in addresses if path.startswith(address)), key=len, default="")
    if here != path and any(address.startswith(here) and address != here for address in addresses):
        here = ""
    return [{**item, "active": item["href"] == here} for item in items]


def navigation(request) -> list[dict]:
    """Links for the service navigation: dicts of text, href and active."""
    if not request.user.is_authenticated:
        guidance = {"text": _("Guidance"), "href": "/", "active": request.path == "/"}
        return [guidance, *_items([("account_login", _("Sign in"))], request.path)]
    who = standing(request)
    pages = [*(SUPPLIER_PAGES if who.is_supplier else ()), *(OFFICER_PAGES if who.councils else ())] or NEWCOMER_PAGES
    return _items([*pages, ("account-home", _("Your account"))], request.path)


def _languages(request) -> list[dict]:
    """The language switch of pages that have one address: it asks for the same page in the language.

    So an address goes into no other: it may be a secret, which logs would keep.
    """
    now = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    return [
        {
            "code": code,
            "name": OWN_NAMES[code],
            "href": f"?{asked_in(request, code)}",
            "current": code == now,
        }
        for code in CODES
    ]


def end_of_a_session(request) -> dict:
    """When a session ends, and how long before that people are warned, in seconds."""
    return {
        "session_left": sessions.seconds_left(request.session),
        "session_warning": sessions.warning_for(request.session),
    }


def of_a_session(request) -> dict:
    """What pages need of a session: when it ends, and what is asked where second factors are set up (when it is)."""
    return {
        **end_of_a_session(request),
        "kept_words_key": key_for(request.user),
        "second_factor_required": lambda: must_have_second_factor(request),
        "after_second_factor": lambda: request.session.get(GOING_KEY) or reverse("home"),
    }


def _is_signed_in(request) -> bool:
    """Whether there is a session of somebody; something may have failed before either was recognised."""
    return hasattr(request, "session") and hasattr(request, "user") and request.user.is_authenticated


def page(request) -> dict:
    """The frame of a page; only the end of the session on the editors' and support screens, which have their own.

    Those keep drafts themselves, so they have no key for what was typed: a page put back in part would mislead.
    """
    if request.path.startswith(CMS_PATHS):
        return end_of_a_session(request) if _is_signed_in(request) else {}
    frame = {
        "service_name": settings.WAGTAIL_SITE_NAME,
        "organisation_name": settings.ORGANISATION_NAME,
        "footer_links": _items(FOOTER_PAGES, request.path),
        "own_council": None,
        "portal_url": settings.PORTAL_URL.rstrip("/"),
        "languages": _languages(request),
    }
    if not hasattr(request, "user"):  # something failed before anybody was recognised
        return {**frame, "navigation": []}
    if request.user.is_authenticated:
        if _is_signed_in(request):
            frame |= of_a_session(request)
        councils = standing(request).councils
        if len(councils) == 1:
            frame["own_council"] = {"slug": councils[0][0], "name": councils[0][1]}
    return {**frame, "navigation": navigation(request)}
