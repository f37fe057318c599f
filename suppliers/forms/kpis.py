"""The shape of what officers say of statutory KPIs: which promises are, or why none is."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from suppliers.forms.asking import offer, words_field
from suppliers.forms.naming import NamesNobody
from suppliers.models import Commitment

CHOOSE = _("Choose the promises that are statutory KPIs, or say why none is set")
REASON_LIMIT = 1000


class KpisForm(NamesNobody):
    """Promises to tick, or a reason why there are none."""

    watched = ("reason",)
    commitments = forms.MultipleChoiceField(
        label=_("Which promises are statutory KPIs?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the promises that are agreed and may be published")},
    )
    reason = words_field(_("If none is set, why not?"), required=False, limit=REASON_LIMIT, rows=4)

    def __init__(
        self, data=None, *, possible: Sequence[Commitment], marked: Sequence[int], reason: str, is_sensitive: bool
    ) -> None:
        self.is_sensitive = is_sensitive
        chosen = [str(pk) for pk in marked]
        super().__init__(data, initial={"commitments": chosen, "reason": reason})
        offer(self, "commitments", [(str(commitment.pk), commitment.promise) for commitment in possible])

    def clean(self) -> dict:
        """One or the other."""
        super().clean()
        chosen, reason = self.cleaned_data.get("commitments"), self.cleaned_data.get("reason")
        if chosen and reason:
            self.add_error("reason", _("Empty this, or choose no promises: it says why none is set"))
        elif not chosen and not reason and not self.errors:
            self.add_error("commitments", CHOOSE)
        return self.cleaned_data

    @property
    def chosen(self) -> set[int]:
        """The promises that were ticked."""
        return {int(pk) for pk in self.cleaned_data["commitments"]}
