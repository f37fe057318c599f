"""What forms that anybody may send have in common: a trap for programs that fill in every box."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ForStrangers(forms.Form):
    """A form with a box that nobody sees. Whoever fills it in is a program, and is answered as if all was well."""

    trap = forms.CharField(
        label=_("Leave this box empty"), required=False, widget=forms.TextInput(attrs={"tabindex": "-1"})
    )

    @property
    def is_trapped(self) -> bool:
        """Whether a program filled in the box. Asked before anything else of the form."""
        return bool(self.data.get(self.add_prefix("trap"), "").strip())
