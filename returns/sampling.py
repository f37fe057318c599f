"""Which lines of a return must be looked at (domain rules, section 6.6).

Some always: the first return of a contract, lines that are worth much, what is about children in care or others who
need protection, what the portal found something on, what the supplier was asked to change, and everything after a
return in which something was not verified. Of the others a share by chance, which anybody can make again from the seed.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from accounts.models import Council
from framework.models import Measure
from returns.checks.officer import OfficerCheck, is_passed
from returns.models import ReturnLine, SamplingRule, SupplierReturn, Verification
from returns.models.sampling import USUAL_PERCENT, USUAL_WORTH
from returns.sheet import Row, Sheet

# Raised whenever the choice by chance is made in another way: old samples are made again by the old one.
METHOD = 1
CHANCE = "chance"
REASONS = {
    "first": _("first return of the contract"),
    "after_refusal": _("something was not verified in the return before"),
    "worth": _("worth a lot"),
    "protected": _("about people who need protection"),
    "finding": _("the portal found something"),
    "changed": _("the supplier was asked to change it"),
    CHANCE: _("chosen by chance"),
}
PROTECTED = {
    Measure.Sensitivity.CARE_LEAVERS.value,
    Measure.Sensitivity.CHILDREN_IN_CARE.value,
    Measure.Sensitivity.SPECIAL.value,
}


@dataclass(frozen=True)
class Rule:
    """A council's rule for samples: the share by chance in percent, and the worth in pounds from which all count."""

    percent: int = USUAL_PERCENT
    worth: Decimal = USUAL_WORTH


def rules_of(council_ids: list[int]) -> dict[int, Rule]:
    """The rule of each council by its number; the usual one where it has set none. One query."""
    rows = SamplingRule.objects.filter(council__in=council_ids)
    return dict.fromkeys(council_ids, Rule()) | {row.council_id: Rule(row.percent, row.worth) for row in rows}


def rule_of(council: Council) -> Rule:
    """The rule of one council. One query."""
    return rules_of([council.pk])[council.pk]


def by_chance(numbers: Iterable[int], *, seed: str, percent: int) -> set[int]:
    """A share of some lines, at least one where there are any: those whose hash with the seed is lowest.

    SHA-256 of "seed:number", so that the same seed gives the same lines on any machine, for ever.
    """
    lines = sorted(numbers, key=lambda number: hashlib.sha256(f"{seed}:{number}".encode()).hexdigest())
    wanted = -(-len(lines) * percent // 100)
    return set(lines[:wanted])


def choose(
    sheet: Sheet, checks: dict[int, list[OfficerCheck]], *, rule: Rule, seed: str, whole: str = ""
) -> dict[int, list[str]]:
    """The lines of a sheet to look at, by number, each with its reasons; `whole` is a reason for every line."""
    must = {row.number: _reasons(row, checks[row.number], rule, whole) for row in sheet.rows}
    others = [number for number, reasons in must.items() if not reasons]
    chosen = {number: reasons for number, reasons in must.items() if reasons}
    return chosen | {number: [CHANCE] for number in by_chance(others, seed=seed, percent=rule.percent)}


def _reasons(row: Row, checks: list[OfficerCheck], rule: Rule, whole: str) -> list[str]:
    """Why a line is looked at in any case."""
    reasons = {
        whole: bool(whole),
        "worth": row.worth is not None and row.worth > rule.worth,
        "protected": row.measure.sensitivity in PROTECTED,
        "finding": not is_passed(checks),
        "changed": row.before is not None and row.verification is None,
    }
    return [reason for reason, holds in reasons.items() if holds]


def reason_for_all(supplier_return: SupplierReturn) -> str:
    """Why every line of a return is looked at: the first of its contract, or one after a refusal; else nothing.

    Two queries at most.
    """
    decided = SupplierReturn.objects.filter(contract=supplier_return.contract_id, status=SupplierReturn.Status.DECIDED)
    previous = decided.exclude(pk=supplier_return.pk).order_by("-decided_at", "-pk").first()
    if previous is None:
        return "first"
    refused = ReturnLine.objects.filter(
        supplier_return=previous, verification__decision=Verification.Decision.NOT_VERIFIED
    )
    return "after_refusal" if refused.exists() else ""
