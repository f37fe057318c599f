"""Which promises of a contract are its statutory key performance indicators (Procurement Act 2023, section 52)."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from suppliers.actions.commitments import hold_contract
from suppliers.actions.telling import tell
from suppliers.checks import NotReady
from suppliers.events import SupplierEvent
from suppliers.kpis import can_be_kpis, why_no_kpis
from suppliers.models import Contract, NoKpiReason, StatutoryKpi
from suppliers.permissions import can_manage_contract


@transaction.atomic
def mark_kpis(*, contract: Contract, commitments: Collection[int], by: User) -> None:
    """Have these promises, and no others, be the statutory KPIs of a contract; a reason for none goes.

    Raises PermissionDenied, or NotReady where the contract needs none (never where it is light touch), where none is
    named, or where one of them cannot be a KPI.
    """
    _check(contract, by)
    possible = {commitment.pk: commitment for commitment in can_be_kpis(contract)}
    if not commitments or not set(commitments) <= possible.keys():
        raise NotReady([_("Choose from the promises that are agreed and may be published")])
    before = {pk for pk, commitment in possible.items() if commitment.is_kpi}
    if set(commitments) == before:
        return
    NoKpiReason.objects.filter(contract=contract).delete()
    StatutoryKpi.objects.filter(commitment__contract=contract).exclude(commitment__in=commitments).delete()
    now = timezone.now()
    StatutoryKpi.objects.bulk_create(
        StatutoryKpi(commitment_id=pk, marked_at=now, marked_by=by) for pk in sorted(set(commitments) - before)
    )
    lines = [possible[pk].position for pk in possible if pk in commitments]
    tell(SupplierEvent.KPIS_MARKED, by=by, on=contract, data={"lines": lines})


@transaction.atomic
def explain_no_kpis(*, contract: Contract, reason: str, by: User) -> None:
    """Say why a contract that needs statutory KPIs has none; those that are marked are marked no longer.

    Raises PermissionDenied, or NotReady where the contract needs none or no reason is given.
    """
    _check(contract, by)
    if not reason.strip():
        raise NotReady([_("Say why none is set")])
    if NoKpiReason.objects.filter(contract=contract, reason=reason).exists():
        return
    StatutoryKpi.objects.filter(commitment__contract=contract).delete()
    said = {"reason": reason, "given_at": timezone.now(), "given_by": by}
    NoKpiReason.objects.update_or_create(contract=contract, defaults=said)
    tell(SupplierEvent.NO_KPIS_EXPLAINED, by=by, on=contract, data={"reason": reason})


def _check(contract: Contract, by: User) -> None:
    """What both ask first; until the transaction ends nobody else changes what the contract's KPIs are."""
    if not can_manage_contract(by, contract):
        raise PermissionDenied
    why = why_no_kpis(contract, on=timezone.localdate())
    if why:
        raise NotReady([why])
    hold_contract(contract)
