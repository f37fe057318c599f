"""The shape of an assessment: for each statutory KPI a rating, and a reason where it is not the suggested one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext

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

    def __init__(self, data=None, *, items: Sequence[Progress], is_sensitive: bool) -> None:
        super().__init__(data)
        self.items, self.is_sensitive = items, is_sensitive
        self.watched = tuple(f"reason_{item.commitment.pk}" for item in items)
        for number, item in enumerate(items, start=1):
            self._ask(number, item)

    def _ask(self, number: int, item: Progress) -> None:
        """The two fields of one KPI; each says which, for whoever meets it without what stands around it."""
        which = {"number": number}
        self.fields[f"rating_{item.commitment.pk}"] = forms.ChoiceField(
            label=gettext("Your rating of KPI %(number)d") % which,
            choices=[(rating.value, words) for rating, words in NOTICE_WORDS.items()],
            initial=item.rated.rating.value,
            widget=forms.RadioSelect,
            error_messages={"required": gettext("Choose a rating for KPI %(number)d") % which},
        )
        self.fields[f"reason_{item.commitment.pk}"] = words_field(
            gettext("Why, if your rating of KPI %(number)d is not the suggested one") % which,
            required=False, limit=REASON_LIMIT, rows=3,
        )  # fmt: skip

    def clean(self) -> dict:
        """Another rating than the suggested one needs a reason."""
        super().clean()
        for number, item in enumerate(self.items, start=1):
            pk = item.commitment.pk
            chosen = self.cleaned_data.get(f"rating_{pk}")
            differs = chosen is not None and chosen != item.rated.rating
            if differs and f"reason_{pk}" not in self.errors and not self.cleaned_data.get(f"reason_{pk}"):
                problem = gettext("Say why your rating of KPI %(number)d differs from the suggested one")
                self.add_error(f"reason_{pk}", problem % {"number": number})
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
