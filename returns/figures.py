"""Promised, claimed and verified of each measure, contract and period, kept in step by the actions.

The figures of a period are computed again from its lines whenever something about them changes, never added to, so that
they cannot drift; `check_figures` compares every stored row with the lines it stands for.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from framework.models import Measure
from returns.models import Answer, ContractFigure, Correction, ReturnLine, SupplierReturn, Verification
from returns.totals import FIELDS, ZERO, differences, differing_totals, exact, refresh_totals
from suppliers.models import ReportingPeriod

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

BATCH = 200


class Corrections(TypedDict):
    """What `corrected` adds to a line: the sums of its approved corrections, 0 without any, and how many there are."""

    corrected: Decimal
    corrected_top: Decimal
    corrected_bottom: Decimal
    approved_corrections: int


def refresh_figures(supplier_return: SupplierReturn) -> None:
    """Compute the figures of this return's period again, and the totals they go into, in the caller's transaction.

    Two transactions that change one period wait for one another (the UPDATE changes nothing), so that the second counts
    what the first has changed: without that, two corrections approved at once would store only one of them.
    """
    ReportingPeriod.objects.filter(pk=supplier_return.period_id).update(number=F("number"))
    fresh = compute_figures(supplier_return)
    stored = _figures_of(supplier_return)
    touched = fresh.keys() | set(stored.values_list("measure_id", flat=True))
    stored.exclude(measure__in=fresh).delete()
    ContractFigure.objects.bulk_create(
        [
            ContractFigure(
                council_id=supplier_return.council_id,
                contract_id=supplier_return.contract_id,
                period_id=supplier_return.period_id,
                measure_id=measure_id,
                **values,
            )
            for measure_id, values in fresh.items()
        ],
        update_conflicts=True,
        unique_fields=["contract", "measure", "period"],
        update_fields=FIELDS,
    )
    refresh_totals(contract=supplier_return.contract_id, council=supplier_return.council_id, measures=touched)


def compute_figures(supplier_return: SupplierReturn) -> dict[int, dict[str, Decimal | None]]:
    """The figures of a return by measure id, from its lines: the sum of every line of that measure.

    Claimed is None until the return was sent once, verified until it was decided; a percentage keeps its top and bottom
    figures and has no sum of its own. Lines that do not `count` leave verified as it is.
    """
    totals: dict[int, dict[str, Decimal | None]] = defaultdict(lambda: dict.fromkeys(FIELDS) | {"promised": ZERO})
    for line in _lines(supplier_return):
        total = totals[line.commitment.measure_id]
        total["promised"] = (total["promised"] or ZERO) + (line.target or ZERO)
    for answer in _claims(supplier_return):
        _add(totals[answer.line.commitment.measure_id], "claimed", answer.claimed, answer.numerator, answer.denominator)
    if supplier_return.status == SupplierReturn.Status.DECIDED:
        for line in _lines(supplier_return):
            if not counts(line, line.commitment.measure):
                continue
            value, numerator, denominator = verified_with_corrections(line)
            _add(totals[line.commitment.measure_id], "verified", value, numerator, denominator)
    return dict(totals)


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
    bottom = (decision.denominator or ZERO) + exact(line.corrected_bottom)
    if bottom:
        return None, (decision.numerator or ZERO) + exact(line.corrected_top), bottom
    if decision.verified is None:
        return None, None, None
    return decision.verified + exact(line.corrected), None, None


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


def differing_returns() -> Iterator[tuple[SupplierReturn, list[str]]]:
    """Every return with figures that its lines do not bear out, and a sentence for each of them.

    Returns are read a few hundred at a time by their number, never all at once, and not with a cursor that a repair
    in between would close.
    """
    last = 0
    while batch := list(SupplierReturn.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        for supplier_return in batch:
            if found := _differences(supplier_return):
                yield supplier_return, found
        last = batch[-1].pk


def _differences(supplier_return: SupplierReturn) -> list[str]:
    """What of a return's period is stored otherwise than its lines say."""
    stored = {row.pop("measure_id"): row for row in _figures_of(supplier_return).values("measure_id", *FIELDS)}
    return differences(supplier_return.reference, compute_figures(supplier_return), stored)


def _figures_of(supplier_return: SupplierReturn) -> QuerySet[ContractFigure]:
    """What is stored of a return's period."""
    return ContractFigure.objects.filter(contract=supplier_return.contract_id, period=supplier_return.period_id)


def _lines(supplier_return: SupplierReturn) -> "QuerySet[WithAnnotations[ReturnLine, Corrections]]":
    return corrected(
        ReturnLine.objects.filter(supplier_return=supplier_return).select_related("commitment__measure", "verification")
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
