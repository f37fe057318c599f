"""Signing an organisation up, what it says of itself, and what a council confirms (SU1; decision record 0021).

Signing up never looks at whether anybody has the number: that is looked at when it is decided, and by the worker.
"""

from dataclasses import dataclass, fields

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from suppliers.actions.telling import tell
from suppliers.checks import NotReady, before_adding_number, before_registering
from suppliers.events import SupplierEvent
from suppliers.identifiers import Identifier
from suppliers.models import Member, Organisation, OrganisationIdentifier, Registration
from suppliers.permissions import can_decide_registration, can_run_team
from suppliers.registrations import number_of, waiting_registration_of
from suppliers.workflow import REGISTRATION, InvalidTransition, move


@dataclass(frozen=True)
class Details:
    """What an organisation says of itself; None where it is not sure."""

    name: str
    is_sme: bool | None = None
    is_vcse: bool | None = None
    vcse_kind: str = ""
    is_mission_led: bool = False


@transaction.atomic
def register_organisation(*, details: Details, number: Identifier | None, by: User) -> Organisation:
    """Sign an organisation up: provisional, with this person as its admin. Anybody who can sign in may.

    Raises PermissionDenied for an account that is switched off; NotReady when the person asked for the same before.
    """
    if not by.is_active:
        raise PermissionDenied
    problems = before_registering(by, number)
    if problems:
        raise NotReady(problems)
    organisation = Organisation.objects.create(**vars(details), is_provisional=True)
    Member.objects.create(organisation=organisation, user=by, role=Member.Role.ADMIN)
    tell(SupplierEvent.ORGANISATION_REGISTERED, by=by, on=organisation)
    _ask(organisation, number, by)
    return organisation


@transaction.atomic
def register_number(*, organisation: Organisation, number: Identifier | None, by: User) -> Registration:
    """Ask again for a provisional organisation that was not confirmed, or for a further number of a confirmed one.

    Whether anybody has the number is looked at no more than at signing up. Raises PermissionDenied; InvalidTransition
    when a number waits already; NotReady as above, and for a further number that does not fit those it has.
    """
    if not can_run_team(by, organisation):
        raise PermissionDenied
    problems = before_registering(by, number)
    if not organisation.is_provisional:
        problems += before_adding_number(organisation, number)
    if problems:
        raise NotReady(problems)
    if waiting_registration_of(organisation.pk):
        raise InvalidTransition("a number waits already")
    try:
        with transaction.atomic():
            return _ask(organisation, number, by)
    except IntegrityError as error:
        raise InvalidTransition("a colleague asked at this moment") from error


def _ask(organisation: Organisation, number: Identifier | None, by: User) -> Registration:
    registration = Registration.objects.create(
        organisation=organisation,
        scheme=number.scheme if number else "",
        value=number.value if number else "",
        asked_at=timezone.now(),
        asked_by=by,
    )
    data = {"number": str(number) if number else ""}
    event = SupplierEvent.REGISTRATION_ASKED if organisation.is_provisional else SupplierEvent.NUMBER_ASKED
    tell(event, by=by, on=registration, data=data)
    return registration


@transaction.atomic
def withdraw_registration(*, registration: Registration, by: User) -> Registration:
    """Take the wish to be confirmed back; the organisation stays. Raises PermissionDenied, InvalidTransition."""
    if not can_run_team(by, registration.organisation):
        raise PermissionDenied
    move(registration, REGISTRATION["withdraw"], **_decided(by))
    tell(SupplierEvent.REGISTRATION_WITHDRAWN, by=by, on=registration)
    return registration


@transaction.atomic
def change_organisation(*, organisation: Organisation, details: Details, by: User) -> Organisation:
    """Change the name and what an organisation says of itself; never its official numbers. Raises PermissionDenied."""
    if not can_run_team(by, organisation):
        raise PermissionDenied
    said = {field.name: getattr(details, field.name) for field in fields(details)}
    changed = [name for name, value in said.items() if getattr(organisation, name) != value]
    if not changed:
        return organisation
    for name in changed:
        setattr(organisation, name, said[name])
    organisation.save(update_fields=changed)
    tell(SupplierEvent.ORGANISATION_CHANGED, by=by, on=organisation, data={"fields": changed})
    return organisation


# --- What a council says ----------------------------------------------------------------------------------------------
@transaction.atomic
def confirm_registration(*, registration: Registration, by: User) -> Registration:
    """Confirm that an organisation is who it says, or has a further number; from then on it has it, where it gave one.

    Raises PermissionDenied; NotReady when somebody else has the number; InvalidTransition.
    """
    if not can_decide_registration(by, registration):
        raise PermissionDenied
    is_further = not registration.organisation.is_provisional
    if is_further and (problems := before_adding_number(registration.organisation, number_of(registration))):
        raise NotReady(problems)
    _confirm(registration, by)
    event = SupplierEvent.NUMBER_CONFIRMED if is_further else SupplierEvent.REGISTRATION_CONFIRMED
    tell(event, by=by, on=registration)
    return registration


def _confirm(registration: Registration, officer: User) -> None:
    """Give the organisation its number. The database sees to it that nobody else has it; then NotReady is raised."""
    if registration.scheme:
        try:
            with transaction.atomic():
                OrganisationIdentifier.objects.create(
                    organisation=registration.organisation,
                    scheme=registration.scheme,
                    value=registration.value,
                    source=_("Confirmed by a council"),
                    verified_on=timezone.localdate(),
                )
        except IntegrityError as error:
            message = _("Another organisation has this number. Its own people must let these in")
            raise NotReady([message]) from error
    move(registration, REGISTRATION["confirm"], **_decided(officer))
    Organisation.objects.filter(pk=registration.organisation_id).update(is_provisional=False)
    registration.organisation.is_provisional = False


def _decided(by: User) -> dict:
    """When and by whom."""
    return {"decided_at": timezone.now(), "decided_by": by}
