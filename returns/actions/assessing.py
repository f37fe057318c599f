"""Assessing a supplier's performance against the statutory KPIs of a contract (Procurement Act 2023, section 71)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from returns.actions.telling import tell
from returns.assessing import Span, described, kpis_of, span_of, with_assessed
from returns.events import ReturnEvent
from returns.models import KpiAssessment, KpiRating
from returns.permissions import can_assess_contract
from returns.progress import Progress
from suppliers.actions.commitments import hold_contract
from suppliers.checks import NotReady
from suppliers.kpis import needs_kpis
from suppliers.models import Contract
from suppliers.rating import thresholds_of


@dataclass(frozen=True)
class Assessed:
    """What an officer decided about one KPI: its rating, and why where it is not the suggested one."""

    rating: str
    reason: str = ""


@transaction.atomic
def assess_contract(*, contract: Contract, decided: Mapping[int, Assessed], today: date, by: User) -> KpiAssessment:
    """Assess every statutory KPI, by its commitment's number, from the last assessment (or the start) until today.

    The figures, the thresholds and what the portal suggested are kept as they are now. Raises PermissionDenied, or
    NotReady where there is nothing to assess, a KPI is not decided, or a rating differs without a reason.
    """
    if not can_assess_contract(by, contract):
        raise PermissionDenied
    hold_contract(contract)
    span = _span(contract, today)
    items = kpis_of(contract, today=today)
    if {item.commitment.pk for item in items} != decided.keys():
        raise NotReady([_("The statutory KPIs changed meanwhile. Look at them again")])
    for item in items:
        chosen = decided[item.commitment.pk]
        if chosen.rating != item.rated.rating and not chosen.reason.strip():
            raise NotReady([_("Say why your rating differs from the suggested one")])
    assessment = _add_assessment(contract, span, by)
    KpiRating.objects.bulk_create(_rating(assessment, item, decided[item.commitment.pk]) for item in items)
    ratings = {str(item.commitment.position): str(decided[item.commitment.pk].rating) for item in items}
    data = {"from": span.first.isoformat(), "until": span.last.isoformat(), "ratings": ratings}
    tell(ReturnEvent.KPIS_ASSESSED, by=by, on=assessment, data=data)
    return assessment


def _span(contract: Contract, today: date) -> Span:
    """The days to assess. Raises NotReady where the contract has no KPIs or every day is assessed."""
    found = with_assessed(Contract.objects.filter(pk=contract.pk), on=today).get()
    if not needs_kpis(found) or not found.kpi_count:
        raise NotReady([_("This contract has no statutory KPIs to assess")])
    span = span_of(found, today=today)
    if span is None:
        raise NotReady([_("The performance is assessed until today already")])
    return span


def _add_assessment(contract: Contract, span: Span, by: User) -> KpiAssessment:
    """The row of it; each first day is assessed once only. Raises NotReady for whoever comes second."""
    try:
        with transaction.atomic():
            return KpiAssessment.objects.create(
                contract=contract,
                covers_from=span.first,
                covers_until=span.last,
                is_final=span.is_final,
                assessed_at=timezone.now(),
                assessed_by=by,
                **thresholds_of(contract.council_id).as_data(),
            )
    except IntegrityError as error:
        raise NotReady([_("Somebody else assessed this contract just now")]) from error


def _rating(assessment: KpiAssessment, item: Progress, chosen: Assessed) -> KpiRating:
    """One KPI as it is today, with what was decided."""
    return KpiRating(
        assessment=assessment,
        commitment=item.commitment,
        position=item.commitment.position,
        title=item.commitment.promise,
        description=described(item),
        profile=item.decided_due,
        verified=item.verified,
        lower_is_better=item.measure.lower_is_better,
        suggested=item.rated.rating,
        rating=chosen.rating,
        reason=chosen.reason.strip(),
    )
