"""Amounts in law that decide what a contract must do."""

from datetime import date

from django.db.models import Q

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
    if contract.is_light_touch or contract.legal_basis != Contract.LegalBasis.PA2023 or contract.value_gross is None:
        return False
    amount = threshold(LegalThreshold.Kind.STATUTORY_KPIS, on=contract.signed_on or on)
    return amount is not None and contract.value_gross > amount.amount
