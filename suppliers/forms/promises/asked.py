"""What the question pages of a promise know when they ask, and the form they share."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framework.models import Measure
from suppliers.forms.naming import NamesNobody
from suppliers.spread import Share
from suppliers.terms import Terms


@dataclass(frozen=True)
class Asked:
    """What is answered so far, and what there is to choose from."""

    terms: Terms
    measure: Measure | None = None
    outcomes: list[tuple[str, str]] = field(default_factory=list)
    """Code and title of the outcomes of the contract's framework version."""
    measures: list[Measure] = field(default_factory=list)
    """What was found of the framework version's measures."""
    parties: list[tuple[int, str]] = field(default_factory=list)
    """Id and name of those who may deliver beside the supplier."""
    is_done: bool = False
    """Whether this page was answered before: until then no choice is made for anybody."""
    is_new: bool = True
    """Whether the promise is still to be made; one that changes keeps its measure and its deliverer."""
    is_part: bool = False
    """Whether whoever asks writes only for one that takes part, and so proposes what that one delivers."""
    shares: list[Share] = field(default_factory=list)


class StepForm(NamesNobody):
    """One question page: begins with what is answered already, and gives back what it adds to the draft, as JSON."""

    def __init__(self, data=None, *, asked: Asked) -> None:
        super().__init__(data, initial=self.begin(asked))
        self.asked = asked
        measure = asked.measure
        self.is_sensitive = measure is not None and measure.sensitivity != Measure.Sensitivity.STANDARD
        self.ask()

    @staticmethod
    def begin(asked: Asked) -> dict[str, Any]:
        """What stands in the boxes at first."""
        return {}

    def ask(self) -> None:
        """Add the fields that depend on what was answered before."""

    def to_draft(self) -> dict[str, Any]:
        """What the answers add to the terms, under the names of `suppliers.terms`."""
        raise NotImplementedError


def yes_or_no(label, *, error) -> forms.ChoiceField:
    """Two radios."""
    return forms.ChoiceField(
        label=label,
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": error, "invalid_choice": error},
    )


def one_of(label, choices, *, error, required: bool = True) -> forms.ChoiceField:
    """Radios of which one is chosen."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=required,
        widget=forms.RadioSelect,
        error_messages={"required": error, "invalid_choice": error},
    )


def line_field(label, *, limit: int, error="", required: bool = True) -> forms.CharField:
    """One line of text."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=limit,
        error_messages={
            "required": error,
            "max_length": _("This must be %(limit_value)d characters or fewer. You wrote %(show_value)d."),
        },
    )
