"""What the public board of needs and offers asks about suppliers, their contracts and the places of a council."""

from collections.abc import Collection
from dataclasses import dataclass

from accounts.models import User
from suppliers.models import Area, Contract
from suppliers.permissions import can_write_for
from suppliers.reach import held_by

MOST_AREAS = 200


@dataclass(frozen=True)
class Supplying:
    """An organisation that a person writes for, and a council that it has a running contract with."""

    organisation_id: int
    organisation: str
    council_id: int
    council: str


def areas_of(council_id: int) -> list[Area]:
    """The places of a council, by name."""
    return list(Area.objects.filter(council=council_id).order_by("name")[:MOST_AREAS])


def areas_known(council_id: int, ids: Collection[int]) -> list[Area]:
    """Those of some places that are this council's."""
    return list(Area.objects.filter(council=council_id, pk__in=list(ids)[:MOST_AREAS]).order_by("name"))


def supplying(user: User) -> list[Supplying]:
    """For whom a person may write on a council's board: one query."""
    rows = Contract.objects.filter(held_by(user), status=Contract.Status.ACTIVE, supplier__is_provisional=False)
    names = ("supplier_id", "supplier__name", "council_id", "council__name")
    found = [Supplying(*row) for row in rows.order_by(*names).values_list(*names).distinct()]
    return [one for one in found if can_write_for(user, one.organisation_id)]


def areas_near(user: User) -> dict[int, list[int]]:
    """The ids of the places in which a person's organisations hold running contracts, by council; one query.

    A council with a contract for all of it is there with no place.
    """
    rows = Contract.objects.filter(held_by(user), status=Contract.Status.ACTIVE).order_by("council_id", "area_id")
    found: dict[int, list[int]] = {}
    everywhere: set[int] = set()
    for council_id, area_id in rows.values_list("council_id", "area_id").distinct():
        found.setdefault(council_id, [])
        if area_id is None:
            everywhere.add(council_id)
        else:
            found[council_id].append(area_id)
    return {council_id: [] if council_id in everywhere else ids for council_id, ids in found.items()}
