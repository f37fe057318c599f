"""Totals of contracts and councils, computed again from the figures below them by the actions that change those.

A figure of a period goes into its contract's total, and that into one of a few shards of its council's total. Each is
computed again from what lies below it and never added to, so that it cannot drift; `check_figures` compares them all.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from framework.models import Measure
from returns.models import ContractFigure, ContractTotal, CouncilTotal
from suppliers.models import Contract

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
ZERO = Decimal(0)
GRAIN = Decimal("0.001")
SHARDS = 16
BATCH = 200

Amounts = dict[str, Any]
EMPTY: Amounts = dict.fromkeys(FIELDS) | {"promised": ZERO}


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


def refresh_totals(*, contract: int, council: int, measures: Collection[int]) -> None:
    """Compute the totals of these measures again for a contract and its council, inside the caller's transaction.

    Two transactions that change one measure in one shard wait for one another, so that the second counts what the first
    has changed. They lock in the order of the measures, so neither can wait for the other in turn.
    """
    shard, ordered = shard_of(contract), sorted(measures)
    place = {"council_id": council, "shard": shard}
    CouncilTotal.objects.bulk_create([CouncilTotal(measure_id=pk, **place) for pk in ordered], ignore_conflicts=True)
    locked = CouncilTotal.objects.filter(measure__in=ordered, **place).order_by("measure").select_for_update()
    list(locked.values_list("pk"))
    _store_contract(contract, council, shard, ordered)
    _store_council(council, shard, ordered)


def contract_totals(contract: int, measures: Iterable[int] | None = None) -> dict[int, Amounts]:
    """The totals of a contract by measure id, from its figures of each period; of these measures only, if any."""
    figures = ContractFigure.objects.filter(contract=contract).select_related("measure")
    if measures is not None:
        figures = figures.filter(measure__in=measures)
    by_measure: dict[int, list[ContractFigure]] = defaultdict(list)
    for figure in figures.order_by("period__starts_on"):
        by_measure[figure.measure_id].append(figure)
    return {pk: _over_periods(found) for pk, found in by_measure.items()}


def shard_totals(council: int, shard: int, measures: Iterable[int] | None = None) -> dict[int, Amounts]:
    """The totals of a council's shard by measure id, from its contracts' totals; of these measures only, if any."""
    totals = ContractTotal.objects.filter(council=council, shard=shard)
    if measures is not None:
        totals = totals.filter(measure__in=measures)
    return added_up(totals)


def added_up(totals: "QuerySet[ContractTotal] | QuerySet[CouncilTotal]") -> dict[int, Amounts]:
    """The sums of some totals by measure id; None where none of them is known. One query."""
    sums: Iterable[Mapping[str, Any]] = (
        totals.order_by().values("measure").annotate(**{f"{name}_sum": Sum(name) for name in FIELDS})
    )
    return {row["measure"]: {name: _exactly(row[f"{name}_sum"]) for name in FIELDS} for row in sums}


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
    place = {"council": contract.council_id, "shard": shard_of(contract.pk)}
    touched = ContractFigure.objects.filter(contract=contract).order_by().values_list("measure")
    below = ContractTotal.objects.filter(**place).order_by().values_list("measure")
    above = CouncilTotal.objects.filter(**place).order_by().values_list("measure")
    measures = {pk for (pk,) in touched.union(below, above)}
    refresh_totals(contract=contract.pk, council=contract.council_id, measures=measures)


def differences(name: str, fresh: Mapping[int, Amounts], stored: Mapping[int, Amounts]) -> list[str]:
    """A sentence for each measure of which something else is stored than what lies below says."""
    return [
        f"{name}, measure {pk}: stored {_told(stored.get(pk))}, the lines say {_told(fresh.get(pk))}"
        for pk in sorted(fresh.keys() | stored.keys())
        if stored.get(pk) != fresh.get(pk)
    ]


def _shard_differences(council: int, shard: int) -> list[str]:
    """As `differences`; a total that no contract is left in stays, and is empty."""
    stored = _by_measure(CouncilTotal.objects.filter(council=council, shard=shard))
    fresh = dict.fromkeys(stored, EMPTY) | shard_totals(council, shard)
    return differences(f"council {council}, shard {shard}", fresh, stored)


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
        update_fields=FIELDS,
    )


def _store_council(council: int, shard: int, measures: list[int]) -> None:
    """Write the shard's totals over what was stored; one that no contract is left in becomes empty."""
    fresh = shard_totals(council, shard, measures)
    CouncilTotal.objects.bulk_create(
        [CouncilTotal(council_id=council, shard=shard, measure_id=pk, **fresh.get(pk, EMPTY)) for pk in measures],
        update_conflicts=True,
        unique_fields=["council", "measure", "shard"],
        update_fields=FIELDS,
    )


def _over_periods(figures: list[ContractFigure]) -> Amounts:
    """One measure's figures in order of date, as one: added up, or each kind's latest known."""
    if says_where_things_stand(figures[0].measure):
        return {"promised": figures[-1].promised} | _latest(figures, "claimed") | _latest(figures, "verified")
    return {name: _added([getattr(figure, name) for figure in figures]) for name in FIELDS}


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
    return {row.pop("measure_id"): row for row in totals.values("measure_id", *FIELDS)}


def _told(figures: Amounts | None) -> str:
    """Some figures for the person on call: "promised 25, claimed 20"."""
    known = {name: amount for name, amount in (figures or {}).items() if amount is not None}
    return ", ".join(f"{name} {amount.normalize():f}" for name, amount in known.items()) or "nothing"
