"""When a contract's performance is assessed against its statutory KPIs, and what the portal suggests.

Procurement Act 2023, section 71: at least every 12 months and at the end; domain rules, section 6.7. Only what is
verified counts.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts.models import User
from framework.values import format_value
from returns.models import KpiAssessment
from returns.progress import Progress, progress_of
from suppliers.calendar import add_months
from suppliers.kpis import Kpis, needs_kpis, with_kpis
from suppliers.models import Contract
from suppliers.queries import council_contracts_visible_to

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    AssessedContract = WithAnnotations[Contract, "Assessed"]

DAY = timedelta(days=1)
A_YEAR = 12
# So long before the last day officers are told on their first page.
SOON = timedelta(days=30)
ACTIVE, ENDED = Contract.Status.ACTIVE, Contract.Status.ENDED


class Assessed(Kpis):
    """What `with_assessed` adds to a contract, `with_kpis` included."""

    assessed_until: date | None
    assessed_at_end: bool


@dataclass(frozen=True)
class Due:
    """The last day on which an assessment is in time, and whether it is the one at the end of the contract."""

    on: date
    is_final: bool


def with_assessed(contracts: QuerySet[Contract], *, on: date) -> "QuerySet[AssessedContract]":
    """Contracts with their KPIs in short, until when they are assessed, and whether at the end; no further query.

    Only the newest assessment can be the one at the end: a contract that is extended gets another.
    """
    made = KpiAssessment.objects.filter(contract=OuterRef("pk")).order_by("-covers_until")
    return with_kpis(contracts, on=on).annotate(
        assessed_until=Subquery(made.values("covers_until")[:1]),
        assessed_at_end=Coalesce(Subquery(made.values("is_final")[:1]), Value(False)),
    )


def next_due(contract: "AssessedContract", *, today: date) -> Due | None:
    """When the next assessment is due; None where there is nothing to assess, or all of it is assessed."""
    last, starts_on, ends_on = contract.assessed_until, contract.starts_on, contract.ends_on
    if not needs_kpis(contract) or not contract.kpi_count or starts_on is None or ends_on is None:
        return None
    if contract.status == ENDED:
        return None if contract.assessed_at_end else Due(min(ends_on, today), True)
    if contract.status != ACTIVE or (last is not None and last >= ends_on):
        return None
    a_year_on = add_months(last + DAY if last else starts_on, A_YEAR) - DAY
    return Due(min(a_year_on, ends_on), a_year_on >= ends_on)


def contracts_to_assess(user: User, *, today: date) -> "QuerySet[AssessedContract]":
    """Contracts of the person's councils whose next assessment is due within 30 days or late: `next_due` as a query."""
    by = today + SOON
    began = add_months(by + DAY, -A_YEAR)
    a_year_over = Q(assessed_until__isnull=True, starts_on__lte=began) | Q(assessed_until__lt=began)
    end_comes = Q(ends_on__lte=by)
    more_to_come = Q(assessed_until__isnull=True) | Q(assessed_until__lt=F("ends_on"))
    return with_assessed(council_contracts_visible_to(user), on=today).filter(
        Q(status=ACTIVE) & more_to_come & (a_year_over | end_comes) | Q(status=ENDED, assessed_at_end=False),
        legal_basis=Contract.LegalBasis.PA2023,
        is_light_touch=False,
        value_gross__gt=F("kpi_amount"),
        kpi_count__gt=0,
    )


# --- One assessment ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Span:
    """The days that an assessment is about, the last one included."""

    first: date
    last: date
    is_final: bool


def span_of(contract: "AssessedContract", *, today: date) -> Span | None:
    """What the next assessment would be about: from the last one, or the start, until today; None where no day is."""
    starts_on, ends_on, last = contract.starts_on, contract.ends_on, contract.assessed_until
    if starts_on is None or ends_on is None or not needs_kpis(contract):
        return None
    if contract.status not in (ACTIVE, ENDED) or (contract.status == ENDED and contract.assessed_at_end):
        return None
    first, until = last + DAY if last else starts_on, min(today, ends_on)
    is_final = contract.status == ENDED or until == ends_on
    return Span(first, until, is_final) if first <= until else None


def kpis_of(contract: Contract, *, today: date) -> list[Progress]:
    """The progress of each promise that is a statutory KPI of a contract. Two queries."""
    return [item for item in progress_of([contract], today=today).get(contract.pk, []) if item.is_kpi]


def described(item: Progress) -> str:
    """What a KPI counts and what is promised, as it is published."""
    commitment, measure = item.commitment, item.measure
    if commitment.target is None:
        return measure.title
    target = format_value(measure, commitment.target)
    return _("%(measure)s. Promised in all: %(target)s") % {"measure": measure.title, "target": target}
