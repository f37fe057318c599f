"""Shapes of what people say when they sign an organisation up, answer an invitation, or decide who joins."""

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from suppliers.actions.registering import Details
from suppliers.forms.asking import words_field
from suppliers.identifiers import CHARITY, COMPANY, PPON, Identifier, InvalidIdentifier, normalise
from suppliers.models import Member, Organisation

YES, NO, UNSURE = "yes", "no", "unsure"
NO_NUMBER = "none"
REASON_LIMIT = 1000
NAME_LIMIT = Organisation._meta.get_field("name").max_length
FLAGS = {YES: True, NO: False, UNSURE: None}
WORDS = {True: YES, False: NO, None: UNSURE}
NOT_VCSE, UNSURE_VCSE = "no", "unsure"
# The kinds of number people are asked for: scheme, what it is called, how it looks, and what is said without it.
NUMBERS: dict[str, tuple[str, Promise, Promise, Promise]] = {
    "company": (
        COMPANY,
        _("A company number"),
        _("8 characters, like 01234567 or SC123456"),
        _("Enter the company number"),
    ),
    "charity": (
        CHARITY,
        _("A charity number (England and Wales)"),
        _("6 or 7 digits, like 1123456"),
        _("Enter the charity number"),
    ),
    "scottish_charity": (
        "GB-SC",
        _("A charity number (Scotland)"),
        _("SC and 6 digits, like SC012345"),
        _("Enter the Scottish charity number"),
    ),
    "northern_irish_charity": (
        "GB-NIC",
        _("A charity number (Northern Ireland)"),
        _("6 digits, like 100001"),
        _("Enter the Northern Ireland charity number"),
    ),
    "ppon": (
        PPON,
        _("A procurement identifier (PPON)"),
        _("From the central digital platform, like PBCD-1234-GHJL"),
        _("Enter the procurement identifier"),
    ),
}
NUMBER_HINTS = {kind: looks for kind, (_scheme, _label, looks, _missing) in NUMBERS.items()}


class NumberForm(forms.Form):
    """Which official number an organisation has."""

    kind = forms.ChoiceField(
        label=_("Which official number does your organisation have?"),
        help_text=_("If it has several, choose any of them. You can add the others once it is confirmed."),
        choices=[*((kind, row[1]) for kind, row in NUMBERS.items()), (NO_NUMBER, _("None of these"))],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose which number your organisation has, or “None of these”")
        ),
    )
    value = forms.CharField(
        label=_("The number"),
        help_text=_("Leave this empty if it has none of these."),
        required=False,
        max_length=60,
        error_messages={"max_length": _("This number is too long. Check it")},
    )

    def clean(self) -> dict:
        """The number in the form we keep; None for an organisation that has none of these."""
        super().clean()
        kind = self.cleaned_data.get("kind")
        self.cleaned_data["number"] = None
        if kind in NUMBERS and "value" not in self.errors:
            self._read(*NUMBERS[kind])
        elif kind == NO_NUMBER and self.cleaned_data.get("value"):
            self.add_error("kind", _("Choose which kind of number it is, or leave the number empty"))
        return self.cleaned_data

    def _read(self, scheme: str, _label: Promise, _looks: Promise, missing: Promise) -> None:
        """The number that was typed, or an error beside its box."""
        if not self.cleaned_data["value"]:
            self.add_error("value", str(missing))
            return
        try:
            self.cleaned_data["number"] = Identifier(scheme, normalise(scheme, self.cleaned_data["value"]))
        except InvalidIdentifier as error:
            self.add_error("value", str(error))

    def kept(self) -> dict[str, str]:
        """What is remembered of a valid form until the end."""
        return {name: self.cleaned_data[name] for name in ("kind", "value")}


class FurtherNumberForm(NumberForm):
    """Which other official number a confirmed organisation has."""

    def __init__(self, data=None) -> None:
        super().__init__(data)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Which other official number does your organisation have?"),
            choices=[(kind, row[1]) for kind, row in NUMBERS.items()],
            widget=forms.RadioSelect,
            error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose which number it is")),
        )
        self.fields["value"].help_text = ""


