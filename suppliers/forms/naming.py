"""Words in which nobody should be named: looked at when they are written (domain rules, section 7.6)."""

from django import forms
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from suppliers.personal.patterns import find_personal_data, label


class NamesNobody(forms.Form):
    """A form that asks about words that look like they name a person.

    Words about children or others who need protection must be changed (`is_sensitive`). Elsewhere the form comes back
    once with a tick of its own beside the words, `<field>_checked`, and takes them when it is ticked. Words that were
    saved before and not changed since are not asked about again.
    """

    watched: tuple[str, ...] = ()
    is_sensitive = False

    def clean(self) -> dict:
        """Look at every field of `watched`."""
        super().clean()
        for name in self.watched:
            self.look_at(name)
        return self.cleaned_data

    def look_at(self, name: str) -> None:
        """Add an error, and where it may be right after all a tick, if a field's words look like they name somebody."""
        text = self.cleaned_data.get(name) or ""
        found = find_personal_data(text)
        if not found or (not self.is_sensitive and text == self.get_initial_for_field(self.fields[name], name)):
            return
        tick = f"{name}_checked"
        if not self.is_sensitive:
            self.fields[tick] = forms.BooleanField(
                label=_("I have checked: nobody is named who should not be"), required=False
            )
        if self.is_sensitive or not self.data.get(self.add_prefix(tick)):
            self.add_error(name, naming_error(found))


def naming_error(found: dict[str, int]) -> str:
    """What is said of words in which these kinds of personal data were found; never what was found itself."""
    kinds = get_text_list([kind_in_a_sentence(kind) for kind in found], gettext("and"))
    return gettext("It looks like this names a person: %(kinds)s. Write about the activity, not the person") % {
        "kinds": kinds
    }


def kind_in_a_sentence(kind: str) -> str:
    """What a kind of personal data is called in the middle of a sentence: "email address", but "NHS number"."""
    words = str(label(kind))
    begin = " ".join(words.split()[:2])
    is_a_name = any(letter.isupper() for letter in begin[1:])
    return words if is_a_name else words[:1].lower() + words[1:]
