"""Shapes of what an organisation says of itself for the directory."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import RegexValidator, URLValidator
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.entry_words import EntryWords
from cms.forms.strangers import ForStrangers
from cms.models import Cause, Help, ListedOrganisation
from cms.models.directory import LONGEST_TEXT
from suppliers.forms.asking import offer, words_field
from suppliers.forms.naming import NamesNobody
from suppliers.models import Area
from suppliers.personal.addresses import is_personal_address, is_personal_phone

NUMBER = RegexValidator(
    r"^[A-Z]{0,3}[0-9]{5,8}(-[0-9]{1,2})?\Z", _("Enter a charity or company number, like 1234567 or CE012345")
)
PHONE = RegexValidator(r"^[0-9+() -]{8,30}\Z", _("Enter a telephone number, like 01632 960 001"))
WEBSITE = URLValidator(schemes=["http", "https"], message=_("Enter a web address, like www.charity.example"))
LONGEST_EMAIL = ListedOrganisation._meta.get_field("email").max_length
EMAIL_MISSING = _("Enter the email address of the organisation")
TOO_LONG = _("This must be %(limit_value)d characters or fewer. You wrote %(show_value)d.")
INVALID_EMAIL = _("Enter an email address, like office@charity.example")
UNKNOWN = _("Select from the list")
Words = str | Promise
TEXTS = ("does", "offers", "seeks", "does_cy", "offers_cy", "seeks_cy")


def _errors(required: Words) -> dict[str, Any]:
    return {"required": required, "invalid_choice": UNKNOWN, "invalid_list": UNKNOWN}


def several(label, choices: Iterable, *, required: Words = "") -> forms.MultipleChoiceField:
    """Some of a list."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=bool(required),
        widget=forms.CheckboxSelectMultiple,
        error_messages=_errors(required),
    )


def short_field(label, *, limit: int, required: Words = "") -> forms.CharField:
    """One line."""
    errors: dict[str, Any] = {"required": required, "max_length": TOO_LONG}
    return forms.CharField(label=label, required=bool(required), max_length=limit, error_messages=errors)


def written_in(name: str) -> str:
    """The field of a text in the language of the page: that is where somebody who left both empty looks."""
    return f"{name}_cy" if get_language() == "cy" else name


class EntryForm(ForStrangers, NamesNobody):
    """What an organisation says of itself. Words and addresses that look like a person's come back once."""

    watched = ("name", *TEXTS)

    name = short_field(_("Name of the organisation"), limit=120, required=_("Enter the name of the organisation"))
    number = forms.CharField(
        label=_("Charity or company number"),
        required=False,
        max_length=20,
        validators=[NUMBER],
        error_messages={"max_length": TOO_LONG},
    )
    does = words_field(_("What your organisation does"), required=False, limit=LONGEST_TEXT, rows=3)
    causes = several(_("What you work for"), Cause.choices, required=_("Select what you work for"))
    areas = several(_("Where you work"), ())
    offered = several(_("What you can offer"), Help.choices)
    offers = words_field(_("What you offer, in your own words"), required=False, limit=LONGEST_TEXT, rows=3)
    sought = several(_("What you look for"), Help.choices)
    seeks = words_field(_("What you look for, in your own words"), required=False, limit=LONGEST_TEXT, rows=3)
    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        validators=[WEBSITE],
        error_messages={"invalid": WEBSITE.message, "max_length": TOO_LONG},
    )
    public_email = forms.EmailField(
        label=_("Email address that everybody may see"),
        required=False,
        max_length=LONGEST_EMAIL,
        error_messages={"invalid": INVALID_EMAIL, "max_length": TOO_LONG},
    )
    public_phone = forms.CharField(
        label=_("Telephone number that everybody may see"),
        required=False,
        max_length=30,
        validators=[PHONE],
        error_messages={"max_length": TOO_LONG},
    )
    does_cy = words_field(_("What your organisation does, in Welsh"), required=False, limit=LONGEST_TEXT, rows=3)
    offers_cy = words_field(_("What you offer, in Welsh"), required=False, limit=LONGEST_TEXT, rows=3)
    seeks_cy = words_field(_("What you look for, in Welsh"), required=False, limit=LONGEST_TEXT, rows=3)
    addresses: tuple[str, ...] = ("public_email", "public_phone")

    def __init__(self, data=None, *, areas: list[Area], words: EntryWords | None = None) -> None:
        said = {**words.kept(), "areas": [str(pk) for pk in words.area_ids]} if words else None
        super().__init__(data, initial=said)
        offer(self, "areas", [(str(area.pk), area.name) for area in areas])
        if not areas:
            del self.fields["areas"]

    def clean_number(self) -> str:
        """As registers write it, without spaces."""
        return re.sub(r"\s", "", self.cleaned_data["number"]).upper()

    def clean(self) -> dict:
        """Something in one of the languages, and a look at the addresses as well."""
        super().clean()
        says_nothing = not self.cleaned_data.get("does") and not self.cleaned_data.get("does_cy")
        if says_nothing and not {"does", "does_cy"} & set(self.errors):
            self.add_error(written_in("does"), _("Say what your organisation does"))
        for name in self.addresses:
            self.look_at_address(name)
        return self.cleaned_data

    def look_at_address(self, name: str) -> None:
        """Ask once about an address or a number that looks like a person's and was not there before."""
        value = self.cleaned_data.get(name) or ""
        organisation = self.cleaned_data.get("name") or ""
        is_theirs = is_personal_phone(value) if "phone" in name else is_personal_address(value, words=organisation)
        if not value or not is_theirs or value == self.get_initial_for_field(self.fields[name], name):
            return
        tick = f"{name}_checked"
        self.fields[tick] = forms.BooleanField(
            label=_("I have checked: this belongs to the organisation and not to a person"), required=False
        )
        if not self.data.get(self.add_prefix(tick)):
            self.add_error(
                name,
                _("This looks like it belongs to a person. Enter one of the organisation, such as office@ or info@"),
            )

    def to_words(self) -> EntryWords:
        """What the action takes."""
        cleaned = self.cleaned_data
        names = set(EntryWords.__dataclass_fields__) - {"area_ids"}
        ids = [int(pk) for pk in cleaned.get("areas", [])]
        return EntryWords(**{name: cleaned[name] for name in names}, area_ids=sorted(ids))


class JoinForm(EntryForm):
    """The same for an organisation that is not listed yet, with the address for the letters."""

    addresses = ("email", *EntryForm.addresses)
    field_order = ("email",)  # as on the page, so that the list of problems has the same order

    email = forms.EmailField(
        label=_("Email address of the organisation"),
        max_length=LONGEST_EMAIL,
        error_messages={"required": EMAIL_MISSING, "invalid": INVALID_EMAIL, "max_length": TOO_LONG},
    )


class AddressForm(ForStrangers):
    """The address that a link is sent to, if it has an entry."""

    email = forms.EmailField(
        label=_("Email address of the organisation"),
        max_length=LONGEST_EMAIL,
        error_messages={"required": EMAIL_MISSING, "invalid": INVALID_EMAIL, "max_length": TOO_LONG},
    )


class ReasonForm(forms.Form):
    """Why the council declines or takes down something; the organisation reads it."""

    reason = words_field(_("Reason"), error=_("Say why, so that the organisation can mend it"), limit=500, rows=4)


class NothingForm(forms.Form):
    """A button, with nothing to fill in."""
