"""Shapes of what people type about case studies and consents."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from cms.actions.consents import Given
from cms.checks import consent_is_no_child
from cms.models import Consent
from suppliers.forms.asking import words_field
from suppliers.forms.naming import NamesNobody
from suppliers.models import Organisation

REASON_LIMIT = 1000


class SuggestForm(NamesNobody):
    """Why a return is worth telling."""

    watched = ("reason",)
    reason = words_field(
        _("Why is it worth telling?"), error=_("Say in a few words why it is worth telling"), limit=REASON_LIMIT, rows=4
    )

    def __init__(self, data=None, *, is_sensitive: bool) -> None:
        super().__init__(data)
        self.is_sensitive = is_sensitive


class DeclineForm(NamesNobody):
    """Why a suggestion does not become a page: whoever made it reads this."""

    watched = ("reason",)
    reason = words_field(
        _("Why not? Whoever suggested it reads this"), error=_("Say why not"), limit=REASON_LIMIT, rows=4
    )

    def __init__(self, data=None, *, is_sensitive: bool) -> None:
        super().__init__(data)
        self.is_sensitive = is_sensitive


class ConsentForm(NamesNobody):
    """The consent to publish a quote or a picture, as an editor records it: a role, and where the signed form is."""

    watched = ("given_by", "about", "kept_where")
    covers = forms.ChoiceField(
        label=_("What does it cover?"),
        choices=[(one.value, one.label) for one in (Consent.Covers.QUOTE, Consent.Covers.PICTURE)],
        widget=forms.RadioSelect,
    )
    is_of_child = forms.ChoiceField(
        label=_("Is it of a child, or of a young person in or leaving care?"),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is of a child or young person")},
    )
    about = forms.CharField(label=_("Which quote or picture?"), max_length=150)
    given_by = forms.CharField(
        label=_("Who gave it?"), max_length=150, help_text=_("A role, such as “site manager”. Never a name.")
    )
    organisation = forms.CharField(label=_("Of which organisation?"), max_length=250)
    way = forms.ChoiceField(
        label=_("How was it given?"),
        choices=[(one.value, one.label) for one in (Consent.Way.FORM, Consent.Way.EMAIL)],
        widget=forms.RadioSelect,
    )
    kept_where = forms.CharField(
        label=_("Where is the form or email kept?"),
        max_length=200,
        help_text=_("Its reference in the council’s own files. Do not upload it here."),
    )
    given_on = forms.DateField(label=_("Given on"), widget=forms.DateInput(attrs={"type": "date"}))
    expires_on = forms.DateField(
        label=_("Holds until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Leave empty if it holds until it is withdrawn."),
    )

    def clean(self) -> dict:
        """Never of a child; and it ends after it begins."""
        cleaned = super().clean()
        texts = [cleaned.get(name) or "" for name in ("given_by", "about", "organisation")]
        if cleaned.get("is_of_child") == "yes" or any(consent_is_no_child.problems(*texts)):
            self.add_error("is_of_child", str(consent_is_no_child.REFUSED))
        first, last = cleaned.get("given_on"), cleaned.get("expires_on")
        if first and last and last < first:
            self.add_error("expires_on", _("The last day must be after the day on which it was given"))
        return cleaned

    def given(self) -> Given:
        """What was typed, for the action."""
        return Given(**{name: self.cleaned_data[name] for name in Given.__annotations__})


class CouncilForm(forms.Form):
    """For which council, where somebody edits the sites of several."""

    council = forms.ModelChoiceField(label=_("Council"), queryset=Council.objects.none(), empty_label=None)

    def __init__(self, data=None, *, councils) -> None:
        super().__init__(data)
        self.fields["council"].queryset = councils  # type: ignore[attr-defined]


class AskForm(forms.Form):
    """Which supplier of the council is asked whether it may be named."""

    supplier = forms.ModelChoiceField(label=_("Supplier"), queryset=Organisation.objects.none(), empty_label=None)

    def __init__(self, data=None, *, suppliers) -> None:
        super().__init__(data)
        self.fields["supplier"].queryset = suppliers  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Whether the picture goes too."""

    deletes_picture = forms.BooleanField(
        label=_("Delete the picture itself, from every page and from the collection of pictures"), required=False
    )
