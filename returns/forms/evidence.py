"""Shapes of what suppliers send as evidence, and say about it. Forms never write and never ask who may or when."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from framework.models import Measure
from returns.evidence.kinds import EXTENSIONS, KINDS
from returns.evidence.natures import natures_for
from returns.evidence.refusal import MAX_BYTES, MAX_FILES, EvidenceRefused, Fault
from returns.forms.supplier import REASON_LIMIT
from returns.models import Evidence, EvidenceUse
from returns.sheet import Row
from suppliers.forms.asking import words_field
from suppliers.forms.naming import NamesNobody

AGAIN_LIMIT = EvidenceUse._meta.get_field("again_reason").max_length
# What the page's script says of a file before it is sent, and the server after.
CHECKED_BEFORE_SENDING = {"too_big": Fault.TOO_BIG, "empty": Fault.EMPTY, "too_many": Fault.TOO_MANY_FILES}


class MultipleFileInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of files; each is judged by the action, which says what is wrong with which."""

    widget = MultipleFileInput

    def clean(self, data, initial=None) -> list:
        """Whatever was chosen, as a list; an empty file is refused later, by name."""
        return [file for file in (data if isinstance(data, list | tuple) else [data]) if file]


class EvidenceForm(NamesNobody):
    """Files for one commitment: new ones, ones already added to another commitment, or why there are none.

    `adding` when the button was one that only adds; `replacing` the file whose place the chosen one takes.
    """

    def __init__(
        self,
        data=None,
        files=None,
        *,
        row: Row,
        elsewhere: Sequence[Evidence],
        adding: bool = False,
        replacing: Evidence | None = None,
    ) -> None:
        super().__init__(data, files, initial={"no_evidence_reason": row.answer.no_evidence_reason})
        self.adding, self.replacing, self.is_sensitive = adding, replacing, row.is_sensitive
        self.elsewhere = elsewhere
        self._ask_files(row.measure)
        self._ask_nature(row)
        if elsewhere and not replacing:
            self.fields["reuse"] = forms.MultipleChoiceField(
                label=_("Use a file that you added to another commitment"),
                choices=[(str(evidence.pk), evidence.original_name) for evidence in elsewhere],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        if self.is_sensitive:
            self.fields["names_no_child"] = forms.BooleanField(
                label=_("None of these files names or shows a child or young person"), required=False
            )
        self.fields["no_evidence_reason"] = words_field(
            _("Why there is no evidence"), required=False, limit=REASON_LIMIT, rows=3
        )

    def _ask_files(self, measure: Measure) -> None:
        label = _("Choose a file to take its place") if self.replacing else _("Add a file")
        field = self.fields["files"] = FilesField(label=label, required=False)
        field.widget.attrs["accept"] = accepted(measure)
        if self.replacing:
            field.widget.allow_multiple_selected = False
            field.widget.attrs.pop("multiple", None)

    def _ask_nature(self, row: Row) -> None:
        """Once, beside the files: nobody has to say it, and what the measure asks for comes first."""
        self.fields["nature"] = forms.ChoiceField(
            label=_("What kind of file is it? (optional)"),
            choices=[("", _("Choose a kind")), *natures_for(row.measure)],
            initial=row.natures.get(self.replacing.pk, "") if self.replacing else "",
            required=False,
        )

    def keep_typed(self, typed: QueryDict) -> None:
        """Show once more what was typed and chosen beside files of which none was taken; whoever ticked looks again."""
        if "no_evidence_reason" in typed:
            self.initial["no_evidence_reason"] = typed["no_evidence_reason"]
        if "nature" in typed:
            self.initial["nature"] = typed["nature"]
        if "reuse" in typed:
            self.initial["reuse"] = typed.getlist("reuse")

    @property
    def chosen_elsewhere(self) -> list[Evidence]:
        """The files of other commitments that are to be used here as well."""
        chosen = self.cleaned_data.get("reuse", [])
        return [evidence for evidence in self.elsewhere if str(evidence.pk) in chosen]

    @property
    def words_for_script(self) -> dict[str, str]:
        """What the page's script says before it sends a file: the server's own words."""
        return {name: EvidenceRefused(fault).message for name, fault in CHECKED_BEFORE_SENDING.items()}

    @property
    def limits(self) -> dict[str, int]:
        """What the page's script measures files against, in bytes and files."""
        return {"bytes": MAX_BYTES, "files": MAX_FILES}

    def clean(self) -> dict:
        """Something must be chosen before it can be added, and somebody must have looked where nobody may be named."""
        super().clean()
        cleaned = self.cleaned_data
        is_chosen = bool(cleaned.get("files") or cleaned.get("reuse"))
        if self.adding and not is_chosen:
            self.add_error("files", _("Choose a file to add"))
        if is_chosen and self.is_sensitive and not cleaned.get("names_no_child"):
            self.add_error(
                "names_no_child",
                _("Look through the files, then tick to say that none of them names or shows a child or young person"),
            )
        if not self.adding:
            self.look_at("no_evidence_reason")
        return cleaned


class ExplainForm(NamesNobody):
    """Why a file that supported a claim before is used again."""

    watched = ("reason",)

    def __init__(self, data=None, *, row: Row, evidence: Evidence, question: str) -> None:
        initial = {"reason": row.again_reasons.get(evidence.pk, "")}
        super().__init__(data, initial=initial, prefix=f"again-{evidence.pk}")
        self.is_sensitive = row.is_sensitive
        self.fields["reason"] = words_field(
            question, error=_("Say why the file is used again"), limit=AGAIN_LIMIT, rows=3
        )


def accepted(measure: Measure) -> str:
    """The endings of names a browser offers for a measure: no photos where none are taken. The server looks itself."""
    return ",".join(
        extension
        for extension, kind in EXTENSIONS.items()
        if measure.photos != Measure.Photos.NO or not KINDS[kind].is_photo
    )
