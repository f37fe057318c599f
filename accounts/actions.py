"""Councils and their officers, set up by administrators of the portal, and accounts, which people make and change."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.adapter import get_adapter as sessions_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F, ProtectedError
from django.utils import timezone

from accounts import covering
from accounts.emails import EMAILS
from accounts.events import AccountEvent
from accounts.models import Absence, Council, CouncilIdentifier, Departure, OfficerRole, Team, User
from accounts.permissions import can_administer, can_manage_teams, can_record_absence, can_rename
from accounts.queries import named_elsewhere, unconfirmed_accounts
from audit.record import record

BATCH = 200
BATCHES = 20


@transaction.atomic
def save_council(*, council: Council, changed: list[str], by: User) -> Council:
    """Create a council or save its details; `changed` names the fields. Raises PermissionDenied."""
    if not can_administer(by):
        raise PermissionDenied
    council.save()
    record(AccountEvent.COUNCIL_SAVED, by=by, on=council, data={"changed": ", ".join(sorted(changed))})
    return council


@transaction.atomic
def save_council_identifier(*, identifier: CouncilIdentifier, by: User) -> CouncilIdentifier:
    """Give a council an official number, by which notices find it. Raises PermissionDenied."""
    if not can_administer(by):
        raise PermissionDenied
    identifier.save()
    record(AccountEvent.IDENTIFIER_SAVED, by=by, on=identifier.council, data={"number": str(identifier)})
    return identifier


@transaction.atomic
def grant_role(*, user: User, council: Council, role: str, by: User) -> OfficerRole:
    """Let a person act for a council; a role the person has already stays as it is. Raises PermissionDenied."""
    if not can_administer(by):
        raise PermissionDenied
    granted, is_new = OfficerRole.objects.get_or_create(user=user, council=council, role=role)
    if is_new:
        # Whoever is back is no longer missed; should they leave again, the leads are told again.
        Departure.objects.filter(user=user, council=council).delete()
        record(AccountEvent.ROLE_GRANTED, by=by, on=council, data={"role": role, "user": user.pk})
    return granted


@transaction.atomic
def revoke_role(*, officer_role: OfficerRole, by: User) -> None:
    """End a person's role in a council. Raises PermissionDenied."""
    if not can_administer(by):
        raise PermissionDenied
    data = {"role": officer_role.role, "user": officer_role.user_id}
    record(AccountEvent.ROLE_REVOKED, by=by, on=officer_role.council, data=data)
    officer_role.delete()


# --- Teams, and who covers while somebody is away ---------------------------------------------------------------------
@transaction.atomic
def save_team(*, team: Team, members: Iterable[User], by: User) -> Team:
    """Make a team or change its name and who is in it. Raises PermissionDenied, or CannotCover with what is wrong."""
    if not can_manage_teams(by, team.council_id):
        raise PermissionDenied
    people = list(members)
    if problems := list(covering.problems_of_team(team, people)):
        raise covering.CannotCover(problems)
    team.save()
    team.members.set(people)
    data = {"team": team.pk, "members": sorted(person.pk for person in people)}
    record(AccountEvent.TEAM_SAVED, by=by, on=team, data=data)
    return team


@transaction.atomic
def remove_team(*, team: Team, by: User) -> None:
    """Remove a team; its officers and their contracts stay. Raises PermissionDenied."""
    if not can_manage_teams(by, team.council_id):
        raise PermissionDenied
    record(AccountEvent.TEAM_REMOVED, by=by, on=team, data={"team": team.pk})
    team.delete()


