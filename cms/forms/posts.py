"""Shapes of needs and offers, of answers to them, and of what is looked for."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.actions.posting import Reply
from cms.entry_words import PostWords
from cms.finding import BoardFilters, DirectoryFilters
from cms.forms.entries import INVALID_EMAIL, LONGEST_EMAIL, TOO_LONG, UNKNOWN, Words, several, short_field, written_in
from cms.forms.strangers import ForStrangers
from cms.models import Cause, Help, Post
from cms.models.board import LONGEST_MESSAGE, LONGEST_POST
from suppliers.community import Supplying
from suppliers.forms.asking import day_field, offer, words_field
from suppliers.forms.naming import NamesNobody
from suppliers.models import Area

LONGEST_OPEN = timedelta(days=366)


def one_of(label, choices, *, required: Words) -> forms.ChoiceField:
    """One of a list, all of it to be seen."""
    errors: dict[str, Any] = {"required": required, "invalid_choice": UNKNOWN}
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=errors)


class PostForm(NamesNobody):
    """A need or an offer, in the words of whoever writes it. Nobody is named."""

    watched = ("title", "words", "title_cy", "words_cy")

    kind = one_of(_("Is it a need or an offer?"), Post.Kind.choices, required=_("Select need or offer"))
    what = one_of(_("What is it about?"), Help.choices, required=_("Select what it is about"))
    title = short_field(_("Title"), limit=80)
    words = words_field(_("What you need or offer"), required=False, limit=LONGEST_POST, rows=6)
    causes = several(_("What it is for"), Cause.choices)
    areas = several(_("Where"), ())
    ends_on = day_field(_("Until when"), error=_("Enter a date, like 27 3 2027"), required=True)
    title_cy = short_field(_("Title in Welsh"), limit=80)
    words_cy = words_field(_("What you need or offer, in Welsh"), required=False, limit=LONGEST_POST, rows=6)

    def __init__(self, data=None, *, areas: list[Area]) -> None:
        super().__init__(data)
        offer(self, "areas", [(str(area.pk), area.name) for area in areas])
        if not areas:
            del self.fields["areas"]

    def clean(self) -> dict:
        """A title and words in one of the languages."""
        super().clean()
        missing = {"title": _("Enter a title"), "words": _("Say what you need or offer")}
        for name, error in missing.items():
            both = (name, f"{name}_cy")
            if not any(self.cleaned_data.get(one) for one in both) and not set(both) & set(self.errors):
                self.add_error(written_in(name), error)
        return self.cleaned_data

    def clean_ends_on(self):
        """From tomorrow to a year from now."""
        day, today = self.cleaned_data["ends_on"], timezone.localdate()
        if not today < day <= today + LONGEST_OPEN:
            raise forms.ValidationError(_("Enter a date from tomorrow to a year from now"))
        return day

    def to_words(self) -> PostWords:
        """What the action takes."""
        cleaned = self.cleaned_data
        names = set(PostWords.__dataclass_fields__) - {"area_ids"}
        return PostWords(
            **{name: cleaned[name] for name in names}, area_ids=[int(pk) for pk in cleaned.get("areas", [])]
        )


class SupplierPostForm(PostForm):
    """The same for somebody who writes for suppliers: on behalf of which, on the board of which council."""

    def __init__(self, data=None, *, options: list[Supplying], areas: list[Area]) -> None:
        super().__init__(data, areas=areas)
        self.options = {f"{one.organisation_id}-{one.council_id}": one for one in options}
        self.fields["on_behalf_of"] = one_of(
            _("For whom, and on whose board?"), (), required=_("Select for whom you write")
        )
        labels = [(key, f"{one.organisation}, {one.council}") for key, one in self.options.items()]
        offer(self, "on_behalf_of", labels)
        self.order_fields(["on_behalf_of"])

    @property
    def chosen(self) -> Supplying:
        """Which of the options was chosen, in a form that is valid."""
        return self.options[self.cleaned_data["on_behalf_of"]]


class AnswerForm(ForStrangers, NamesNobody):
    """An answer to a post. It may be about children: words that look like they name somebody are not taken."""

    watched = ("words",)
    is_sensitive = True

    sender_name = short_field(
        _("Name of your organisation"), limit=120, required=_("Enter the name of your organisation")
    )
    sender_email = forms.EmailField(
        label=_("Email address of your organisation"),
        max_length=LONGEST_EMAIL,
        error_messages={
            "required": _("Enter the email address of your organisation"),
            "invalid": INVALID_EMAIL,
            "max_length": TOO_LONG,
        },
    )
    words = words_field(_("Your message"), error=_("Enter your message"), limit=LONGEST_MESSAGE, rows=6)

    def to_reply(self) -> Reply:
        """What the action takes."""
        return Reply(**{name: self.cleaned_data[name] for name in ("sender_name", "sender_email", "words")})


class _LookForm(forms.Form):
    """What is looked for; it is never checked, because what is none of ours is left out (`cms.finding`)."""

    words = forms.CharField(label=_("Words"), required=False)
    place = forms.ChoiceField(label=_("Place"), required=False)
    cause = forms.ChoiceField(label=_("Cause"), required=False, choices=[("", _("All causes")), *Cause.choices])

    def __init__(self, filters, areas: list[Area]) -> None:
        place = str(filters.place[0]) if len(filters.place) == 1 else ""
        super().__init__(initial={**vars(filters), "place": place})
        offer(self, "place", [("", str(_("All places"))), *((str(area.pk), area.name) for area in areas)])


class DirectoryLookForm(_LookForm):
    """What is looked for in the directory."""

    offers = forms.ChoiceField(
        label=_("What they offer"), required=False, choices=[("", _("Everything")), *Help.choices]
    )

    def __init__(self, filters: DirectoryFilters, areas: list[Area]) -> None:
        super().__init__(filters, areas)


class BoardLookForm(_LookForm):
    """What is looked for on the board."""

    kind = forms.ChoiceField(
        label=_("Needs or offers"), required=False, choices=[("", _("Needs and offers")), *Post.Kind.choices]
    )
    what = forms.ChoiceField(label=_("About"), required=False, choices=[("", _("Everything")), *Help.choices])

    def __init__(self, filters: BoardFilters, areas: list[Area]) -> None:
        super().__init__(filters, areas)
