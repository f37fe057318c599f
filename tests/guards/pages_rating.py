"""Ratings and statutory KPIs: who may, how many queries, and what stands in the rows.

The tables are read as those of access_table.py and test_queries.py are.
"""

from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from returns.models import KpiAssessment, KpiRating
from suppliers.models import Contract, RatingRule, StatutoryKpi
from tests.factories import CommitmentFactory, ContractFactory, MeasureFactory

#                                     anon- other             other                             cms
#                                     ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
ratings-edit         council_pk  GET    in    403   403   403   403   404   403   200   403   403   403   403
ratings-edit         council_pk  POST   in    403   403   403   403   404   403   302   403   403   403   403
contract-kpis        large       GET    in    403   403   403   403   404   200   200   403   403   403   403
contract-kpis        large       POST   in    403   403   403   403   404   302   302   403   403   403   403
contract-performance large       GET    in    403   403   403   403   404   200   200   200   200   403   403
contract-assess      large       GET    in    403   403   403   403   404   200   200   403   403   403   403
contract-assess      large       POST   in    403   403   403   403   404   302   302   403   403   403   403
contract-assess      contract    GET    in    403   403   403   403   404   302   302   403   403   403   403
performance-list     -           GET    in    403   403   403   403   200   200   200   200   200   403   403
assessment-notice    assessment  GET    in    403   403   403   403   404   200   200   200   200   403   403
assessment-text      assessment  GET    in    403   403   403   403   404   200   200   200   200   403   403
"""
SUBJECTS = {name: lambda world, name=name: [world.more[name].pk] for name in ("large", "assessment")}
# Page, who looks, how many queries.
BUDGETS = {
    "ratings-edit": ("lead", 6),
    "contract-detail, kpis": ("manager", 12),
    "contract-kpis": ("manager", 8),
    "contract-performance": ("manager", 9),
    "contract-assess": ("manager", 7),
    "performance-list": ("manager", 5),
    "assessment-notice": ("manager", 6),
    "assessment-text": ("manager", 5),
}
ASSESSED_UNTIL = date(2026, 6, 30)


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    kpi = world.more["kpi"].pk
    return {
        "ratings-edit": {"met": "95", "slightly_below": "80", "below": "50"},
        "contract-kpis": {"reason": "The work cannot be judged by figures."},
        "contract-assess": {f"rating_{kpi}": "met", f"reason_{kpi}": "The supplier is ahead of what is decided."},
    }.get(name)


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    large = large_contract(contract, people["manager"])
    kpi = a_kpi(large, people["manager"])
    return {
        "rating_rule": a_version(contract.council, 1, people["lead"]),
        "large": large,
        "kpi": kpi,
        "assessment": an_assessment(large, [kpi], people["manager"]),
    }


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    name = page.partition(", ")[0]
    if name == "performance-list":
        return reverse(name)
    if name == "ratings-edit":
        return reverse(name, args=[scene.contract.council.pk])
    if name.startswith("assessment-"):
        return reverse(name, args=[KpiAssessment.objects.filter(contract__council=scene.contract.council).last().pk])
    return reverse(name, args=[Contract.objects.filter(council=scene.contract.council, value_gross__gt=0).last().pk])


def rows_of(page: str) -> str:
    """Pages that show the same rows."""
    return "to assess" if page == "performance-list" else "assessed"


def make_rows(scene, kind: str) -> None:
    """As many versions of the thresholds, KPIs, assessments and contracts to assess as the scene has rows."""
    manager, lead = scene.people["manager"], scene.people["lead"]
    for row in range(scene.rows):
        a_version(scene.contract.council, row + 1, lead)
        if kind == "to assess":
            a_kpi(large_contract(scene.contract, manager, starts_on=date(2025, 4, 1)), manager)
    large = large_contract(scene.contract, manager)
    kpis = [a_kpi(large, manager) for _row in range(scene.rows)]
    for row in range(scene.rows):
        an_assessment(large, kpis, manager, until=ASSESSED_UNTIL - timedelta(days=row))


def a_version(council, version: int, by) -> RatingRule:
    """One version of a council's thresholds."""
    return RatingRule.objects.create(
        council=council, version=version, met=100 + version, set_at=timezone.now(), set_by=by
    )


def large_contract(beside: Contract, manager, **fields) -> Contract:
    """A contract of the same council that needs statutory KPIs."""
    large = {"legal_basis": "PA2023", "value_gross": Decimal(9_000_000), **fields}
    shared = {"framework_version": beside.framework_version, "supplier": beside.supplier}
    return ContractFactory(council=beside.council, manager=manager, **shared, **large)


def a_kpi(contract: Contract, by):
    """A promise that is marked."""
    commitment = CommitmentFactory(
        contract=contract, measure=MeasureFactory(version=contract.framework_version, value_type="count")
    )
    StatutoryKpi.objects.create(commitment=commitment, marked_at=timezone.now(), marked_by=by)
    return commitment


def an_assessment(contract: Contract, kpis: list, by, until: date = ASSESSED_UNTIL) -> KpiAssessment:
    """An assessment of one day, by which all is well."""
    assessment = KpiAssessment.objects.create(
        contract=contract, covers_from=until, covers_until=until, met=100, slightly_below=85, below=60,
        assessed_at=timezone.now(), assessed_by=by,
    )  # fmt: skip
    KpiRating.objects.bulk_create(
        KpiRating(
            assessment=assessment, commitment=kpi, position=kpi.position, title=kpi.promise, description="Counted",
            profile=10, verified=10, lower_is_better=False, suggested="met", rating="met",
        )
        for kpi in kpis
    )  # fmt: skip
    return assessment
