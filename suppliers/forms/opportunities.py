"""Shapes of the opportunity log: a host, an opportunity, what came of it, its end."""

from collections.abc import Iterable

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from suppliers.actions.hosts import HostDetails
from suppliers.actions.opportunities import OpportunityDetails
from suppliers.forms.asking import HowMany, day_field, offer
from suppliers.forms.naming import NamesNobody
from suppliers.models import Area, Host, Opportunity, OpportunityStep, WhyNot
from suppliers.models.opportunities import OUTWARD

FIRST_YEAR, LAST_YEAR = 2000, 2100
REAL_DAY = _("Enter a real day, like 27 3 2027")
MOST_PLACES = 999
REASON = "reason_"
What = OpportunityStep.What


class LogForm(NamesNobody):
    """A form of the log. Words that look like they name a person must be changed, whoever is sure that all is well."""

    is_sensitive = True

    def clean(self) -> dict:
        """No day is a slip of the century."""
        super().clean()
        for name, field in self.fields.items():
            day = self.cleaned_data.get(name)
            if isinstance(field, forms.DateField) and day and not FIRST_YEAR <= day.year <= LAST_YEAR:
                self.add_error(name, _("The year must be between 2000 and 2100"))
        return self.cleaned_data


class HostForm(LogForm):
    """What is said of a host."""

    watched = ("name", "contact_name")

    name = forms.CharField(
        label=_("Name of the organisation"),
        max_length=120,
        error_messages={"required": _("Enter the name of the organisation")},
    )
    kind = forms.ChoiceField(
        label=_("What kind of organisation is it?"),
        choices=Host.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of organisation it is")},
    )
    area = forms.ChoiceField(label=_("Which area is it in?"), required=False)
    outward_postcode = forms.CharField(
        label=_("First half of its postcode"),
        help_text=_("For example, LE2. Never the whole postcode."),
        required=False,
        max_length=10,
    )
    contact_name = forms.CharField(
        label=_("Who to ask for there"),
        help_text=_("Somebody who works there, with their name or job. Nobody who is placed there."),
        max_length=120,
        error_messages={"required": _("Enter who to ask for there")},
    )
    contact_email = forms.EmailField(
        label=_("Their email address at work"),
        max_length=254,
        error_messages={
            "required": _("Enter their email address at work"),
            "invalid": _("Enter an email address in the right format, like name@example.com"),
        },
    )
    dbs_level = forms.ChoiceField(
        label=_("Which DBS check do the staff there have?"),
        choices=Host.Check.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which DBS check the staff there have")},
    )
    dbs_checked_on = day_field(_("Day of the DBS check"), error=REAL_DAY)
    dbs_renew_on = day_field(_("Last day on which you rely on it"), error=REAL_DAY)
    insurance = forms.ChoiceField(
        label=_("Which insurance have you seen?"),
        choices=Host.Insurance.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which insurance you have seen")},
    )
    insurance_ends_on = day_field(
        _("Last day of the insurance"), error=_("Enter the last day of the insurance"), required=True
    )

    def __init__(self, data=None, *, areas: Iterable[Area], host: Host | None = None) -> None:
        super().__init__(data, initial=_said_of(host) if host else None)
        choices = [(str(area.pk), area.name) for area in areas]
        offer(self, "area", [("", gettext("Not said")), *choices])
        if not choices:
            del self.fields["area"]

    def clean_outward_postcode(self) -> str:
        """In capitals; the first half alone."""
        typed = self.cleaned_data["outward_postcode"].upper().strip()
        if typed:
            RegexValidator(OUTWARD.regex, OUTWARD.message)(typed)
        return typed

    def clean(self) -> dict:
        """Where no check is needed, whatever stands in its days does not count."""
        super().clean()
        if self.cleaned_data.get("dbs_level") == Host.Check.NONE:
            for name in ("dbs_checked_on", "dbs_renew_on"):
                self.errors.pop(name, None)
                self.cleaned_data[name] = None
        return self.cleaned_data

    def to_details(self) -> HostDetails:
        """What the action stores."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "area"}
        area = self.cleaned_data.get("area")
        return HostDetails(**said, area_id=int(area) if area else None)


def _said_of(host: Host) -> dict:
    """A host as `HostForm` shows it."""
    said = {name: getattr(host, name) for name in HostDetails.__dataclass_fields__ if name != "area_id"}
    return {**said, "area": str(host.area_id or "")}


class OpportunityForm(LogForm):
    """What is said of an opportunity; with `hosts` also at which of them, and since when it is agreed."""

    watched = ("title",)
    field_order = ("host", "title", "kind", "places", "access", "sought_on", "starts_on", "ends_on")

    title = forms.CharField(
        label=_("What is it?"),
        help_text=_("For example, “Saturday helper in the garden”. Write about the activity, not about anybody."),
        max_length=120,
        error_messages={"required": _("Enter what it is")},
    )
    kind = forms.ChoiceField(
        label=_("What kind is it?"),
        choices=Opportunity.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind it is")},
    )
    places = forms.IntegerField(
        label=_("How many places are there?"),
        min_value=1,
        max_value=MOST_PLACES,
        error_messages={
            "required": _("Enter how many places there are"),
            "invalid": _("Enter the places as a whole number, like 3"),
            "min_value": _("There must be at least 1 place"),
            "max_value": _("Enter fewer than 1,000 places"),
        },
    )
    access = forms.MultipleChoiceField(
        label=_("What makes it easier to take part there?"),
        choices=Opportunity.Access.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    starts_on = day_field(_("First day"), error=_("Enter the first day"), required=True)
    ends_on = day_field(_("Last day"), error=_("Enter the last day"), required=True)

    def __init__(
        self, data=None, *, hosts: Iterable[Host] | None = None, opportunity: Opportunity | None = None
    ) -> None:
        names = OpportunityDetails.__dataclass_fields__
        super().__init__(data, initial={name: getattr(opportunity, name) for name in names} if opportunity else None)
        self.hosts = {str(host.pk): host for host in hosts or ()}
        if hosts is not None:
            error = _("Choose the host")
            self.fields["host"] = forms.ChoiceField(
                label=_("At which host?"),
                choices=[("", gettext("Choose a host")), *((pk, host.name) for pk, host in self.hosts.items())],
                error_messages={"required": error, "invalid_choice": error},
            )
            day = _("Enter the day you agreed it with the host")
            self.fields["sought_on"] = day_field(_("Day you agreed it with the host"), error=day, required=True)
            self.order_fields(self.field_order)

    @property
    def chosen_host(self) -> Host:
        """Which was chosen."""
        return self.hosts[self.cleaned_data["host"]]

    def to_details(self) -> OpportunityDetails:
        """What the action stores."""
        return OpportunityDetails(**{name: self.cleaned_data[name] for name in OpportunityDetails.__dataclass_fields__})


class RecordForm(LogForm):
    """What came of an opportunity on one day, in numbers alone."""

    on = day_field(_("On which day?"), error=_("Enter the day"), required=True)
    offered = HowMany(label=_("Offered to a young person"))
    taken_up = HowMany(label=_("Taken up"))
    is_mistake = forms.BooleanField(
        label=_("Take these numbers away again: they were recorded for this day by mistake"), required=False
    )

    def __init__(self, data=None) -> None:
        super().__init__(data)
        for reason in WhyNot:
            self.fields[f"{REASON}{reason.value}"] = HowMany(label=reason.label)

    def reason_fields(self) -> list:
        """The fields of the reasons, for the page."""
        return [self[f"{REASON}{reason.value}"] for reason in WhyNot]

    @property
    def counts(self) -> dict[str, int]:
        """How many, by what happened; only where there were any."""
        named = {What.OFFERED.value: "offered", What.TAKEN_UP.value: "taken_up"}
        named |= {reason: f"{REASON}{reason}" for reason in WhyNot.values}
        return {what: self.cleaned_data[name] for what, name in named.items() if self.cleaned_data.get(name)}


class EndForm(forms.Form):
    """That it ends, and whether it never was one."""

    is_mistake = forms.BooleanField(
        label=_("It was added by mistake and was never agreed with the host: do not count it as sought"), required=False
    )
