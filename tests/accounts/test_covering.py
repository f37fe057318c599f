"""Teams, and who covers while somebody is away: recorded once, never in a chain, and over on the day it says."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actions import end_absence, grant_role, record_absence, remove_team, save_team
from accounts.covering import CannotCover, colleagues_of, covered_by, in_force
from accounts.models import Absence, Departure, OutboundEmail, Team, User
from audit.models import AuditEvent
from audit.queries import sentence_for
from tests.factories import CouncilFactory, OfficerRoleFactory, UserFactory

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 7, 6)


@pytest.fixture(autouse=True)
def on_monday(time_machine):
    time_machine.move_to("2026-07-06T10:00:00+01:00")


@pytest.fixture
def council():
    return CouncilFactory()


@pytest.fixture
def people(council):
    """Three contract managers, and a lead."""
    lead = OfficerRoleFactory(council=council, role="social_value_lead").user
    return [*(OfficerRoleFactory(council=council).user for _each in range(3)), lead]


def away(user, cover, council, *, first=MONDAY, days=5, by=None) -> Absence:
    last = first + timedelta(days=days - 1)
    return record_absence(user=user, council=council, starts_on=first, ends_on=last, cover=cover, by=by or user)


def post() -> list[tuple[str, str]]:
    return sorted(OutboundEmail.objects.values_list("to", "subject"))


def again(user) -> User:
    """The same person in another request."""
    return User.objects.get(pk=user.pk)


def test_absence_is_told_to_who_covers_and_stands_in_the_councils_history(council, people):
    one, two, *_rest = people
    away(one, two, council)
    assert post() == [(two.email, "You cover for a colleague")]
    event = AuditEvent.objects.get(event="absence.recorded")
    assert event.council_id == council.pk and "is away from 6 July 2026 to 10 July 2026" in sentence_for(event)
    assert covered_by(two) == {council.pk: {one.pk}} and covered_by(one) == {}


def test_lead_records_for_another_who_is_told_as_well(council, people):
    one, two, three, lead = people
    away(one, two, council, by=lead)
    assert {to for to, _subject in post()} == {one.email, two.email}
    with pytest.raises(PermissionDenied):
        away(two, one, council, by=three)
    for stranger in (
        UserFactory(),
        OfficerRoleFactory().user,
        OfficerRoleFactory(council=council, role="auditor").user,
    ):
        with pytest.raises(PermissionDenied):
            away(one, two, council, by=stranger)


def test_cover_lasts_from_the_first_day_to_the_last(council, people, time_machine):
    one, two, *_rest = people
    away(one, two, council, first=date(2026, 7, 8), days=2)
    found = {}
    for day in (7, 8, 9, 10):
        time_machine.move_to(f"2026-07-{day:02d}T10:00:00+01:00")
        found[day] = bool(covered_by(again(two)))
    assert found == {7: False, 8: True, 9: True, 10: False}


def test_absence_that_ends_early_is_covered_no_more(council, people):
    one, two, three, _lead = people
    absence = away(one, two, council)
    with pytest.raises(PermissionDenied):
        end_absence(absence=absence, by=three)
    assert end_absence(absence=absence, by=one) is True
    assert end_absence(absence=absence, by=one) is False
    assert AuditEvent.objects.filter(event="absence.ended").count() == 1
    assert (two.email, "Cover has ended early") in post() and not in_force().exists()
    away(one, three, council)  # another may follow in the same days


@pytest.mark.parametrize("shift", [-4, 0, 4])
def test_absences_of_a_person_never_overlap(council, people, shift):
    one, two, three, _lead = people
    away(one, two, council, first=MONDAY + timedelta(days=7))
    with pytest.raises(CannotCover, match="recorded already"):
        away(one, three, council, first=MONDAY + timedelta(days=7 + shift))
    assert Absence.objects.count() == 1


def test_absences_one_after_the_other_do_not_clash(council, people):
    one, two, *_rest = people
    away(one, two, council)
    away(one, two, council, first=MONDAY + timedelta(days=5))
    away(two, one, council, first=MONDAY + timedelta(days=10))
    assert Absence.objects.count() == 3


def test_nobody_covers_who_is_away_and_nobody_goes_who_covers(council, people):
    one, two, three, _lead = people
    away(one, two, council)
    with pytest.raises(CannotCover, match="is away in these days as well"):
        away(three, one, council)
    with pytest.raises(CannotCover, match="covers for a colleague in these days"):
        away(two, three, council)


def test_who_covers_is_another_officer_who_decides_for_the_council(council, people):
    one = people[0]
    gone = OfficerRoleFactory(council=council, user__is_active=False).user
    for cover in (one, gone, OfficerRoleFactory().user, OfficerRoleFactory(council=council, role="auditor").user):
        with pytest.raises(CannotCover, match="another officer who decides"):
            away(one, cover, council)


@pytest.mark.parametrize(
    ("first", "days", "why"), [(6, 0, "or a later one"), (1, 3, "today or later"), (6, 500, "longer than 400")]
)
def test_days_must_make_sense(council, people, first, days, why):
    with pytest.raises(CannotCover, match=why):
        away(people[0], people[1], council, first=date(2026, 7, first), days=days)


# --- Teams ------------------------------------------------------------------------------------------------------------
def test_lead_says_who_works_in_a_team_and_removes_it(council, people):
    one, two, three, lead = people
    team = save_team(team=Team(council=council, name="Care"), members=[one, two], by=lead)
    assert colleagues_of(one) == {council.pk: {one.pk, two.pk}} and colleagues_of(three) == {}
    save_team(team=team, members=[two, three], by=lead)
    assert colleagues_of(again(one)) == {} and colleagues_of(again(three)) == {council.pk: {two.pk, three.pk}}
    for person in (one, UserFactory()):
        with pytest.raises(PermissionDenied):
            save_team(team=team, members=[], by=person)
        with pytest.raises(PermissionDenied):
            remove_team(team=team, by=person)
    remove_team(team=team, by=lead)
    assert list(AuditEvent.objects.values_list("event", flat=True)) == ["team.removed", "team.saved", "team.saved"]


def test_team_has_a_name_of_its_own_and_officers_who_decide(council, people):
    lead = people[-1]
    save_team(team=Team(council=council, name="Care"), members=[], by=lead)
    with pytest.raises(CannotCover, match="this name already"):
        save_team(team=Team(council=council, name="CARE"), members=[], by=lead)
    with pytest.raises(CannotCover, match="officers who decide"):
        save_team(team=Team(council=council, name="Works"), members=[OfficerRoleFactory().user], by=lead)
    assert Team.objects.count() == 1


def test_whoever_gets_a_role_again_is_missed_no_longer(council):
    person, admin = UserFactory(), UserFactory(is_superuser=True)
    Departure.objects.create(user=person, council=council, told_on=MONDAY)
    grant_role(user=person, council=council, role="contract_manager", by=admin)
    assert not Departure.objects.exists()
