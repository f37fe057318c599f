"""The world the guards look at: made once for each module that asks for it, and taken back afterwards."""

import pytest
import time_machine
from django.db import transaction

from tests.guards.world import NOW, World, make_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> World:
    """A world inside a transaction that is rolled back after the module. Tests that change it roll back themselves.

    Tests beside it need no `django_db` mark, and must not have one: after a marked test the connection is closed, and
    the world would be gone with it.
    """
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)
