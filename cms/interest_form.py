"""What somebody who is interested in an event tells us."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.actions.interests import Interested

NAME, EMAIL, ORGANISATION, NEEDS = 120, 254, 200, 500
TOO_LONG = _("This must be %(limit_value)d characters or fewer. You wrote %(show_value)d.")


class InterestForm(forms.Form):
    """Name, address and, if they like, an organisation and what they need to take part.

    `website` is for programs that fill every box: nobody sees it, and what has it is thrown away.
    """

    name = forms.CharField(
        label=_("Your name"),
        max_length=NAME,
        error_messages={"required": _("Enter your name"), "max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your email address"),
        max_length=EMAIL,
        error_messages={
            "required": _("Enter your email address"),
            "invalid": _("Enter an email address, like name@example.org"),
            "max_length": TOO_LONG,
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    organisation = forms.CharField(
        label=_("Your organisation (optional)"),
        max_length=ORGANISATION,
        required=False,
        error_messages={"max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    access_needs = forms.CharField(
        label=_("What you need to take part (optional)"),
        max_length=NEEDS,
        required=False,
        error_messages={"max_length": TOO_LONG},
        help_text=_("Such as an interpreter, step-free access or large print. Do not tell us why."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    agrees = forms.BooleanField(
        label=_("I agree that you keep this until 90 days after the event, and use it for this event only"),
        error_messages={"required": _("Agree that we keep what you told us, or do not send it")},
    )
    website = forms.CharField(required=False, label=_("Leave this box empty"))

    @property
    def is_from_a_program(self) -> bool:
        """Whether the box that nobody sees was filled in."""
        return bool(self.data.get("website"))

    def to_interested(self) -> Interested:
        """What the action takes."""
        cleaned = self.cleaned_data
        return Interested(
            name=cleaned["name"],
            email=cleaned["email"],
            organisation=cleaned["organisation"],
            access_needs=cleaned["access_needs"],
        )
