"""Counts that are links, and pictures beside them: {% load portfolio %}."""

from datetime import date

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from framework.values import format_value
from reports import charts
from reports.dimensions import Dimension
from reports.filters import Filters, address_of
from reports.queries import Quarter
from reports.standing import COLOURS, HEADLINE, STATES, SURE, Standing, state_of
from returns.models import ReturnLine
from returns.overview import MeasureTotal
from returns.rungs import Reached

register = template.Library()


@register.simple_tag
def headline(filters: Filters, standing: Standing) -> list[tuple[str, str, Promise]]:
    """The figures in the first row of a page: the address of what each is made of, the figure and its words."""
    start = address_of("portfolio-pieces")
    return [
        (f"{start}?{filters.query_of(state)}", _counted(getattr(standing, state)), STATES[state]) for state in HEADLINE
    ]


@register.simple_tag
def pieces_cells(filters: Filters, standing: Standing | Reached, about: str, *states: str) -> SafeString:
    """Counts in the cells of a row. Each but 0 opens into its pieces.

    `about` says of what, for those who cannot see the row. Written all at once: a page has hundreds of them, and only
    the state and the count differ from one to the next.
    """
    start, rest = f"{address_of('portfolio-pieces')}?state=", escape(filters.rest)
    hidden = f'<span class="govuk-visually-hidden"> {conditional_escape(about)}</span>'
    cells = ""
    for state in states:
        count = getattr(standing, state)
        link = f'<a class="govuk-link" href="{start}{state}{rest}">{_counted(count)}{hidden}</a>' if count else "0"
        cells += f'<td class="numeric">{link}</td>'
    return SafeString(cells)


def _counted(count: int) -> str:
    """A count as people read it in every language there is here: "1,204"."""
    return f"{count:,}"


@register.simple_tag
def amount_cells(item: MeasureTotal) -> SafeString:
    """Promised in all and so far, claimed and verified of a measure in the cells of a row."""
    missing = (_("Not added up"), _("Not added up"), _("Nothing yet"), _("Nothing yet"))
    cells = ""
    for amount, otherwise in zip((item.in_all, item.promised, item.claimed, item.verified), missing, strict=True):
        text = otherwise if amount is None else format_value(item.measure, amount)
        cells += f'<td class="numeric">{conditional_escape(text)}</td>'
    return SafeString(cells)


@register.simple_tag
def contracts_href(filters: Filters, total: MeasureTotal) -> str:
    """The address of the contracts that the amounts of a measure are made of."""
    query = Filters(place=filters.place, of_measures=(Dimension.MEASURE, total.measure.pk)).query
    return f"{address_of('portfolio-contracts')}?{query}"


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
def steps_of_sureness(standing: Standing) -> list[charts.Step]:
    """How much of what was claimed has reached each step of how sure it is."""
    return charts.sureness(standing)


@register.simple_tag
def sure_cells(filters: Filters, item: MeasureTotal) -> SafeString:
    """The same of the pieces of one measure in the cells of a row. Each but 0 opens into its pieces."""
    these = Filters(place=filters.place, of_measures=(Dimension.MEASURE, item.measure.pk))
    return pieces_cells(these, item.reached, item.measure.title, *SURE)


@register.simple_tag
def how_sure(item: MeasureTotal) -> str:
    """The same in words."""
    if not item.reached.claimed:
        return _("Nothing claimed yet")
    words = ngettext(
        "%(claimed)s piece claimed: %(evidenced)s with evidence, %(upheld)s verified, %(confirmed)s confirmed, "
        "%(audited)s audited",
        "%(claimed)s pieces claimed: %(evidenced)s with evidence, %(upheld)s verified, %(confirmed)s confirmed, "
        "%(audited)s audited",
        item.reached.claimed,
    )
    return words % {step: _counted(getattr(item.reached, step)) for step in SURE}


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
