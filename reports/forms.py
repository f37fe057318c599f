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


class EverythingForm(forms.Form):
    """Whether the files of evidence go into the archive of an organisation; where they are too many they cannot."""

    WITH, WITHOUT = "with", "without"

    evidence = forms.ChoiceField(
        label=_("Do you need the files of evidence as well?"),
        choices=[(WITH, _("Yes, the tables and the files")), (WITHOUT, _("No, the tables are enough"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose whether you need the files of evidence as well"),
            "invalid_choice": _("Choose whether you need the files of evidence as well"),
        },
    )

    def __init__(self, *args, can_have_files: bool = True, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not can_have_files:
            offer(self, "evidence", [(self.WITHOUT, str(_("The tables, without the files")))])

    @property
    def with_files(self) -> bool:
        """Whether they go in."""
        return self.cleaned_data["evidence"] == self.WITH
