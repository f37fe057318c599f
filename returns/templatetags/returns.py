"""Words and links of the returns room for templates: {% load returns %}."""

from datetime import date
from decimal import Decimal
from typing import cast

from django import template
from django.db.models import Field, Model
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.models import User
from framework.models import Measure
from framework.values import MINUS, format_difference, format_value, percentage
from returns import presenting, priority
from returns.checks import Problem
from returns.evidence.openings import Opened, opening_of
from returns.evidence.viewing import why_shut
from returns.files_shown import status_words
from returns.models import Correction, Evidence, SupplierReturn
from returns.performance_notice import notice_word
from returns.sampling import REASONS as SAMPLED
from returns.sheet import Row, Sheet

register = template.Library()
register.filter("notice_word", notice_word)

WHOLE_PAGES = {"story": "return-story", "nothing": "return-nil"}
LINE_PAGES = {"figure": "line-figure", "words": "line-words", "evidence": "line-evidence"}


@register.filter
def away(day: date) -> str:
    """How far away a due date is: "in 12 days"."""
    return presenting.due_words(day, timezone.localdate())


@register.filter
def read_by(supplier_return: SupplierReturn) -> date:
    """The day by which the council has promised to read what was sent."""
    return presenting.read_by(supplier_return)


@register.filter
def words_of(thing: Model, name: str) -> str:
    """The words of a field's choice, as `get_<name>_display` has them, which hashes every choice in every row."""
    value = getattr(thing, name)
    field = cast("Field", thing._meta.get_field(name))
    return next((str(words) for choice, words in field.flatchoices if choice == value), str(value))


@register.filter
def reasons_words(supplier_return: SupplierReturn) -> list[str]:
    """Why a return is read sooner, in words; of returns that were decided before places were kept, what was found."""
    reasons = supplier_return.queue_reasons
    if reasons is None and supplier_return.warning_count:
        reasons = {priority.FINDINGS: supplier_return.warning_count}
    return priority.words_of(reasons or {})


@register.filter
def status_colour(status: str) -> str:
    """The colour of a status's tag; the word always stands beside it."""
    return presenting.COLOURS.get(status, "grey")


@register.filter
def numbers(rows: list[Row]) -> str:
    """The numbers of some lines: "2, 3 and 5"."""
    return get_text_list([str(row.number) for row in rows], _("and"))


@register.filter
def days_words(days: list[date]) -> str:
    """Some days: "3 March 2026, 17 March 2026 and 1 April 2026"."""
    return get_text_list([date_format(day, "j F Y") for day in days], _("and"))


@register.filter
def plain_number(amount: Decimal | None) -> str:
    """A figure without its unit: "1,250.5"."""
    return "" if amount is None else f"{amount.normalize():,f}"


@register.filter
def reported(row: Row) -> str:
    """What a row says was delivered, in words."""
    return presenting.reported(row)


@register.filter
def not_taken_up(row: Row) -> str:
    """What was sought or offered and not taken up, in words; empty where nothing was."""
    return presenting.not_taken_up_words(row.not_taken_up)


@register.filter
def sampled_because(row: Row, sheet: Sheet) -> str | None:
    """Why a line must be looked at, in words; empty when it was not chosen, None when nothing was chosen yet."""
    if sheet.sample is None:
        return None
    reasons = [str(SAMPLED.get(reason, reason)) for reason in sheet.sample.get(row.number, [])]
    return get_text_list(reasons, _("and"))


@register.filter
def opens_for(evidence: Evidence, user: User) -> bool:
    """Whether a person who sees a file can open it."""
    return not why_shut(evidence, user)


@register.filter
def file_status(evidence: Evidence) -> str:
    """How a file stands, in a word or two."""
    return status_words(evidence)


@register.filter
def opened_in(evidence: Evidence, sheet: Sheet) -> Opened | None:
    """How often officers of the council opened a file, where the page has looked that up."""
    return opening_of(evidence, sheet)


@register.filter
def correction_words(correction: Correction) -> str:
    """A signed difference: "+1 person", "−2 hours", "Not done after all"; a percentage's parts: "−1 / +0"."""
    if correction.numerator_difference or correction.denominator_difference:
        parts = (correction.numerator_difference, correction.denominator_difference)
        return " / ".join(f"{part.normalize():+,f}" for part in parts).replace("-", MINUS)
    return format_difference(correction.line.commitment.measure, correction.difference)


@register.simple_tag
def figure_or_parts(measure: Measure, figure: tuple[Decimal | None, Decimal | None, Decimal | None]) -> str:
    """A verified figure in its unit, from its value, top and bottom; a percentage with its parts: "90% (45 of 50)"."""
    value, top, bottom = figure
    if top is None or bottom is None:
        return format_value(measure, value, exact=True)
    return _("%(percent)s (%(top)s of %(bottom)s)") % {
        "percent": format_value(measure, percentage(top, bottom), exact=True),
        "top": plain_number(top),
        "bottom": plain_number(bottom),
    }


@register.simple_tag
def line_page(pk: int, problem: Problem) -> str:
    """The page on which a problem is mended, coming back to the check page."""
    if problem.page in WHOLE_PAGES:
        return f"{reverse(WHOLE_PAGES[problem.page], args=[pk])}?from=check"
    if problem.line is None or problem.page not in LINE_PAGES:
        return reverse("return-check", args=[pk])
    return f"{reverse(LINE_PAGES[problem.page], args=[pk, problem.line])}?from=check"
