"""Officers who leave: the leads are told once that their contracts and open returns are to be handed over."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Council, Departure
from returns.actions.telling import tell
from returns.events import ReturnEvent
from returns.handing_over import missing_officers


def tell_of_departures() -> int:
    """Tell the leads of each council whose officers can no longer act and have work left; how many officers.

    Once for each officer and council, until their work is handed over or they can act again. May run twice at once.
    """
    missing = missing_officers()
    known = {(row.council_id, row.user_id): row.pk for row in Departure.objects.all()}
    Departure.objects.filter(pk__in=[pk for place, pk in known.items() if place not in missing]).delete()
    told = 0
    for council in Council.objects.filter(pk__in={council_id for council_id, _person in missing - known.keys()}):
        people = sorted(person for council_id, person in missing - known.keys() if council_id == council.pk)
        told += _tell_of(council, people)
    return told


def _tell_of(council: Council, people: list[int]) -> int:
    """One e-mail about these people; 0 when another run was quicker."""
    try:
        with transaction.atomic():
            for person in people:
                Departure.objects.create(council=council, user_id=person, told_on=timezone.localdate())
            tell(ReturnEvent.HANDOVER_ASKED, by=None, on=council, data={"users": people})
    except IntegrityError:
        return 0
    return len(people)
