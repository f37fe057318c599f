"""Suppliers that a council says do well, as everybody may see it: endorsed, accepted by the supplier, and willing."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from cms.consenting import unwilling
from suppliers.endorsed import endorsements_shown
from suppliers.models import Endorsement

MOST_TO_CHOOSE = 500


def recognised(council_id: int, *, today: date) -> QuerySet[Endorsement]:
    """The endorsements of a council that are shown, the newest first.

    Accepting one is the supplier's consent to it. A supplier that does not want the council to name it any more is not
    among them all the same.
    """
    shown = endorsements_shown(council_id=council_id, today=today)
    return shown.exclude(supplier__in=unwilling(council_id, today=today).values("pk"))


def recognitions_to_choose() -> list[tuple[str, str]]:
    """For a form: every endorsement that is public, with its supplier and council."""
    rows = endorsements_shown(today=timezone.localdate()).prefetch_related("council")
    return [(str(one.pk), f"{one.supplier}: {one.contract.title} ({one.council})") for one in rows[:MOST_TO_CHOOSE]]
