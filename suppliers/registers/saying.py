"""What is said of a row, in every language of the portal: who reads it need not be who brought the file.

Sentences come from the readers of cells, from the rules of the pages and from the schemes of official numbers, which
all say them in the language of the moment. So each is said in every language when it is found, and whoever reads it
later, on a page or in a file, has their own.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.utils.translation import get_language, gettext, override

T = TypeVar("T")
Sentence = dict[str, str]
"""A sentence by the code of each language."""


def in_each(spoken: Callable[[], T]) -> dict[str, T]:
    """What a function says in each language."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found[language] = spoken()
    return found


def say(text: str, /, **parts: Any) -> Sentence:
    """A sentence of the catalogues with what stands in it; a part that differs by language is a function."""

    def now() -> str:
        said = {name: part() if callable(part) else part for name, part in parts.items()}
        return gettext(text) % said if parts else gettext(text)

    return in_each(now)


def here(said: Sentence) -> str:
    """A sentence in the language of the moment, or else in the portal's own."""
    return said.get(get_language() or "") or said.get(settings.LANGUAGE_CODE, "")
