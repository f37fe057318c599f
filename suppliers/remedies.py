"""What a contract grants when a promise falls short, and which promises are never turned into money (invariant 11)."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from framework.models import Measure
from suppliers.models import Commitment, Contract, ContractRemedies

LABELS = {
    "service_credit": gettext_lazy("service credit: a sum off the bill"),
    "shortfall_payment": gettext_lazy("payment for what was not delivered"),
    "retention": gettext_lazy("retention: a sum is held back"),
    "substitution": gettext_lazy("substitution: something else of equal worth"),
    "termination": gettext_lazy("termination, in part or in full"),
}
KINDS = tuple(LABELS)
UNCOUNTED = (Measure.ValueType.MILESTONE.value, Measure.ValueType.NARRATIVE.value)


@dataclass(frozen=True)
class Granted:
    """The remedies a contract grants, the most they may come to, where it says so, and its rates by commitment."""

    kinds: frozenset[str] = frozenset()
    cap: Decimal | None = None
    clause: str = ""
    rates: dict[int, Decimal] = field(default_factory=dict)

    @property
    def words(self) -> list[str]:
        """Its remedies in words."""
        return [str(label) for kind, label in LABELS.items() if kind in self.kinds]


def granted_by(contract: Contract) -> Granted:
    """What a contract grants; nothing where nobody has set it. Two queries at most."""
    row = ContractRemedies.objects.filter(contract=contract).first()
    if row is None:
        return Granted()
    kinds = frozenset(kind for kind in KINDS if getattr(row, f"allows_{kind}"))
    rates = contract.commitments.filter(shortfall_rate__isnull=False).values_list("pk", "shortfall_rate__amount")
    return Granted(kinds, row.cap, row.clause, dict(rates))


def why_never_money(commitment: Commitment) -> str:
    """Why a promise is left out of money, or nothing where it may be counted.

    What young people do, take up or think never becomes a price; a duty to try is met by trying.
    """
    if not commitment.measure.may_be_priced:
        return _("Never in money: its measure has no price")
    if commitment.obligation == Commitment.Obligation.BEST_ENDEAVOURS:
        return _("Not in money: it must be tried, with proof of trying")
    if commitment.measure.value_type in UNCOUNTED:
        return _("Not in money: no figure can fall short here")
    return ""
