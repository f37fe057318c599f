"""Whom a line's figure may be confirmed by, and what of it they may be asked (domain rules, section 6.6)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Q, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from framework.models import Measure
from framework.values import format_value
from returns.checks.problem import Fault
from returns.models import Answer, Confirmation, ReturnLine

MOST_OPEN = 5
Sensitivity, ValueType = Measure.Sensitivity, Measure.ValueType
# Who was helped would be told to strangers by asking: a small number and the name of a home say which young person.
NEVER_ASKED = {Sensitivity.CARE_LEAVERS.value, Sensitivity.CHILDREN_IN_CARE.value, Sensitivity.SPECIAL.value}
# What is counted has no share that one organisation received.
WITHOUT_A_SHARE = {ValueType.PERCENT.value, ValueType.MILESTONE.value, ValueType.NARRATIVE.value}


def why_not(line: ReturnLine, answer: Answer) -> str | Promise:
    """Why nobody is asked about a line at all; empty where somebody may be."""
    measure = line.commitment.measure
    if measure.sensitivity in NEVER_ASKED:
        return gettext_lazy(
            "Nobody is asked by email about children in our care, young people leaving care or others who need "
            "protection: the question alone could say who they are."
        )
    if answer.nothing_reason or not (answer.claimed or answer.narrative):
        return gettext_lazy("Nothing is claimed here, so there is nothing to confirm.")
    return ""


def problems(confirmation: Confirmation, answer: Answer, *, today: date) -> Iterator[Fault]:
    """What is wrong with asking this, before it is saved. Two queries."""
    if reason := why_not(confirmation.line, answer):
        yield Fault("organisation_name", reason)
        return
    others = Confirmation.objects.filter(line=confirmation.line).exclude(pk=confirmation.pk)
    is_open = Q(status=Confirmation.Status.OPEN, expires_on__gte=today)
    if others.filter(is_open).count() >= MOST_OPEN:
        said = _("%(most)d organisations are being asked about this already. Wait for an answer, or withdraw one")
        yield Fault("organisation_name", said % {"most": MOST_OPEN})
    if confirmation.figure is not None:
        received = Q(answer__in=[Confirmation.Answer.RECEIVED, Confirmation.Answer.NOT_USEFUL])
        yield from _too_much(
            confirmation, answer, others.filter(is_open | received).aggregate(all=Sum("figure"))["all"]
        )


def _too_much(confirmation: Confirmation, answer: Answer, asked: Decimal | None) -> Iterator[Fault]:
    """What all organisations together are said to have received is no more than the line claims."""
    measure = confirmation.line.commitment.measure
    left = (answer.claimed or Decimal(0)) - (asked or Decimal(0))
    if confirmation.figure is not None and confirmation.figure > left:
        said = _("Enter %(left)s or less: that is what is claimed and not asked about yet")
        yield Fault("figure", said % {"left": format_value(measure, max(left, Decimal(0)), exact=True)})
