"""Shapes of what officers type when they endorse a supplier."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from returns.forms.supplier import REASON_LIMIT
from suppliers.forms.asking import day_field, offer, words_field
from suppliers.forms.naming import NamesNobody


class EndorseForm(NamesNobody):
    """What a supplier does well, and the promises that bear it out."""

    watched = ("reason",)

    reason = words_field(
        _("What does the supplier do well?"), error=_("Say what the supplier does well"), limit=REASON_LIMIT, rows=5
    )
    commitments = forms.MultipleChoiceField(
        label=_("Which promises bear it out?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Select the promises that bear it out")},
    )

    def __init__(self, data=None, *, choices: Iterable[tuple[str, str]], is_sensitive: bool) -> None:
        super().__init__(data)
        self.is_sensitive = is_sensitive
        offer(self, "commitments", choices)


class EndorsementDecisionForm(NamesNobody):
    """Whether it is offered to the supplier and until when, or why not."""

    watched = ("reason",)

    decision = forms.ChoiceField(
        label=_("Do you approve it?"),
        choices=[("approve", _("Yes, offer it to the supplier")), ("decline", _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Select whether you approve it")},
    )
    valid_to = day_field(_("Until when may it be shown?"), error=_("Enter the last day, like 27 3 2027"))
    reason = words_field(_("If not, why"), required=False, limit=REASON_LIMIT, rows=3)

    def __init__(self, data=None, *, valid_to: date, is_sensitive: bool) -> None:
        super().__init__(data, initial={"valid_to": valid_to})
        self.is_sensitive = is_sensitive

    def clean(self) -> dict:
        """A yes needs its day, a no its reason."""
        super().clean()
        decision = self.cleaned_data.get("decision")
        if decision == "approve" and "valid_to" in self.cleaned_data and not self.cleaned_data["valid_to"]:
            self.add_error("valid_to", _("Enter the last day, like 27 3 2027"))
        if decision == "decline" and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Say why it is not approved"))
        return self.cleaned_data
