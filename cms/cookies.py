"""The cookies of this portal, as its settings have them, and what else it keeps in browsers, for the cookies page."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

# Wagtail's own, set by a script of its editing screens.
SIDEBAR = "wagtail_sidebar_collapsed"
MINUTE = 60
UNITS = (
    (365 * 24 * 60 * MINUTE, ngettext_lazy("%(number)d year", "%(number)d years", "number")),
    (24 * 60 * MINUTE, ngettext_lazy("%(number)d day", "%(number)d days", "number")),
    (60 * MINUTE, ngettext_lazy("%(number)d hour", "%(number)d hours", "number")),
    (MINUTE, ngettext_lazy("%(number)d minute", "%(number)d minutes", "number")),
)


@dataclass(frozen=True)
class Cookie:
    """One cookie, or one thing that a script keeps: its name, what it is for, and how long it stays, in words."""

    name: str
    purpose: str
    stays: str


def portal_cookies() -> list[Cookie]:
    """Every cookie the portal may set, in the language of the page."""
    return [
        Cookie(settings.SESSION_COOKIE_NAME, _("Keeps you signed in while you work"), _session_words()),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            _("Makes sure that what is sent comes from our own pages"),
            duration_words(settings.CSRF_COOKIE_AGE),
        ),
        Cookie(
            settings.LANGUAGE_COOKIE_NAME,
            _("Remembers whether you read English or Welsh"),
            duration_words(settings.LANGUAGE_COOKIE_AGE),
        ),
        Cookie(
            CookieStorage.cookie_name,
            _("Carries what we have to tell you, such as “saved”, to the next page"),
            _("Until the next page shows it"),
        ),
        Cookie(
            SIDEBAR,
            _("Remembers whether editors of these pages have folded their menu"),
            _("Until you close your browser"),
        ),
    ]


def browser_storage() -> list[Cookie]:
    """What scripts keep in a browser and never send to us, in the language of the page.

    The rules on cookies are about that as well (Privacy and Electronic Communications Regulations 2003, regulation 6).
    """
    return [
        Cookie(
            "kept-words",
            _("Keeps what you were typing when your session ended, locked, so that you can put it back"),
            _("1 hour at most, in that tab only"),
        ),
        Cookie(
            "sv-review-keys-off",
            _("Remembers that an officer has switched off the keys of the page on which returns are checked"),
            _("Until you switch them on again"),
        ),
        Cookie(
            "wagtail:…",
            _("Remembers how editors of these pages have arranged their screens"),
            _("Until you delete it in your browser"),
        ),
        Cookie(
            "django.admin.…, theme",
            _("Remembers how people who look after the portal have arranged their screens"),
            _("Until you delete it in your browser"),
        ),
    ]


def cookies_context() -> dict[str, list[Cookie]]:
    """What the words about cookies are made of."""
    return {"cookies": portal_cookies(), "storage": browser_storage()}


def duration_words(seconds: float) -> str:
    """12 hours, 1 year: in the largest unit that says it without a fraction."""
    for length, words in UNITS:
        if seconds >= length and seconds % length == 0:
            return words % {"number": int(seconds // length)}
    length, words = UNITS[-1]
    return words % {"number": max(1, round(seconds / length))}


def _session_words() -> str:
    """A session ends when it lies unused; officers sooner than suppliers."""
    said = _("%(longest)s at most; %(officers)s without use for officers and editors, %(suppliers)s for suppliers")
    return said % {
        "longest": duration_words(settings.SESSION_COOKIE_AGE),
        "officers": duration_words(settings.OFFICER_IDLE_MINUTES * MINUTE),
        "suppliers": duration_words(settings.SUPPLIER_IDLE_MINUTES * MINUTE),
    }
