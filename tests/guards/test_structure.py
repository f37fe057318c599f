"""The house keeps its shape: small pieces, one direction, and each piece of the kind its place says."""

import ast
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from django.urls import reverse

from tests.guards.addresses import all_addresses
from tests.guards.source import (
    ACTIONS,
    PROJECT,
    ROOMS,
    Function,
    called,
    decorators,
    first_party_imports,
    functions,
    length,
    modules,
    path_of,
    public,
)

# What programs ask for says in `api.urls` which method it is for, and as an `operation` what may be sent.
METHODS_NAMED = {"require_http_methods", "require_safe", "require_POST", "require_GET", "operation"}
VIEWS = [name for name in modules() if {"views", "v1"} & set(name.split("."))]
TASKS = [name for name in modules() if name.endswith(".tasks")]

# Actions in which no person acts.
WITHOUT_BY = {
    "cms.actions.reminding.remind_of_reviews": "the portal reminds publishers itself; the event says so",
    "cms.actions.scheduled.publish_scheduled": "the portal does what a publisher set; Wagtail's log says who",
    "cms.actions.setting_up.set_up_sites": "the portal gives sites what they lack; the event says so",
    "cms.actions.interests.delete_old_interests": "the portal forgets people itself; the event says so",
    "accounts.actions.remove_unconfirmed_accounts": "the portal removes them itself; the event says so",
    "cms.actions.consents.drop_expired_copies": "the portal deletes them itself, when a consent has ended",
    "cms.actions.consents.remove_old_consents": "the portal removes them itself; the event says so",
    **{
        f"cms.actions.community_upkeep.{name}": "the portal keeps directory and board itself; the event says so"
        for name in ("ask_whether_right", "hide_unanswered", "expire_posts", "forget_old")
    },
    "reports.actions.exports.begin_export": "the portal makes files itself, with the rights of whoever asked",
    "reports.actions.exports.hold_export": "as above",
    "reports.actions.exports.put_back_export": "as above",
    "reports.actions.exports.finish_export": "as above; the event says so",
    "reports.actions.exports.fail_export": "as above; the event says so",
    "reports.actions.exports.drop_old_exports": "the portal deletes them after seven days; the event says so",
    "returns.actions.evidence.remove_unused": "the portal ends what suppliers removed; the event says so",
    "returns.actions.keeping.remind_of_children": "the portal tells the leads itself; the event says so",
    "returns.actions.keeping.propose_disposals": "the portal proposes; a person decides",
    "suppliers.actions.drafts.drop_old_drafts": "the portal forgets what nobody went on with",
    "suppliers.actions.fetching.ask_from": "the portal's operator, at the command line; the event says so",
    "suppliers.actions.fetching.fetch_notices": "the portal fetches notices itself; the events say so",
    "suppliers.actions.expiries.remind_of_expiries": "the portal reminds both sides itself; the event says so",
    "suppliers.actions.registers.drop_old_registers": "the portal forgets files after 28 days",
    "suppliers.actions.register_steps.claim_register": "the portal works on registers itself",
    "suppliers.actions.register_steps.put_back_register": "as above",
    "suppliers.actions.register_steps.let_register_wait": "as above",
    "suppliers.actions.register_steps.open_register": "as above",
    "suppliers.actions.register_steps.refuse_register": "as above; the event says so",
    "suppliers.actions.register_steps.look_through": "as above, with the rights of whoever brought it",
    "suppliers.actions.register_steps.tell_what_was_found": "as above; the event says so",
    "suppliers.actions.register_steps.take_in_batch": "as above, with the rights of whoever confirmed it",
    "suppliers.actions.register_steps.finish_register": "as above; the event says so",
    "suppliers.actions.deciding.pass_on_registrations": "the portal tells the admins itself; the event says so",
    "suppliers.actions.turns.tell_councils": "the portal tells councils itself; the event says so",
    "suppliers.actions.deciding.stand_by_invitations": "the council's invitation says it; the event says so",
    "returns.actions.departures.tell_of_departures": "the portal tells the leads itself; the event says so",
    "returns.actions.opening.open_due_returns": "the portal opens returns itself; the event says so",
    "returns.actions.opening.open_return": "the portal opens returns itself; the event says so",
    "returns.actions.reminding.send_reminders": "the portal reminds suppliers itself; the event says so",
    "returns.actions.digest.send_digests": "the portal tells officers itself; the event says so",
    "returns.actions.examining.claim_evidence": "the portal examines files itself",
    "returns.actions.examining.put_back_evidence": "as above",
    "returns.actions.examining.refuse_evidence": "as above; the event says so",
    "returns.actions.examining.note_likeness": "as above",
    "returns.actions.examining.pass_evidence": "as above; the event says so",
    "returns.actions.examining.note_scan": "as above",
    "returns.actions.examining.put_off_scan": "as above",
    **{
        f"returns.actions.workbooks.{name}": "the portal reads and saves for whoever sent it; the events say who"
        for name in (
            *("claim_workbook", "put_back_workbook", "refuse_workbook", "keep_what_was_read"),
            *("save_workbook", "give_up_saving", "drop_old_workbooks"),
        )
    },
    "returns.actions.incidents.hide_infected": "the portal finds the virus itself; the event says so",
}
# Where something is recorded outside the modules of actions.
RECORDED_ELSEWHERE = {
    "framework.copying": "the actions of a council's own framework, beside framework/actions.py",
    "returns.evidence.access": "opening a file changes nothing; the access itself is what is recorded",
}


