"""Totals of contracts and councils, computed again from the figures below them by the actions that change those.

A figure of a period goes into its contract's total, and that into one of a few shards of its council's total, once for
each place the contract counts in. Each is computed again from what lies below it and never added to, so that it cannot
drift; `check_figures` compares them all. What is promised in all comes from the promises (`suppliers/promised.py`). How
many pieces are due on which day is in `returns/tallies.py`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet, Sum

from framework.models import Measure
from returns.models import ContractFigure, ContractTotal, CouncilTotal
from suppliers.models import Contract
from suppliers.places import Kind, Place, key_of, places_of_contract
from suppliers.promised import promised_in_all

PARTS = ("numerator", "denominator")
FIELDS = (
    "promised",
    "claimed",
    "claimed_numerator",
    "claimed_denominator",
    "verified",
    "verified_numerator",
    "verified_denominator",
)
PIECES = (
    "lines",
    "lines_sent",
    "lines_verified",
    "lines_part",
    "lines_failed",
    "lines_evidenced",
    "lines_confirmed",
    "lines_audited",
)
STORED = FIELDS + PIECES
# What a total has: that, and what is promised in all.
SUMS = ("in_all", *FIELDS)
STORED_SUMS = SUMS + PIECES
ZERO = Decimal(0)
GRAIN = Decimal("0.001")
SHARDS = 16
BATCH = 200

Amounts = dict[str, Any]
EMPTY: Amounts = dict.fromkeys(FIELDS) | {"promised": ZERO} | dict.fromkeys(PIECES, 0)
NO_SUMS: Amounts = EMPTY | {"in_all": ZERO}


def shard_of(contract_id: int) -> int:
    """Which shard of its council's totals a contract counts in."""
    return contract_id % SHARDS


def says_where_things_stand(measure: Measure) -> bool:
    """Whether periods are not added: the latest figure stands, or people employed are counted (section 2.4)."""
    if measure.aggregation == Measure.Aggregation.LATEST:
        return True
    return measure.aggregation == Measure.Aggregation.AVERAGE and measure.value_type != Measure.ValueType.PERCENT


def exact(total: Decimal) -> Decimal:
    """A sum that the database made, to the 3 decimals that are stored: SQLite adds decimals up as floats."""
    return total.quantize(GRAIN)


def refresh_totals(*, contract: int, council: int, measures: Collection[int], places: Collection[Place]) -> None:
    """Compute the totals of these measures again for a contract and its places, inside the caller's transaction.

    Two transactions that change one measure in one shard wait for one another, so that the second counts what the first
    has changed. They lock in the order of places and measures, so neither can wait for the other in turn.
    """
    shard = shard_of(contract)
    _hold(council, shard, places, measures)
    _store_contract(contract, council, shard, sorted(measures))
    store_places(council, shard, places, measures)


def refresh_promises(contract: Contract, measures: Collection[int]) -> None:
    """Compute the totals of measures again of which a contract promises more or less; as `refresh_totals`."""
    places = places_of_contract(contract.pk)
    refresh_totals(contract=contract.pk, council=contract.council_id, measures=measures, places=places)


def move_totals(contract: Contract, places: Collection[Place]) -> None:
    """Compute the totals of every measure of a contract again for places it came to or left; as `refresh_totals`."""
    measures = set(ContractTotal.objects.filter(contract=contract).order_by().values_list("measure", flat=True))
    shard = shard_of(contract.pk)
    _hold(contract.council_id, shard, places, measures)
    store_places(contract.council_id, shard, places, measures)


def _hold(council: int, shard: int, places: Collection[Place], measures: Collection[int]) -> None:
    """Wait for whoever changes these totals, which are made where there are none."""
    this = {"council_id": council, "shard": shard}
    CouncilTotal.objects.bulk_create(
        [
            CouncilTotal(kind=kind, key=key, measure_id=pk, **this)
            for kind, key in sorted(places)
            for pk in sorted(measures)
        ],
        ignore_conflicts=True,
    )
    rows = CouncilTotal.objects.filter(at(places), measure__in=measures, **this)
    list(rows.order_by("kind", "key", "measure").select_for_update().values_list("pk"))


