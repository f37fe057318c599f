"""The shape of a council's list of departments or areas."""

from collections.abc import Sequence

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from suppliers.models import Area, Department

NEW = 3
# A code of the Office for National Statistics, like E05009289.
CODE = RegexValidator(r"^[ENSWK]\d{8}\Z", _("Enter a code like E05009289, or leave it empty"))


class PlacesForm(forms.Form):
    """A row for each that there is, with its name to change or to empty, and three rows for new ones."""

    def __init__(self, data=None, *, places: Sequence[Department | Area], with_code: bool) -> None:
        super().__init__(data)
        self.with_code = with_code
        self.keys = [*(str(one.pk) for one in places), *(f"new{number}" for number in range(1, NEW + 1))]
        known: dict[str, Department | Area] = {str(one.pk): one for one in places}
        for key in self.keys:
            one = known.get(key)
            self.fields[f"name_{key}"] = forms.CharField(
                label=gettext("Name") if one else gettext("Name of a new one"),
                initial=one.name if one else "",
                required=False,
                max_length=120,
            )
            if with_code:
                self.fields[f"code_{key}"] = forms.CharField(
                    label=gettext("Code in official statistics, if it has one"),
                    initial=getattr(one, "code", ""),
                    required=False,
                    validators=[CODE],
                )

    def rows(self) -> list[list]:
        """The fields of each row, for the page."""
        names = ("name", "code") if self.with_code else ("name",)
        return [[self[f"{name}_{key}"] for name in names] for key in self.keys]

    def clean(self) -> dict:
        """What has a code has a name, unless it goes."""
        super().clean()
        for key in self.keys:
            if key.startswith("new") and self._said(key).get("code") and not self._said(key)["name"]:
                self.add_error(f"name_{key}", _("Enter the name that goes with this code"))
        return self.cleaned_data

    def _said(self, key: str) -> dict[str, str]:
        names = ("name", "code") if self.with_code else ("name",)
        return {name: self.cleaned_data.get(f"{name}_{key}", "") for name in names}

    @property
    def kept(self) -> dict[int, dict[str, str]]:
        """Those that stay, by their ids."""
        return {int(key): self._said(key) for key in self.keys if key.isdigit() and self._said(key)["name"]}

    @property
    def added(self) -> list[dict[str, str]]:
        """Those that are new."""
        return [self._said(key) for key in self.keys if not key.isdigit() and self._said(key)["name"]]