# --- Small pieces -----------------------------------------------------------------------------------------------------
def test_modules_are_at_most_400_lines():
    long = {name: lines for name in modules() if (lines := len(path_of(name).read_text().splitlines())) > 400}
    assert not long, f"Split these by noun: {long}"


def test_views_are_at_most_25_lines():
    long = {
        f"{module}.{view.name}": length(view) for module in VIEWS for view in functions(module) if length(view) > 25
    }
    assert not long, f"Fetch, bind, act, redirect; the rest belongs elsewhere: {long}"


def test_templates_are_at_most_200_lines():
    long = {
        str(path.relative_to(PROJECT)): lines
        for path in (PROJECT / "templates").rglob("*")
        if path.is_file() and (lines := len(path.read_text().splitlines())) > 200
    }
    assert not long


def test_tasks_are_at_most_five_lines():
    tasks = [task for module in TASKS for task in functions(module) if decorators(task) & {"shared_task"}]
    assert tasks
    for task in tasks:
        body = task.body[1:] if ast.get_docstring(task) else task.body
        assert body[-1].end_lineno - body[0].lineno < 5, task.name
        assert len(task.args.args) <= 1, f"{task.name}: no argument or one primary key"


# --- One direction ----------------------------------------------------------------------------------------------------
def test_rooms_are_imported_at_the_top_of_a_module():
    hidden = [
        f"{path_of(name).relative_to(PROJECT)}:{statement.lineno}"
        for name, tree in modules().items()
        for function in ast.walk(tree)
        if isinstance(function, Function)
        for statement, _named in first_party_imports(function)
    ]
    assert not hidden, f"An import inside a function hides who knows whom: {hidden}"


def imports_of(name: str) -> set[str]:
    """The modules that a module imports."""
    named = {module for _statement, some in first_party_imports(modules()[name]) for module in some}
    return (named & modules().keys()) - {name}


def circles(graph: dict[str, set[str]]) -> list[set[str]]:
    """Groups of modules of which each reaches each other (strongly connected, more than one)."""
    reach: dict[str, set[str]] = {}
    for start in graph:
        seen, waiting = set(), [start]
        while waiting:
            for following in graph[waiting.pop()] - seen:
                seen.add(following)
                waiting.append(following)
        reach[start] = seen
    groups = {frozenset({other for other in reach[one] if one in reach[other]} | {one}) for one in graph}
    return [set(group) for group in groups if len(group) > 1]


def test_circles_are_found():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [{"a", "b", "c"}]


def test_no_two_modules_import_each_other():
    assert circles({name: imports_of(name) for name in modules()}) == []


def lint_imports(folder: Path) -> subprocess.CompletedProcess:
    """Run the layers contract on a copy of the rooms."""
    for room in ROOMS:
        shutil.copytree(PROJECT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    shutil.copy(PROJECT / "pyproject.toml", folder)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(folder)}
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def test_each_room_knows_only_the_rooms_below_it(tmp_path):
    done = lint_imports(tmp_path)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("planted", "imported"),
    [("audit/planted.py", "returns.models"), ("suppliers/planted.py", "returns.queries"), ("cms/planted.py", "portal")],
)
def test_import_from_a_room_above_is_refused(tmp_path, planted, imported):
    place = tmp_path / planted
    place.parent.mkdir()
    place.write_text(f"import {imported}\n")
    done = lint_imports(tmp_path)
    assert done.returncode != 0
    assert planted.removesuffix(".py").replace("/", ".") in done.stdout


