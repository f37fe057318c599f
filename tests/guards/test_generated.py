"""What is written from the code says what the code says now."""

import os
import subprocess
import sys

import pytest
from django.core.management import call_command

from portal.management.commands import write_workflow
from tests.guards.source import PROJECT
from tests.guards.test_pairs_and_states import workflows


def test_page_about_workflows_is_current():
    assert write_workflow.PAGE.read_text() == write_workflow.workflow_page(), "Run `python manage.py write_workflow`."


def test_page_about_workflows_shows_every_one():
    shown = [(type(starts[0]), table, owners) for _title, starts, table, owners in write_workflow.WORKFLOWS]
    known = [(model.Status, table, owners) for model, table, owners in workflows().values()]
    assert all(workflow in shown for workflow in known) and len(shown) == len(known)


def test_page_about_workflows_says_which_moves_nothing_makes():
    """A move is made where its table is asked for it by name: `CONTRACT["end"]`."""
    code = "".join(
        path.read_text()
        for room in ("suppliers", "returns", "reports", "cms")
        for path in (PROJECT / room).rglob("*.py")
    )
    not_made = {
        (title, verb)
        for title, _starts, table, _owners in write_workflow.WORKFLOWS
        for verb in table
        if f'{title.upper()}["{verb}"]' not in code
    }
    assert not_made == write_workflow.NOT_MADE_YET


def test_command_writes_the_page(tmp_path, monkeypatch):
    monkeypatch.setattr(write_workflow, "PAGE", tmp_path / "workflow.md")
    call_command("write_workflow")
    assert (tmp_path / "workflow.md").read_text() == write_workflow.workflow_page()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_page_about_workflows_comes_out_the_same_in_every_process(seed):
    """Sets have another order in every process; the page must not."""
    show = "import django; django.setup(); from portal.management.commands.write_workflow import workflow_page as page"
    done = subprocess.run(
        [sys.executable, "-c", f"{show}; print(page(), end='')"],
        env=os.environ | {"PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )
    assert done.stdout == write_workflow.workflow_page(), done.stderr


@pytest.mark.django_db
def test_migrations_are_current(capsys):
    call_command("makemigrations", check=True, dry_run=True)
    assert "No changes detected" in capsys.readouterr().out
