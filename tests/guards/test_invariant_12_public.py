"""Invariant 12: what anybody can open shows no figures but those of `reports.published`, which hides small ones."""

import html
import re

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.components.words import until_words
from returns.asking import question_of
from returns.checks.confirmation_can_be_asked import NEVER_ASKED
from returns.models import Confirmation
from tests.guards import pages_community
from tests.guards.source import first_party_imports, modules
from tests.guards.test_access import ROWS, path_of

# What the room of public pages may know of the rooms below that hold figures.
PUBLISHED = {
    "framework.comparing",
    "framework.models",
    "framework.published",
    "framework.small_numbers",
    "reports.editions",
    "reports.open_data",
    "reports.published",
    "reports.published_ocds",
    "reports.published_register",
}
TABLES_WITH_FIGURES = {
    model._meta.db_table
    for model in apps.get_models()
    if any(isinstance(field, models.DecimalField) for field in model._meta.local_fields)
}
# A contract is read for its title; what it is worth is a figure, and is not read.
READ_FOR_THEIR_NAMES = {"suppliers_contract"}
FIGURES_OF_CONTRACTS = ("value_net", "value_gross")
# What says names, and who may do what.
WITHOUT_FIGURES = {"framework.hidden_counts", "reports.files"}
WITHOUT_FIGURES |= {"returns.models", "returns.permissions", "returns.queries", "returns.told"}
WITHOUT_FIGURES |= {f"suppliers.{name}" for name in ("calendar", "checks", "endorsed", "forms", "models", "paging")}
WITHOUT_FIGURES |= {f"suppliers.{name}" for name in ("permissions", "personal", "promises", "published", "queries")}
WITHOUT_FIGURES |= {"suppliers.community", "suppliers.reach", "suppliers.workflow"}
# And of their models: things with names.
MODELS_WITH_NAMES = {"returns.models": {"SupplierReturn"}}
MODELS_WITH_NAMES["suppliers.models"] = {"Area", "Contract", "Endorsement", "Organisation", "ServiceCategory"}
OPEN_TO_ANYBODY = [row for row in ROWS if row[2] == "GET" and row[3] == "200"]
# Opened by whoever has a secret link: one organisation reads what it is asked about itself, and nothing else.
BY_SECRET_LINK = {"confirmation-answer"} | pages_community.BY_SECRET_LINK
# Read the totals of single contracts, through `reports.published`: see tests/reports/test_invariant_12_published.py and
# test_ocds_published.py. The register reads what contracts are worth, and no other figure.
FIGURES_BY_CONTRACT = {"open-data", "contracts-ocds", "contracts-register"}
WITHOUT_SECRET = [row for row in OPEN_TO_ANYBODY if row[0] not in BY_SECRET_LINK | FIGURES_BY_CONTRACT]


def test_invariant_12_pages_that_anybody_can_open_are_known():
    assert {row[0] for row in OPEN_TO_ANYBODY} == {
        "livez",
        "readyz",
        "theme",
        "wagtail_serve",
        "confirmation-thanks",
        *FIGURES_BY_CONTRACT,
        "framework-file",
        "recognition-list",
        *("accessibility-statement", "cookies", "privacy"),
        *("event-interest", "interest-thanks", "interest-withdraw", "interest-withdrawn"),
        *("search", "robots", "sitemap", "sitemap-part"),
        # How programs come in, and what may be asked: of nobody's figures a word.
        *("api-guide", "api-schema"),
        *pages_community.OPEN,
        *BY_SECRET_LINK,
    }, "If the new page shows figures, they come from reports/editions.py; then add it here."


def test_invariant_12_tables_with_figures_are_found():
    assert {"returns_answer", "returns_verification", "suppliers_commitment"} <= TABLES_WITH_FIGURES


@pytest.mark.parametrize("row", WITHOUT_SECRET, ids=lambda row: "-".join(row[:2]))
def test_invariant_12_page_that_anybody_can_open_reads_no_figures(world, row):
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(path_of(row[0], row[1], world)).status_code == 200
    asked = [query["sql"] for query in queries]
    assert asked or row[0] != "wagtail_serve"
    tables = TABLES_WITH_FIGURES - READ_FOR_THEIR_NAMES
    assert [sql for sql in asked if any(f'"{table}"' in sql for table in tables)] == []
    assert [sql for sql in asked if any(f'"{column}"' in sql for column in FIGURES_OF_CONTRACTS)] == []


def test_invariant_12_secret_link_shows_the_part_of_one_organisation_and_no_other_figure(world):
    asked = world.more["asked_of"]
    page = Client().get(path_of("confirmation-answer", "open_link", world)).content.decode()
    main = page.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    words = html.unescape(re.sub(r"<[^>]*>", " ", main))
    said = question_of(asked)
    room = str(Confirmation._meta.get_field("comment").max_length)
    for known in (said.how_much, said.council, said.giver, said.what, until_words(said.starts_on, said.ends_on), room):
        assert known in words
        words = words.replace(known, "")
    assert re.findall(r"\d+", words) == []
    assert asked.line.commitment.measure.sensitivity not in NEVER_ASKED


def test_invariant_12_what_is_published_gets_no_figure_but_through_the_one_function():
    """The room of public pages reads figures as `reports` publishes them, and nothing else of rooms that hold any."""
    known = {
        (name, module)
        for name, tree in modules().items()
        if name.partition(".")[0] == "cms"
        for _statement, some in first_party_imports(tree)
        for module in some
        if module.partition(".")[0] in ("reports", "returns", "suppliers", "framework")
    }
    assert {".".join(module.split(".")[:2]) for _name, module in known} <= PUBLISHED | WITHOUT_FIGURES, known
    for room, allowed in MODELS_WITH_NAMES.items():
        named = {module.removeprefix(f"{room}.") for _name, module in known if module.startswith(f"{room}.")}
        assert named <= allowed, f"{named - allowed} may hold figures: ask reports/published.py for them"
