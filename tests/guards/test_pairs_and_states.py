"""What the database must never hold half of, and whose turn it is in every status: found in the models, not listed."""

import ast
import importlib
from functools import cache

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils import timezone

from portal.management.commands.write_workflow import WORKFLOWS
from suppliers.workflow import Transition
from tests.guards.source import ACTIONS, ROOMS, modules

MODELS = [model for model in apps.get_models() if model.__module__.split(".")[0] in ROOMS]
# Moves that nothing makes yet.
UNMADE: dict[tuple[str, str, str], str] = {}


def fields_ending_in(end: str) -> list[tuple[type[models.Model], str]]:
    """The fields of our models whose name ends like this, without the ending."""
    return [
        (model, field.name.removesuffix(end))
        for model in MODELS
        for field in model._meta.local_fields
        if field.name.endswith(end) and field.name not in of_libraries(model)
    ]


def of_libraries(model: type[models.Model]) -> set[str]:
    """The fields a model has from the abstract model of a library, which names them as it likes."""
    bases = [base for base in model.__mro__[1:] if hasattr(base, "_meta") and base._meta.abstract]
    return {field.name for base in bases for field in base._meta.local_fields}


MOMENTS = [
    pair
    for pair in fields_ending_in("_at")
    if isinstance(pair[0]._meta.get_field(f"{pair[1]}_at"), models.DateTimeField)
]
named = pytest.mark.parametrize(
    ("model", "name"), MOMENTS, ids=[f"{model._meta.label}.{name}" for model, name in MOMENTS]
)


def checks_naming(model: type[models.Model], *fields: str) -> list[CheckConstraint]:
    """The check constraints of a model whose condition speaks of all these fields."""
    return [
        constraint
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint) and set(fields) <= names_in(constraint.condition)
    ]


def names_in(condition: Q) -> set[str]:
    """The fields a condition speaks of."""
    return {name for name, _lookup, _value in leaves(condition)}


