"""The shape of what a council says of a local theme."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from framework.models import Measure, Theme
from suppliers.forms.asking import offer

NAME_LIMIT = Theme._meta.get_field("name").max_length


class ThemeForm(forms.Form):
    """What a theme is called, and under each objective which measures serve it.

    A measure of several versions of a framework is chosen once for them all, because contracts of each serve the theme.
    """

    name = forms.CharField(
        label=_("What is the local theme called?"),
        max_length=NAME_LIMIT,
        error_messages={"required": _("Enter the name of the local theme")},
    )

    def __init__(self, data=None, *, measures: Iterable[Measure], theme: Theme | None = None) -> None:
        """`measures` come with their outcome's objective and their version's framework, newest version first."""
        chosen = set(theme.measures.values_list("pk", flat=True)) if theme else set()
        super().__init__(data, initial={"name": theme.name if theme else ""})
        found: dict[str, list[Measure]] = {}
        newest: dict[tuple[int, str], int] = {}
        self.same: dict[int, list[int]] = {}
        for measure in measures:
            first = newest.setdefault((measure.version.framework_id, measure.code), measure.pk)
            self.same.setdefault(first, []).append(measure.pk)
            if first == measure.pk:
                found.setdefault(f"objective_{measure.outcome.objective_id}", []).append(measure)
        several = len({group[0].version_id for group in found.values()}) > 1
        for name, group in found.items():
            objective, version = group[0].outcome.objective, group[0].version
            self.fields[name] = forms.MultipleChoiceField(
                label=f"{objective.title} ({version})" if several else objective.title,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[str(one.pk) for one in group if not chosen.isdisjoint(self.same[one.pk])],
            )
            offer(self, name, [(str(one.pk), f"{one.title} ({one.code})") for one in group])
        self.groups = list(found)

    def by_objective(self) -> list[forms.BoundField]:
        """The fields with the measures, for the page."""
        return [self[name] for name in self.groups]

    @property
    def chosen(self) -> list[int]:
        """The measures that serve the theme, each in every version that has it."""
        return [pk for name in self.groups for first in self.cleaned_data[name] for pk in self.same[int(first)]]
