"""Tags of search results."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from cms.search.words import SHORTEST_BEGINNING, beginning

register = template.Library()


@register.filter
def marked(text: str, words: list[str]) -> SafeString:
    """A text in which the words that were looked for, and what begins with them, are marked."""
    language = get_language() or ""
    shapes = [
        re.escape(beginning(word, language)) + (r"\w*" if len(word) >= SHORTEST_BEGINNING else r"\b") for word in words
    ]
    if not shapes:
        return conditional_escape(text)
    # Splitting by one group gives what lies between and what matched in turns.
    pieces = re.split(rf"(\b(?:{'|'.join(shapes)}))", str(text), flags=re.IGNORECASE)
    return mark_safe(  # noqa: S308  # every piece is escaped
        "".join(
            format_html("<mark>{}</mark>", piece) if place % 2 else conditional_escape(piece)
            for place, piece in enumerate(pieces)
        )
    )
