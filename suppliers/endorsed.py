"""Which endorsement of a supplier runs for a contract; who may see which says `endorsements_visible_to`."""

from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from accounts.queries import councils_on
from suppliers.models import Contract, Endorsement


def endorsements_running(*, today: date) -> QuerySet[Endorsement]:
    """Those that wait for somebody, or are shown: one a contract at most."""
    running = [Endorsement.Status.PROPOSED, Endorsement.Status.OFFERED, Endorsement.Status.ACCEPTED]
    not_over = Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    return Endorsement.objects.filter(not_over, status__in=running)


def with_endorsement(contracts: QuerySet[Contract], *, today: date) -> QuerySet[Contract]:
    """Contracts annotated with the endorsement that runs, for `endorsement_of`."""
    running = endorsements_running(today=today).filter(contract=OuterRef("pk"))
    about = running.values(about=JSONObject(pk="pk", status="status", valid_to="valid_to"))[:1]
    return contracts.annotate(running_endorsement=Subquery(about))


def endorsement_of(contract: Contract) -> Endorsement | None:
    """The endorsement that runs for a contract read by `with_endorsement`: its status and last day. No query."""
    found = contract.running_endorsement  # type: ignore[attr-defined]  # annotated by with_endorsement
    if found is None:
        return None
    valid_to = date.fromisoformat(found["valid_to"]) if found["valid_to"] else None
    return Endorsement(pk=found["pk"], status=found["status"], valid_to=valid_to)


def endorsements_shown(*, today: date, council_id: int | None = None) -> QuerySet[Endorsement]:
    """Those that suppliers have accepted, of contracts that are reported on or were: the newest first, for everybody.

    Of one council, or without one of all that there are on this day.
    """
    public = (Contract.Status.ACTIVE, Contract.Status.ENDED)
    running = endorsements_running(today=today).filter(
        status=Endorsement.Status.ACCEPTED, contract__status__in=public, council__in=councils_on(today)
    )
    rows = running if council_id is None else running.filter(council=council_id)
    said = ("reason", "valid_to", "council", "supplier__name", "contract__title")
    return rows.select_related("supplier", "contract").only(*said).order_by("-pk")
