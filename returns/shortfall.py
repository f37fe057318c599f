"""What falls short in pounds: by verified figures alone, line by line, to the penny (domain rules, section 6.7).

A period counts once its return is decided, or once its day has passed and the supplier has not sent it: then nothing
of it is verified. A period that is not due, was waived, or waits for the council does not count.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from framework.models import Measure
from framework.values import Figure
from returns.figures import corrected, counts, verified_with_corrections
from returns.models import Remedy, ReturnLine, SupplierReturn
from returns.progress import financial_year, over_periods
from returns.workflow import WITH_SUPPLIER
from suppliers.models import Commitment, Contract
from suppliers.remedies import Granted, why_never_money

ZERO, PENNY = Decimal(0), Decimal("0.01")
MONEY = (Remedy.Kind.SERVICE_CREDIT, Remedy.Kind.SHORTFALL_PAYMENT, Remedy.Kind.RETENTION)


@dataclass(frozen=True)
class ShortLine:
    """One commitment: what was promised for the periods that count, what was verified, and what is missing."""

    commitment: Commitment
    target: Decimal = ZERO
    verified: Decimal = ZERO
    rate: Decimal = ZERO
    left_out: str = ""
    """Why it is not counted in money, or nothing."""

    @property
    def short(self) -> Decimal:
        """What is missing, never below zero; where lower is better, what is too much."""
        gap = self.target - self.verified
        return max(ZERO, -gap if self.commitment.measure.lower_is_better else gap)

    @property
    def amount(self) -> Decimal:
        """What is missing in pounds, to the penny; nothing where it is left out of money."""
        return ZERO if self.left_out else (self.short * self.rate).quantize(PENNY, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Shortfall:
    """The lines, what was made up or paid before, and how much the contract still allows (None: it names no sum)."""

    lines: tuple[ShortLine, ...]
    made_up: Decimal = ZERO
    paid: Decimal = ZERO
    left: Decimal | None = None

    @property
    def gross(self) -> Decimal:
        """The sum of the lines."""
        return sum((line.amount for line in self.lines), ZERO)

    @property
    def net(self) -> Decimal:
        """Less substitutions and earlier payments about the same commitments, never below zero."""
        return max(ZERO, self.gross - self.made_up - self.paid)

    @property
    def amount(self) -> Decimal:
        """What can be asked for: up to what the contract still allows."""
        return self.net if self.left is None else min(self.net, self.left)

    def as_data(self) -> dict:
        """How it was worked out, to be kept: figures as texts."""
        lines = [
            {
                "commitment": line.commitment.pk,
                **{name: f"{getattr(line, name).normalize():f}" for name in ("target", "verified", "rate")},
                "left_out": bool(line.left_out),
                "amount": str(line.amount),
            }
            for line in self.lines
        ]
        sums = {name: str(getattr(self, name)) for name in ("gross", "made_up", "paid", "net", "amount")}
        return {"lines": lines, **sums, "left": None if self.left is None else str(self.left)}


def shortfall_of(commitments: Sequence[Commitment], contract: Contract, granted: Granted, *, today: date) -> Shortfall:
    """What these commitments of a contract fall short in pounds today. Four queries."""
    figures = _figures(commitments, today)
    lines = tuple(_line(one, figures.get(one.pk, ([], [])), granted.rates) for one in commitments)
    about = Q(escalation__commitments__in=commitments)
    return Shortfall(
        lines,
        made_up=_approved(contract, [Remedy.Kind.SUBSTITUTION], about),
        paid=_approved(contract, [Remedy.Kind.SHORTFALL_PAYMENT], about),
        left=left_in(contract, granted),
    )


def left_in(contract: Contract, granted: Granted) -> Decimal | None:
    """How much of the contract's sum is left after what was approved in any of its cases; None without a sum."""
    if granted.cap is None:
        return None
    return max(ZERO, granted.cap - _approved(contract, MONEY))


def _approved(contract: Contract, kinds: Iterable[str], about: Q | None = None) -> Decimal:
    """The sum of approved remedies of some kinds, each once."""
    approved = Remedy.objects.filter(escalation__contract=contract, kind__in=kinds, status=Remedy.Status.APPROVED)
    if about is not None:
        approved = Remedy.objects.filter(pk__in=approved.filter(about).order_by().values("pk"))
    total = approved.order_by().aggregate(total=Sum("amount"))["total"]
    return ZERO if total is None else Decimal(total).quantize(PENNY)


def _line(
    commitment: Commitment, figures: tuple[list[Figure], list[Figure]], rates: Mapping[int, Decimal]
) -> ShortLine:
    """One commitment with the sums of its periods, or why it is left out."""
    promised, verified = figures
    left_out = why_never_money(commitment)
    rate = rates.get(commitment.pk, ZERO)
    if not left_out and not rate:
        left_out = _("Not in money: the contract names no rate")
    if not left_out and not promised:
        left_out = _("Nothing is due yet")
    if commitment.measure.value_type == Measure.ValueType.PERCENT:
        target = promised[-1].value if promised else None
    else:
        target = over_periods(commitment.measure, promised)
    reached = over_periods(commitment.measure, verified)
    return ShortLine(commitment, target or ZERO, reached or ZERO, rate, left_out)


def _figures(commitments: Sequence[Commitment], today: date) -> dict[int, tuple[list[Figure], list[Figure]]]:
    """What was promised and verified in the periods that count, in order, by commitment. One query."""
    unsent = Q(supplier_return__status__in=WITH_SUPPLIER, supplier_return__due_on__lt=today)
    due = Q(supplier_return__status=SupplierReturn.Status.DECIDED) | unsent
    lines = ReturnLine.objects.filter(due, commitment__in=commitments, supplier_return__period__waived_at__isnull=True)
    beside = ("verification", "supplier_return__period", "commitment__measure")
    found: dict[int, tuple[list[Figure], list[Figure]]] = defaultdict(lambda: ([], []))
    for line in corrected(lines.select_related(*beside)).order_by("supplier_return__period__starts_on"):
        year = financial_year(line.supplier_return.period.starts_on)
        promised, verified = found[line.commitment_id]
        if line.target is not None:
            promised.append(Figure(line.target, financial_year=year))
        if line.supplier_return.status != SupplierReturn.Status.DECIDED:
            verified.append(Figure(ZERO, financial_year=year))
            continue
        value, top, bottom = verified_with_corrections(line)
        if (value is not None or top is not None) and counts(line, line.commitment.measure):
            verified.append(Figure(value, top, bottom, year))
    return found


def shortfall_from(data: dict, commitments: Sequence[Commitment]) -> Shortfall:
    """The shortfall that `as_data` kept, of these commitments."""
    by_id = {one.pk: one for one in commitments}
    lines = tuple(
        ShortLine(
            by_id[line["commitment"]],
            target=Decimal(line["target"]),
            verified=Decimal(line["verified"]),
            rate=Decimal(line["rate"]),
            left_out=_("Not in money") if line["left_out"] else "",
        )
        for line in data["lines"]
    )
    left = None if data["left"] is None else Decimal(data["left"])
    return Shortfall(lines, Decimal(data["made_up"]), Decimal(data["paid"]), left)
