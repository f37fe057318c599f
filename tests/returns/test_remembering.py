"""What is put back in place of being made again is what was made, to the last row and file."""

import hashlib
import shutil

import pytest
from django.apps import apps
from django.core.files.storage import storages
from django.db import transaction

from suppliers.models import Contract
from tests.factories import ContractFactory
from tests.returns.pages import all_kinds_sent
from tests.returns.road import decided, open_road

pytestmark = pytest.mark.django_db


def everything() -> dict:
    """Every row of every table."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }


def made_and_undone(make):
    """What one call leaves in the database, of which nothing stays, and what it answered."""
    with transaction.atomic():
        answer, rows = make(), everything()
        transaction.set_rollback(True)
    return answer, rows


@pytest.mark.parametrize("kinds", [("count",), ("percent", "milestone", "narrative")])
def test_road_that_is_put_back_is_the_road_that_was_walked(kinds):
    first, rows = made_and_undone(lambda: decided(*kinds))
    again = decided(*kinds)
    assert everything() == rows
    assert (again, again.commitments) == (first, first.commitments)
    assert again.contract is not first.contract  # what a test does to it, no other test meets


def test_file_of_a_road_is_put_back_too(time_machine):
    made_and_undone(lambda: all_kinds_sent(time_machine))
    shutil.rmtree(storages["evidence"].location)
    evidence = all_kinds_sent(time_machine).row(1, sent=True).evidence[0]
    with storages["evidence"].open(evidence.storage_name) as file:
        assert hashlib.sha256(file.read()).hexdigest() == evidence.stored_sha256


def test_road_beside_another_is_walked_anew_and_has_rows_of_its_own():
    roads = [open_road("count"), open_road("count")]
    assert roads[0].contract != roads[1].contract
    assert {ContractFactory().pk} | {road.contract.pk for road in roads} == set(
        Contract.objects.values_list("pk", flat=True)
    )


def test_road_of_another_day_is_walked_on_that_day(time_machine):
    days = ["2026-07-06", "2026-07-07"]
    found = []
    for day in days:
        time_machine.move_to(f"{day}T10:00:00Z")
        road, _rows = made_and_undone(lambda: decided("count"))
        found.append(road.supplier_return.submitted_at.date().isoformat())
    assert found == days
