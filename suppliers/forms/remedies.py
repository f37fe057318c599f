"""The shape of what a contract allows: a tick list, the most in all, and a rate for each promise that may have one."""

from collections.abc import Sequence
from decimal import Decimal

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from suppliers.forms.asking import MoneyField, offer
from suppliers.models import Commitment
from suppliers.remedies import LABELS, Granted, why_never_money

POUNDS = _("Enter an amount in pounds, like 250 or 1,250.50")
MOST_RATE = Decimal("9999999.99")


class RemediesForm(forms.Form):
    """What the contract itself grants; `commitments` are its agreed ones with their measures."""

    kinds = forms.MultipleChoiceField(
        label=_("What does the contract grant?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    clause = forms.CharField(label=_("Where does the contract say so?"), required=False, max_length=250)
    cap = MoneyField(label=_("The most that all of it may come to"), required=False, invalid=POUNDS)

    def __init__(self, data=None, *, granted: Granted, commitments: Sequence[Commitment]) -> None:
        rates = {f"rate_{pk}": amount for pk, amount in granted.rates.items()}
        initial = {"kinds": sorted(granted.kinds), "clause": granted.clause, "cap": granted.cap, **rates}
        super().__init__(data, initial=initial)
        offer(self, "kinds", [(kind, str(capfirst(label))) for kind, label in LABELS.items()])
        self.never = [(one, why) for one in commitments if (why := why_never_money(one))]
        self.priced = [one for one in commitments if not why_never_money(one)]
        for commitment in self.priced:
            self.fields[f"rate_{commitment.pk}"] = MoneyField(
                label=commitment.promise, required=False, most=MOST_RATE, invalid=POUNDS
            )

    @property
    def rates(self) -> list[tuple]:
        """The field and the measure of each promise that may have a rate."""
        return [(self[f"rate_{one.pk}"], one.measure) for one in self.priced]

    def to_granted(self) -> Granted:
        """What the action sets; an empty rate or one of 0 is none."""
        cleaned = self.cleaned_data
        rates = {one.pk: amount for one in self.priced if (amount := cleaned[f"rate_{one.pk}"])}
        return Granted(frozenset(cleaned["kinds"]), cleaned["cap"], cleaned["clause"], rates)
