"""The shape of a council's rule for samples."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from returns.sampling import Rule
from suppliers.forms.asking import MoneyField

MOST = Decimal("9999999999.99")
PERCENT = _("Enter a whole number from 1 to 100")


class SamplingForm(forms.Form):
    """What share is looked at by chance, and above what worth every line is."""

    percent = forms.IntegerField(
        label=_("What share of the other commitments is looked at by chance?"),
        min_value=1,
        max_value=100,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), PERCENT),
    )
    worth = MoneyField(
        label=_("Above what worth is every commitment looked at?"),
        most=MOST,
        invalid=_("Enter an amount in pounds, like 10,000"),
        error_messages={"required": _("Enter an amount in pounds, like 10,000")},
    )

    def __init__(self, data=None, *, rule: Rule) -> None:
        super().__init__(data, initial={"percent": rule.percent, "worth": rule.worth})

    def to_rule(self) -> Rule:
        """What the action sets."""
        return Rule(self.cleaned_data["percent"], self.cleaned_data["worth"])