def at(places: Iterable[Place]) -> Q:
    """A condition: rows of these places."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for kind, key in sorted(places):
        by_kind[kind].append(key)
    found = Q(pk__in=[])
    for kind, keys in by_kind.items():
        found |= Q(kind=kind, key__in=keys)
    return found


def contract_totals(contract: int, measures: Collection[int] | None = None) -> dict[int, Amounts]:
    """The totals of a contract by measure id, from its figures of each period and its promises; of these only, if any.

    Three queries.
    """
    in_all = promised_in_all(contract, measures)
    figures = ContractFigure.objects.filter(contract=contract).select_related("measure")
    if measures is not None:
        figures = figures.filter(measure__in=measures)
    by_measure: dict[int, list[ContractFigure]] = defaultdict(list)
    for figure in figures.order_by("period__starts_on"):
        by_measure[figure.measure_id].append(figure)
    return {
        pk: (_over_periods(by_measure[pk]) if pk in by_measure else EMPTY) | {"in_all": in_all.get(pk, ZERO)}
        for pk in sorted(by_measure.keys() | in_all.keys())
    }


def place_totals(
    council: int, shard: int, kind: str, *, keys: Collection[int] | None = None, measures: Collection[int] | None = None
) -> dict[tuple[int, int], Amounts]:
    """The totals of a council's shard in every place of a kind, by key and measure id, from its contracts' totals.

    Of these keys and measures only, if any. One query.
    """
    totals = ContractTotal.objects.filter(council=council, shard=shard).annotate(
        place=key_of(kind, contract="contract__")
    )
    if measures is not None:
        totals = totals.filter(measure__in=measures)
    if keys is not None:
        totals = totals.filter(place__in=keys)
    return added_up_by("place", totals)


def added_up_by(
    field: str, totals: "QuerySet[ContractTotal] | QuerySet[CouncilTotal]"
) -> dict[tuple[int, int], Amounts]:
    """The amounts and pieces of some totals by a field and measure id, as `added_up`. One query."""
    return {(row[field], row["measure"]): _sums_in(row) for row in _summed(totals, field, "measure")}


def added_up(totals: "QuerySet[ContractTotal] | QuerySet[CouncilTotal]") -> dict[int, Amounts]:
    """The amounts and pieces of some totals by measure id, added up; None where none of them is known. One query."""
    return amounts_by_measure(_summed(totals, "measure"))


@cache
def summed_by_measure() -> QuerySet:
    """Totals of councils as sums for `amounts_by_measure`: made up once, not for each page."""
    return _summed(CouncilTotal.objects.all(), "measure")


def amounts_by_measure(rows: Iterable[Mapping[str, Any]]) -> dict[int, Amounts]:
    """From rows of `summed_by_measure`: as `added_up`."""
    return {row["measure"]: _sums_in(row) for row in rows}


def _summed(totals: QuerySet, *by: str) -> QuerySet:
    return totals.order_by().values(*by).annotate(**{f"{name}_sum": Sum(name) for name in STORED_SUMS})


def _sums_in(row: Mapping[str, Any]) -> Amounts:
    return {name: _exactly(row[f"{name}_sum"]) for name in SUMS} | {name: row[f"{name}_sum"] for name in PIECES}


def differing_totals() -> Iterator[tuple[Contract, list[str]]]:
    """Contracts whose totals, or whose council's totals in their shard, are not what lies below; a sentence for each.

    Contracts are read a few hundred at a time; each shard is looked at once, with the last contract in it.
    """
    last, seen = 0, set()
    while batch := list(Contract.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        for contract in batch:
            stored = _by_measure(ContractTotal.objects.filter(contract=contract))
            found = differences(f"contract {contract.reference}", contract_totals(contract.pk), stored)
            place = (contract.council_id, shard_of(contract.pk))
            if place not in seen:
                seen.add(place)
                found += _shard_differences(*place)
            if found:
                yield contract, found
        last = batch[-1].pk


def repair_totals(contract: Contract) -> None:
    """Compute every total of a contract, and of its council's shard, again; inside the caller's transaction."""
    council, shard = contract.council_id, shard_of(contract.pk)
    this = {"council": council, "shard": shard}
    above = set(CouncilTotal.objects.filter(**this).order_by().values_list("kind", "key", "measure"))
    below = {(kind, *pair) for kind in Kind.values for pair in place_totals(council, shard, kind)}
    own = set(ContractFigure.objects.filter(contract=contract).order_by().values_list("measure", flat=True))
    measures = own | promised_in_all(contract.pk).keys() | {measure for _kind, _key, measure in above | below}
    places = {(kind, key) for kind, key, _measure in above | below} | places_of_contract(contract.pk)
    _hold(council, shard, places, measures)
    _store_contract(contract.pk, council, shard, sorted(measures))
    store_places(council, shard, places, measures)


def differences(name: str, fresh: Mapping[int, Amounts], stored: Mapping[int, Amounts]) -> list[str]:
    """A sentence for each measure of which something else is stored than what lies below says."""
    return [
        f"{name}, measure {pk}: stored {_told(stored.get(pk))}, the lines say {_told(fresh.get(pk))}"
        for pk in sorted(fresh.keys() | stored.keys())
        if stored.get(pk) != fresh.get(pk)
    ]


def _shard_differences(council: int, shard: int) -> list[str]:
    """As `differences`, place by place; a total that no contract is left in stays, and is empty."""
    stored: dict[Place, dict[int, Amounts]] = defaultdict(dict)
    rows = CouncilTotal.objects.filter(council=council, shard=shard)
    for row in rows.values("kind", "key", "measure_id", *STORED_SUMS):
        stored[row.pop("kind"), row.pop("key")][row.pop("measure_id")] = row
    fresh: dict[Place, dict[int, Amounts]] = defaultdict(dict)
    for kind in Kind.values:
        for (key, measure), amounts in place_totals(council, shard, kind).items():
            fresh[kind, key][measure] = amounts
    return [
        sentence
        for kind, key in sorted(stored.keys() | fresh.keys())
        for sentence in differences(
            f"council {council}, {kind} {key}, shard {shard}",
            dict.fromkeys(stored[kind, key], NO_SUMS) | fresh[kind, key],
            stored[kind, key],
        )
    ]


def _store_contract(contract: int, council: int, shard: int, measures: list[int]) -> None:
    """Write the contract's totals over what was stored."""
    fresh = contract_totals(contract, measures)
    ContractTotal.objects.filter(contract=contract, measure__in=measures).exclude(measure__in=fresh).delete()
    ContractTotal.objects.bulk_create(
        [
            ContractTotal(contract_id=contract, council_id=council, shard=shard, measure_id=pk, **amounts)
            for pk, amounts in fresh.items()
        ],
        update_conflicts=True,
        unique_fields=["contract", "measure"],
        update_fields=STORED_SUMS,
    )


