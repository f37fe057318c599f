"""Shapes of what both sides say when a promise falls short: in words that name nobody."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from returns.actions.plans import Planned
from returns.escalating import FIRST, Level, Step
from returns.forms.saying import SayingForm
from returns.forms.supplier import REASON_LIMIT
from returns.models import Escalation
from suppliers.forms.asking import WORDS_LIMIT, day_field, offer, words_field
from suppliers.forms.naming import NamesNobody
from suppliers.models import Commitment

ACTIONS = 4
WHOLE = _("Enter a day in figures, like 27 3 2027")


class StepForm(NamesNobody):
    """One step of the ladder; what it asks depends on the step."""

    watched: tuple[str, ...] = ("words", "requirement")

    words = words_field(_("What does the council say?"), error=_("Write what the council says"), limit=WORDS_LIMIT)
    requirement = words_field(_("Which requirement is not met?"), required=False, limit=WORDS_LIMIT, rows=3)
    reference = forms.CharField(label=_("Reference of the council’s own document"), required=False, max_length=120)
    due_on = day_field(_("Deadline"), error=WHOLE)

    def __init__(self, data=None, *, level: int | None = None, is_sensitive: bool) -> None:
        super().__init__(data)
        self.level, self.is_sensitive = level, is_sensitive
        if level is not None and level != Level.NOTICE:
            del self.fields["requirement"]
            self.watched = ("words",)
        if level == Level.PLAN:
            del self.fields["due_on"]

    def clean(self) -> dict:
        """A formal notice names the requirement and gives a day."""
        cleaned = super().clean()
        if self._level() == Level.NOTICE:
            if not cleaned.get("requirement") and "requirement" not in self.errors:
                self.add_error("requirement", _("Name the requirement that is not met"))
            if not cleaned.get("due_on") and "due_on" not in self.errors:
                self.add_error("due_on", _("Enter the day by which the supplier must improve"))
        return cleaned

    def _level(self) -> int | None:
        """The step it is about, once it is known."""
        return self.level

    def to_step(self) -> Step:
        """What the action writes down."""
        level, cleaned = self._level(), self.cleaned_data
        return Step(
            level=Level.NOTE if level is None else level,
            words=cleaned["words"],
            requirement=cleaned.get("requirement", "") if level == Level.NOTICE else "",
            reference=cleaned.get("reference", ""),
            due_on=None if level == Level.PLAN else cleaned.get("due_on"),
        )


class OpenForm(StepForm):
    """What a case is about, and its first step."""

    commitments = forms.MultipleChoiceField(
        label=_("Which commitments fall short?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one commitment")},
    )
    first = forms.TypedChoiceField(
        label=_("What is the first step?"),
        coerce=int,
        choices=[(level.value, level.label) for level in FIRST],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the first step")},
    )
    field_order = ("commitments", "first", "requirement", "words", "due_on", "reference")

    def __init__(self, data=None, *, commitments: Iterable[Commitment], is_sensitive: bool) -> None:
        super().__init__(data, is_sensitive=is_sensitive)
        self.agreed = {str(one.pk): one for one in commitments}
        offer(self, "commitments", [(pk, one.promise) for pk, one in self.agreed.items()])

    def _level(self) -> int | None:
        return self.cleaned_data.get("first")

    def chosen(self) -> list[Commitment]:
        """The commitments that were ticked."""
        return [self.agreed[pk] for pk in self.cleaned_data["commitments"]]


class ReplyForm(SayingForm):
    """What the supplier replies."""

    words = words_field(_("Your reply"), error=_("Write your reply"), limit=WORDS_LIMIT)


class ActionReportForm(SayingForm):
    """What was done."""

    words = words_field(
        _("What did you do, and what has it brought?"), error=_("Write what you did"), limit=WORDS_LIMIT
    )


class PlanAnswerForm(SayingForm):
    """What the council answers to a plan; needed where it is returned."""

    words = words_field(_("Your answer"), required=False, limit=REASON_LIMIT)

    def clean(self) -> dict:
        """A plan is returned with a reason."""
        cleaned = super().clean()
        if self.data.get("action") == "return" and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Say what the plan lacks"))
        return cleaned


class FinishPlanForm(SayingForm):
    """What came of a plan."""

    field_order = ("outcome", "words")

    outcome = forms.ChoiceField(
        label=_("What came of the plan?"),
        choices=[("completed", _("It was carried out")), ("failed", _("It was not carried out"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of the plan")},
    )
    words = words_field(_("What do the figures show?"), error=_("Say what the figures show"), limit=WORDS_LIMIT)


class CloseForm(SayingForm):
    """With what result a case is closed."""

    field_order = ("result", "words")

    result = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[
            (Escalation.Status.IMPROVED.value, _("It improved")),
            (Escalation.Status.NOT_IMPROVED.value, _("It did not improve")),
            (Escalation.Status.WITHDRAWN.value, _("The council withdraws the case")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of it")},
    )
    words = words_field(_("Why?"), error=_("Say why the case is closed"), limit=WORDS_LIMIT)


class PlanForm(NamesNobody):
    """A plan to catch up: the cause, and up to four actions. Rows that stay empty are left out."""

    cause = words_field(_("Why does it fall short?"), error=_("Write why it falls short"), limit=WORDS_LIMIT)

    def __init__(self, data=None, *, is_sensitive: bool) -> None:
        super().__init__(data)
        self.is_sensitive = is_sensitive
        for number in range(1, ACTIONS + 1):
            self.fields[f"words_{number}"] = words_field(_("What will you do?"), required=False, limit=300, rows=2)
            self.fields[f"owner_{number}"] = forms.CharField(
                label=_("Which role does it?"), required=False, max_length=120
            )
            self.fields[f"due_on_{number}"] = day_field(_("By when?"), error=WHOLE)
            self.fields[f"catch_up_{number}"] = forms.CharField(
                label=_("What will it bring, in figures?"), required=False, max_length=120
            )
        names = ("words", "owner", "catch_up")
        self.watched = ("cause", *(f"{name}_{number}" for number in self.numbers for name in names))

    @property
    def numbers(self) -> range:
        """The numbers of its rows."""
        return range(1, ACTIONS + 1)

    @property
    def rows(self) -> list[tuple]:
        """The rows with their number, for the page."""
        names = ("words", "owner", "due_on", "catch_up")
        return [(number, *(self[f"{name}_{number}"] for name in names)) for number in self.numbers]

    @property
    def ticks(self) -> list:
        """What is asked about words that look like they name somebody."""
        return [self[name] for name in self.fields if name.endswith("_checked")]

    def clean(self) -> dict:
        """Each row is whole or empty, and one of them is there."""
        cleaned = super().clean()
        for number in self.numbers:
            self._look_at_row(number)
        if not self._filled() and not self.errors:
            self.add_error("words_1", _("Enter at least one action"))
        return cleaned

    def _filled(self) -> list[int]:
        """The numbers of the rows in which something stands."""
        names = ("words", "owner", "due_on", "catch_up")
        return [number for number in self.numbers if any(self.cleaned_data.get(f"{name}_{number}") for name in names)]

    def _look_at_row(self, number: int) -> None:
        """Say what a row lacks that somebody began."""
        if number not in self._filled():
            return
        for name, error in (
            ("words", gettext("Action %(number)d: write what you will do")),
            ("owner", gettext("Action %(number)d: write which role does it")),
            ("due_on", gettext("Action %(number)d: enter the day by which it is done")),
        ):
            key = f"{name}_{number}"
            if not self.cleaned_data.get(key) and key not in self.errors:
                self.add_error(key, error % {"number": number})

    def to_actions(self) -> list[Planned]:
        """What the action proposes."""
        names = ("words", "owner", "due_on", "catch_up")
        return [Planned(**{name: self.cleaned_data[f"{name}_{number}"] for name in names}) for number in self._filled()]
