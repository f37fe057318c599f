"""Amounts in law that decide what a contract must do."""

from datetime import date
from decimal import Decimal

from django.db.models import DateField, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from suppliers.models import Contract, LegalThreshold


def threshold(kind: str, *, on: date) -> LegalThreshold | None:
    """The amount of this kind in force on a day, or None."""
    in_force = LegalThreshold.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)
    return in_force.filter(kind=kind).order_by("-valid_from").first()


def needs_statutory_kpis(contract: Contract, *, on: date) -> bool:
    """Whether the law asks for published key performance indicators (Procurement Act 2023, section 52).

    Never for light touch contracts (invariant 16), nor for those under the earlier regulations; others above the
    amount in force on the day, with VAT. A contract without a known value is not flagged.
    """
    if not _may_need(contract):
        return False
    found = threshold(LegalThreshold.Kind.STATUTORY_KPIS, on=contract.signed_on or on)
    return is_above(contract, found.amount if found else None)


def is_above(contract: Contract, amount: Decimal | None) -> bool:
    """As `needs_statutory_kpis`, where the amount in force for the contract is known already; None: there was none."""
    value = contract.value_gross
    return _may_need(contract) and amount is not None and value is not None and value > amount


def _may_need(contract: Contract) -> bool:
    """Whether the duty can apply at all, whatever the amount."""
    is_under_act = contract.legal_basis == Contract.LegalBasis.PA2023
    return is_under_act and not contract.is_light_touch and contract.value_gross is not None


def amount_in_force(kind: str, *, on: date) -> Subquery:
    """The amount of a kind in force when a contract was signed, or on a day, to annotate contracts with."""
    day = Coalesce(OuterRef("signed_on"), Value(on, output_field=DateField()))
    in_force = LegalThreshold.objects.filter(kind=kind).alias(day=day)
    in_force = in_force.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=F("day")), valid_from__lte=F("day"))
    return Subquery(in_force.order_by("-valid_from").values("amount")[:1])
