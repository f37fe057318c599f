"""The shape of what people are asked before they open a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from returns.models import EvidenceAccess

MISSING = _("Select why you need to open this file")


class OpeningForm(forms.Form):
    """Why an officer opens a file about people who need protection."""

    reason = forms.ChoiceField(
        label=_("Why do you need to open this file?"),
        choices=EvidenceAccess.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": MISSING, "invalid_choice": MISSING},
    )
