"""Shapes of what officers say about remedies: in words that name nobody."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from returns.actions.remedies import Asked
from returns.checks.remedy_is_granted import ENDING
from returns.forms.saying import SayingForm
from returns.forms.supplier import REASON_LIMIT
from returns.models import Remedy
from suppliers.forms.asking import WORDS_LIMIT, MoneyField, words_field

POUNDS = _("Enter an amount in pounds, like 1,250")


class RemedyForm(SayingForm):
    """What is proposed; the amount of a payment for what was not delivered is worked out."""

    amount = MoneyField(label=_("Amount"), invalid=POUNDS, most=Decimal("999999999.99"), required=False)
    words = words_field(
        _("What does the council say to the supplier?"), error=_("Write what the council says"), limit=WORDS_LIMIT
    )
    field_order = ("amount", "words")

    def __init__(self, data=None, *, kind: str, is_sensitive: bool) -> None:
        super().__init__(data, is_sensitive=is_sensitive)
        self.kind = kind
        if kind in ENDING or kind == Remedy.Kind.SHORTFALL_PAYMENT:
            del self.fields["amount"]

    def clean(self) -> dict:
        """An amount that is asked for is more than nothing."""
        cleaned = super().clean()
        if "amount" in self.fields and not cleaned.get("amount") and "amount" not in self.errors:
            self.add_error("amount", POUNDS)
        return cleaned

    def to_asked(self) -> Asked:
        """What the action proposes."""
        return Asked(self.kind, self.cleaned_data["words"], self.cleaned_data.get("amount"))


class RemedyDecisionForm(SayingForm):
    """Why a colleague's remedy is declined, or what is added where it is approved."""

    words = words_field(_("Reason"), required=False, limit=REASON_LIMIT)

    def clean(self) -> dict:
        """Declining needs a reason."""
        cleaned = super().clean()
        if self.data.get("action") == "decline" and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Say why you decline it"))
        return cleaned
