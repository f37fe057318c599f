"""Shapes of what people say about tokens. Forms never write and never ask who may or when."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from api.actions import LONGEST
from api.models import ApiToken

NAME_LIMIT = ApiToken._meta.get_field("name").max_length
DAYS = {"30": _("30 days"), "90": _("90 days"), str(LONGEST.days - 1): _("A year")}


class TokenForm(forms.Form):
    """What a token is for, what it may do (asked of organisations alone: a council's tokens only read), how long."""

    name = forms.CharField(
        label=_("What is it for?"),
        help_text=_("For example, the name of the program that uses it."),
        max_length=NAME_LIMIT,
        error_messages={"required": _("Enter what the token is for")},
    )
    scope = forms.ChoiceField(
        label=_("What may it do?"),
        choices=ApiToken.Scope.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the token may do")},
    )
    days = forms.ChoiceField(
        label=_("How long does it work?"),
        help_text=_("When it ends, make a new one."),
        choices=list(DAYS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how long the token works")},
    )

    def __init__(self, data=None, *, may_write: bool) -> None:
        super().__init__(data)
        if not may_write:
            del self.fields["scope"]

    @property
    def chosen_scope(self) -> str:
        """What was chosen; to read where there was no choice."""
        return self.cleaned_data.get("scope", ApiToken.Scope.READ)

    def last_day(self, today: date) -> date:
        """The last day on which it works."""
        return today + timedelta(days=int(self.cleaned_data["days"]))
