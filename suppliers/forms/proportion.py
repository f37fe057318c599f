"""The shape of a council's bands: how much contracts of each yearly value are asked for."""

from collections.abc import Sequence
from decimal import Decimal

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from suppliers.forms.asking import MoneyField
from suppliers.models import Contract
from suppliers.proportion import Band

ROWS = 6
MOST = 99
AMOUNT = _("Enter an amount in pounds, like 100,000")


class BandsForm(forms.Form):
    """Up to six bands, the lowest first. A row without a value is no band."""

    def __init__(self, data=None, *, bands: Sequence[Band]) -> None:
        super().__init__(data)
        self.numbers = range(1, max(ROWS, len(bands)) + 1)
        for number, band in zip(self.numbers, [*bands, *[None] * ROWS], strict=False):
            self._add_row(number, band)

    def _add_row(self, number: int, band: Band | None) -> None:
        self.fields[f"from_{number}"] = MoneyField(
            label=gettext("From this value a year, without VAT"),
            initial=band.from_value if band else None,
            required=False,
            invalid=AMOUNT,
        )
        self.fields[f"most_{number}"] = forms.IntegerField(
            label=gettext("Commitments at most"),
            initial=band.most_commitments if band else None,
            required=False,
            min_value=1,
            max_value=MOST,
            error_messages=dict.fromkeys(
                ("invalid", "min_value", "max_value"), gettext("Enter a whole number from 1 to 99")
            ),
        )
        self.fields[f"frequency_{number}"] = forms.ChoiceField(
            label=gettext("Reports"),
            initial=band.frequency if band else "",
            choices=[("", gettext("Choose how often")), *Contract.Frequency.choices],
            required=False,
        )

    def rows(self) -> list[tuple]:
        """The fields of each row with its number, for the page."""
        return [
            (number, self[f"from_{number}"], self[f"most_{number}"], self[f"frequency_{number}"])
            for number in self.numbers
        ]

    def clean(self) -> dict:
        """Each band is whole, the first begins at 0, and they rise."""
        super().clean()
        cleaned = self.cleaned_data
        before: Decimal | None = None
        for number in self.numbers:
            value = cleaned.get(f"from_{number}")
            if value is None:
                self._check_empty(number)
                continue
            self._check_whole(number)
            if before is None and value != 0:
                self.add_error(f"from_{number}", _("The first band begins at 0"))
            elif before is not None and value <= before:
                self.add_error(f"from_{number}", _("Each band begins at a higher value than the one before it"))
            before = value
        if before is None and not self.errors:
            self.add_error("from_1", _("Enter at least one band. The first begins at 0"))
        return cleaned

    def _check_empty(self, number: int) -> None:
        """A row with anything in it needs its value."""
        typed = self.cleaned_data.get(f"most_{number}") or self.cleaned_data.get(f"frequency_{number}")
        if typed and f"from_{number}" not in self.errors:
            self.add_error(f"from_{number}", _("Enter the value from which this band counts, or empty the row"))

    def _check_whole(self, number: int) -> None:
        """A row with a value says how many and how often."""
        if f"most_{number}" not in self.errors and not self.cleaned_data.get(f"most_{number}"):
            self.add_error(f"most_{number}", _("Enter how many commitments at most"))
        if not self.cleaned_data.get(f"frequency_{number}"):
            self.add_error(f"frequency_{number}", _("Choose how often these contracts report"))

    def to_bands(self) -> list[Band]:
        """What the action sets."""
        cleaned = self.cleaned_data
        return [
            Band(cleaned[f"from_{number}"], cleaned[f"most_{number}"], cleaned[f"frequency_{number}"])
            for number in self.numbers
            if cleaned[f"from_{number}"] is not None
        ]
