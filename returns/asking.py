"""What somebody who benefited is shown and asked: who says so, what, how much and when, and nothing more."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from framework.values import format_value
from returns.models import Confirmation, ReturnLine


@dataclass(frozen=True)
class Question:
    """The words of one question, built from the measure and the period; the promise and the answers are not in it."""

    council: str
    giver: str
    what: str
    how_much: str
    starts_on: date
    ends_on: date


def giver_of(line: ReturnLine) -> str:
    """Who delivers a line: a consortium member or subcontractor, or the supplier."""
    deliverer = line.commitment.deliverer
    return deliverer.name if deliverer else line.supplier_return.supplier.name


def question_of(confirmation: Confirmation) -> Question:
    """The question behind a link."""
    line = confirmation.line
    measure, period = line.commitment.measure, line.supplier_return.period
    how_much = "" if confirmation.figure is None else format_value(measure, confirmation.figure, exact=True)
    return Question(
        council=line.supplier_return.council.name,
        giver=giver_of(line),
        what=measure.title,
        how_much=how_much or _("No amount is given"),
        starts_on=period.starts_on,
        ends_on=period.ends_on,
    )
