"""The portal's own source as text and syntax trees, for guards that read instead of run."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
# From the room that knows all the others down to the one that knows none.
ROOMS = ("portal", "api", "cms", "reports", "returns", "suppliers", "framework", "accounts", "audit", "tables", "cage")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@functools.cache
def modules() -> dict[str, ast.Module]:
    """Every module of the rooms by its dotted name, migrations left out: those are written by a command."""
    found = {}
    for room in ROOMS:
        for path in sorted((PROJECT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                found[dotted(path)] = ast.parse(path.read_text())
    return found


def dotted(path: Path) -> str:
    """`returns/actions/__init__.py` is `returns.actions`."""
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def path_of(module: str) -> Path:
    """The file of a module."""
    path = PROJECT / module.replace(".", "/")
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def functions(module: str) -> list[Function]:
    """The functions of a module that stand at its top."""
    return [node for node in modules()[module].body if isinstance(node, Function)]


def decorators(function: Function) -> set[str]:
    """The names of a function's decorators, without their arguments."""
    return {ast.unparse(node.func if isinstance(node, ast.Call) else node) for node in function.decorator_list}


def length(function: Function) -> int:
    """Lines from `def` to the last one, docstring and all."""
    return function.end_lineno - function.lineno + 1


def called(node: ast.AST) -> Iterator[str]:
    """The names of everything called somewhere below a node: `move`, `messages.success`."""
    return (ast.unparse(call.func) for call in ast.walk(node) if isinstance(call, ast.Call))


def first_party_imports(tree: ast.AST) -> Iterator[tuple[ast.stmt, set[str]]]:
    """Each import statement of a room's module, with the modules it may name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in ROOMS:
            yield node, {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            names = {alias.name for alias in node.names if alias.name.split(".")[0] in ROOMS}
            if names:
                yield node, names


# What stands among the actions and is a part of one, or only works something out.
PARTS = {
    "cms.actions.telling.tell": "records and queues for all; the event comes first, as in audit.record.record",
    "returns.actions.answering.count_answered": "the count that follows an answer, inside the action that saves it",
    "returns.actions.disputing.settle_dispute": "a part of approving a correction",
    "returns.actions.holding.hold": "what several actions ask first",
    "returns.actions.holding.hold_for": "as above",
    "returns.actions.keeping.certify": "a part of disposing of a file and of destroying one",
    "returns.actions.keeping.free_drafts": "as above",
    "returns.actions.keeping.hold_council": "what several actions ask first",
    "returns.actions.reviewing.outcome_of": "works out a word and changes nothing",
    "returns.actions.sampling.draw_sample": "a part of taking a return, which asks who may",
    "reports.actions.telling.tell": "records and queues for all; the event comes first, as in audit.record.record",
    "returns.actions.telling.tell": "records and queues for all; the event comes first, as in audit.record.record",
    "returns.actions.writing.hold_revision": "what several actions ask first",
    "returns.actions.writing.hold_revisions": "what saving a spreadsheet asks first, which records it",
    "returns.actions.writing.may_write_line": "what several actions ask first",
    "returns.actions.writing.may_write_return": "what several actions ask first",
    **{
        f"suppliers.actions.commitments.{part}": "a part of the actions about promises, which ask who may and tell"
        for part in (
            *("agreed_amounts", "first_profile", "hold_contract", "hold_periods", "is_own_and_open"),
            *("last_opened", "leave_measure", "measure_for", "new_profile", "next_position", "profile_again"),
            *("settle_measure", "use_terms"),
        )
    },
    **{
        f"suppliers.actions.proposing.{part}": "a part of proposing and of answering with other terms"
        for part in (
            *("check_substitute", "check_terms", "check_variation", "explain_if_beyond", "fitting", "hold_promise"),
            "put",
        )
    },
    "suppliers.actions.arriving.receive_process": "a part of fetching notices",
    "suppliers.actions.notice_contracts.bring_in_contract": "a part of bringing in notices",
    "suppliers.actions.notice_organisations.bring_in_organisation": "a part of bringing in notices",
    **{
        f"suppliers.actions.register_{part}": "a part of looking a register through and of taking it in"
        for part in (
            *("contracts.plan_contracts", "contracts.take_in_contracts", "members.plan_members"),
            *("members.take_in_members", "organisations.plan_organisations", "organisations.take_in_organisations"),
            *("promises.plan_promises", "promises.take_in_promises", "parties.bring_in_organisations"),
            *("parties.suppliers_in", "parties.owners_of", "parties.owner_of", "parties.words_of"),
        )
    },
    "suppliers.actions.team.admit": "a part of accepting an invitation and of letting people in",
    "suppliers.actions.team.check_contracts": "what several actions ask first",
    "suppliers.actions.team.hold_team": "what several actions ask first",
    "suppliers.actions.telling.tell": "records and queues for all; the event comes first, as in audit.record.record",
    "suppliers.actions.notice_organisations.find_organisation": "a part of bringing in notices; it reads only",
}
ACTIONS = [name for name in modules() if "actions" in name.split(".") or name == "framework.copying"]


def public(names: list[str]) -> list[tuple[str, Function]]:
    """The functions of some modules that others may call, by their full name, without PARTS."""
    return [
        (name, function)
        for module in names
        for function in functions(module)
        if (name := f"{module}.{function.name}") not in PARTS and not function.name.startswith("_")
    ]
