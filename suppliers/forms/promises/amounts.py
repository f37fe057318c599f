"""How much is promised, by when, and how it lies over the periods."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from framework.models import Measure
from framework.values import FigureError, parse_part, parse_value
from suppliers.forms.asking import day_field
from suppliers.forms.promises.asked import Asked, StepForm, line_field, one_of
from suppliers.models import Commitment
from suppliers.profile import amount_at_rate, is_level, may_have_rate, problem_of_spread
from suppliers.terms import figure_text

Basis = Commitment.Basis
# What is asked of a target that goes by activity: the rate, and how much activity is expected.
RATED = {
    Basis.PLACEMENT_YEAR.value: (
        _("How many for each year of placement?"),
        _("Placement years expected over the whole contract"),
    ),
    Basis.SPEND.value: (
        _("How many for each £100,000 that is spent?"),
        _("Pounds expected to be spent over the whole contract"),
    ),
}

# What is said of a box that holds no figure, where its form has several.
MISSING = {
    "rate": _("Enter the rate in figures, like 2 or 0.5"),
    "expected": _("Enter how much is expected in figures, like 40 or 1,250,000"),
    "baseline": _("Enter the starting figure, like 12 or 1,250.50"),
}


def typed(amount: Decimal | None) -> str:
    """A figure as it is typed."""
    return "" if amount is None else figure_text(amount)


class BasisForm(StepForm):
    """A fixed amount, or so many for each placement year or £100,000."""

    @staticmethod
    def begin(asked: Asked) -> dict[str, Any]:
        """What was chosen before."""
        return {"basis": asked.terms.basis} if asked.is_done else {}

    def ask(self) -> None:
        """One choice."""
        self.fields["basis"] = one_of(_("The target is"), Basis.choices, error=_("Choose how the target is set"))

    def to_draft(self) -> dict[str, Any]:
        """The choice; figures of another one go with it."""
        return {"basis": self.cleaned_data["basis"]}


class AmountForm(StepForm):
    """The target: what is asked depends on how the measure is counted, and on how the target is set."""

    watched = ("baseline_note",)

    @staticmethod
    def begin(asked: Asked) -> dict[str, Any]:
        """What was entered before."""
        terms = asked.terms
        if not asked.is_done:
            return {}
        return {
            "target": typed(terms.target),
            "rate": typed(terms.rate),
            "expected": typed(terms.expected),
            "done_by": terms.done_by,
            "baseline": typed(terms.baseline),
            "baseline_note": terms.baseline_note,
        }

    def ask(self) -> None:
        """A day, a figure, or a rate; and where a change starts."""
        measure, basis = self.measure, self.asked.terms.basis
        if measure.value_type == Measure.ValueType.MILESTONE:
            self.fields["done_by"] = day_field(
                _("By when will it be done?"),
                error=_("Enter the day it is to be done by, like 27 3 2027"),
                required=True,
            )
        elif basis in RATED and may_have_rate(measure):
            rate, expected = RATED[basis]
            self.fields["rate"] = _box(rate)
            self.fields["expected"] = _box(expected)
        else:
            self.fields["target"] = _box(_("Target"))
        if measure.baseline_required:
            self.fields["baseline"] = _box(_("Starting figure"))
            self.fields["baseline_note"] = line_field(
                _("Where the starting figure comes from"), limit=250, required=False
            )

    @property
    def is_level(self) -> bool:
        """Whether the same is expected in every period."""
        return is_level(self.measure)

    @property
    def measure(self) -> Measure:
        """What is counted; the page is not reached before that is known."""
        return self.asked.measure or Measure(value_type=Measure.ValueType.COUNT)

    def clean(self) -> dict:
        """Read the figures that are asked."""
        super().clean()
        cleaned = self.cleaned_data
        if "target" in self.fields:
            cleaned["figure"] = self._read("target", lambda text: parse_value(self.measure, text))
        elif "rate" in self.fields:
            cleaned["rate"], cleaned["expected"] = self._read("rate", self._part), self._read("expected", self._part)
            if cleaned["rate"] is not None and cleaned["expected"] is not None:
                cleaned["figure"] = amount_at_rate(
                    self.measure, basis=self.asked.terms.basis, rate=cleaned["rate"], activity=cleaned["expected"]
                )
        if "baseline" in self.fields:
            cleaned["start"] = self._read("baseline", self._part)
        return cleaned

    def _part(self, text: str) -> Decimal:
        return parse_part(self.measure, text, part="numerator")

    def _read(self, name: str, read) -> Decimal | None:
        """One box as a figure; what is none becomes an error there."""
        try:
            return read(self.cleaned_data.get(name, ""))
        except FigureError as error:
            is_plain = error.code in ("required", "not_a_number")
            self.add_error(name, MISSING.get(name, error.message) if is_plain else error.message)
            return None

    def to_draft(self) -> dict[str, Any]:
        """The figures as texts. A new target is spread evenly again."""
        cleaned = self.cleaned_data
        figure = cleaned.get("figure")
        found: dict[str, Any] = {
            "target": None if figure is None else figure_text(figure),
            "done_by": cleaned["done_by"].isoformat() if cleaned.get("done_by") else None,
        }
        if "rate" in self.fields:
            found |= {"rate": figure_text(cleaned["rate"]), "expected": figure_text(cleaned["expected"])}
        if "baseline" in self.fields:
            found |= {"baseline": figure_text(cleaned["start"]), "baseline_note": cleaned["baseline_note"]}
        if figure != self.asked.terms.target:
            found["amounts"] = None
        return found


class SpreadForm(StepForm):
    """One box for each period that is not open yet; they add up to the target."""

    @staticmethod
    def name_of(day: date) -> str:
        """The name of a period's box."""
        return f"from_{day:%Y%m%d}"

    @staticmethod
    def begin(asked: Asked) -> dict[str, Any]:
        """What is promised for each period so far."""
        return {SpreadForm.name_of(share.starts_on): figure_text(share.amount) for share in asked.shares}

    def ask(self) -> None:
        """Open and waived periods are shown and not asked."""
        for share in self.asked.shares:
            if not share.is_fixed:
                self.fields[self.name_of(share.starts_on)] = _box("")

    def clean(self) -> dict:
        """Each is a figure, and together they are the target."""
        super().clean()
        measure = self.asked.measure or Measure(value_type=Measure.ValueType.COUNT)
        amounts: dict[date, Decimal] = {}
        for share in self.asked.shares:
            name = self.name_of(share.starts_on)
            if share.is_fixed:
                amounts[share.starts_on] = share.amount
                continue
            try:
                amounts[share.starts_on] = parse_value(measure, self.cleaned_data.get(name, ""))
            except FigureError as error:
                self.add_error(name, error.message)
        if not self.errors and self.fields:
            target = self.asked.terms.target or Decimal(0)
            if problem := problem_of_spread(measure, target=target, amounts=list(amounts.values())):
                self.add_error(next(iter(self.fields)), problem)
        self.cleaned_data["amounts"] = amounts
        return self.cleaned_data

    def to_draft(self) -> dict[str, Any]:
        """What was chosen for each open period; nothing where that is how it lay already."""
        amounts = self.cleaned_data["amounts"]
        if all(share.amount == amounts[share.starts_on] for share in self.asked.shares):
            return {}
        free = [share.starts_on for share in self.asked.shares if not share.is_fixed]
        return {"amounts": {day.isoformat(): figure_text(amounts[day]) for day in free}}


def _box(label) -> forms.CharField:
    """A box for a figure; what is missing or wrong in it is said when the whole is looked at."""
    return forms.CharField(label=label, required=False, max_length=60)
