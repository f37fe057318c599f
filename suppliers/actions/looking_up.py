"""An officer looks an organisation up by an official number, to name it in a contract (row 7 of the security page)."""

from collections.abc import Sequence
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.queries import how_often
from suppliers.actions.telling import tell
from suppliers.checks import NotReady
from suppliers.events import SupplierEvent
from suppliers.identifiers import Identifier
from suppliers.models import Contract, Organisation
from suppliers.permissions import can_manage_contract

MOST_AN_HOUR = 40


@transaction.atomic
def look_up_organisations(*, contract: Contract, numbers: Sequence[Identifier], by: User) -> list[Organisation]:
    """The organisations that have one of these numbers, whichever kind it is, with their numbers.

    Any organisation of the portal can be found, so each look-up stands in the council's history, found or not, and a
    person has 40 an hour. Raises PermissionDenied; NotReady beyond that.
    """
    if not can_manage_contract(by, contract):
        raise PermissionDenied
    since = timezone.now() - timedelta(hours=1)
    if how_often(SupplierEvent.ORGANISATION_LOOKED_UP, by=by, since=since) >= MOST_AN_HOUR:
        raise NotReady(
            [
                _("You have looked up %(most)d numbers within an hour. Wait, or invite somebody by email")
                % {"most": MOST_AN_HOUR}
            ]
        )
    wanted = Q(pk__in=[])
    for number in numbers:
        wanted |= Q(identifiers__scheme=number.scheme, identifiers__value=number.value)
    rows = Organisation.objects.filter(wanted, merged_into__isnull=True).distinct().order_by("pk")
    found = list(rows.prefetch_related("identifiers"))
    data = {
        "contract": contract.pk,
        "numbers": [str(number) for number in numbers],
        "organisations": [one.pk for one in found],
    }
    tell(SupplierEvent.ORGANISATION_LOOKED_UP, by=by, on=contract.council, data=data)
    return found
