"""The shape of what an officer enters about a period: placement years, or pounds."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from framework.models import Measure
from framework.values import FigureError, parse_part
from suppliers.models import Commitment
from suppliers.terms import figure_text

Basis = Commitment.Basis
LABELS = {
    Basis.PLACEMENT_YEAR.value: _("Placement years in this period"),
    Basis.SPEND.value: _("Pounds spent in this period"),
}
# What is typed is read as a number of at most 3 decimals, whatever is counted.
PLAIN = Measure(value_type=Measure.ValueType.QUANTITY, unit="")


class ActivityForm(forms.Form):
    """One box for each way in which promises of the contract go by activity."""

    def __init__(self, data=None, *, bases: Sequence[str], entered: Mapping[str, Decimal]) -> None:
        super().__init__(data, initial={basis: figure_text(amount) for basis, amount in entered.items()})
        for basis in bases:
            self.fields[basis] = forms.CharField(label=LABELS[basis], required=False, max_length=60)

    def clean(self) -> dict:
        """Read each box as a number of 0 or more."""
        super().clean()
        for basis in self.fields:
            try:
                self.cleaned_data[basis] = parse_part(PLAIN, self.cleaned_data.get(basis, ""), part="numerator")
            except FigureError as error:
                self.add_error(basis, error.message)
        return self.cleaned_data
