"""Which contracts need statutory key performance indicators, and which of their promises are some.

Procurement Act 2023, sections 52 and 71; domain rules, section 2 and invariant 16. The amount above which a contract
needs them stands in a dated table (`suppliers/thresholds.py`).
"""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from suppliers.models import Commitment, Contract, LegalThreshold, NoKpiReason, StatutoryKpi
from suppliers.thresholds import amount_in_force, is_above, needs_statutory_kpis

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    ContractWithKpis = WithAnnotations[Contract, "Kpis"]
    PossibleKpi = WithAnnotations[Commitment, "Marked"]

# Section 52: at least three, and all of them published.
LEAST_KPIS = 3


class Kpis(TypedDict):
    """What `with_kpis` adds to a contract."""

    kpi_amount: Decimal | None
    kpi_count: int
    kpi_reason: str | None


class Marked(TypedDict):
    """What `can_be_kpis` adds to a promise."""

    is_kpi: bool


def is_kpi(commitment: str = "pk") -> Exists:
    """A condition: the promise is a statutory KPI; `commitment` is the way to it.

    All KPIs are published, so a promise that may not be published any more is none.
    """
    return Exists(StatutoryKpi.objects.filter(commitment=OuterRef(commitment), commitment__is_publishable=True))


def with_kpis(contracts: QuerySet[Contract], *, on: date) -> "QuerySet[ContractWithKpis]":
    """Contracts with the amount that counts for them, how many KPIs are marked, and why none is; no further query."""
    marked = (
        Commitment.objects.filter(is_kpi(), contract=OuterRef("pk"), status=Commitment.Status.AGREED)
        .order_by()
        .values("contract")
    )
    counted = marked.annotate(count=Count("pk")).values("count")
    return contracts.annotate(
        kpi_amount=amount_in_force(LegalThreshold.Kind.STATUTORY_KPIS, on=on),
        kpi_count=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        kpi_reason=Subquery(NoKpiReason.objects.filter(contract=OuterRef("pk")).order_by().values("reason")[:1]),
    )


def needs_kpis(contract: "ContractWithKpis") -> bool:
    """As `needs_statutory_kpis`, of a contract that `with_kpis` read."""
    return is_above(contract, contract.kpi_amount)


def lacks_kpis(contract: "ContractWithKpis") -> bool:
    """Whether a contract needs KPIs, has fewer than three and says no reason. Never where it is light touch."""
    return needs_kpis(contract) and contract.kpi_count < LEAST_KPIS and not contract.kpi_reason


def why_no_kpis(contract: Contract, *, on: date) -> str:
    """In one sentence why a contract needs no statutory KPIs, so that none can be marked; empty where it needs some."""
    if contract.is_light_touch:
        return _("This is a light touch contract, and the law asks for no statutory KPIs of those.")
    if contract.legal_basis != Contract.LegalBasis.PA2023:
        return _("This contract is not under the Procurement Act 2023, and only that act asks for statutory KPIs.")
    if contract.value_gross is None:
        return _("The value of this contract with VAT is not known. Enter it first.")
    if not needs_statutory_kpis(contract, on=on):
        return _("The value of this contract is not above the amount from which the law asks for statutory KPIs.")
    return ""


def can_be_kpis(contract: Contract) -> "QuerySet[PossibleKpi]":
    """The promises of a contract that can be marked: agreed, and such as may be published."""
    agreed = contract.commitments.filter(status=Commitment.Status.AGREED, is_publishable=True)
    return agreed.annotate(is_kpi=is_kpi()).order_by("position")
