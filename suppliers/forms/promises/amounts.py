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
from suppliers.profile import amount_at_rate, may_have_rate, problem_of_spread
from suppliers.terms import figure_text

Basis = Commitment.Basis
RATED = (Basis.PLACEMENT_YEAR.value, Basis.SPEND.value)


def typed(amount: Decimal | None) -> str:
    """A figure as it is typed."""
    return "" if amount is None else figure_text(amount)


class AmountForm(StepForm):
    """The target: what is asked depends on how the measure is counted."""

    watched = ("baseline_note",)

    @staticmethod
    def begin(asked: Asked) -> dict[str, Any]:
        """What was entered before."""
        terms = asked.terms
        if not asked.is_done:
            return {}
        begun = {
            "basis": terms.basis,
            "target": typed(terms.target) if terms.basis == Basis.ABSOLUTE else "",
            "done_by": terms.done_by,
            "baseline": typed(terms.baseline),
            "baseline_note": terms.baseline_note,
        }
        for basis in RATED:
            is_this = terms.basis == basis
            begun[f"rate_{basis}"] = typed(terms.rate) if is_this else ""
            begun[f"expected_{basis}"] = typed(terms.expected) if is_this else ""
        return begun

    def ask(self) -> None:
        """A day, a figure, or a rate; and where a change starts."""
        measure = self.measure
        if measure.value_type == Measure.ValueType.MILESTONE:
            self.fields["done_by"] = day_field(
                _("By when will it be done?"),
                error=_("Enter the day it is to be done by, like 27 3 2027"),
                required=True,
            )
        else:
            if may_have_rate(measure):
                self.fields["basis"] = one_of(
                    _("How is the target set?"), Basis.choices, error=_("Choose how the target is set")
                )
                self._ask_rates()
            self.fields["target"] = _box(_("Target"))
        if measure.baseline_required:
            self.fields["baseline"] = _box(_("Starting figure"))
            self.fields["baseline_note"] = line_field(
                _("Where the starting figure comes from"), limit=250, required=False
            )

    @property
    def measure(self) -> Measure:
        """What is counted; the page is not reached before that is known."""
        return self.asked.measure or Measure(value_type=Measure.ValueType.COUNT)

    def _ask_rates(self) -> None:
        self.fields["rate_placement_year"] = _box(_("For each year of placement"))
        self.fields["expected_placement_year"] = _box(_("Placement years expected over the whole contract"))
        self.fields["rate_spend"] = _box(_("For each £100,000 that is spent"))
        self.fields["expected_spend"] = _box(_("Pounds expected to be spent over the whole contract"))

    def clean(self) -> dict:
        """Read the figures that the chosen way needs."""
        super().clean()
        cleaned = self.cleaned_data
        if "done_by" not in self.fields:
            basis = cleaned.get("basis", Basis.ABSOLUTE.value if "basis" not in self.fields else None)
            if basis in RATED:
                self._read_rate(basis)
            elif basis:
                cleaned["figure"] = self._read("target", lambda text: parse_value(self.measure, text))
        if "baseline" in self.fields:
            cleaned["start"] = self._read("baseline", self._part)
        return cleaned

    def _read_rate(self, basis: str) -> None:
        """A rate, what is expected of it, and what both come to."""
        cleaned = self.cleaned_data
        cleaned["rate"] = self._read(f"rate_{basis}", self._part)
        cleaned["expected"] = self._read(f"expected_{basis}", self._part)
        if cleaned["rate"] is not None and cleaned["expected"] is not None:
            cleaned["figure"] = amount_at_rate(
                self.measure, basis=basis, rate=cleaned["rate"], activity=cleaned["expected"]
            )

    def _part(self, text: str) -> Decimal:
        return parse_part(self.measure, text, part="numerator")

    def _read(self, name: str, read) -> Decimal | None:
        """One box as a figure; what is none becomes an error there."""
        try:
            return read(self.cleaned_data.get(name, ""))
        except FigureError as error:
            self.add_error(name, error.message)
            return None

    def to_draft(self) -> dict[str, Any]:
        """The figures as texts. A new target is spread evenly again."""
        cleaned, terms = self.cleaned_data, self.asked.terms
        found: dict[str, Any] = {"basis": cleaned.get("basis") or Basis.ABSOLUTE.value, "rate": None, "expected": None}
        figure = cleaned.get("figure")
        found["target"] = None if figure is None else figure_text(figure)
        found["done_by"] = cleaned["done_by"].isoformat() if cleaned.get("done_by") else None
        if found["basis"] in RATED:
            found |= {"rate": figure_text(cleaned["rate"]), "expected": figure_text(cleaned["expected"])}
        if "baseline" in self.fields:
            found |= {"baseline": figure_text(cleaned["start"]), "baseline_note": cleaned["baseline_note"]}
        if figure != terms.target:
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
