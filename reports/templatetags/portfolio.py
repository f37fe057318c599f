"""Counts that are links, and pictures beside them: {% load portfolio %}."""

from datetime import date

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports import charts
from reports.filters import Filters
from reports.queries import Quarter
from reports.standing import COLOURS, STATES, Standing, state_of
from returns.models import ReturnLine
from returns.overview import MeasureTotal

register = template.Library()


@register.filter
def counted(count: int) -> str:
    """A count as people read it: "1,204"."""
    return number_format(count, force_grouping=True)


@register.simple_tag
def pieces_href(filters: Filters, state: str) -> str:
    """The address of the pieces that a count is made of."""
    return f"{reverse('portfolio-pieces')}?{filters.but(state=state).query}"


@register.simple_tag
def pieces_link(filters: Filters, state: str, standing: Standing, about: str = "") -> SafeString | str:
    """A count that opens into its pieces; `about` says of what, for those who cannot see the row. No link on 0."""
    count = getattr(standing, state)
    if not count:
        return "0"
    hidden = format_html('<span class="govuk-visually-hidden"> {}</span>', about) if about else ""
    return format_html('<a class="govuk-link" href="{}">{}{}</a>', pieces_href(filters, state), counted(count), hidden)


@register.simple_tag
def contracts_href(filters: Filters, total: MeasureTotal) -> str:
    """The address of the contracts that the amounts of a measure are made of."""
    query = Filters(place=filters.place, of_measures=("measure", total.measure.pk)).query  # type: ignore[arg-type]
    return f"{reverse('portfolio-contracts')}?{query}"


@register.filter
def count_in(standing: Standing, state: str) -> int:
    """How many pieces are in one state."""
    return getattr(standing, state)


@register.filter
def piece_href(line: ReturnLine) -> str:
    """Where a piece is read: at its line, or while nothing was sent at its return, which says so."""
    this = line.supplier_return
    if this.sent_revision_id is None:
        return reverse("return-review", args=[this.pk])
    return reverse("line-review", args=[this.pk, line.number])


@register.filter
def piece_due(line: ReturnLine) -> date:
    """The day a piece is due, as tallies go by it: its return's until it is sent, and its period's own from then on."""
    this = line.supplier_return
    return this.period.due_on if this.sent_revision_id else this.due_on


@register.filter
def piece_words(line: ReturnLine) -> str:
    """Where a piece stands, in a word."""
    return str(STATES[state_of(line, today=timezone.localdate())])


@register.filter
def piece_colour(line: ReturnLine) -> str:
    """The colour of the tag for it."""
    return COLOURS[state_of(line, today=timezone.localdate())]


@register.filter
def waterfall(standing: Standing) -> list[charts.Step]:
    """The steps from what was promised to what became of it."""
    return charts.waterfall(standing)


@register.filter
def stack(standing: Standing) -> SafeString:
    """All pieces in one bar."""
    return charts.stack(standing)


@register.simple_tag
def chart_key() -> list[tuple[SafeString, Promise]]:
    """What the colours of the bars say."""
    return charts.key()


@register.filter
def in_quarter(filters: Filters, quarter: Quarter) -> Filters:
    """The same filters, for one row of the quarters."""
    return filters.but(quarter=quarter.first_day, until=quarter.until)
