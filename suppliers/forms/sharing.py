"""Shapes of what officers say about their absences and teams. Forms never write and never ask who may or when."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from suppliers.forms.asking import day_field, offer
from suppliers.forms.contracts import person_field

NAME_LIMIT = Team._meta.get_field("name").max_length


class AbsenceForm(forms.Form):
    """When an officer is away, and who covers. Only leads are asked who it is."""

    starts_on = day_field(_("First day away"), error=_("Enter the first day, like 27 3 2027"), required=True)
    ends_on = day_field(_("Last day away"), error=_("Enter the last day, like 27 3 2027"), required=True)

    def __init__(self, data=None, *, officers: Iterable[User], me: User, asks_who: bool) -> None:
        super().__init__(data, initial={"user": str(me.pk)})
        self.people = {str(one.pk): one for one in officers}
        self.me = me
        if asks_who:
            error = _("Choose who is away")
            self.fields["user"] = person_field(_("Who is away?"), self.people.values(), error=error)
        self.fields["cover"] = person_field(
            _("Who covers?"), self.people.values(), error=_("Choose who covers for them")
        )
        self.order_fields(["user", "starts_on", "ends_on", "cover"])

    @property
    def away(self) -> User:
        """Who is away: the person themselves unless somebody else was chosen."""
        return self.people[self.cleaned_data["user"]] if "user" in self.fields else self.me

    @property
    def cover(self) -> User:
        """Who covers."""
        return self.people[self.cleaned_data["cover"]]


class TeamForm(forms.Form):
    """What a team is called and who works in it."""

    name = forms.CharField(
        label=_("What is the team called?"),
        max_length=NAME_LIMIT,
        error_messages={"required": _("Enter the name of the team")},
    )
    members = forms.MultipleChoiceField(
        label=_("Who works in it?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose officers who decide for the council")},
    )

    def __init__(self, data=None, *, officers: Iterable[User], team: Team | None = None) -> None:
        chosen = [str(pk) for pk in team.members.values_list("pk", flat=True)] if team and team.pk else []
        super().__init__(data, initial={"name": team.name if team else "", "members": chosen})
        self.people = {str(one.pk): one for one in officers}
        offer(self, "members", [(pk, str(one)) for pk, one in self.people.items()])

    @property
    def chosen(self) -> list[User]:
        """The officers who were chosen."""
        return [self.people[pk] for pk in self.cleaned_data["members"]]
