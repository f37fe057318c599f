"""Promised, claimed and verified of each measure, contract and period, kept in step by the actions.

The figures of a period are computed again from its lines whenever something about them changes, never added to, so that
they cannot drift; `check_figures` compares every stored row with the lines it stands for.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from framework.models import Measure
from returns.models import Answer, ContractFigure, Correction, Evidence, ReturnLine, SupplierReturn, Verification
from returns.rungs import is_audited, is_confirmed, is_evidenced
from returns.tallies import differing_tallies, move_tallies, refresh_tallies
from returns.totals import (
    EMPTY,
    STORED,
    ZERO,
    Amounts,
    differences,
    differing_totals,
    exact,
    move_totals,
    refresh_totals,
    shard_of,
)
from suppliers.models import Contract, ReportingPeriod
from suppliers.places import Place, hold_place, places_of_contract

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

BATCH = 200
DECIDED_AS = {
    Verification.Decision.VERIFIED: "lines_verified",
    Verification.Decision.PART_VERIFIED: "lines_part",
    Verification.Decision.NOT_VERIFIED: "lines_failed",
}


class Corrections(TypedDict):
    """What `corrected` adds to a line: the sums of its approved corrections, 0 without any, and how many there are."""

    corrected: Decimal
    corrected_top: Decimal
    corrected_bottom: Decimal
    approved_corrections: int


class Sureness(Corrections):
    """That, and which steps beyond a decision a line has reached (`returns/rungs.py`)."""

    is_evidenced: bool
    is_confirmed: bool
    is_audited: bool


def refresh_figures(supplier_return: SupplierReturn) -> None:
    """Compute the figures of this return's period again, and the totals they go into, in the caller's transaction.

    Two transactions that change one period wait for one another (the UPDATE changes nothing), so that the second counts
    what the first has changed: without that, two corrections approved at once would store only one of them. The
    contract is held before the period, as everywhere.
    """
    hold_place(supplier_return.contract_id)
    ReportingPeriod.objects.filter(pk=supplier_return.period_id).update(number=F("number"))
    fresh = compute_figures(supplier_return)
    stored = _figures_of(supplier_return)
    before = list(stored.values_list("measure_id", "due_on"))
    touched = fresh.keys() | {measure_id for measure_id, _due_on in before}
    days = {_due_on(supplier_return), *(day for _measure_id, day in before if day)}
    stored.exclude(measure__in=fresh).delete()
    _store(supplier_return, fresh)
    contract, council = supplier_return.contract_id, supplier_return.council_id
    places = places_of_contract(contract)
    refresh_totals(contract=contract, council=council, measures=touched, places=places)
    refresh_tallies(contract=contract, council=council, measures=touched, places=places, days=days)


@contextmanager
def showing(evidence: Evidence) -> Iterator[None]:
    """Around what changes whether a file shows what is claimed: figures that the council has with it follow at once.

    The contract is held before the file, as it is before a period; so none of them can wait for another in turn.
    """
    hold_place(evidence.contract_id)
    yield
    used = Q(sent_revision__answers__evidence_uses__evidence=evidence)
    for supplier_return in SupplierReturn.objects.filter(used).select_related("period").distinct().order_by("pk"):
        refresh_figures(supplier_return)


def move_figures(contract: Contract, places: Collection[Place]) -> None:
    """Compute again what is summed under the places that a contract came to or left; in the caller's transaction."""
    move_totals(contract, places)
    move_tallies(contract, places)


def _store(supplier_return: SupplierReturn, fresh: dict[int, Amounts]) -> None:
    """Write the figures of a period over what was stored."""
    this = {
        "council_id": supplier_return.council_id,
        "contract_id": supplier_return.contract_id,
        "period_id": supplier_return.period_id,
        "shard": shard_of(supplier_return.contract_id),
        "due_on": _due_on(supplier_return),
    }
    ContractFigure.objects.bulk_create(
        [ContractFigure(measure_id=measure_id, **this, **values) for measure_id, values in fresh.items()],
        update_conflicts=True,
        unique_fields=["contract", "measure", "period"],
        update_fields=(*STORED, "shard", "due_on"),
    )


def _due_on(supplier_return: SupplierReturn) -> date:
    """The day its pieces are due: the return's while it has not been sent, and the period's own from then on."""
    return supplier_return.period.due_on if supplier_return.sent_revision_id else supplier_return.due_on


def compute_figures(supplier_return: SupplierReturn) -> dict[int, Amounts]:
    """The figures of a return by measure id, from its lines: the sum of every line of that measure.

    Claimed is None until the return was sent once, verified until it was decided; a percentage keeps its top and bottom
    figures and has no sum of its own. Lines that do not `count` leave verified as it is. Each line is a piece.
    """
    totals: dict[int, Amounts] = defaultdict(EMPTY.copy)
    lines = list(_lines(supplier_return))
    for line in lines:
        total = totals[line.commitment.measure_id]
        total["promised"] += line.target or ZERO
        for name in _reached(supplier_return, line):
            total[name] += 1
    for answer in _claims(supplier_return):
        _add(totals[answer.line.commitment.measure_id], "claimed", answer.claimed, answer.numerator, answer.denominator)
    if supplier_return.status == SupplierReturn.Status.DECIDED:
        for line in lines:
            if not counts(line, line.commitment.measure):
                continue
            value, numerator, denominator = verified_with_corrections(line)
            _add(totals[line.commitment.measure_id], "verified", value, numerator, denominator)
    return dict(totals)


