"""A remedy is one that the contract grants, comes after a proper opportunity to improve, and keeps to its sum."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from returns.escalating import Case
from returns.models import Remedy
from returns.shortfall import MONEY
from suppliers.remedies import Granted

ENDING = (Remedy.Kind.PART_TERMINATION, Remedy.Kind.TERMINATION)


def granted_kinds(granted: Granted) -> list[Remedy.Kind]:
    """The kinds of remedy that a contract grants; termination is in part or in full."""
    named = {kind: "termination" if kind in ENDING else kind.value for kind in Remedy.Kind}
    return [kind for kind in Remedy.Kind if named[kind] in granted.kinds]


def problems(
    case: Case, kind: str, amount: Decimal | None, granted: Granted, left: Decimal | None, today: date
) -> Iterator[str]:
    """What is against a remedy of this kind and amount; `left` is what the contract still allows."""
    if kind not in granted_kinds(granted):
        yield _("The contract does not grant this remedy")
    if not case.had_its_chance(today):
        yield _("Give a formal notice first, and wait until its deadline has passed")
    if case.has_open_plan:
        yield _("Say first what came of the plan, or return it")
    if kind not in ENDING and not amount:
        yield _("Nothing falls short in money by the verified figures")
    if kind in MONEY and amount is not None and left is not None and amount > left:
        yield _("The amount is more than the contract still allows")
