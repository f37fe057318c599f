"""Who works with whom in a council, who is away, and who covers: nothing is ever owned by nobody (OF15)."""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Absence, OfficerRole, Team, User
from accounts.permissions import DECIDING
from accounts.queries import officer_roles

# Longer is no absence: then the contracts are handed over.
MOST_DAYS = 400


class CannotCover(Exception):  # what it says to people, not that it is an error
    """A team or an absence that cannot be as it was asked for; `problems` says why, in sentences."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def officers_deciding_for(council_id: int) -> QuerySet[User]:
    """Who decides for a council and can sign in: contract managers and leads, by name."""
    deciding = OfficerRole.objects.filter(council=council_id, role__in=DECIDING, user__is_active=True)
    return User.objects.filter(pk__in=deciding.values("user")).order_by("first_name", "last_name", "pk")


def absences_visible_to(user: User) -> QuerySet[Absence]:
    """Absences in the councils the person is an officer of: everybody there may know who covers for whom."""
    return Absence.objects.filter(council_id__in=officer_roles(user)).select_related("council", "user", "cover")


def teams_visible_to(user: User) -> QuerySet[Team]:
    """The teams of the councils the person is an officer of."""
    return Team.objects.filter(council_id__in=officer_roles(user)).select_related("council")


def in_force(on: date | None = None) -> QuerySet[Absence]:
    """Absences of this day, today unless told otherwise."""
    day = on or timezone.localdate()
    return Absence.objects.filter(ended_at__isnull=True, starts_on__lte=day, ends_on__gte=day)


def covered_by(user: User) -> dict[int, set[int]]:
    """The ids of those for whom a person covers today, by council: one query, kept as `offices_of` keeps its own."""
    known = user.__dict__.get("_covered")
    if known is None:
        known = user.__dict__["_covered"] = {}
        for council_id, person_id in in_force().filter(cover=user).values_list("council", "user"):
            known.setdefault(council_id, set()).add(person_id)
    return known


def colleagues_of(user: User) -> dict[int, set[int]]:
    """The ids of everybody in a person's teams, the person included, by council. One query."""
    found: dict[int, set[int]] = {}
    mine = Team.members.through.objects.filter(user=user, team__council__in=officer_roles(user))
    rows = Team.members.through.objects.filter(team__in=mine.values("team"))
    for council_id, person_id in rows.values_list("team__council", "user"):
        found.setdefault(council_id, set()).add(person_id)
    return found


def covers_of(council_id: int, people: Collection[int]) -> list[int]:
    """The ids of those who cover for any of these people in a council today."""
    return list(in_force().filter(council=council_id, user__in=people).values_list("cover", flat=True))


def absences_today(people: Collection[int], councils: Collection[int]) -> dict[tuple[int, int], Absence]:
    """Who of these people is away today, by council and person, with who covers. One query."""
    rows = in_force().filter(user__in=people, council__in=councils).select_related("cover")
    return {(row.council_id, row.user_id): row for row in rows}


def problems_of_team(team: Team, people: Collection[User]) -> Iterator[str]:
    """What is wrong with a team: its name, or somebody who does not decide for the council."""
    others = Team.objects.filter(council=team.council_id, name__iexact=team.name).exclude(pk=team.pk)
    if others.exists():
        yield _("The council has a team of this name already. Choose another name")
    numbers = {person.pk for person in people}
    if officers_deciding_for(team.council_id).filter(pk__in=numbers).count() != len(numbers):
        yield _("Choose officers who decide for the council")


def problems(absence: Absence, *, today: date) -> Iterator[str]:
    """Why an absence cannot be recorded, in sentences: its days, who covers, or what others have planned."""
    if absence.ends_on < absence.starts_on:
        yield _("The last day must be the first day or a later one")
        return
    if absence.ends_on < today:
        yield _("The last day must be today or later")
        return
    if (absence.ends_on - absence.starts_on).days > MOST_DAYS:
        yield _("Nobody can be away for longer than 400 days. Hand over their contracts instead")
        return
    deciding = officers_deciding_for(absence.council_id)
    if absence.cover_id == absence.user_id or not deciding.filter(pk=absence.cover_id).exists():
        yield _("Choose another officer who decides for the council")
        return
    yield from _clashes(absence)


def _clashes(absence: Absence) -> Iterator[str]:
    """Other absences in the same days that this one cannot stand beside: nobody covers for somebody who covers."""
    beside = Absence.objects.filter(
        council=absence.council_id,
        ended_at__isnull=True,
        starts_on__lte=absence.ends_on,
        ends_on__gte=absence.starts_on,
    )
    people = {absence.user_id, absence.cover_id}
    found = list(beside.filter(Q(user__in=people) | Q(cover=absence.user_id)).values_list("user", "cover"))
    if any(away == absence.user_id for away, _cover in found):
        yield _("An absence in these days is recorded already. End it first, or choose other days")
    if any(away == absence.cover_id for away, _cover in found):
        yield _("The person who would cover is away in these days as well. Choose somebody else")
    if any(cover == absence.user_id for _away, cover in found):
        yield _("This officer covers for a colleague in these days. Have somebody else cover for that colleague first")
