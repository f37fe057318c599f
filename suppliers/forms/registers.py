"""Shapes of a register that somebody brings, and of its columns. Forms never write and never ask who may or when."""

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from suppliers.forms.asking import offer
from suppliers.models import RegisterFile, RegisterKind
from suppliers.registers.columns import COLUMNS, has_days
from suppliers.registers.sheets import names_of
from tables.bounds import MEGABYTE, Bounds

MOST = Bounds()
HINTS = {
    RegisterKind.CONTRACTS: _("One row a contract, with at least a reference and a title."),
    RegisterKind.ORGANISATIONS: _("One row an organisation, with its name and an official number."),
    RegisterKind.COMMITMENTS: _("One row a promise, with the contract’s reference and the code of its measure."),
    RegisterKind.NEEDS: _(
        "One row an area, indicator and year, with the fifth that was published: 1 for the worst fifth of areas, 5 for "
        "the best. Where your source counts the other way round, turn it round first."
    ),
}


class RegisterForm(forms.Form):
    """What the file lists, where that is not certain, and the file."""

    kind = forms.ChoiceField(
        label=_("What does the file list?"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose what the file lists")),
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("An Excel workbook (.xlsx), an OpenDocument spreadsheet (.ods) or a CSV file, up to %(most)d MB.")
        % {"most": MOST.bytes // MEGABYTE},
        allow_empty_file=True,
        error_messages=dict.fromkeys(("required", "invalid", "missing"), _("Choose a file")),
    )

    def __init__(self, data=None, files=None, *, kinds: Sequence[str], too_big: bool = False) -> None:
        """`too_big` when the file was not even read."""
        super().__init__(data, files)
        self.too_big, self.kinds = too_big, kinds
        offer(self, "kind", [(kind, str(RegisterKind(kind).label)) for kind in kinds])
        if len(kinds) == 1:
            del self.fields["kind"]

    def clean(self) -> dict:
        """No more than the limit, and not nothing."""
        super().clean()
        file = self.cleaned_data.get("file")
        if self.too_big or (file is not None and file.size > MOST.bytes):
            self.errors.clear()
            message = _("The selected file must be smaller than %(most)d MB. Divide it into several files")
            self.add_error("file", message % {"most": MOST.bytes // MEGABYTE})
        elif file is not None and not file.size:
            self.add_error("file", _("The selected file is empty. Choose one with at least one row"))
        return self.cleaned_data

    @property
    def chosen_kind(self) -> str:
        """What the file lists."""
        return self.cleaned_data.get("kind") or self.kinds[0]


class SheetForm(forms.Form):
    """Which sheet of a workbook is read, where several hold rows."""

    sheet = forms.TypedChoiceField(
        label=_("Which sheet is to be read?"),
        help_text=_("One sheet is read at a time. For the rows of a further one, bring the file once more."),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose a sheet of the file that holds rows")),
    )

    def __init__(self, data=None, *, register: RegisterFile) -> None:
        super().__init__(data, initial={"sheet": register.sheet})
        offer(self, "sheet", [(str(number), name) for number, name in names_of(register).items()])


class ColumnsForm(forms.Form):
    """For each column that is taken in, which of the file's it is; and the sheet whose columns these are."""

    of_sheet = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=MOST.sheets)
    counts_from_1904 = forms.BooleanField(
        label=_("Numbers that stand for days count from 1904"),
        help_text=_("Only for old files from a Mac, where days are four years early otherwise."),
        required=False,
    )

    def __init__(self, data=None, *, register: RegisterFile) -> None:
        super().__init__(data, initial={"counts_from_1904": register.counts_from_1904, "of_sheet": register.sheet})
        self.columns = COLUMNS[register.kind]
        choices = [("", gettext("Not in the file")), *_choices(register)]
        last = self.fields.pop("counts_from_1904")
        for column in self.columns:
            self.fields[column.code] = forms.ChoiceField(
                label=column.label,
                required=column.is_needed,
                choices=choices,
                initial=str(register.columns.get(column.code, "")),
                error_messages={
                    "required": gettext("Choose the column for: %(name)s") % {"name": str(column.label).lower()},
                    "invalid_choice": gettext("Choose a column of the file"),
                },
            )
        if has_days(register.kind):
            self.fields["counts_from_1904"] = last

    def clean(self) -> dict:
        """Each column of the file is used once."""
        super().clean()
        used: dict[str, str] = {}
        for column in self.columns:
            place = self.cleaned_data.get(column.code)
            if place and (first := used.setdefault(place, column.code)) != column.code:
                label = str(self.fields[first].label).lower()
                self.add_error(column.code, _("This column is chosen for “%(label)s” already") % {"label": label})
        return self.cleaned_data

    def asked(self) -> Iterable[forms.BoundField]:
        """The fields of the columns, in their order."""
        return [self[column.code] for column in self.columns]

    @property
    def chosen(self) -> dict[str, int]:
        """The place of each column that was chosen."""
        said = {column.code: self.cleaned_data.get(column.code) for column in self.columns}
        return {code: int(place) for code, place in said.items() if place}


def _choices(register: RegisterFile) -> Iterable[tuple[str, str]]:
    """The columns of the file by their places, each with what stands in it."""
    for place, heading in enumerate(register.headings):
        sample = register.samples[place] if place < len(register.samples) else ""
        if not heading and not sample:
            continue
        name = heading or gettext("Column %(number)d") % {"number": place + 1}
        yield str(place), f"{name}: {sample}" if sample else name
