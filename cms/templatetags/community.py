"""Tags of the directory and the board: what organisations say of themselves in one language or both."""

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from cms.models import ListedOrganisation, Post
from cms.models.directory import Cause, Help, OwnWords

register = template.Library()
ENTRY_COLOURS = {
    ListedOrganisation.Status.LISTED: "green",
    ListedOrganisation.Status.WAITING: "yellow",
    ListedOrganisation.Status.CHANGED: "yellow",
    ListedOrganisation.Status.UNCONFIRMED: "yellow",
}
POST_COLOURS = {Post.Status.PUBLISHED: "green", Post.Status.WAITING: "yellow"}


@register.simple_tag
def own_words(thing: OwnWords, field: str) -> SafeString:
    """A text in the language of the page where there is one; else in the other, which is then named for readers."""
    words, language = thing.said(field)
    shown = mark_safe(escape(words).replace("\n", "<br>"))  # noqa: S308  # escaped
    if not words or language == (get_language() or "en-gb"):
        return shown
    return format_html('<span lang="{}">{}</span>', language, shown)


@register.filter
def status_colour(thing: ListedOrganisation | Post) -> str:
    """The colour of the tag that says where it stands."""
    colours = ENTRY_COLOURS if isinstance(thing, ListedOrganisation) else POST_COLOURS
    return colours.get(thing.status, "grey")  # type: ignore[call-overload]


@register.filter
def help_words(codes: list[str]) -> str:
    """Kinds of help in words."""
    return ", ".join(str(one.label) for one in Help if one.value in codes)


@register.filter
def cause_words(codes: list[str]) -> str:
    """Causes in words."""
    return ", ".join(str(one.label) for one in Cause if one.value in codes)
