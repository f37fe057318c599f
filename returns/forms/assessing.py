"""The shape of an assessment: for each statutory KPI a rating, and a reason where it is not the suggested one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from returns.actions.assessing import Assessed
from returns.performance_notice import NOTICE_WORDS
from returns.progress import Progress
from suppliers.forms.asking import words_field
from suppliers.forms.naming import NamesNobody

REASON_LIMIT = 1000


@dataclass(frozen=True)
class KpiFields:
    """One KPI with its figures, what the portal suggests in the notice's word, and its fields."""

    item: Progress
    suggested: str
    rating: forms.BoundField
    reason: forms.BoundField
    checked: forms.BoundField | None


class AssessmentForm(NamesNobody):
    """A rating and a reason for each KPI, with the suggested rating chosen beforehand."""

    def __init__(self, data=None, *, items: Sequence[Progress]) -> None:
        super().__init__(data)
        self.items = items
        self.watched = tuple(f"reason_{item.commitment.pk}" for item in items)
        for item in items:
            self.fields[f"rating_{item.commitment.pk}"] = forms.ChoiceField(
                label=gettext("Your rating"),
                choices=[(rating.value, words) for rating, words in NOTICE_WORDS.items()],
                initial=item.rated.rating.value,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose a rating")},
            )
            self.fields[f"reason_{item.commitment.pk}"] = words_field(
                gettext("Why, if it is not the suggested rating"), required=False, limit=REASON_LIMIT, rows=3
            )

    def clean(self) -> dict:
        """Another rating than the suggested one needs a reason."""
        super().clean()
        for item in self.items:
            pk = item.commitment.pk
            chosen = self.cleaned_data.get(f"rating_{pk}")
            differs = chosen is not None and chosen != item.rated.rating
            if differs and f"reason_{pk}" not in self.errors and not self.cleaned_data.get(f"reason_{pk}"):
                self.add_error(f"reason_{pk}", _("Say why your rating differs from the suggested one"))
        return self.cleaned_data

    def rows(self) -> list[KpiFields]:
        """The KPIs with their fields, for the page."""
        return [self._row(item) for item in self.items]

    def _row(self, item: Progress) -> KpiFields:
        rating, reason = f"rating_{item.commitment.pk}", f"reason_{item.commitment.pk}"
        tick = f"{reason}_checked"
        checked = self[tick] if tick in self.fields else None
        return KpiFields(item, str(NOTICE_WORDS[item.rated.rating]), self[rating], self[reason], checked)

    def to_decided(self) -> dict[int, Assessed]:
        """What the action takes."""
        return {item.commitment.pk: self._decided(item) for item in self.items}

    def _decided(self, item: Progress) -> Assessed:
        pk, cleaned = item.commitment.pk, self.cleaned_data
        return Assessed(cleaned[f"rating_{pk}"], cleaned[f"reason_{pk}"])
