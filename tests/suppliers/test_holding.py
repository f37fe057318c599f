"""What is held, and in which order: two that hold the same things the other way round would wait for one another."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from returns.actions.ending import end_contract
from suppliers.actions.commitments import hold_periods
from tests.suppliers.contracts import active, being_set_up

pytestmark = pytest.mark.django_db


def written(queries: CaptureQueriesContext) -> list[str]:
    """The tables that were written to, in order."""
    statements = [query["sql"] for query in queries if query["sql"].startswith("UPDATE")]
    return [statement.split('"')[1] for statement in statements]


def test_contract_is_held_before_its_periods():
    contract = active(being_set_up())
    with CaptureQueriesContext(connection) as queries:
        hold_periods(contract)
    assert written(queries) == ["suppliers_contract", "suppliers_reportingperiod"]


def test_who_ends_a_contract_holds_it_before_its_periods():
    contract = active(being_set_up())
    with CaptureQueriesContext(connection) as queries:
        end_contract(contract=contract, reason="It is over.", by=contract.manager)
    assert written(queries)[:2] == ["suppliers_contract", "suppliers_reportingperiod"]