@transaction.atomic
def record_absence(*, user: User, council: Council, starts_on: date, ends_on: date, cover: User, by: User) -> Absence:
    """Say when an officer is away and who covers. Raises PermissionDenied, or CannotCover with what is wrong."""
    if not can_record_absence(by, user, council.pk):
        raise PermissionDenied
    # An UPDATE that changes nothing: two absences that would overlap, or cover one another, wait for one another.
    Council.objects.filter(pk=council.pk).update(valid_from=F("valid_from"))
    absence = Absence(user=user, council=council, starts_on=starts_on, ends_on=ends_on, cover=cover)
    if problems := list(covering.problems(absence, today=timezone.localdate())):
        raise covering.CannotCover(problems)
    absence.recorded_at, absence.recorded_by = timezone.now(), by
    absence.save()
    data = {"user": user.pk, "cover": cover.pk, "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
    _tell(AccountEvent.ABSENCE_RECORDED, by=by, on=absence, data=data)
    return absence


@transaction.atomic
def end_absence(*, absence: Absence, by: User) -> bool:
    """End an absence early: nobody covers from now on. False when it had ended already. Raises PermissionDenied."""
    if not can_record_absence(by, absence.user, absence.council_id):
        raise PermissionDenied
    now = timezone.now()
    standing = Absence.objects.filter(pk=absence.pk, ended_at__isnull=True, ends_on__gte=timezone.localdate())
    if standing.update(ended_at=now, ended_by=by) != 1:
        return False
    absence.ended_at, absence.ended_by = now, by
    _tell(AccountEvent.ABSENCE_ENDED, by=by, on=absence, data={"user": absence.user_id, "cover": absence.cover_id})
    return True


def _tell(event: AccountEvent, *, by: User, on: Absence, data: dict) -> None:
    """Record the event, and queue the e-mail that its rule names."""
    record(event, by=by, on=on, data=data)
    if event.email:
        EMAILS[event.email](on, by)


# --- Accounts, which people make and change ---------------------------------------------------------------------------
@transaction.atomic
def choose_language(*, language: str, by: User) -> User:
    """Write to a person in another language from now on. Raises ValueError for a language the portal does not have.

    Everybody chooses for themselves and for nobody else, so there is no permission to ask for.
    """
    if language not in dict(settings.LANGUAGES):
        raise ValueError(f"The portal has no language {language!r}.")
    by.preferred_language = language
    by.save(update_fields=["preferred_language"])
    return by


@transaction.atomic
def change_name(*, user: User, first_name: str, last_name: str, by: User) -> None:
    """Change what a person is called. Raises PermissionDenied for anybody but the person."""
    if not can_rename(by, user):
        raise PermissionDenied
    user.first_name, user.last_name = first_name, last_name
    user.save(update_fields=["first_name", "last_name"])
    record(AccountEvent.NAME_CHANGED, by=by, on=user)


@transaction.atomic
def reset_second_factor(*, user: User, by: User) -> None:
    """Remove the second factors of somebody who has lost them all, and end the person's sessions.

    Whoever asks for this on the telephone must be known by voice or called back. Raises PermissionDenied.
    """
    if not can_administer(by):
        raise PermissionDenied
    Authenticator.objects.filter(user=user).delete()
    sessions_adapter().end_sessions(UserSession.objects.filter(user=user))
    record(AccountEvent.SECOND_FACTOR_RESET, by=by, on=user)


@transaction.atomic
def end_sessions(*, user: User, by: User) -> None:
    """Sign somebody out everywhere, because a device was lost or a session may be in the wrong hands.

    What protects the account stays as it is. Raises PermissionDenied.
    """
    if not can_administer(by):
        raise PermissionDenied
    sessions_adapter().end_sessions(UserSession.objects.filter(user=user))
    record(AccountEvent.SESSIONS_ENDED, by=by, on=user)


def remove_unconfirmed_accounts() -> int:
    """Remove accounts that nobody confirmed within UNCONFIRMED_ACCOUNT_DAYS, at most 20 batches of 200 a call.

    Returns how many were removed. An account that anything names stays: a role, a membership, a group, an event.
    """
    before = timezone.now() - timedelta(days=settings.UNCONFIRMED_ACCOUNT_DAYS)
    removed = last = 0
    for _batch in range(BATCHES):
        found = unconfirmed_accounts(before).filter(pk__gt=last).order_by("pk")
        numbers = list(found.values_list("pk", flat=True)[:BATCH])
        named = named_elsewhere(numbers)
        removed += sum(_remove_unconfirmed(number, before) for number in numbers if number not in named)
        if len(numbers) < BATCH:
            break
        last = numbers[-1]
    return removed


def _remove_unconfirmed(number: int, before: datetime) -> int:
    """One of them; 0 when its address was confirmed meanwhile, or something began to name it."""
    try:
        with transaction.atomic():
            # An UPDATE that changes nothing: whoever confirms at this moment is waited for, and seen by the next line.
            EmailAddress.objects.filter(user=number).update(verified=F("verified"))
            account = unconfirmed_accounts(before).filter(pk=number).first()
            if account is None:
                return 0
            record(AccountEvent.ACCOUNT_REMOVED, by=None, on=account)
            account.delete()
    except (IntegrityError, ProtectedError):
        return 0
    return 1
