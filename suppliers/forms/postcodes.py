"""Shapes of a list of postcodes that is counted and forgotten, and of the codes that a council calls local."""

from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from suppliers.postcodes import MOST_CHARACTERS, MOST_CODES, normal_code

LONGEST_LIST = 10_000


class Forgotten(forms.Textarea):
    """A box for what is never shown again, not even beside its own error, and which no browser keeps."""

    def __init__(self) -> None:
        super().__init__({"rows": 10, "autocomplete": "off", "spellcheck": "false", "data-never-kept": ""})

    def format_value(self, value: object) -> str:
        """Nothing."""
        return ""


class PostcodesForm(forms.Form):
    """A list of postcodes, of a size that can be counted while one waits."""

    postcodes = forms.CharField(
        label=gettext_lazy("Postcodes"),
        max_length=MOST_CHARACTERS,
        widget=Forgotten,
        error_messages={
            "required": gettext_lazy("Paste at least one postcode"),
            "max_length": gettext_lazy(
                "Paste %(limit_value)d characters or fewer, about 10,000 postcodes. Count a longer list in parts"
            ),
        },
    )


class LocalPostcodesForm(forms.Form):
    """The codes of a council, one to a line or between commas."""

    codes = forms.CharField(
        label=gettext_lazy("Codes"),
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": gettext_lazy("This must be %(limit_value)d characters or fewer")},
    )

    def __init__(self, data=None, *, codes: list[str]) -> None:
        super().__init__(data, initial={"codes": "\n".join(codes)})

    def clean_codes(self) -> list[str]:
        """Each code once. Raises ValidationError for the first that is none, or where they are too many."""
        found: set[str] = set()
        for line in cast("str", self.cleaned_data["codes"]).replace(",", "\n").splitlines():
            try:
                found |= {normal_code(line)} if line.strip() else set()
            except ValueError as error:
                message = _("“%(code)s” is not a code like ZE1 or ZE1 0") % {"code": line.strip()[:20]}
                raise ValidationError(message) from error
        if len(found) > MOST_CODES:
            raise ValidationError(_("Keep %(most)d codes at most") % {"most": MOST_CODES})
        return sorted(found)
