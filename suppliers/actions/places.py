"""The departments and areas that a council puts its contracts under."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Council, User
from suppliers.actions.telling import tell
from suppliers.checks import NotReady
from suppliers.events import SupplierEvent
from suppliers.models import Area, AreaNeed, Department
from suppliers.ownership import MOST
from suppliers.permissions import can_set_places

# What is said of one: its name, and of an area the code it has in official statistics.
Said = Mapping[str, str]
_EVENTS = {Department: SupplierEvent.DEPARTMENTS_SET, Area: SupplierEvent.AREAS_SET}


@transaction.atomic
def set_places(
    *, council: Council, model: type[Department] | type[Area], kept: Mapping[int, Said], added: Sequence[Said], by: User
) -> None:
    """Set a council's departments or areas: `kept` are those it has by their ids, as they are called from now on.

    What is not kept goes, an area with the figures of its need. Raises PermissionDenied, or NotReady when a contract is
    put under one that would go, when two have one name, or when there are too many.
    """
    if not can_set_places(by, council):
        raise PermissionDenied
    rows = model._default_manager.filter(council=council).select_for_update()
    before = {row.pk: row for row in rows}
    if len({said["name"].casefold() for said in (*kept.values(), *added)}) < len(kept) + len(added):
        raise NotReady([_("Two of them have the same name")])
    if len(kept) + len(added) > MOST:
        raise NotReady([_("Keep %(most)d at most") % {"most": MOST}])
    going = [pk for pk in before if pk not in kept]
    used = model._default_manager.filter(pk__in=going, contracts__isnull=False).values_list("name", flat=True)
    if name := used.first():
        raise NotReady([_("Contracts are put under “%(name)s”. Move them first") % {"name": name}])
    forgotten = AreaNeed.objects.filter(area__in=going).count() if model is Area else 0
    model._default_manager.filter(pk__in=going).delete()
    _rename(before, kept)
    new: list[Any] = [model(council=council, **said) for said in added]
    model._default_manager.bulk_create(new)
    data = {"kept": len(kept), "added": len(added), "gone": len(going)} | ({"needs": forgotten} if forgotten else {})
    tell(_EVENTS[model], by=by, on=council, data=data)


def _rename(before: Mapping[int, Department | Area], kept: Mapping[int, Said]) -> None:
    """Write what is called otherwise. Names that are swapped give way first, because each stands once."""
    changed = [
        before[pk] for pk, said in kept.items() if pk in before and any(getattr(before[pk], n) != said[n] for n in said)
    ]
    for row in changed:
        row.name = f"~{row.pk}"
        row.save(update_fields=["name"])
    for row in changed:
        for name, value in kept[row.pk].items():
            setattr(row, name, value)
        row.save()
