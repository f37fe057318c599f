"""Shapes of what is sent about spreadsheets of returns. Forms never write and never ask who may or when."""

from django import forms
from django.utils.translation import gettext_lazy as _

from returns.workbook.reading import BOUNDS
from tables.bounds import MEGABYTE
from tables.faults import Fault, TableRefused
from tables.writing import Kind

KINDS = [(Kind.XLSX.value, _("Excel workbook (.xlsx)")), (Kind.ODS.value, _("OpenDocument spreadsheet (.ods)"))]


class TakeAwayForm(forms.Form):
    """Which kind of spreadsheet, and of which return."""

    kind = forms.ChoiceField(
        label=_("Which kind of file do you want?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a kind of file"), "invalid_choice": _("Choose a kind of file")},
    )
    only = forms.IntegerField(required=False, widget=forms.HiddenInput)


class WorkbookForm(forms.Form):
    """A spreadsheet that was filled in."""

    file = forms.FileField(
        label=_("The spreadsheet you filled in"),
        help_text=_("A file that you downloaded here, up to %(megabytes)s MB.")
        % {"megabytes": BOUNDS.bytes // MEGABYTE},
        allow_empty_file=True,
        error_messages=dict.fromkeys(("required", "invalid", "missing"), _("Choose the spreadsheet you filled in")),
    )

    def __init__(self, data=None, files=None, *, too_big: bool = False) -> None:
        """`too_big` when the file was not even read."""
        super().__init__(data, files)
        self.too_big = too_big
        self.fields["file"].widget.attrs["accept"] = ".xlsx,.ods"

    def clean(self) -> dict:
        """Something, and no more than the limit."""
        super().clean()
        file = self.cleaned_data.get("file")
        fault = None
        if self.too_big or (file is not None and file.size > BOUNDS.bytes):
            fault = Fault.TOO_BIG
        elif file is not None and not file.size:
            fault = Fault.EMPTY
        if fault:
            self.errors.pop("file", None)
            self.add_error("file", str(TableRefused(fault, BOUNDS)))
        return self.cleaned_data
