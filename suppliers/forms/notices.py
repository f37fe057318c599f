"""The shape of a file of published notices. Forms never write and never ask who may or when."""

from django import forms
from django.utils.translation import gettext_lazy as _

from suppliers.ocds.read import UPLOADS
from suppliers.receiving import MEGABYTE

MOST_BYTES = UPLOADS.megabytes * MEGABYTE


class NoticeFileForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=_("File of the notice"),
        help_text=_("A release package (OCDS, a file that ends in .json), up to %(most)d MB.")
        % {"most": UPLOADS.megabytes},
        allow_empty_file=True,
        error_messages=dict.fromkeys(("required", "invalid", "missing"), _("Choose the file of the notice")),
    )

    def __init__(self, data=None, files=None, *, too_big: bool = False) -> None:
        """`too_big` when the file was not even read."""
        super().__init__(data, files)
        self.too_big = too_big

    def clean(self) -> dict:
        """No more than the limit."""
        super().clean()
        file = self.cleaned_data.get("file")
        if self.too_big or (file is not None and file.size > MOST_BYTES):
            self.errors.pop("file", None)
            message = _("The file is larger than %(most)d MB. Download fewer notices at a time")
            self.add_error("file", message % {"most": UPLOADS.megabytes})
        return self.cleaned_data