def leaves(condition: Q):
    """Field, lookup and value of every comparison in a condition."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from leaves(child)
        else:
            name, _separator, lookup = child[0].partition("__")
            yield name, lookup or "exact", child[1]


def is_refused(model: type[models.Model], constraints: list[CheckConstraint], **values) -> bool:
    """Whether one of these constraints refuses a row with these values."""
    row = model(**values)
    for constraint in constraints:
        try:
            constraint.validate(model, row)
        except ValidationError:
            return True
    return False


# --- Pairs ------------------------------------------------------------------------------------------------------------
def test_moments_are_found():
    assert len(MOMENTS) > 12


@named
def test_moment_has_its_person(model, name):
    people = {field.name for field in model._meta.local_fields if isinstance(field, models.ForeignKey)}
    assert f"{name}_by" in people


@named
@pytest.mark.django_db
def test_moment_and_person_come_together_or_not_at_all(model, name):
    moment, person = model._meta.get_field(f"{name}_at"), model._meta.get_field(f"{name}_by")
    assert moment.null == person.null
    if moment.null:
        constraints = checks_naming(model, moment.name, person.name)
        assert is_refused(model, constraints, **{moment.name: timezone.now()}), "a moment without its person"
        assert is_refused(model, constraints, **{person.attname: 1}), "a person without the moment"
        assert not is_refused(model, constraints)


def test_people_have_their_moment():
    """`sent_by` without `sent_at` tells half. (`done_by` of a commitment is a date.)"""
    alone = {
        f"{model._meta.label}.{name}"
        for model, name in fields_ending_in("_by")
        if isinstance(model._meta.get_field(f"{name}_by"), models.ForeignKey) and (model, name) not in MOMENTS
    }
    assert alone == set()


@pytest.mark.parametrize(
    ("end", "kind"), [("_at", models.DateTimeField), ("_on", models.DateField)], ids=["moments", "days"]
)
def test_names_tell_moments_from_days(end, kind):
    wrong = {
        f"{model._meta.label}.{name}{end}"
        for model, name in fields_ending_in(end)
        if type(model._meta.get_field(f"{name}{end}")) is not kind
    }
    assert wrong == set()


def test_flags_are_called_what_they_are():
    wrong = {
        f"{model._meta.label}.{name}"
        for model, name in fields_ending_in("")
        if name.startswith("is_") and not isinstance(model._meta.get_field(name), models.BooleanField)
    }
    assert wrong == set()


# --- Statuses ---------------------------------------------------------------------------------------------------------
STATUSES = [model for model in MODELS if any(field.name == "status" for field in model._meta.local_fields)]


def test_statuses_are_found():
    assert len(STATUSES) >= 5


@pytest.mark.parametrize("model", STATUSES, ids=lambda model: model._meta.label)
def test_database_knows_exactly_the_statuses_of_the_code(model):
    listed = [
        set(value)
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
        for name, lookup, value in leaves(constraint.condition)
        if (name, lookup) == ("status", "in") and names_in(constraint.condition) == {"status"}
    ]
    assert listed == [{value for value, _label in model._meta.get_field("status").choices}]


# --- Workflows --------------------------------------------------------------------------------------------------------
@cache
def workflows() -> dict[tuple[str, str], tuple[type[models.Model], dict[str, Transition], dict]]:
    """Every table of transitions with its model and its table of owners, by module and name."""
    found = {}
    for module in modules():
        if module.endswith(".workflow"):
            names = vars(importlib.import_module(module))
            for name, owners in names.items():
                if name.endswith("_OWNER"):
                    choices = type(next(iter(owners)))
                    model = next(model for model in STATUSES if getattr(model, "Status", None) is choices)
                    table = name.removesuffix("_OWNER")
                    found[module, table] = (model, names[table], owners)
    return found


each_workflow = pytest.mark.parametrize("key", list(workflows()), ids=lambda key: key[1].lower())


def test_workflows_are_found():
    assert {name for _module, name in workflows()} >= {"RETURN", "CORRECTION", "EVIDENCE", "CONTRACT", "COMMITMENT"}


@each_workflow
def test_every_status_is_somebodys_turn_or_nobodys(key):
    model, _table, owners = workflows()[key]
    assert set(owners) == set(model.Status)
    assert all(str(owner) for owner in owners.values())


def starts_of(model: type[models.Model]) -> tuple[models.TextChoices, ...]:
    """Where things begin, as the page about workflows draws it."""
    return next(starts for _title, starts, _table, _owners in WORKFLOWS if type(starts[0]) is model.Status)


@each_workflow
def test_default_of_the_field_is_a_start_that_is_drawn(key):
    """A field without a default is set by whoever makes the row, and may begin in several statuses."""
    model, _table, _owners = workflows()[key]
    field, starts = model._meta.get_field("status"), starts_of(model)
    assert {field.default} == set(starts) if field.has_default() else len(starts) > 1


@each_workflow
def test_every_status_can_be_reached(key):
    model, table, _owners = workflows()[key]
    reached = set(starts_of(model))
    for _step in table:
        reached |= {transition.to for transition in table.values() if transition.sources & reached}
    assert reached == set(model.Status)


@each_workflow
def test_transitions_lead_from_and_to_statuses_that_exist(key):
    model, table, _owners = workflows()[key]
    for verb, transition in table.items():
        assert transition.verb == verb and transition.who
        assert transition.sources and transition.sources | {transition.to} <= set(model.Status.values)


@each_workflow
def test_nobodys_turn_is_the_end(key):
    """Where it is nobody's turn nothing moves any more; where it is somebody's, something can."""
    _model, table, owners = workflows()[key]
    leaving = set().union(*(transition.sources for transition in table.values()))
    for status, owner in owners.items():
        assert (str(owner) == "nobody") == (status not in leaving), status


def test_every_transition_is_made_by_an_action():
    made = {(table, verb) for name in ACTIONS for table, verb in lookups_in(name)}
    for (module, table), (_model, transitions, _owners) in workflows().items():
        unmade = {verb for verb in transitions if (table, verb) not in made and (module, table, verb) not in UNMADE}
        assert not unmade, f"No action makes {table} {sorted(unmade)}"
    assert not {key for key in UNMADE if key[1:] in made}, "These are made now: take them out of UNMADE."


def lookups_in(module: str):
    """`RETURN["submit"]` as ("RETURN", "submit"), wherever a module says it."""
    for node in ast.walk(modules()[module]):
        if (
            isinstance(node, ast.Subscript)
            and isinstance(node.value, ast.Name)
            and isinstance(node.slice, ast.Constant)
        ):
            yield node.value.id, node.slice.value
