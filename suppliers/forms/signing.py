"""The shape of an organisation's choice about sign-off."""

from django import forms
from django.utils.translation import gettext_lazy as _

YES, NO = "yes", "no"


class SignOffForm(forms.Form):
    """Whether returns are signed off before they are sent."""

    needs_sign_off = forms.ChoiceField(
        label=_("Does somebody sign your returns off before they are sent?"),
        choices=[(YES, _("Yes, a signatory sends them")), (NO, _("No, everybody who answers them can send them"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether somebody signs your returns off")},
    )

    @property
    def wants_sign_off(self) -> bool:
        """What was chosen."""
        return self.cleaned_data["needs_sign_off"] == YES
