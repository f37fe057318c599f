"""A world that the tests of the API share: made once for each module, and put back after each test."""

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction

from tests.api.world import NOW, ApiWorld, make_api_world


@pytest.fixture(autouse=True)
def nobody_has_asked_before():
    """Counts of requests begin anew."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> ApiWorld:
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic():
        yield make_api_world()
        transaction.set_rollback(True)


@pytest.fixture
def undone(world):
    """What a test does to the world is taken back; the clock stands still."""
    with time_machine.travel(NOW, tick=False), transaction.atomic():
        yield
        transaction.set_rollback(True)
