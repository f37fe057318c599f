"""What an older portal has kept is counted when it is upgraded, and comes to the same as what is kept from then on."""

from datetime import timedelta
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.db.models import Sum

from returns.actions.auditing import mark_line
from returns.actions.confirming import answer_confirmation
from returns.figures import differing_figures
from returns.models import ContractFigure, ContractTotal, CouncilTotal, Tally
from returns.totals import PIECES
from tests.factories import (
    ConfirmationFactory,
    DepartmentFactory,
    EvidenceFactory,
    EvidenceUseFactory,
    FrameworkVersionFactory,
    MeasureFactory,
    OfficerRoleFactory,
    ServiceCategoryFactory,
)
from tests.returns import road as roads

pytestmark = pytest.mark.django_db
KINDS = ("count", "hours", "narrative", "percent", "money")


def test_upgrade_counts_what_was_there_before():
    road, other = roads.taken("count", "percent", "narrative"), roads.open_road("hours", "count")
    EvidenceUseFactory(answer=other.row().answer, evidence=EvidenceFactory(contract=other.contract))
    roads.send(other, line_1=roads.Figure(claimed=Decimal(3)), line_2=roads.Figure(claimed=Decimal(4)))
    for answer in ("partly", "received"):
        confirmation = ConfirmationFactory(line=other.supplier_return.lines.get(number=2))
        answer_confirmation(confirmation=confirmation, answer=answer, comment="", by=None)
    roads.decide(road, 1, roads.in_part(12))
    roads.decide(road, 2, roads.not_at_all(road.row(2, sent=True)))
    roads.decide(road, 3)
    roads.finish(road)
    auditor = OfficerRoleFactory(council=road.contract.council, role="auditor").user
    for number, agrees in ((1, True), (1, False), (2, False), (2, True)):
        line = road.supplier_return.lines.get(number=number)
        mark_line(line=line, is_agreed=agrees, note="" if agrees else "Not found.", by=auditor)
    council = road.contract.council
    road.contract.categories.add(*ServiceCategoryFactory.create_batch(2, council=council))
    road.contract.department = DepartmentFactory(council=council)
    road.contract.save(update_fields=["department"])
    nothing = dict.fromkeys(PIECES, 0)
    ContractFigure.objects.update(**nothing, shard=0, due_on=None)
    ContractTotal.objects.update(**nothing)
    CouncilTotal.objects.exclude(kind="all").delete()
    CouncilTotal.objects.update(**nothing)
    Tally.objects.all().delete()
    assert list(differing_figures()) != []
    for upgrade in ("0018_pieces_and_places", "0022_promised_in_all", "0023_sure_pieces"):
        import_module(f"returns.migrations.{upgrade}").fill(apps, None)
    assert list(differing_figures()) == []
    assert Tally.objects.filter(kind="category", lines=3).count() == 2
    sure = CouncilTotal.objects.filter(kind="all").aggregate(
        *(Sum(f"lines_{name}") for name in ("evidenced", "confirmed", "audited"))
    )
    assert list(sure.values()) == [1, 1, 1]


def test_upgrade_adds_up_what_is_promised_in_all():
    """Of sums and levels, of promises that stand and that are over, and of a measure that no period has opened for."""
    level = {"value_type": "count", "aggregation": "latest"}
    version = FrameworkVersionFactory()
    count, hours, text, percent, new, now, was, late = (
        MeasureFactory(version=version, **fields)
        for fields in (*({"value_type": kind} for kind in KINDS), level, level, {"value_type": "count"})
    )
    road = roads.open_road(count, hours, text, percent, framework_version=version)
    for measure in (new, now, was, was):
        roads.agree(road.contract, measure, road.officer, accepted_by=road.editor, target=Decimal(8))
    roads.next_period(road, roads.FIRST_DAY + timedelta(days=91))
    last = road.contract.commitments.filter(measure=was).first()
    for commitment in (road.commitments[0], last):
        roads.withdraw(road, commitment)
    roads.next_period(road, roads.FIRST_DAY + timedelta(days=184))
    roads.substitute(road, road.commitments[1], target=Decimal(30))
    roads.withdraw(road, road.contract.commitments.get(measure=was, status="agreed"))
    roads.agree(road.contract, new, road.officer, accepted_by=road.editor, target=Decimal(5))
    roads.agree(road.contract, late, road.officer, accepted_by=road.editor)
    kept = {one.measure_id: one.in_all for one in ContractTotal.objects.all()}
    in_all = {count: 49, hours: Decimal("105.33"), text: 0, percent: 100, new: 13, now: 8, was: 8, late: 100}
    assert kept == {measure.pk: amount for measure, amount in in_all.items()}
    for rows in (ContractTotal.objects.all(), CouncilTotal.objects.all()):
        rows.update(in_all=0)
        rows.filter(measure=late).delete()
    assert list(differing_figures()) != []
    import_module("returns.migrations.0022_promised_in_all").fill(apps, None)
    assert list(differing_figures()) == []
    assert {one.measure_id: one.in_all for one in ContractTotal.objects.all()} == kept
