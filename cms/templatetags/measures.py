"""Tags of pages that show measures: their words, each marked with the language it is in, and links between them."""

from django import template
from django.utils.html import escape, format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.languages import PREFIXES
from cms.measure_figures import edition_here, figure_of
from cms.measure_surroundings import RelationSentence
from cms.measures import Part, address_of_measure, framework_here, own_title_of, title_of
from framework.comparing import Piece, unit_words
from framework.models import Measure
from framework.published import PublishedFramework, slug_of

register = template.Library()
register.filter("unit_words", unit_words)
register.filter("slug_of", slug_of)


@register.filter
def english(text: str) -> SafeString:
    """A text of the framework, which is in English, marked as such on pages in another language."""
    if not text or get_language() not in PREFIXES:
        return escape(text)
    return format_html('<span lang="en-GB">{}</span>', text)


@register.filter
def titled(part: Part) -> SafeString:
    """The title of a measure, outcome or objective in the language of the page, else in English and marked as such."""
    return escape(title_of(part)) if own_title_of(part) else english(part.title)


register.simple_tag(title_of)


@register.filter
def paragraphs(text: str) -> SafeString:
    """A text that an editor wrote, in paragraphs of the Design System."""
    return mark_safe(linebreaks(text, autoescape=True).replace("<p>", '<p class="govuk-body">'))  # noqa: S308


@register.simple_tag
def part_of_address(framework: PublishedFramework, measure: Measure) -> str:
    """The address of a measure behind that of the page of its framework."""
    return framework.address_of(measure.code)


@register.simple_tag
def relation(sentence: RelationSentence, here: str) -> SafeString:
    """How a measure stands to another one, which is a link."""
    link = format_html('<a class="govuk-link" href="{}{}">{}</a>', here, sentence.address, titled(sentence.other))
    return mark_safe(escape(sentence.words) % {"measure": link})  # noqa: S308


@register.simple_tag
def in_and_out(pieces: tuple[Piece, ...], is_english: bool) -> SafeString:
    """A text with its words in and out: marked by words as well, because colours and strokes are not read out."""
    said = english if is_english else escape
    marks = {"out": ("del", _("out:")), "in": ("ins", _("in:"))}
    parts = (
        format_html('<{0} class="sv-change"><span class="sv-change__mark">{1}</span> {2}</{0}>',
                    *marks[piece.kind], said(piece.words))
        if piece.kind in marks
        else said(piece.words)
        for piece in pieces
    )  # fmt: skip
    return format_html_join(" ", "{}", ((part,) for part in parts))


@register.simple_tag(takes_context=True)
def measure_here(context, code: str, with_figure: bool = False) -> dict | None:
    """The published measure with a code, its address and its public figure, for a block; None where there is none."""
    request = context.get("request")
    framework = framework_here(request) if request else None
    if framework is None or code not in framework.measures:
        return None
    measure = framework.measures[code]
    shown = {"measure": measure, "address": address_of_measure(request, code)}
    if with_figure:
        shown |= {"figure": figure_of(request, measure), "figures_at": edition_here(request).made_at}
    return shown
