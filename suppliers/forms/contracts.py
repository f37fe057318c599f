"""Shapes of what officers say of a contract and its supplier. Forms never write and never ask who may or when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Council, User
from framework.models import FrameworkVersion
from suppliers.actions.contract_setup import Details, Reporting, Words
from suppliers.forms.asking import MoneyField, day_field, offer, words_field
from suppliers.identifiers import readings_of
from suppliers.models import Area, Contract, ContractParty, Department, ServiceCategory
from suppliers.ownership import MOST

REASON_LIMIT = 1000
FIRST_YEAR, LAST_YEAR = 2000, 2100
REAL_DAY = _("Enter a real date, like 27 3 2027")
AMOUNT = _("Enter an amount in pounds, like 250,000 or 250000.50")


class CouncilForm(forms.Form):
    """Which of a person's councils it is about."""

    council = forms.ChoiceField(
        label=_("Which council is the contract with?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the council")},
    )

    def __init__(self, data=None, *, councils: Iterable[Council]) -> None:
        super().__init__(data)
        offer(self, "council", [(str(one.pk), one.name) for one in councils])


@dataclass(frozen=True)
class Places:
    """What a council offers to put its contracts under; departments and areas by their ids as texts."""

    categories: list[ServiceCategory]
    department: dict[str, Department]
    area: dict[str, Area]

    @classmethod
    def of(cls, council: Council) -> "Places":
        """Those of one council, at most as many as a list can show. Three queries."""
        return cls(
            list(council.service_categories.order_by("code")[:MOST]),
            {str(one.pk): one for one in council.departments.order_by("name")[:MOST]},
            {str(one.pk): one for one in council.areas.order_by("name")[:MOST]},
        )


