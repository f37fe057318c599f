"""Shapes of what is said about files: problems, rules, holds and disposal. None of these words may name a person."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from returns.actions.incidents import Closing
from returns.keeping import MOST_MONTHS, RecordClass, Rule, Start
from returns.models import DisposalProposal, Evidence, Incident, LegalHold
from suppliers.forms.asking import day_field, words_field
from suppliers.forms.naming import NamesNobody

WORDS_LIMIT = Incident._meta.get_field("words").max_length
HOLD_LIMIT = LegalHold._meta.get_field("reason").max_length
KEEP_LIMIT = DisposalProposal._meta.get_field("reason").max_length
FINDINGS_LIMIT = 3000
YES, NO = "yes", "no"


class ReportForm(forms.Form):
    """What is wrong with a file. The words are looked at later, because hiding the file does not wait for them."""

    kind = forms.ChoiceField(
        label=_("What is wrong with the file?"),
        choices=[choice for choice in Incident.Kind.choices if choice[0] != Incident.Kind.VIRUS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong with the file")},
    )
    words = words_field(_("What should the council know?"), required=False, limit=WORDS_LIMIT, rows=3)


class ClosingForm(NamesNobody):
    """How an incident ends: what becomes of the file, what was found and done, and who was told."""

    watched = ("findings",)
    is_sensitive = True

    outcome = forms.ChoiceField(
        label=_("What happens to the file?"),
        choices=[
            (Incident.Outcome.SHOWN_AGAIN, _("Show it again: nothing is wrong with it")),
            (Incident.Outcome.DESTROYED, _("Destroy it: the file and its previews are deleted for good")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happens to the file")},
    )
    findings = words_field(
        _("What was found, and what was done?"), error=_("Say what was found and done"), limit=FINDINGS_LIMIT
    )
    commissioner = forms.ChoiceField(
        label=_("Was the Information Commissioner told?"),
        choices=[(YES, _("Yes")), (NO, _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the Information Commissioner was told")},
    )
    commissioner_told_on = day_field(_("When?"), error=_("The day must be a real date, like 27 3 2027"))
    people = forms.ChoiceField(
        label=_("Were the people concerned told?"),
        choices=[(YES, _("Yes")), (NO, _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the people concerned were told")},
    )
    people_told_on = day_field(_("When?"), error=_("The day must be a real date, like 27 3 2027"))

    def __init__(self, data=None, *, incident: Incident) -> None:
        super().__init__(data)
        self.first_day = timezone.localdate(incident.aware_since)
        if incident.evidence.status == Evidence.Status.DISPOSED:
            outcome = self.fields["outcome"]
            outcome.initial = Incident.Outcome.DESTROYED
            outcome.choices = [(Incident.Outcome.DESTROYED, _("It is gone: it was disposed of"))]  # type: ignore[attr-defined]

    def clean(self) -> dict:
        """Whoever was told was told on a day between the report and today."""
        super().clean()
        for name in ("commissioner", "people"):
            day = f"{name}_told_on"
            if self.cleaned_data.get(name) != YES:
                self.errors.pop(day, None)
                self.cleaned_data[day] = None
            elif day not in self.errors:
                self._check_day(day)
        return self.cleaned_data

    def _check_day(self, name: str) -> None:
        told_on: date | None = self.cleaned_data.get(name)
        if told_on is None:
            self.add_error(name, _("Enter the day, like 27 3 2027"))
        elif told_on > timezone.localdate():
            self.add_error(name, _("The day cannot be in the future"))
        elif told_on < self.first_day:
            self.add_error(name, _("The day cannot be before the problem was known"))

    def to_closing(self) -> Closing:
        """What the action records."""
        cleaned = self.cleaned_data
        return Closing(
            outcome=cleaned["outcome"],
            findings=cleaned["findings"],
            commissioner_told_on=cleaned["commissioner_told_on"],
            people_told_on=cleaned["people_told_on"],
        )


class HoldForm(NamesNobody):
    """Why files are held."""

    watched = ("reason",)
    is_sensitive = True

    reason = words_field(_("Why must these files be kept?"), error=_("Say why they must be kept"), limit=HOLD_LIMIT)


class KeepForm(NamesNobody):
    """Until when a file is kept longer, and why."""

    watched = ("reason",)
    is_sensitive = True

    until = day_field(_("Keep it until"), error=_("Enter a real date, like 27 3 2027"), required=True)
    reason = words_field(_("Why is it still needed?"), error=_("Say why it is still needed"), limit=KEEP_LIMIT)


class RetentionForm(forms.Form):
    """How many months files of each class are kept, and from when they count."""

    def __init__(self, data=None, *, rules: dict[str, Rule]) -> None:
        super().__init__(data)
        for record_class in RecordClass:
            rule, most = rules[record_class.value], MOST_MONTHS[record_class]
            self.fields[f"{record_class.value}_months"] = forms.IntegerField(
                label=_("How many months?"),
                initial=rule.months,
                min_value=1,
                max_value=most,
                error_messages=dict.fromkeys(
                    ("required", "invalid", "min_value", "max_value"),
                    gettext("Enter a whole number of months from 1 to %(most)d") % {"most": most},
                ),
            )
            self.fields[f"{record_class.value}_start"] = forms.ChoiceField(
                label=_("Counted from"),
                initial=rule.start,
                choices=[(value, capfirst(label)) for value, label in Start.choices],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose from when the months count")},
            )

    def to_rules(self) -> list[Rule]:
        """What the action sets."""
        cleaned = self.cleaned_data
        return [
            Rule(record_class.value, cleaned[f"{record_class.value}_months"], cleaned[f"{record_class.value}_start"])
            for record_class in RecordClass
        ]
