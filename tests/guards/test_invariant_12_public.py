"""Invariant 12: what anybody can open shows no figures; whatever does goes through `framework.small_numbers`."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.guards.source import first_party_imports, modules
from tests.guards.test_access import ROWS, path_of

TABLES_WITH_FIGURES = {
    model._meta.db_table
    for model in apps.get_models()
    if any(isinstance(field, models.DecimalField) for field in model._meta.local_fields)
}
OPEN_TO_ANYBODY = [row for row in ROWS if row[2] == "GET" and row[3] == "200"]


def test_invariant_12_pages_that_anybody_can_open_are_known():
    assert {row[0] for row in OPEN_TO_ANYBODY} == {"livez", "readyz", "theme", "wagtail_serve"}, (
        "If the new page shows figures, they go through framework/small_numbers.py; then add it here."
    )


def test_invariant_12_tables_with_figures_are_found():
    assert {"returns_answer", "returns_verification", "suppliers_commitment"} <= TABLES_WITH_FIGURES


@pytest.mark.parametrize("row", OPEN_TO_ANYBODY, ids=lambda row: "-".join(row[:2]))
def test_invariant_12_page_that_anybody_can_open_reads_no_figures(world, row):
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(path_of(row[0], row[1], world)).status_code == 200
    asked = [query["sql"] for query in queries]
    assert asked or row[0] != "wagtail_serve"
    assert [sql for sql in asked if any(f'"{table}"' in sql for table in TABLES_WITH_FIGURES)] == []


def test_invariant_12_what_is_published_gets_no_figure_but_through_the_one_function():
    """The room of public pages imports nothing of the rooms that hold figures, `framework.small_numbers` excepted."""
    known = {
        (name, module)
        for name, tree in modules().items()
        if name.partition(".")[0] == "cms"
        for _statement, some in first_party_imports(tree)
        for module in some
        if module.partition(".")[0] in ("returns", "suppliers", "framework")
    }
    assert {module for _name, module in known} <= {"framework.small_numbers"}, known
