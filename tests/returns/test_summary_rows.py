"""What an older portal has kept is counted when it is upgraded, and comes to the same as what is kept from then on."""

from importlib import import_module

import pytest
from django.apps import apps

from returns.figures import differing_figures
from returns.models import ContractFigure, ContractTotal, CouncilTotal, Tally
from returns.totals import PIECES
from tests.factories import DepartmentFactory, ServiceCategoryFactory
from tests.returns import road as roads

pytestmark = pytest.mark.django_db


def test_upgrade_counts_what_was_there_before():
    road, _other = roads.taken("count", "percent", "narrative"), roads.sent("hours")
    roads.decide(road, 1, roads.in_part(12))
    roads.decide(road, 2, roads.not_at_all(road.row(2, sent=True)))
    roads.decide(road, 3)
    roads.finish(road)
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
    import_module("returns.migrations.0018_pieces_and_places").fill(apps, None)
    assert list(differing_figures()) == []
    assert Tally.objects.filter(kind="category", lines=3).count() == 2
