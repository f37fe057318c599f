"""Whatever examining a file does, it is stopped, leaves nothing behind and reaches nothing."""

import contextlib
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cage import sandbox
from cage.locking import MEGABYTE, Limits
from cage.refusal import Refused
from cage.sandbox import PROJECT, SandboxUnavailable, run_apart, workplace

BOMBS = "tests.cage.bombs"
SMALL = Limits(memory=600 * MEGABYTE, seconds=3, file_size=8 * MEGABYTE, folder_size=16 * MEGABYTE, folder_files=50)
linux = pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux does this")


def run(name: str, limits: Limits = SMALL, **arguments):
    with workplace() as folder:
        return run_apart(f"{BOMBS}:{name}", folder, limits=limits, **arguments)


def test_sandbox_returns_what_the_function_returned():
    assert run("add", one=2, other=3) == 5


def test_sandbox_passes_a_refusal_on():
    with pytest.raises(Refused) as refused:
        run("refuse")
    assert (refused.value.code, refused.value.said) == ("name_disagrees", {"extension": ".docx"})


@pytest.mark.parametrize(
    ("bomb", "why"),
    [
        ("take_memory", "MemoryError"),
        ("take_time", "time"),
        ("sleep", "time"),
        ("fork", "PermissionError"),
        ("run_a_program", "PermissionError"),
        ("fill_one_file", "OSError"),
        ("fill_the_folder", "disk"),
        ("make_many_files", "disk"),
        ("crash", "signal 6"),
        ("talk_without_end", "answer"),
        ("raise_it", "KeyError"),
    ],
)
def test_sandbox_stops_what_goes_too_far(bomb, why, caplog):
    begun = time.monotonic()
    with workplace() as folder, pytest.raises(Refused) as refused:
        run_apart(f"{BOMBS}:{bomb}", folder, limits=SMALL)
    assert refused.value.code == "unsafe"
    assert caplog.messages == [f"Examining a file was given up: {why}"]
    assert time.monotonic() - begun < 15
    assert not folder.exists()
    assert run("add", one=1, other=1) == 2


@linux
def test_sandbox_sees_and_reaches_nothing_but_its_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "very secret")
    (tmp_path / "secret").write_text("very secret")
    sandbox.close()
    with workplace() as folder:
        found = run_apart(f"{BOMBS}:surroundings", folder, outside=str(tmp_path), inside=str(folder))
    assert found == {
        "variables": ["LC_ALL", "TMPDIR"],
        "network": "PermissionError",
        "read": "PermissionError",
        "write": "PermissionError",
        "list": "PermissionError",
        "signal": "PermissionError",
        "own": "yes",
        "thread": "yes",
    }
    assert not (tmp_path / "mine").exists()


def test_sandbox_works_in_several_threads_at_once():
    with ThreadPoolExecutor(4) as pool:
        found = pool.map(lambda number: run("add", one=number, other=1), range(20))
    assert list(found) == list(range(1, 21))


def test_sandbox_helper_that_was_killed_is_started_again():
    assert run("add", one=1, other=1) == 2
    with workplace() as folder:
        sandbox._helper.process.kill()
        sandbox._helper.process.wait()
        with pytest.raises(SandboxUnavailable):
            run_apart(f"{BOMBS}:add", folder, one=1, other=2)
    assert run("add", one=1, other=2) == 3


def test_sandbox_that_cannot_start_says_so(monkeypatch):
    sandbox.close()
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(SandboxUnavailable), workplace() as folder:
        run_apart(f"{BOMBS}:add", folder, one=1, other=1)
    monkeypatch.undo()
    sandbox.close()


WORKER = """
from cage.sandbox import run_apart, workplace, _running_helper
helper = _running_helper()
print(helper.process.pid, helper.folder, flush=True)
with workplace() as folder:
    (folder / "source").write_text("something about a child")
    print("begun", flush=True)
    run_apart("tests.cage.bombs:sleep", folder)
"""


def test_sandbox_of_a_killed_worker_goes_with_everything_in_it():
    worker = subprocess.Popen([sys.executable, "-c", WORKER], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    helper, folder = worker.stdout.readline().split()
    assert worker.stdout.readline() == "begun\n"
    assert Path(folder).exists()
    worker.kill()
    worker.communicate()
    deadline = time.monotonic() + 20
    while (Path(folder).exists() or family(int(helper))) and time.monotonic() < deadline:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)
    assert not Path(folder).exists()
    assert family(int(helper)) == []


def family(session: int) -> list[int]:
    """The processes of a session that still run."""
    found = subprocess.run(["ps", "-o", "pid=", "-s", str(session)], capture_output=True, text=True)
    return [int(word) for word in found.stdout.split()]
