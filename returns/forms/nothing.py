"""Nothing to report for several returns at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from returns.declarations import DECLARATIONS, missing
from returns.forms.supplier import REASON_LIMIT
from returns.models import SupplierReturn
from suppliers.forms.asking import words_field
from suppliers.forms.naming import NamesNobody


class NothingForm(NamesNobody):
    """Which returns, the one reason, and the declarations that go with each of them."""

    watched = ("nil_reason",)
    returns = forms.MultipleChoiceField(
        label=_("Which returns have nothing to report?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one return"),
            "invalid_choice": _("One of the returns is not open any more, or has an answer. Choose again"),
        },
    )
    nil_reason = words_field(
        _("Why is there nothing to report for them?"), error=_("Say why there is nothing to report"), limit=REASON_LIMIT
    )
    declarations = forms.MultipleChoiceField(
        label=_("I confirm for each of these returns that"),
        choices=list(DECLARATIONS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data=None, *, offered: dict[SupplierReturn, str], is_sensitive: bool) -> None:
        super().__init__(data)
        self.is_sensitive = is_sensitive
        self.offered = {str(one.pk): one for one in offered}
        self.fields["returns"].choices = [(str(one.pk), words) for one, words in offered.items()]  # type: ignore[attr-defined]

    def clean_declarations(self) -> list[str]:
        """All of them, or none of the returns is sent."""
        ticked = self.cleaned_data["declarations"]
        if missing(ticked):
            raise forms.ValidationError(_("Tick all the declarations, or answer these returns one by one"))
        return ticked

    @property
    def chosen(self) -> list[SupplierReturn]:
        """The returns that were chosen, in their order."""
        return [one for pk, one in self.offered.items() if pk in self.cleaned_data["returns"]]
