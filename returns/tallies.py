"""How many promised pieces of a council are due on which day, and how far these have come: kept as totals are.

Each tally is computed again from the figures of the contracts in its shard by the actions that change those, once for
each place the contracts count in and once for each measure. What is late is not stored: it follows from the day on
which somebody looks.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import F, Sum

from returns.models import ContractFigure, Tally
from returns.totals import BATCH, PIECES, at, shard_of
from suppliers.models import Contract
from suppliers.places import Kind, Place, key_of

MEASURE = "measure"
KINDS = (MEASURE, *Kind.values)
NOTHING = dict.fromkeys(PIECES, 0)
Counts = dict[str, int]


def refresh_tallies(
    *, contract: int, council: int, measures: Collection[int], places: Collection[Place], days: Collection[date]
) -> None:
    """Compute the tallies of these days again for a contract's places and these measures, in the caller's transaction.

    They are locked after the totals, and in the order of places and days.
    """
    _refresh(council, shard_of(contract), {*places, *((MEASURE, pk) for pk in measures)}, days)


def move_tallies(contract: Contract, places: Collection[Place]) -> None:
    """Compute the tallies of every day of a contract again for places it came to or left."""
    days = ContractFigure.objects.filter(contract=contract, due_on__isnull=False).order_by()
    due = {day for day in days.values_list("due_on", flat=True) if day is not None}
    _refresh(contract.council_id, shard_of(contract.pk), places, due)


def repair_tallies(contract: Contract) -> None:
    """Compute every tally of a council's shard again that is stored, or that its contracts have figures for."""
    council, shard = contract.council_id, shard_of(contract.pk)
    stored = set(Tally.objects.filter(council=council, shard=shard).order_by().values_list("kind", "key", "due_on"))
    fresh = {(kind, *pair) for kind in KINDS for pair in tallies_of(council, shard, kind)}
    places = {(kind, key) for kind, key, _day in stored | fresh}
    _refresh(council, shard, places, {day for _kind, _key, day in stored | fresh})


def tallies_of(
    council: int, shard: int, kind: str, *, keys: Collection[int] | None = None, days: Collection[date] | None = None
) -> dict[tuple[int, date], Counts]:
    """The pieces of a council's shard under every key of a kind, by key and day, from the figures of its contracts.

    Of these keys and days only, if any. One query.
    """
    key = F("measure") if kind == MEASURE else key_of(kind, contract="contract__")
    figures = ContractFigure.objects.filter(council=council, shard=shard, due_on__isnull=False).annotate(place=key)
    if days is not None:
        figures = figures.filter(due_on__in=days)
    if keys is not None:
        figures = figures.filter(place__in=keys)
    sums = {f"{name}_sum": Sum(name) for name in PIECES}
    rows: Iterable[Mapping[str, Any]] = figures.order_by().values("place", "due_on").annotate(**sums)
    return {(row["place"], row["due_on"]): {name: row[f"{name}_sum"] for name in PIECES} for row in rows}


def differing_tallies() -> Iterator[tuple[Contract, list[str]]]:
    """One contract of each shard with tallies that its figures do not bear out, and a sentence for each of these."""
    last, seen = 0, set()
    while batch := list(Contract.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        for contract in batch:
            place = (contract.council_id, shard_of(contract.pk))
            if place not in seen:
                seen.add(place)
                if found := _differences(*place):
                    yield contract, found
        last = batch[-1].pk


def _differences(council: int, shard: int) -> list[str]:
    """A sentence for each tally that is stored otherwise; one that nothing is left in stays, and is empty."""
    fresh: dict[tuple[str, int, date], Counts] = defaultdict(NOTHING.copy)
    for kind in KINDS:
        fresh |= {(kind, key, day): counts for (key, day), counts in tallies_of(council, shard, kind).items()}
    stored = {}
    for row in Tally.objects.filter(council=council, shard=shard).values("kind", "key", "due_on", *PIECES):
        stored[row["kind"], row["key"], row["due_on"]] = {name: row[name] for name in PIECES}
    return [
        f"council {council}, {kind} {key}, due {day}, shard {shard}: stored {_told(stored.get((kind, key, day)))}, "
        f"the lines say {_told(fresh[kind, key, day])}"
        for kind, key, day in sorted(fresh.keys() | stored.keys())
        if stored.get((kind, key, day)) != fresh[kind, key, day]
    ]


def _refresh(council: int, shard: int, places: Collection[Place], days: Iterable[date]) -> None:
    """Wait for whoever changes these tallies, and write them over what was stored; a query for each kind of place."""
    ordered, this = sorted(days), {"council_id": council, "shard": shard}
    keys = [(kind, key, day) for kind, key in sorted(places) for day in ordered]
    empty = [Tally(kind=kind, key=key, due_on=day, **this) for kind, key, day in keys]
    Tally.objects.bulk_create(empty, ignore_conflicts=True)
    rows = Tally.objects.filter(at(places), due_on__in=ordered, **this).order_by("kind", "key", "due_on")
    list(rows.select_for_update().values_list("pk"))
    fresh: dict[tuple[str, int, date], Counts] = {}
    for kind in sorted({kind for kind, _key in places}):
        of_kind = [key for found, key in places if found == kind]
        counted = tallies_of(council, shard, kind, keys=of_kind, days=ordered)
        fresh |= {(kind, key, day): counts for (key, day), counts in counted.items()}
    Tally.objects.bulk_create(
        [
            Tally(kind=kind, key=key, due_on=day, **this, **fresh.get((kind, key, day), NOTHING))
            for kind, key, day in keys
        ],
        update_conflicts=True,
        unique_fields=["council", "kind", "key", "due_on", "shard"],
        update_fields=PIECES,
    )


def _told(counts: Counts | None) -> str:
    """Some pieces for the person on call: "lines 4, lines sent 3"."""
    if counts is None:
        return "no row"
    return ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in counts.items() if count) or "nothing"