def _reached(supplier_return: SupplierReturn, line: "WithAnnotations[ReturnLine, Sureness]") -> list[str]:
    """Under which names of `PIECES` a line counts. A correction changes its figure, and not how it was decided."""
    if supplier_return.sent_revision_id is None:
        return ["lines"]
    sure = {
        "lines_evidenced": line.is_evidenced,
        "lines_confirmed": line.is_confirmed,
        "lines_audited": line.is_audited,
    }
    found = ["lines", "lines_sent", *(name for name, is_reached in sure.items() if is_reached)]
    if supplier_return.status == SupplierReturn.Status.DECIDED and line.verification is not None:
        found.append(DECIDED_AS[Verification.Decision(line.verification.decision)])
    return found


def counts(line: "WithAnnotations[ReturnLine, Corrections]", measure: Measure) -> bool:
    """Whether a decided line from `corrected` takes part in the verified figure of its measure.

    Where the latest stands, the last verified period stands: a line that was not verified, and has no approved
    correction, says nothing about where things are (domain rules, section 2.4).
    """
    if measure.aggregation != Measure.Aggregation.LATEST or line.verification is None:
        return True
    return line.verification.decision != Verification.Decision.NOT_VERIFIED or line.approved_corrections > 0


def verified_with_corrections(
    line: "WithAnnotations[ReturnLine, Corrections]",
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """The verified figure of a line from `corrected`, with its approved corrections: value, top and bottom figure.

    A percentage that was not verified has no parts until a correction gives it some.
    """
    decision = line.verification
    if decision is None:
        return None, None, None
    decided = (decision.verified, decision.numerator, decision.denominator)
    return with_corrections(*decided, line.corrected, line.corrected_top, line.corrected_bottom)


def with_corrections(
    verified: Decimal | None,
    numerator: Decimal | None,
    denominator: Decimal | None,
    corrected: Decimal,
    corrected_top: Decimal,
    corrected_bottom: Decimal,
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """What was decided, with the sums of approved corrections: value, top and bottom figure."""
    bottom = (denominator or ZERO) + exact(corrected_bottom)
    if bottom:
        return None, (numerator or ZERO) + exact(corrected_top), bottom
    if verified is None:
        return None, None, None
    return verified + exact(corrected), None, None


def corrected(lines: QuerySet[ReturnLine]) -> "QuerySet[WithAnnotations[ReturnLine, Corrections]]":
    """Lines annotated with the sums of their approved corrections, and how many these are: see `Corrections`."""
    approved = Q(corrections__status=Correction.Status.APPROVED)
    return lines.annotate(
        corrected=Coalesce(Sum("corrections__difference", filter=approved), ZERO),
        corrected_top=Coalesce(Sum("corrections__numerator_difference", filter=approved), ZERO),
        corrected_bottom=Coalesce(Sum("corrections__denominator_difference", filter=approved), ZERO),
        approved_corrections=Count("corrections", filter=approved),
    )


def differing_figures() -> Iterator[str]:
    """One sentence for every stored figure or total that the lines do not bear out; nothing when all is well."""
    for _supplier_return, found in differing_returns():
        yield from found
    for _contract, found in differing_totals():
        yield from found
    for _contract, found in differing_tallies():
        yield from found


def differing_returns() -> Iterator[tuple[SupplierReturn, list[str]]]:
    """Every return with figures that its lines do not bear out, and a sentence for each of them.

    Returns are read a few hundred at a time by their number, never all at once, and not with a cursor that a repair
    in between would close.
    """
    last = 0
    rows = SupplierReturn.objects.select_related("period").order_by("pk")
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        for supplier_return in batch:
            if found := _differences(supplier_return):
                yield supplier_return, found
        last = batch[-1].pk


def _differences(supplier_return: SupplierReturn) -> list[str]:
    """What of a return's period is stored otherwise than its lines say."""
    rows = list(_figures_of(supplier_return).values("measure_id", "due_on", "shard", *STORED))
    due, shard = _due_on(supplier_return), shard_of(supplier_return.contract_id)
    misplaced = [
        f"{supplier_return.reference}, measure {row['measure_id']}: stored as due {row['due_on']}, "
        f"the return says {due}"
        for row in rows
        if (row["due_on"], row["shard"]) != (due, shard)
    ]
    stored = {row["measure_id"]: {name: row[name] for name in STORED} for row in rows}
    return differences(supplier_return.reference, compute_figures(supplier_return), stored) + misplaced


def _figures_of(supplier_return: SupplierReturn) -> QuerySet[ContractFigure]:
    """What is stored of a return's period."""
    return ContractFigure.objects.filter(contract=supplier_return.contract_id, period=supplier_return.period_id)


def _lines(supplier_return: SupplierReturn) -> "QuerySet[WithAnnotations[ReturnLine, Sureness]]":
    lines = ReturnLine.objects.filter(supplier_return=supplier_return)
    return corrected(lines.select_related("commitment__measure", "verification")).annotate(
        is_evidenced=is_evidenced(), is_confirmed=is_confirmed(), is_audited=is_audited()
    )


def _claims(supplier_return: SupplierReturn):
    return Answer.objects.filter(
        revision_id=F("line__supplier_return__sent_revision_id"), line__supplier_return=supplier_return
    ).select_related("line__commitment")


def _add(total: dict, name: str, value, numerator, denominator) -> None:
    """Add one line's figure to a total; a percentage adds its two parts."""
    if numerator is not None:
        total[f"{name}_numerator"] = (total[f"{name}_numerator"] or ZERO) + numerator
        total[f"{name}_denominator"] = (total[f"{name}_denominator"] or ZERO) + denominator
    elif value is not None:
        total[name] = (total[name] or ZERO) + value
