"""The warning before a session ends, which stands in every page of a signed-in person."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
# What differs from one page to the next.
OWN = ("session_left", "session_warning", "kept_words_key", "csrf_token")


def _mark(name: str) -> str:
    return f"[[{name}]]"


@cache
def _words(_language: str) -> str:
    """The warning in one language, the same for everybody, with a mark where each page has its own."""
    return render_to_string("components/session_end.html", {name: _mark(name) for name in OWN})


@register.simple_tag(takes_context=True)
def session_end(context) -> SafeString:
    """The warning with what this page has of its own."""
    text = _words(get_language() or "")
    for name in OWN:
        text = text.replace(_mark(name), conditional_escape(context.get(name, "")))
    return SafeString(text)
