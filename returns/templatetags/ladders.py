"""How sure a figure is, as one row of steps: {% load ladders %}."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from returns.rungs import Rung

register = template.Library()

RUNG = (
    '<li class="sv-ladder__rung{}"><span class="sv-ladder__title">{}</span>'
    ' <span class="sv-ladder__words">{}</span>{}</li>'
)


@register.simple_tag
def ladder_list(rungs: Iterable[Rung]) -> SafeString:
    """The steps in order, each with its amount and what stands against it; a page may show one for each promise."""
    items = (
        (" sv-ladder__rung--reached" if rung.is_reached else "", rung.title, rung.amount, _aside(rung))
        for rung in rungs
    )
    name = _("How sure this figure is")
    return format_html('<ol class="sv-ladder" aria-label="{}">{}</ol>', name, format_html_join("", RUNG, items))


def _aside(rung: Rung) -> SafeString | str:
    return format_html('<span class="sv-ladder__aside">{}</span>', rung.aside) if rung.aside else ""