class WordsForm(forms.Form):
    """What a contract is about: the part of it that may change at any time."""

    title = forms.CharField(
        label=_("Title"), max_length=250, error_messages={"required": _("Enter the title of the contract")}
    )
    description = words_field(_("What does it buy?"), required=False)
    categories = forms.MultipleChoiceField(
        label=_("Which services are these?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    department = forms.ChoiceField(label=_("Which department is it for?"), required=False)
    area = forms.ChoiceField(label=_("Where is it delivered?"), required=False)

    def __init__(self, data=None, *, places: Places, initial: dict | None = None) -> None:
        super().__init__(data, initial=initial)
        self.places = places
        offer(self, "categories", [(str(one.pk), one.label) for one in places.categories])
        for name in ("department", "area"):
            choices = [(str(one.pk), one.name) for one in getattr(places, name).values()]
            offer(self, name, [("", gettext("Not said")), *choices] if choices else [])
        for name in ("categories", "department", "area"):
            if not cast("forms.ChoiceField", self.fields[name]).choices:
                del self.fields[name]

    @property
    def chosen_categories(self) -> tuple[int, ...]:
        """The ids of the categories that were chosen."""
        return tuple(int(pk) for pk in self.cleaned_data.get("categories", ()))

    def to_words(self) -> Words:
        """What the action stores."""
        return Words(**self.said())

    def said(self) -> dict[str, Any]:
        """The words, and where the contract counts."""
        return {
            "title": self.cleaned_data["title"],
            "description": self.cleaned_data["description"],
            "categories": self.chosen_categories,
            "department": self.places.department.get(self.cleaned_data.get("department", "")),
            "area": self.places.area.get(self.cleaned_data.get("area", "")),
        }


class DetailsForm(WordsForm):
    """All that an officer says of a contract that is being set up."""

    field_order = ("reference",)

    reference = forms.CharField(
        label=_("Your reference"),
        help_text=_("The number by which your council and the supplier know the contract, like CS-2026-014."),
        max_length=80,
        error_messages={"required": _("Enter the reference of the contract")},
    )
    starts_on = day_field(_("First day"), error=REAL_DAY)
    ends_on = day_field(_("Last day"), error=REAL_DAY)
    signed_on = day_field(_("Day it was signed"), error=REAL_DAY)
    value_net = MoneyField(label=_("Value without VAT, for the whole contract"), required=False, invalid=AMOUNT)
    value_gross = MoneyField(label=_("Value with VAT, for the whole contract"), required=False, invalid=AMOUNT)
    legal_basis = forms.ChoiceField(
        label=_("Under which law was it awarded?"),
        choices=Contract.LegalBasis.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the law")},
    )
    is_light_touch = forms.BooleanField(label=_("It is a light touch contract"), required=False)
    framework_version = forms.ChoiceField(
        label=_("Which framework are its commitments measured by?"), required=False, widget=forms.RadioSelect
    )

    def __init__(
        self, data=None, *, versions: Iterable[FrameworkVersion], managers: Iterable[User] = (), **more
    ) -> None:
        super().__init__(data, **more)
        self.versions = {str(one.pk): one for one in versions}
        choices = [(pk, f"{one.framework.name}, {one.label}") for pk, one in self.versions.items()]
        offer(self, "framework_version", choices)
        self.managers = {str(one.pk): one for one in managers}
        if self.managers:
            self.fields["manager"] = person_field(_("Contract manager"), self.managers.values(), required=False)

    def clean(self) -> dict:
        """Days in their order and within a century; with VAT is not less than without."""
        super().clean()
        cleaned = self.cleaned_data
        for name in ("starts_on", "ends_on", "signed_on"):
            _check_year(self, name)
        starts_on, ends_on = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day cannot be before the first day"))
        net, gross = cleaned.get("value_net"), cleaned.get("value_gross")
        if net is not None and gross is not None and gross < net:
            self.add_error("value_gross", _("The value with VAT cannot be less than the value without it"))
        return cleaned

    def to_details(self) -> Details:
        """What the action stores."""
        cleaned = self.cleaned_data
        return Details(
            reference=cleaned["reference"],
            **self.said(),
            starts_on=cleaned["starts_on"],
            ends_on=cleaned["ends_on"],
            signed_on=cleaned["signed_on"],
            value_net=cleaned["value_net"],
            value_gross=cleaned["value_gross"],
            legal_basis=cleaned["legal_basis"],
            is_light_touch=cleaned["is_light_touch"],
            framework_version=self.versions.get(cleaned["framework_version"]),
        )

    @property
    def chosen_manager(self) -> User | None:
        """Who was chosen, if anybody."""
        return self.managers.get(self.cleaned_data.get("manager", ""))


def initial_of(contract: Contract) -> dict:
    """A contract as `DetailsForm` and `WordsForm` show it."""
    chosen = ("categories", "framework_version", "department", "area")
    plain = [field for field in Details.__dataclass_fields__ if field not in chosen]
    return {
        **{name: getattr(contract, name) for name in plain},
        "department": str(contract.department_id or ""),
        "area": str(contract.area_id or ""),
        "framework_version": str(contract.framework_version_id or ""),
        "categories": [str(pk) for pk in contract.categories.values_list("pk", flat=True)],
    }


def person_field(label, people: Iterable[User], *, required: bool = True, error="") -> forms.ChoiceField:
    """A list to choose one person from."""
    choices = [("", gettext("Choose a person")), *((str(one.pk), str(one)) for one in people)]
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=required,
        error_messages={"required": error, "invalid_choice": error},
    )


def _check_year(form: forms.Form, name: str) -> None:
    """A day far away is a slip: 26 for 2026."""
    day: date | None = form.cleaned_data.get(name)
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        form.add_error(name, _("The year must be between 2000 and 2100"))


class ReportingForm(forms.Form):
    """How often a contract reports, and what its periods follow."""

    frequency = forms.ChoiceField(
        label=_("How often does it report?"),
        choices=Contract.Frequency.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often it reports")},
    )
    one_off_due_on = day_field(_("If it reports once by an agreed date, that date"), error=REAL_DAY)
    anchor = forms.ChoiceField(
        label=_("What do the periods follow?"),
        choices=Contract.Anchor.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the periods follow")},
    )
    proportion_reason = words_field(
        _("Why does it ask for more than usual?"), required=False, limit=REASON_LIMIT, rows=3
    )

    def __init__(self, data=None, *, contract: Contract) -> None:
        names = ("frequency", "one_off_due_on", "anchor", "proportion_reason")
        super().__init__(data, initial={name: getattr(contract, name) for name in names})

    def clean(self) -> dict:
        """A single report has its day; for other rhythms whatever stands in those boxes does not count."""
        super().clean()
        if self.cleaned_data.get("frequency") != Contract.Frequency.ONE_OFF:
            self.errors.pop("one_off_due_on", None)
            self.cleaned_data["one_off_due_on"] = None
        elif "one_off_due_on" not in self.errors and not self.cleaned_data.get("one_off_due_on"):
            self.add_error("one_off_due_on", _("Enter the day the report is due"))
        else:
            _check_year(self, "one_off_due_on")
        return self.cleaned_data

    def to_reporting(self) -> Reporting:
        """What the action stores."""
        return Reporting(**self.cleaned_data)


class NumberForm(forms.Form):
    """An organisation by one of its official numbers: names are no proof of who it is."""

    number = forms.CharField(
        label=_("Official number"),
        help_text=_("Any that you have: a company number, a charity number or a procurement identifier (PPON)."),
        max_length=60,
        error_messages={"required": _("Enter the number")},
    )

    def clean(self) -> dict:
        """Every number it may be, in the form we keep: `numbers`."""
        super().clean()
        typed = self.cleaned_data.get("number")
        self.cleaned_data["numbers"] = readings_of(typed) if typed else []
        if typed and not self.cleaned_data["numbers"]:
            message = _("“%(value)s” is no official number. It should be like 01234567, 1123456 or PBCD-1234-GHJL")
            self.add_error("number", message % {"value": typed})
        return self.cleaned_data


class PartyForm(NumberForm):
    """An organisation that takes part, and as what."""

    role = forms.ChoiceField(
        label=_("What is it in this contract?"),
        choices=ContractParty.Role.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is in this contract")},
    )
    field_order = ("role", "number")


class InviteForm(forms.Form):
    """The address that an invitation goes to."""

    email = forms.EmailField(
        label=_("Email address of somebody at the supplier"),
        max_length=254,
        error_messages={
            "required": _("Enter the email address"),
            "invalid": _("Enter an email address in the right format, like name@example.com"),
        },
    )


class PartyInviteForm(InviteForm):
    """The address that an invitation to take part goes to, and as what."""

    role = forms.ChoiceField(
        label=_("What will their organisation be in this contract?"),
        choices=ContractParty.Role.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it will be in this contract")},
    )
    field_order = ("role", "email")

    def __init__(self, data=None) -> None:
        super().__init__(data)
        self.fields["email"].label = _("Email address of somebody there")


class PeopleForm(forms.Form):
    """Who looks after a contract at the council and, once it has a supplier, there."""

    def __init__(self, data=None, *, contract: Contract, managers: Iterable[User], owners: Iterable[User]) -> None:
        named = {"manager": contract.manager_id, "deputy": contract.deputy_id, "owner": contract.supplier_owner_id}
        super().__init__(data, initial={name: str(pk or "") for name, pk in named.items()})
        self.managers = {str(one.pk): one for one in managers}
        self.owners = {str(one.pk): one for one in owners}
        self.fields["manager"] = person_field(
            _("Contract manager at the council"), self.managers.values(), error=_("Choose the contract manager")
        )
        self.fields["deputy"] = person_field(_("Deputy at the council"), self.managers.values(), required=False)
        if self.owners:
            self.fields["owner"] = person_field(
                _("Who looks after it at the supplier"), self.owners.values(), required=False
            )

    @property
    def manager(self) -> User:
        """Who was chosen at the council."""
        return self.managers[self.cleaned_data["manager"]]

    def clean(self) -> dict:
        """Nobody is their own deputy."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("deputy") and cleaned.get("deputy") == cleaned.get("manager"):
            self.add_error("deputy", _("Choose a deputy who is not the contract manager as well"))
        return cleaned

    @property
    def deputy(self) -> User | None:
        """Who was chosen as deputy, if anybody."""
        return self.managers.get(self.cleaned_data.get("deputy", ""))

    @property
    def owner(self) -> User | None:
        """Who was chosen at the supplier, if anybody."""
        return self.owners.get(self.cleaned_data.get("owner", ""))


class OwnerForm(forms.Form):
    """Who looks after a contract at its supplier, as the supplier's admins say."""

    def __init__(self, data=None, *, contract: Contract, owners: Iterable[User]) -> None:
        super().__init__(data, initial={"owner": str(contract.supplier_owner_id or "")})
        self.owners = {str(one.pk): one for one in owners}
        error = _("Choose who looks after the contract")
        self.fields["owner"] = person_field(_("Person"), self.owners.values(), error=error)

    @property
    def owner(self) -> User:
        """Who was chosen."""
        return self.owners[self.cleaned_data["owner"]]


class ExtendForm(forms.Form):
    """Another last day, and why."""

    ends_on = day_field(_("New last day"), error=REAL_DAY, required=True)
    reason = words_field(_("Why does it move?"), error=_("Say why the end moves"), limit=REASON_LIMIT, rows=3)

    def clean_ends_on(self) -> date:
        """Within a century."""
        day = self.cleaned_data["ends_on"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(_("The year must be between 2000 and 2100"))
        return day
