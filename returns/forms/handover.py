"""The shape of handing contracts over: which of those on the page, or all, and to whom."""

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from suppliers.forms.asking import offer
from suppliers.forms.contracts import person_field
from suppliers.models import Contract

TICKED, ALL = "ticked", "all"


class HandoverForm(forms.Form):
    """Boxes of one page of contracts, and who manages them from now on."""

    which = forms.ChoiceField(
        label=_("Which contracts do you hand over?"),
        choices=[(TICKED, _("Those ticked above")), (ALL, _("All of this officer’s, 200 at a time"))],
        initial=TICKED,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which contracts you hand over")},
    )
    contract = forms.MultipleChoiceField(
        required=False, error_messages={"invalid_choice": _("Choose contracts of this page")}
    )

    def __init__(self, data=None, *, contracts: Sequence[Contract], officers: Iterable[User]) -> None:
        super().__init__(data)
        self.contracts = {str(one.pk): one for one in contracts}
        self.people = {str(one.pk): one for one in officers}
        offer(self, "contract", [(pk, one.title) for pk, one in self.contracts.items()])
        self.fields["to"] = person_field(
            _("Who manages them from now on?"), self.people.values(), error=_("Choose who manages them from now on")
        )

    def clean(self) -> dict:
        """At least one, where they are ticked."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("which") == TICKED and "contract" not in self.errors and not cleaned.get("contract"):
            self.add_error("which", _("Tick the contracts to hand over, or choose all of them"))
        return cleaned

    @property
    def takes_all(self) -> bool:
        """Whether all of the officer's contracts are handed over, not only those of the page."""
        return self.cleaned_data["which"] == ALL

    @property
    def ticked(self) -> list[Contract]:
        """The contracts whose boxes were ticked."""
        return [self.contracts[pk] for pk in self.cleaned_data["contract"]]

    @property
    def to(self) -> User:
        """Who manages them from now on."""
        return self.people[self.cleaned_data["to"]]
