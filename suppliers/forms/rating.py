"""The shape of a council's thresholds: three percentages, each lower than the one before it."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from suppliers.models.rating import LEAST, MOST
from suppliers.rating import FIELDS, Thresholds

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LOWER = {
    "slightly_below": _("“Slightly behind from” must be lower than “On track from”"),
    "below": _("“Behind from” must be lower than “Slightly behind from”"),
}


def _percent(label: "StrOrPromise", *, wrong: "StrOrPromise") -> forms.IntegerField:
    """One percentage; `wrong` says which one is no whole number from 1 to 200."""
    return forms.IntegerField(
        label=label,
        min_value=LEAST,
        max_value=MOST,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )


class RatingsForm(forms.Form):
    """From which percent of the profile on a promise is on track, slightly behind and behind."""

    met = _percent(_("On track from"), wrong=_("On track from: enter a whole number from 1 to 200"))
    slightly_below = _percent(
        _("Slightly behind from"), wrong=_("Slightly behind from: enter a whole number from 1 to 200")
    )
    below = _percent(_("Behind from"), wrong=_("Behind from: enter a whole number from 1 to 200"))

    def __init__(self, data=None, *, thresholds: Thresholds) -> None:
        super().__init__(data, initial=thresholds.as_data())

    def clean(self) -> dict:
        """Each is lower than the one before it."""
        super().clean()
        for name, higher in (("slightly_below", "met"), ("below", "slightly_below")):
            value, limit = self.cleaned_data.get(name), self.cleaned_data.get(higher)
            if value is not None and limit is not None and value >= limit:
                self.add_error(name, LOWER[name])
        return self.cleaned_data

    def to_thresholds(self) -> Thresholds:
        """What the action sets."""
        return Thresholds(**{name: self.cleaned_data[name] for name in FIELDS})
