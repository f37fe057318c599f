"""Shapes of claims to a contract, and of what officers decide about them."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from suppliers.forms.asking import offer, words_field
from suppliers.models import Contract, Organisation

NOTE_LIMIT = 1000
OTHER, DECLINE = "other", "decline"


class ClaimForm(forms.Form):
    """Which contract of which council, for which organisation."""

    council = forms.ChoiceField(
        label=_("Which council is it with?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the council")},
    )
    reference = forms.CharField(
        label=_("The council’s reference"),
        help_text=_("It is on the contract and on orders and letters about it."),
        max_length=80,
        error_messages={"required": _("Enter the council’s reference of the contract")},
    )
    note = words_field(_("What else helps the council find it?"), required=False, limit=NOTE_LIMIT, rows=3)

    def __init__(self, data=None, *, councils: Iterable[Council], organisations: Iterable[Organisation]) -> None:
        super().__init__(data)
        self.councils = {str(one.pk): one for one in councils}
        self.organisations = {str(one.pk): one for one in organisations}
        offer(self, "council", [(pk, one.name) for pk, one in self.councils.items()])
        if len(self.organisations) > 1:
            self.fields["organisation"] = forms.ChoiceField(
                label=_("Which of your organisations is the supplier?"),
                choices=[(pk, one.name) for pk, one in self.organisations.items()],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose the organisation")},
            )
            self.order_fields(["organisation", "council", "reference", "note"])

    @property
    def chosen_council(self) -> Council:
        """The council that was chosen."""
        return self.councils[self.cleaned_data["council"]]

    @property
    def chosen_organisation(self) -> Organisation:
        """The organisation that was chosen, or the only one."""
        chosen = self.cleaned_data.get("organisation")
        return self.organisations[chosen] if chosen else next(iter(self.organisations.values()))


class ClaimDecisionForm(forms.Form):
    """Accept a claim for one of the contracts that fit, for another one, or decline it.

    Where nothing can be accepted only the reason is asked.
    """

    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose what you decide")),
    )
    reference = forms.CharField(label=_("If it is another contract, its reference"), max_length=80, required=False)
    reason = words_field(_("If you decline, why"), required=False, limit=NOTE_LIMIT, rows=3)

    def __init__(self, data=None, *, contracts: Iterable[Contract], can_accept: bool) -> None:
        super().__init__(data)
        self.contracts = {f"contract-{one.pk}": one for one in contracts} if can_accept else {}
        if not can_accept:
            del self.fields["decision"], self.fields["reference"]
            self.fields["reason"].label = gettext("Why do you decline?")
            return
        words = gettext("Accept for %(reference)s, %(title)s")
        fitting = [
            (key, words % {"reference": one.reference, "title": one.title}) for key, one in self.contracts.items()
        ]
        others = [(OTHER, gettext("Accept for another contract"))]
        offer(self, "decision", [*fitting, *others, (DECLINE, gettext("Decline"))])

    def clean(self) -> dict:
        """Another contract has its reference, and a no its reason."""
        super().clean()
        cleaned = self.cleaned_data
        if "decision" not in self.fields:
            if self.data.get("decision", DECLINE) != DECLINE:
                raise forms.ValidationError(_("By now this can only be declined"))
            cleaned["decision"] = DECLINE
        if cleaned.get("decision") == OTHER and not cleaned.get("reference"):
            self.add_error("reference", _("Enter the reference of the contract"))
        if cleaned.get("decision") == DECLINE and not cleaned.get("reason"):
            self.add_error("reason", _("Say why you decline. The supplier reads it"))
        return cleaned
