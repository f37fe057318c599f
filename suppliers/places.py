"""Where a contract counts: the supplier, services, department and area that figures are summed under.

A place is a kind and a key: the id of what stands there, or `NOT_SAID`. A contract of several services counts under
each of them, and under one place of every other kind.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

from django.db import models
from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from suppliers.models import Contract

Place = tuple[str, int]
Follower = Callable[[Contract, Collection[Place]], None]
NOT_SAID = 0


class Kind(models.TextChoices):
    """What a council asks by."""

    ALL = "all", _("All contracts")
    AREA = "area", _("Area")
    CATEGORY = "category", _("Service")
    DEPARTMENT = "department", _("Department")
    SUPPLIER = "supplier", _("Supplier")


# The way from a contract to the key of its place; of services it is one row for each.
_WAYS = {
    Kind.AREA: "area",
    Kind.CATEGORY: "categories",
    Kind.DEPARTMENT: "department",
    Kind.SUPPLIER: "supplier",
}
_followers: list[Follower] = []


def key_of(kind: str, *, contract: str = "") -> Value | Coalesce:
    """The key of a row's place of this kind, in a query; `contract` is the way from the row to its contract."""
    if kind == Kind.ALL:
        return Value(NOT_SAID)
    return Coalesce(f"{contract}{_WAYS[Kind(kind)]}", Value(NOT_SAID), output_field=models.BigIntegerField())


def in_place(rows: QuerySet, kind: str, key: int, *, contract: str = "") -> QuerySet:
    """Those of some rows whose contract counts in one place."""
    if kind == Kind.ALL:
        return rows
    way = f"{contract}{_WAYS[Kind(kind)]}"
    return rows.filter(**({f"{way}__isnull": True} if key == NOT_SAID else {way: key}))


def places_of_contract(contract_id: int) -> set[Place]:
    """Every place a contract counts in. One query."""
    rows = Contract.objects.filter(pk=contract_id).order_by()
    found = {(Kind.ALL.value, NOT_SAID)}
    for *keys, category in rows.values_list(
        *(way for kind, way in _WAYS.items() if kind != Kind.CATEGORY), "categories"
    ):
        kinds = [kind.value for kind in _WAYS if kind != Kind.CATEGORY]
        found |= {(kind, key or NOT_SAID) for kind, key in zip(kinds, keys, strict=True)}
        found.add((Kind.CATEGORY.value, category or NOT_SAID))
    return found


def hold_place(contract_id: int) -> None:
    """Wait for whoever moves this contract, or counts its figures where it is; inside the caller's transaction."""
    list(Contract.objects.filter(pk=contract_id).order_by().select_for_update(no_key=True).values_list("pk"))


@contextmanager
def moving(contract: Contract) -> Iterator[None]:
    """Around what may move a contract: what is summed under the places it leaves and comes to follows at once."""
    hold_place(contract.pk)
    before = places_of_contract(contract.pk)
    yield
    if changed := before ^ places_of_contract(contract.pk):
        for follow in _followers:
            follow(contract, changed)


def follow_moves(follower: Follower) -> None:
    """Have a room that this one does not know told of each contract that moves, in the same transaction.

    It is given the contract and the places that it came to or left.
    """
    if follower not in _followers:
        _followers.append(follower)