class DetailsForm(forms.Form):
    """What an organisation says of itself."""

    name = forms.CharField(
        label=_("Name of the organisation"),
        help_text=_("As it stands in the register, or in your rules if it is in none."),
        max_length=NAME_LIMIT,
        error_messages={
            "required": _("Enter the name of the organisation"),
            "max_length": _("The name must be %(limit_value)d characters or fewer. You wrote %(show_value)d."),
        },
    )
    is_sme = forms.ChoiceField(
        label=_("Is it small or medium-sized?"),
        help_text=_("Fewer than 250 staff, and a turnover of £44 million a year or less."),
        choices=[(YES, _("Yes")), (NO, _("No")), (UNSURE, _("I am not sure"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is small or medium-sized")},
    )
    vcse = forms.ChoiceField(
        label=_("Is it a voluntary, community or social enterprise (VCSE)?"),
        choices=[
            (NOT_VCSE, _("No")),
            *((kind.value, format_lazy(_("Yes: {kind}"), kind=kind.label)) for kind in Organisation.VcseKind),
            (UNSURE_VCSE, _("I am not sure")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is a voluntary, community or social enterprise")},
    )
    is_mission_led = forms.BooleanField(
        label=_("Social value is what it is for"),
        help_text=_(
            "Only for a VCSE, such as a charity for young people leaving care. "
            "It may describe the value of its mission in place of further promises."
        ),
        required=False,
    )

    def clean(self) -> dict:
        """Only a VCSE can be there for social value."""
        super().clean()
        if self.cleaned_data.get("is_mission_led") and self.cleaned_data.get("vcse") in (NOT_VCSE, UNSURE_VCSE):
            self.add_error("vcse", _("Choose what kind of VCSE it is, if social value is what it is for"))
        return self.cleaned_data

    def kept(self) -> dict[str, str]:
        """What is remembered of a valid form until the end."""
        cleaned = self.cleaned_data
        return {**cleaned, "is_mission_led": "on" if cleaned["is_mission_led"] else ""}

    def to_details(self) -> Details:
        """What the action writes."""
        cleaned = self.cleaned_data
        is_vcse = {NOT_VCSE: False, UNSURE_VCSE: None}.get(cleaned["vcse"], True)
        return Details(
            name=cleaned["name"],
            is_sme=FLAGS[cleaned["is_sme"]],
            is_vcse=is_vcse,
            vcse_kind=cleaned["vcse"] if is_vcse else "",
            is_mission_led=cleaned["is_mission_led"],
        )

    @staticmethod
    def initial_of(organisation: Organisation) -> dict:
        """What the form shows of an organisation before it is changed; a VCSE whose kind nobody said chooses one."""
        kinds = {True: organisation.vcse_kind, False: NOT_VCSE, None: UNSURE_VCSE}
        return {
            "name": organisation.name,
            "is_sme": WORDS[organisation.is_sme],
            "vcse": kinds[organisation.is_vcse],
            "is_mission_led": organisation.is_mission_led,
        }


class TakeOnForm(forms.Form):
    """For which of one's organisations an invitation for a contract is accepted."""

    def __init__(self, data=None, *, organisations: list[Organisation]) -> None:
        only = organisations[0].pk if len(organisations) == 1 else None
        super().__init__(data, initial={"organisation": only})
        self.organisations = {str(organisation.pk): organisation for organisation in organisations}
        self.fields["organisation"] = forms.ChoiceField(
            label=_("Which organisation do you accept for?"),
            choices=[(pk, organisation.name) for pk, organisation in self.organisations.items()],
            widget=forms.RadioSelect,
            error_messages=dict.fromkeys(
                ("required", "invalid_choice"), gettext("Choose the organisation that you accept for")
            ),
        )

    def to_organisation(self) -> Organisation:
        """The chosen one."""
        return self.organisations[self.cleaned_data["organisation"]]


LET_IN, CONFIRM, DECLINE = "let_in", "confirm", "decline"


def _ways_to_agree(has_owner: bool, is_further: bool) -> list[tuple[str, Promise]]:
    """What else there is than declining: nothing where another organisation has a further number already."""
    if is_further:
        return [] if has_owner else [(CONFIRM, _("Confirm the number"))]
    return [(LET_IN, _("Let them in"))] if has_owner else [(CONFIRM, _("Confirm the organisation"))]


class DecisionForm(forms.Form):
    """What becomes of a registration: let in with a role or confirmed, or declined with a reason.

    Where it can only be declined only the reason is asked.
    """

    def __init__(self, data=None, *, has_owner: bool, is_further: bool = False) -> None:
        super().__init__(data)
        ways = _ways_to_agree(has_owner, is_further)
        if ways:
            self.fields["decision"] = forms.ChoiceField(
                label=_("Your decision"),
                choices=[*ways, (DECLINE, _("Decline"))],
                widget=forms.RadioSelect,
                error_messages=dict.fromkeys(("required", "invalid_choice"), gettext("Choose what to do")),
            )
        if has_owner and not is_further:
            self.fields["role"] = forms.ChoiceField(
                label=_("If you let them in, as what?"),
                help_text=_("The most that any of them will be. An admin can change it for each of them later."),
                choices=Member.Role.choices,
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": _("Choose what they will be")},
            )
        why = _("If you decline, why?") if ways else _("Why do you decline?")
        self.fields["reason"] = words_field(why, required=False, limit=REASON_LIMIT, rows=3)
        self.fields["reason"].help_text = _("The people who asked read this.")

    def clean(self) -> dict:
        """Each decision needs its own."""
        super().clean()
        cleaned = self.cleaned_data
        if "decision" not in self.fields:
            if self.data.get("decision", DECLINE) != DECLINE:
                raise forms.ValidationError(_("By now this can only be declined"))
            cleaned["decision"] = DECLINE
        if cleaned.get("decision") == DECLINE:
            self.errors.pop("role", None)
            if not cleaned.get("reason") and "reason" not in self.errors:
                self.add_error("reason", _("Say why you decline"))
        elif cleaned.get("decision") == LET_IN and not cleaned.get("role") and "role" not in self.errors:
            self.add_error("role", _("Choose what they will be"))
        return cleaned
