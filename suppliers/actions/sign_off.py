"""Whether an organisation has its returns signed off before they are sent: its own choice."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from suppliers.actions.telling import tell
from suppliers.checks import NotReady, before_asking_for_sign_off
from suppliers.events import SupplierEvent
from suppliers.models import Organisation
from suppliers.permissions import can_run_team


@transaction.atomic
def set_sign_off(*, organisation: Organisation, needs_sign_off: bool, by: User) -> Organisation:
    """Have returns signed off from now on, or no longer; what waits for a signatory may then be sent by any writer.

    Setting what is set already changes nothing. Raises PermissionDenied; NotReady where nobody signs off.
    """
    if not can_run_team(by, organisation):
        raise PermissionDenied
    if needs_sign_off and (problems := before_asking_for_sign_off(organisation)):
        raise NotReady(problems)
    changing = Organisation.objects.filter(pk=organisation.pk, needs_sign_off=not needs_sign_off)
    if changing.update(needs_sign_off=needs_sign_off) == 1:
        event = SupplierEvent.SIGN_OFF_REQUIRED if needs_sign_off else SupplierEvent.SIGN_OFF_LIFTED
        tell(event, by=by, on=organisation)
    organisation.needs_sign_off = needs_sign_off
    return organisation
