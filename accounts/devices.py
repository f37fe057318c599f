"""What a browser calls itself, in words that its owner knows again."""

from django.utils.translation import gettext as _

Names = tuple[tuple[str, str], ...]
# The first that fits. Each browser's own name stands before those it claims to be like.
BROWSERS: Names = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"))
BROWSERS += (("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS: Names = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"))
SYSTEMS += (("CrOS", "ChromeOS"), ("Mac OS X", "Mac"), ("Linux", "Linux"))


def device_words(user_agent: str) -> str:
    """“Chrome on Windows”, as far as it can be told; browsers say what they like."""
    browser, system = _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown browser")


def _first(names: Names, user_agent: str) -> str:
    return next((name for mark, name in names if mark in user_agent), "")
