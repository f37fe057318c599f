"""The threat table of docs/security.md names tests that exist: a threat that no test holds any more fails here."""

import ast
import re

import pytest
from django.conf import settings

from cage.sandbox import LIMITS
from returns.evidence import containers, pdf
from returns.evidence.kinds import EXTENSIONS
from returns.evidence.receiving import MAX_BODY_BYTES
from returns.evidence.refusal import MAX_BYTES, MAX_FILES, MAX_MEGAPIXELS, MEGABYTE
from tests.guards.source import PROJECT

PAGE = (PROJECT / "docs" / "security.md").read_text()
NAMED = re.compile(r"`([\w/]+\.py)(?:::(\w+))?`")
SIGNING_IN = PAGE.partition("## Signing in")[2].partition("\n## ")[0]
FILES = PAGE.partition("## Files from strangers")[2].partition("\n## ")[0]
# Requirements about files, of the numbered list that the page follows.
NUMBERS = {*range(14, 26)}


def rows(part: str) -> list[list[str]]:
    """The cells of the table of threats in a part of the page."""
    lines = part.partition("| held by |")[2].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("|")]


def names_of(module: str) -> set[str]:
    """The functions of a module of tests."""
    tree = ast.parse((PROJECT / "tests" / module).read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_test_that_the_page_names_exists():
    named = [found.groups() for found in NAMED.finditer(PAGE)]
    modules = [(module, test) for module, test in named if module.rpartition("/")[2].startswith("test_")]
    assert len(modules) > 50
    missing = {
        f"{module}::{test or ''}"
        for module, test in modules
        if not (PROJECT / "tests" / module).exists() or (test and test not in names_of(module))
    }
    assert not missing


def test_every_test_that_the_record_on_our_own_readers_names_exists():
    record = (PROJECT / "docs" / "adr" / "0024-a-few-readers-of-our-own.md").read_text()
    named = [(f"returns/{module}", test) for module, test in re.findall(r"`(test_\w+\.py)::(\w+)`", record)]
    assert len(named) > 8
    assert [test for module, test in named if test not in names_of(module)] == []


def test_every_threat_from_files_names_the_tests_that_hold_it():
    found = rows(FILES)
    assert {int(row[0]) for row in found if row[0]} >= NUMBERS
    assert [row[1] for row in found if len(row) != 4 or "::test_" not in row[3]] == []


def test_every_threat_around_signing_in_names_the_tests_that_hold_it():
    found = rows(SIGNING_IN)
    assert {int(row[0]) for row in found} >= {*range(1, 10)}
    assert [row[1] for row in found if len(row) != 4 or "::test_" not in row[3]] == []


POLICY = FILES.partition("### Threats")[0]


@pytest.mark.parametrize(
    "words",
    [
        f"{MAX_BYTES // MEGABYTE} MB a file, {MAX_FILES} files a line, "
        f"a body of {MAX_BODY_BYTES // MEGABYTE} MB in all",
        f"{settings.EVIDENCE_FILES_A_DAY:,} files and {settings.EVIDENCE_MEGABYTES_A_DAY:,} MB for a supplier",
        f"{containers.MAX_MEMBERS:,} members, {containers.MAX_UNPACKED // MEGABYTE} MB together, "
        f"{containers.MAX_RATIO} times its own size",
        f"a stream in a PDF: {pdf.MAX_UNPACKED // MEGABYTE} MB; a picture: {MAX_MEGAPIXELS} megapixels",
        f"{LIMITS.memory // MEGABYTE // 1024} GB of memory, {LIMITS.seconds} seconds, "
        f"{LIMITS.folder_size // MEGABYTE} MB and {LIMITS.folder_files} files of disk",
    ],
)
def test_upload_policy_says_the_limits_that_hold(words):
    assert words in POLICY


def test_upload_policy_names_each_ending_that_is_taken_and_no_other():
    row = next(line for line in POLICY.splitlines() if line.startswith("| types and endings"))
    assert set(re.findall(r"`(\.\w+)`", row)) == EXTENSIONS.keys()