def store_places(council: int, shard: int, places: Collection[Place], measures: Collection[int]) -> None:
    """Write the shard's totals in these places over what was stored; one that no contract is left in becomes empty.

    A query for each kind of place, and one to write.
    """
    rows = []
    for kind in sorted({kind for kind, _key in places}):
        keys = sorted(key for found, key in places if found == kind)
        fresh = place_totals(council, shard, kind, keys=keys, measures=measures)
        rows += [
            CouncilTotal(
                council_id=council, kind=kind, key=key, shard=shard, measure_id=pk, **fresh.get((key, pk), NO_SUMS)
            )
            for key in keys
            for pk in sorted(measures)
        ]
    CouncilTotal.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["council", "kind", "key", "measure", "shard"],
        update_fields=STORED_SUMS,
    )


def _over_periods(figures: list[ContractFigure]) -> Amounts:
    """One measure's figures in order of date, as one: added up, or each kind's latest known."""
    pieces = {name: sum(getattr(figure, name) for figure in figures) for name in PIECES}
    if says_where_things_stand(figures[0].measure):
        latest = _latest(figures, "claimed") | _latest(figures, "verified")
        return {"promised": figures[-1].promised} | latest | pieces
    return {name: _added([getattr(figure, name) for figure in figures]) for name in FIELDS} | pieces


def _latest(figures: list[ContractFigure], kind: str) -> Amounts:
    """The figure of this kind, with its parts, in the latest period that has one."""
    names = (kind, *(f"{kind}_{part}" for part in PARTS))
    for figure in reversed(figures):
        amounts = {name: getattr(figure, name) for name in names}
        if any(amount is not None for amount in amounts.values()):
            return amounts
    return dict.fromkeys(names)


def _added(amounts: list[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if known else None


def _exactly(total: Decimal | None) -> Decimal | None:
    return None if total is None else exact(total)


def _by_measure(totals) -> dict[int, Amounts]:
    return {row.pop("measure_id"): row for row in totals.values("measure_id", *STORED_SUMS)}


def _told(figures: Amounts | None) -> str:
    """Some figures for the person on call: "in_all 99, promised 25, lines 1"; of counts only those that are not 0."""
    known = {name: amount for name, amount in (figures or {}).items() if amount is not None}
    amounts = [f"{name} {known[name].normalize():f}" for name in SUMS if name in known]
    counts = [f"{name.replace('_', ' ')} {known[name]}" for name in PIECES if known.get(name)]
    return ", ".join([*amounts, *counts]) or "nothing"
