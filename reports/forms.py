"""Forms of the reports room."""

from django import forms
from django.utils.translation import gettext_lazy as _

from suppliers.forms.asking import offer
from tables.writing import Kind

LABELS = {
    Kind.XLSX.value: _("Excel workbook (.xlsx)"),
    Kind.ODS.value: _("OpenDocument spreadsheet (.ods)"),
    Kind.CSV.value: _("CSV (.csv), which any program reads"),
}


class DownloadForm(forms.Form):
    """Which kind of file. A list that is too long for a sheet of a workbook comes as CSV alone."""

    file = forms.ChoiceField(
        label=_("Which kind of file do you need?"),
        choices=list(LABELS.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose which kind of file you need"),
            "invalid_choice": _("Choose which kind of file you need"),
        },
    )

    def __init__(self, *args, is_too_long: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if is_too_long:
            offer(self, "file", [(Kind.CSV.value, str(LABELS[Kind.CSV.value]))])

    @property
    def kind(self) -> Kind:
        """The kind that was chosen."""
        return Kind(self.cleaned_data["file"])
