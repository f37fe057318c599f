"""Telling councils that it is their turn to decide about somebody who signed up (SU1; decision record 0021)."""

from django.db import IntegrityError, transaction
from django.db.models import Exists, Q
from django.utils import timezone

from suppliers.actions.telling import tell
from suppliers.events import SupplierEvent
from suppliers.models import Registration, ToldCouncil
from suppliers.queries import owners_of_numbers
from suppliers.registrations import standings_of_all_councils

BATCH = 200


def tell_councils() -> int:
    """Tell each council once that it can decide who joins an organisation, or about a further number; how many times.

    It can once the admins' five working days are over, counted in its nation, or at once where there is no admin. Of
    a new organisation whose number nobody has, it is told by the claim or the invitation that brought it here.
    """
    asked = Q(organisation__is_provisional=False) | Exists(owners_of_numbers())
    waiting = Registration.objects.filter(asked, status=Registration.Status.WAITING).order_by("pk")
    rows = waiting.select_related("organisation").prefetch_related("told_councils")
    told, after = 0, 0
    while batch := list(rows.filter(pk__gt=after)[:BATCH]):
        told += _tell_of(batch)
        after = batch[-1].pk
    return told


def _tell_of(batch: list[Registration]) -> int:
    """Tell of some of them; returns how many councils were told."""
    today, standings = timezone.localdate(), standings_of_all_councils(batch)
    count = 0
    for registration in batch:
        known = {told.council_id for told in registration.told_councils.all()}
        for council_id in sorted(standings[registration.pk].councils_that_decide(today) - known):
            count += _tell_council(registration, council_id)
    return count


@transaction.atomic
def _tell_council(registration: Registration, council_id: int) -> int:
    """One council of one of them; 0 when another worker was quicker."""
    try:
        with transaction.atomic():
            told = ToldCouncil.objects.create(registration=registration, council_id=council_id)
    except IntegrityError:
        return 0
    tell(SupplierEvent.COUNCIL_CALLED, by=None, on=told, data={"registration": registration.pk})
    return 1
