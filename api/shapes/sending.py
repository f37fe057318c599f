"""What programs send. The forms of the pages say what is wrong with it; here only texts are told from numbers."""

from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from api.problems import Fault, Unacceptable
from api.shapes.parts import Count, Shape, Text, YesNo
from returns.declarations import DECLARATIONS
from returns.models import NotTakenUp

CHECKED = "true, once somebody has looked: nobody is named who should not be."
NUMBER = {"type": "string", "description": "A number in figures, such as 12 or 7.5."}
SENTENCES = {
    "required": gettext_lazy("This is missing"),
    "null": gettext_lazy("This cannot be null. Leave it out instead"),
    "not_a_list": gettext_lazy("This must be a list"),
    "invalid_choice": gettext_lazy("This must be one of the words that the description of the API gives"),
}


@extend_schema_field({"type": "string", "description": "A number in figures, such as 12 or 7.5, without a unit."})
class Number(Text):
    """A figure as text, so that nothing is rounded on the way."""


@extend_schema_field({"type": "string", "format": "date"})
class Day(Text):
    """A day, such as 2026-07-10."""


class NotTakenUpSentShape(Shape):
    """How many were sought or offered and not taken up, for a reason."""

    reason = serializers.ChoiceField(choices=NotTakenUp.Reason.values)
    count = Count()


class FigureSentShape(Shape):
    """The figure of a line. Which fields are asked depends on how its measure is counted (`value_type`).

    count, quantity, hours, money: `figure`. percent: `numerator`, and `denominator` unless it is a starting figure.
    milestone: `is_done` and `achieved_on`, or `nothing_reason`. narrative: nothing but whether there is nothing.
    """

    figure = Number()
    numerator = Number()
    denominator = Number()
    is_done = YesNo()
    achieved_on = Day()
    nothing = YesNo(help_text="Whether there is nothing to report for this line; then say why in nothing_reason.")
    nothing_reason = Text()
    nothing_reason_checked = YesNo(help_text=CHECKED)
    unusual_reason = Text(help_text="Why the figure is so different from the target.")
    unusual_reason_checked = YesNo(help_text=CHECKED)
    not_taken_up = NotTakenUpSentShape(many=True, required=False)


class WordsSentShape(Shape):
    """Who benefited and what changed."""

    narrative = Text(required=True)
    narrative_checked = YesNo(help_text=CHECKED)


class NoEvidenceSentShape(Shape):
    """That all evidence is there, or why there is none. Files themselves are added on the pages."""

    no_evidence_reason = Text(required=True, help_text="Why there is no evidence; empty where there is.")
    no_evidence_reason_checked = YesNo(help_text=CHECKED)


class NothingSentShape(Shape):
    """Why there is nothing to report for the whole period."""

    nothing_reason = Text(required=True)
    nothing_reason_checked = YesNo(help_text=CHECKED)


class StorySentShape(Shape):
    """The story of the whole period; it may be empty."""

    story = Text(required=True)
    story_checked = YesNo(help_text=CHECKED)


class DeclarationsSentShape(Shape):
    """What is declared with a return, and which pairs of measures were counted without counting anything twice."""

    declarations = serializers.ListField(
        child=serializers.ChoiceField(choices=list(DECLARATIONS)), help_text="All of them, or nothing is sent."
    )
    pairs = serializers.ListField(
        child=Text(), required=False, help_text="The keys of pairs_to_confirm that somebody has confirmed."
    )


class SentShape(Shape):
    """What became of a return that was sent."""

    outcome = serializers.ChoiceField(
        choices=["sent", "sign_off_asked"],
        help_text="sent: the council has it. sign_off_asked: somebody who signs off has it, on the pages.",
    )
    status = serializers.CharField()


Some = TypeVar("Some", bound=Shape)


def read(request: Request, shape: type[Some]) -> dict:
    """What was sent, with texts told from numbers. Raises Unacceptable for anything else, and for unknown fields."""
    sent = shape(data=request.data)
    unknown = [name for name in request.data if name not in sent.fields]
    faults = [Fault(_("There is no such field"), field=name) for name in unknown]
    if not sent.is_valid():
        faults += list(_faults(sent.errors))
    if faults:
        raise Unacceptable(faults)
    return dict(sent.validated_data)


def _faults(errors, field: str = ""):
    """The errors of a shape, flat, each with the way to its field."""
    if isinstance(errors, dict):
        for name, inside in errors.items():
            yield from _faults(inside, f"{field}.{name}" if field else str(name))
        return
    for number, inside in enumerate(errors):
        if isinstance(inside, dict | list):
            yield from _faults(inside, f"{field}.{number}")
        else:
            words = SENTENCES.get(getattr(inside, "code", "")) or str(inside)
            yield Fault(words, field=field.removesuffix(".non_field_errors"))
