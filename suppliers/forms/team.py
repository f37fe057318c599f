"""Shapes of what is said about the members of a team."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from suppliers.actions.team import Duties
from suppliers.models import Contract, Invitation, Member

ALL, SOME = "all", "some"
WRONG_ADDRESS = _("Enter an email address in the right format, like name@example.com")
ROLE_HINTS = {
    Member.Role.ADMIN.value: _("Runs the team, and does all that an editor does"),
    Member.Role.EDITOR.value: _("Writes returns and sends them"),
    Member.Role.VIEWER.value: _("Reads everything and changes nothing"),
}


class DutiesForm(forms.Form):
    """What a member may do, and for which contracts."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=Member.Role.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose a role")),
    )
    is_signatory = forms.BooleanField(
        label=_("Signs returns off"),
        help_text=_("If your organisation signs returns off before they are sent, this person does it."),
        required=False,
    )

    def __init__(self, data=None, *, contracts: list[Contract], **kwargs) -> None:
        super().__init__(data, **kwargs)
        self.contracts = {str(contract.pk): contract for contract in contracts}
        if not contracts:
            return
        self.fields["reach"] = forms.ChoiceField(
            label=_("Contracts"),
            help_text=_("An admin always sees all of them."),
            choices=[(ALL, _("All contracts, those to come too")), (SOME, _("Only some contracts"))],
            widget=forms.RadioSelect,
            initial=ALL,
            error_messages=dict.fromkeys(("required", "invalid_choice"), gettext("Choose all contracts or only some")),
        )
        self.fields["contracts"] = forms.MultipleChoiceField(
            label=_("If only some, which ones?"),
            choices=[(pk, f"{contract.title} ({contract.reference})") for pk, contract in self.contracts.items()],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            error_messages={"invalid_choice": gettext("Choose contracts from the list")},
        )

    def clean(self) -> dict:
        """Viewers do not sign off, and only some contracts are at least one."""
        super().clean()
        cleaned = self.cleaned_data
        role = cleaned.get("role")
        if role == Member.Role.VIEWER and cleaned.get("is_signatory"):
            self.add_error("is_signatory", _("A viewer cannot sign returns off. Choose editor or admin as the role"))
        is_some = cleaned.get("reach") == SOME and role != Member.Role.ADMIN
        if not is_some:
            self.errors.pop("contracts", None)
        elif not cleaned.get("contracts") and "contracts" not in self.errors:
            self.add_error("contracts", _("Choose at least one contract, or choose all of them above"))
        return cleaned

    def to_duties(self) -> Duties:
        """What the action gives."""
        cleaned = self.cleaned_data
        chosen = None
        if cleaned.get("reach") == SOME and cleaned["role"] != Member.Role.ADMIN:
            chosen = [self.contracts[pk] for pk in cleaned["contracts"]]
        return Duties(cleaned["role"], is_signatory=cleaned["is_signatory"], contracts=chosen)

    @staticmethod
    def initial_of(member: Member, chosen: list[int]) -> dict:
        """What the form shows of a member; `chosen` are the ids of the contracts listed for a restricted one."""
        return {
            "role": member.role,
            "is_signatory": member.is_signatory,
            "reach": SOME if member.is_restricted else ALL,
            "contracts": [str(pk) for pk in chosen],
        }


class InviteForm(DutiesForm):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        label=_("Email address of your colleague"),
        max_length=Invitation._meta.get_field("email").max_length,
        error_messages={
            "required": _("Enter the email address of your colleague"),
            "invalid": WRONG_ADDRESS,
            "max_length": WRONG_ADDRESS,
        },
    )
    field_order = ("email", "role", "is_signatory")
