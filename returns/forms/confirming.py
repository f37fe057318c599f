"""Shapes of what is asked of those who benefited, of what they answer, and of what auditors find."""

from django import forms
from django.utils.translation import gettext_lazy as _

from framework.models import Measure
from framework.values import FigureError, parse_value
from returns.actions.confirming import Asking
from returns.checks.confirmation_can_be_asked import WITHOUT_A_SHARE
from returns.forms.supplier import REASON_LIMIT
from returns.models import Confirmation
from suppliers.forms.asking import words_field
from suppliers.forms.naming import NamesNobody

COMMENT_LIMIT = 300
MISSING = _("Select what your organisation received")


class AskForm(NamesNobody):
    """Who is asked, and how much was given to them. An organisation is named here and never a person."""

    watched = ("organisation_name",)
    is_sensitive = True

    organisation_name = forms.CharField(
        label=_("Name of the organisation"),
        max_length=200,
        error_messages={
            "required": _("Enter the name of the organisation"),
            "max_length": _("The name must be %(limit_value)d characters or fewer"),
        },
    )
    email = forms.EmailField(
        label=_("Email address of the organisation"),
        max_length=254,
        error_messages={
            "required": _("Enter the email address of the organisation"),
            "invalid": _("Enter an email address, like office@charity.example"),
        },
    )
    is_organisation = forms.BooleanField(
        label=_("This is the address of an organisation. It is not that of a child, a young person or a private home"),
        error_messages={"required": _("Confirm that this is the address of an organisation")},
    )

    def __init__(self, data=None, *, measure: Measure) -> None:
        super().__init__(data)
        self.measure = measure
        if measure.value_type not in WITHOUT_A_SHARE:
            self.fields["figure"] = forms.CharField(
                label=_("How much of it this organisation received"), required=False
            )
            self.order_fields(["organisation_name", "email", "figure", "is_organisation"])

    def clean_figure(self):
        """More than nothing, in the unit of the measure."""
        try:
            figure = parse_value(self.measure, self.cleaned_data.get("figure", ""))
        except FigureError as error:
            raise forms.ValidationError(error.message) from error
        if figure <= 0:
            raise forms.ValidationError(_("Enter a number above 0"))
        return figure

    def to_asking(self) -> Asking:
        """What the action takes."""
        cleaned = self.cleaned_data
        return Asking(cleaned["organisation_name"], cleaned["email"], cleaned.get("figure"))


class AnswerForm(NamesNobody):
    """What was received, in one choice; a few words where nobody can be recognised by them."""

    watched = ("comment",)
    is_sensitive = True

    answer = forms.ChoiceField(
        choices=[
            (Confirmation.Answer.RECEIVED, _("Yes, we received it")),
            (Confirmation.Answer.PARTLY, _("We received a part of it")),
            (Confirmation.Answer.NOT_RECEIVED, _("No, we did not receive it")),
            (Confirmation.Answer.NOT_USEFUL, _("We received it, but it was not useful")),
        ],
        label=_("Did your organisation receive this?"),
        widget=forms.RadioSelect,
        error_messages={"required": MISSING, "invalid_choice": MISSING},
    )
    comment = words_field(_("Is there something to add?"), required=False, limit=COMMENT_LIMIT, rows=3)

    def __init__(self, data=None, *, measure: Measure) -> None:
        super().__init__(data)
        if measure.sensitivity != Measure.Sensitivity.STANDARD:
            del self.fields["comment"]

    def look_at(self, name: str) -> None:
        """Nothing where nobody is asked for words."""
        if name in self.fields:
            super().look_at(name)


class AuditForm(NamesNobody):
    """Whether a verified figure holds, and if not, why."""

    watched = ("note",)

    verdict = forms.ChoiceField(
        choices=[("holds", _("The verified figure holds")), ("differs", _("The verified figure does not hold"))],
        label=_("What did you find?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Select what you found")},
    )
    note = words_field(_("What you looked at, and what you found"), required=False, limit=REASON_LIMIT, rows=4)

    def __init__(self, data=None, *, is_sensitive: bool) -> None:
        super().__init__(data)
        self.is_sensitive = is_sensitive

    def clean(self) -> dict:
        """Whoever disagrees says why."""
        super().clean()
        if self.cleaned_data.get("verdict") == "differs" and not self.cleaned_data.get("note"):
            self.add_error("note", _("Say why the verified figure does not hold"))
        return self.cleaned_data
