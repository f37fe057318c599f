"""Looks each wording up once for a language, and remembers it as long as the process lives.

A page asks for some two hundred. In English every one is looked for in 22 catalogues and then in six more, because
Django searches those of each package in turn and English has next to nothing in them: 5 microseconds each.
"""

from functools import lru_cache

from django.conf import settings
from django.utils.translation import trans_real

MOST = 8192
"""More than the portal has, so that what packages and people add finds a place too."""


def remember_wordings() -> None:
    """Have every language of the portal remember; for processes that serve pages, once the catalogues are there."""
    for code, _name in settings.LANGUAGES:
        words = trans_real.translation(code)
        words.gettext = lru_cache(MOST)(words.gettext)  # type: ignore[method-assign]
        words.ngettext = lru_cache(MOST)(words.ngettext)  # type: ignore[method-assign]