def test_there_is_no_grab_bag():
    names = {part for name in modules() for part in name.split(".")}
    assert not names & {"core", "base", "common", "utils", "helpers", "misc", "signals"}


# --- Each of the kind its place says ----------------------------------------------------------------------------------
def test_every_view_says_which_methods_it_takes():
    views = [(name, view) for name, view in public(VIEWS) if view.args.args and view.args.args[0].arg == "request"]
    doorways = {name for name, _view in views if ".doorway." in name}
    open_to_all = [name for name, view in views if name not in doorways and not decorators(view) & METHODS_NAMED]
    assert len(views) - len(doorways) > 30
    assert not open_to_all


def test_views_of_the_portal_are_functions():
    """Wagtail's own screens are classes, those among them that we narrow (`cms.editing`)."""
    ours = [address for address in all_addresses() if not address.path.startswith("/cms/")]
    own = {address.view for address in ours if getattr(address.view, "__module__", "").startswith(ROOMS)}
    assert own and all(callable(view) and not hasattr(view, "view_class") for view in own)


def test_views_ask_no_roles_and_move_nothing():
    """Who may is asked of permissions.py, and a status changes in an action."""
    for module in VIEWS:
        for function in functions(module):
            wrong = {
                name
                for name in called(function)
                if name.split(".")[-1] in ("move", "save", "update", "create", "delete")
            }
            assert not wrong, f"{module}.{function.name}: {wrong}"


def test_actions_take_everything_by_name():
    actions = public(ACTIONS)
    assert len(actions) > 30
    assert [name for name, action in actions if action.args.args or action.args.posonlyargs] == []


def test_actions_say_who_acts():
    nobody = {name for name, action in public(ACTIONS) if "by" not in {arg.arg for arg in action.args.kwonlyargs}}
    assert nobody == WITHOUT_BY.keys(), "An action takes `by`; if nobody acts, say why in WITHOUT_BY."


def test_only_actions_record_events():
    recording = {name for name, tree in modules().items() if "record" in set(called(tree))}
    elsewhere = {name for name in recording if "actions" not in name.split(".")}
    assert elsewhere == RECORDED_ELSEWHERE.keys()


def test_actions_know_nothing_of_requests_and_queues():
    for module in ACTIONS:
        for statement, names in imports_of_libraries(module):
            wrong = {name for name in names if name.startswith(("django.http", "django.contrib.messages", "celery"))}
            assert not wrong, f"{module}:{statement.lineno}"
        assert not {name for name in called(modules()[module]) if name.endswith((".delay", ".delay_on_commit"))}, module


def imports_of_libraries(module: str):
    """The import statements of a module with the names they give."""
    for node in ast.walk(modules()[module]):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node, {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            yield node, {alias.name for alias in node.names}


def test_nothing_hides_in_signals():
    for module in modules():
        for statement, names in imports_of_libraries(module):
            wrong = {name for name in names if "signals" in name or name.startswith("django.dispatch")}
            assert not wrong, f"{module}:{statement.lineno}: say it in an action instead"


def test_models_save_without_further_meaning():
    overridden = [
        f"{module}.{node.name}"
        for module, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        if not any(ast.unparse(base).endswith("Form") for base in node.bases)
        for method in node.body
        if isinstance(method, Function) and method.name in ("save", "delete")
        if any(kind in ast.unparse(node) for kind in ("Model", "Page", "Setting"))
    ]
    assert not overridden


def test_nothing_prints():
    talking = {name for name, tree in modules().items() if "print" in set(called(tree))}
    assert not talking, "Log it, or write it to a command's stdout."


def test_schedule_names_tasks_that_exist():
    known = {f"{module}.{task.name}" for module in TASKS for task in functions(module)}
    named = {node.value for node in ast.walk(modules()["portal.schedule"]) if isinstance(node, ast.Constant)}
    scheduled = {name for name in named if isinstance(name, str) and ".tasks." in name}
    assert scheduled and scheduled <= known


def test_names_of_addresses_are_noun_and_verb():
    """`return-check`, so that a link can be guessed."""
    own = defaultdict(list)
    for address in all_addresses():
        if getattr(address.view, "__module__", "").startswith("returns."):
            own[address.name].append(address.route)
    assert all("-" in name and name == name.lower() for name in own)
    assert all(len(routes) == 1 for routes in own.values())
    assert reverse("supplier-home") == "/supplier/"
