"""The description of the API: complete, current, and true of every answer (schemathesis)."""

import copy
import re

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck
from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import positive_data_acceptance

from api.schema import PAGE, description, written
from portal.wsgi import application
from tests.api.programs import Program, assert_problem
from tests.guards.test_generated import PROJECT

# A figure of 0 fits the description, and is refused without a reason: no description can say that.
RULES_OF_OUR_OWN = [positive_data_acceptance]
BOUNDED = hypothesis.settings(
    max_examples=4,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[hypothesis.Phase.generate],
)


def operations():
    return [
        (path, method, about) for path, methods in description()["paths"].items() for method, about in methods.items()
    ]


# --- Complete and current ---------------------------------------------------------------------------------------------
def test_description_is_current():
    assert PAGE.read_text() == written(), "Run `python manage.py write_api`."
    assert PAGE.is_relative_to(PROJECT)


def test_every_operation_says_what_it_does_who_may_and_how_it_fails_and_has_an_example():
    assert description()["openapi"].startswith("3.1")
    for path, method, about in operations():
        where = f"{method} {path}"
        assert about["summary"] and about["description"], where
        assert about["security"] == [{"token": []}], where
        assert {"200", "401", "422", "429"} <= about["responses"].keys(), where
        assert ("404" in about["responses"]) == ("{" in path), where
        assert ("requestBody" in about) == ("400" in about["responses"]), where
        bodies = [about["responses"]["200"], *([about["requestBody"]] if "requestBody" in about else [])]
        for body in bodies:
            assert body["content"]["application/json"]["examples"], where
        assert all(parameter["description"] for parameter in about.get("parameters", [])), where


def test_each_operation_has_a_name_of_its_own_and_texts_do_not_tell_of_code():
    names = [about["operationId"] for _path, _method, about in operations()]
    assert len(set(names)) == len(names) > 15
    assert not re.search(r"Shape|Serializer|supplier_return\b|nil_", written())


@pytest.mark.usefixtures("undone")
def test_description_is_there_for_everybody_and_nothing_else_is():
    response = Program().get("schema/")
    assert response.status_code == 200 and response.json() == description()
    assert_problem(Program().get("token/"), 401)


# --- True -------------------------------------------------------------------------------------------------------------
@pytest.fixture
def asking(world, undone, settings):
    """The description as a program reads it, and a way to ask one operation many things."""
    settings.API_REQUESTS_A_MINUTE = 1_000_000
    settings.API_WRONG_TOKEN_RATE = ""
    schema = schemathesis.openapi.from_dict(copy.deepcopy(description()))
    schema.app = application

    def ask(operation, who: str, mode: GenerationMode, **known) -> None:
        @BOUNDED
        @hypothesis.given(case=operation.as_strategy(generation_mode=mode, **known))
        def holds(case):
            with transaction.atomic():
                case.call_and_validate(headers=world.programs[who].headers, excluded_checks=RULES_OF_OUR_OWN)
                transaction.set_rollback(True)

        holds()

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)  # as the client of tests does: the world is in a transaction
    yield schema, ask
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def ids_for(world, path: str) -> dict:
    """What stands in an address of this shape, of the supplier's own."""
    things = {
        "contracts": world.contract,
        "commitments": world.contract.commitments.first(),
        "organisations": world.contract.supplier,
        "framework-versions": world.contract.framework_version,
        "returns": world.draft,
    }
    thing = things.get(path.split("/")[3])
    ids = {"id": str(thing.pk)} if "{id}" in path else {}
    return ids | ({"number": 1} if "{number}" in path else {})


def test_every_answer_is_as_the_description_says(world, asking):
    schema, ask = asking
    looked_at = 0
    for result in schema.get_all_operations():
        operation = result.ok()
        known = ids_for(world, operation.path)
        for who in ("supplier", "council"):
            ask(operation, who, GenerationMode.POSITIVE, **({"path_parameters": known} if known else {}))
        ask(operation, "supplier", GenerationMode.NEGATIVE)
        looked_at += 1
    assert looked_at == len(operations())


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        ("api.shapes.parts.Amount.to_representation", lambda _self, value: float(value)),
        ("api.v1.contracts.commitments_visible_to", lambda user: 1 / 0),
    ],
)
def test_answer_that_is_not_as_described_is_found(asking, monkeypatch, place, fault):
    schema, ask = asking
    monkeypatch.setattr(place, fault)
    with pytest.raises(FailureGroup):
        ask(schema["/api/v1/commitments/"]["GET"], "supplier", GenerationMode.POSITIVE)
