"""The shape of how a council wants suppliers reminded, and its officers told what waits."""

from dataclasses import dataclass
from datetime import time

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.formats import time_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from returns.reminding import MOST_AFTER, MOST_BEFORE, Digest, Schedule, Step

ON_THE_DAY = 3
WORKING_WEEK = range(5)
HOURS = range(6, 19)


@dataclass(frozen=True)
class StepFields:
    """The fields of one reminder as the page shows them; the one on the due date has no days to choose."""

    number: int
    is_on: forms.BoundField
    days: forms.BoundField | None


class RemindersForm(forms.Form):
    """Seven reminders, each on or off and so many days from the due date; who gets copies; when officers are told."""

    def __init__(self, data=None, *, schedule: Schedule) -> None:
        super().__init__(data)
        self.numbers = [step.number for step in schedule.steps]
        for step in schedule.steps:
            self._add_step(step)
        never = [("0", gettext("Never"))]
        steps = [(str(number), gettext("From reminder %(number)d on") % {"number": number}) for number in self.numbers]
        self.fields["manager_from"] = _choice(
            gettext("Contract manager"), [*never, *steps], schedule.manager_from, _("Choose when they get a copy")
        )
        self.fields["lead_from"] = _choice(
            gettext("Social value leads"), [*never, *steps], schedule.lead_from, _("Choose when they get a copy")
        )
        self._add_digest(schedule)

    def _add_step(self, step: Step) -> None:
        self.fields[f"is_on_{step.number}"] = forms.BooleanField(
            label=gettext("Send reminder %(number)d") % {"number": step.number}, initial=step.is_on, required=False
        )
        if step.number == ON_THE_DAY:
            return
        is_before = step.number < ON_THE_DAY
        most = MOST_BEFORE if is_before else MOST_AFTER
        words = gettext("Enter a whole number of days from 1 to %(most)d") % {"most": most}
        self.fields[f"days_{step.number}"] = forms.IntegerField(
            label=gettext("Days before the due date") if is_before else gettext("Days after the due date"),
            initial=abs(step.days),
            min_value=1,
            max_value=most,
            error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), words),
        )

    def _add_digest(self, schedule: Schedule) -> None:
        self.fields["digest"] = forms.ChoiceField(
            label=gettext("How often are officers told that returns wait for them?"),
            choices=Digest.choices,
            initial=schedule.digest,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose how often officers are told")},
        )
        days = [(str(day), str(WEEKDAYS[day])) for day in WORKING_WEEK]
        self.fields["digest_weekday"] = _choice(
            gettext("Day, where it is once a week"), days, schedule.digest_weekday, _("Choose a day of the week")
        )
        hours = [(str(hour), time_format(time(hour), "P")) for hour in HOURS]
        self.fields["digest_hour"] = _choice(
            gettext("From this time on"), hours, schedule.digest_hour, _("Choose a time")
        )

    def rows(self) -> list[StepFields]:
        """The fields of each reminder, for the page."""
        return [
            StepFields(number, self[f"is_on_{number}"], None if number == ON_THE_DAY else self[f"days_{number}"])
            for number in self.numbers
        ]

    def clean(self) -> dict:
        """Each reminder is later than the one before it."""
        super().clean()
        days = {number: self._days(number) for number in self.numbers}
        for number in self.numbers[1:]:
            before, here = days[number - 1], days[number]
            if before is None or here is None or before < here:
                continue
            self.add_error(
                f"days_{number if number != ON_THE_DAY else number - 1}",
                _("This must be later than the reminder before it"),
            )
        return self.cleaned_data

    def _days(self, number: int) -> int | None:
        """Days after the due date; None where what was entered is no such number."""
        if number == ON_THE_DAY:
            return 0
        days = self.cleaned_data.get(f"days_{number}")
        return -days if days and number < ON_THE_DAY else days

    def to_schedule(self) -> Schedule:
        """What the action sets."""
        cleaned = self.cleaned_data
        return Schedule(
            steps=tuple(Step(number, self._days(number) or 0, cleaned[f"is_on_{number}"]) for number in self.numbers),
            manager_from=int(cleaned["manager_from"]),
            lead_from=int(cleaned["lead_from"]),
            digest=cleaned["digest"],
            digest_weekday=int(cleaned["digest_weekday"]),
            digest_hour=int(cleaned["digest_hour"]),
        )


def _choice(label: str, choices: list[tuple[str, str]], initial: int, error) -> forms.ChoiceField:
    """A list to choose one number from."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        initial=str(initial),
        error_messages={"required": error, "invalid_choice": error},
    )
