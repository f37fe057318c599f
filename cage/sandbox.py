"""Does dangerous work in a process of its own: little memory, little time, no network, no other files, no secrets.

    with workplace() as folder:
        answer = run_apart("returns.evidence.examine:examine_here", folder, name="letter.pdf", declared_type="")

For workers, with a pool of processes or of threads; never needed by the web process. Each worker process starts one
helper (`cage.zygote`) when it first needs it. A function for it runs in the folder, takes and returns only
what JSON can say (or a dataclass of that), may raise Refused, and has neither settings nor database.
"""

import atexit
import contextlib
import dataclasses
import json
import logging
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cage.locking import Limits
from cage.refusal import UNSAFE, Refused

logger = logging.getLogger(__name__)

PROJECT = Path(__file__).resolve().parents[1]
LIMITS = Limits()
# On top of the time allowed: what the watching process needs to say so.
GRACE_SECONDS = 20
KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "TZ", "VIRTUAL_ENV", "LD_LIBRARY_PATH")


class SandboxUnavailable(RuntimeError):
    """The helper could not be started or went away: nothing is known of the file, try again later."""


class Helper:
    """A running zygote and the way to it."""

    def __init__(self) -> None:
        self.pid = os.getpid()
        self.folder = Path(tempfile.mkdtemp(prefix="caged-"))
        self.control, far_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        environment = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
        with far_end:
            self.process = subprocess.Popen(  # noqa: S603 (our own module)
                [sys.executable, "-m", "cage.zygote", str(far_end.fileno()), str(self.folder), *_preloaded],
                pass_fds=[far_end.fileno()],
                cwd=PROJECT,
                env=environment,
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the worker, which says when to go
            )

    @property
    def is_alive(self) -> bool:
        """Whether it runs, and belongs to this process rather than to one that this was copied from."""
        return self.pid == os.getpid() and self.process.poll() is None

    def close(self) -> None:
        """End it and remove everything in its folder."""
        self.control.close()
        try:
            self.process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


_preloaded: list[str] = []
_helper: Helper | None = None
_starting = threading.Lock()


def preload(module: str) -> None:
    """Have helpers load a module before they copy themselves, so that no file waits for it."""
    if module not in _preloaded:
        _preloaded.append(module)


def _running_helper() -> Helper:
    """This process's helper, started if need be."""
    global _helper
    with _starting:
        if _helper is None or not _helper.is_alive:
            if _helper and _helper.pid == os.getpid():
                _helper.close()
            try:
                _helper = Helper()
            except OSError as problem:
                raise SandboxUnavailable(type(problem).__name__) from problem
        return _helper


@atexit.register
def close() -> None:
    """End this process's helper. It ends by itself, too, when this process is killed."""
    global _helper
    with _starting:
        if _helper and _helper.pid == os.getpid():
            _helper.close()
        _helper = None


@contextlib.contextmanager
def workplace() -> Iterator[Path]:
    """An empty folder for one file, removed afterwards by whatever way that comes: by the helper if we are killed."""
    folder = Path(tempfile.mkdtemp(dir=_running_helper().folder))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run_apart(call: str, folder: Path, *, limits: Limits = LIMITS, **arguments: Any) -> Any:
    """Call "module:function" with these arguments in a process that is locked up in `folder`; what it returned.

    Raises Refused when it does, and with UNSAFE when it crashed or took too much of anything. Raises SandboxUnavailable
    when it could not be run at all.
    """
    said = _ask({"call": call, "folder": str(folder), "limits": dataclasses.asdict(limits), "arguments": arguments})
    answer = json.loads(said["answer"]) if said["ended"] == "done" else {}
    if "returned" in answer:
        return answer["returned"]
    if "refused" in answer:
        raise Refused(str(answer["refused"]), **answer["said"])
    if "unready" in answer:
        raise SandboxUnavailable(answer["unready"])
    # Nothing about the file itself: its name and words can name people.
    logger.warning("Examining a file was given up: %s", answer.get("failed") or said["ended"])
    raise Refused(UNSAFE)


def _ask(request: dict) -> dict:
    """Give the helper a job and wait for how it ended. Raises SandboxUnavailable."""
    helper = _running_helper()
    if not Path(request["folder"]).is_relative_to(helper.folder):
        raise SandboxUnavailable("the helper went, and the folder with it")
    mine, far_end = socket.socketpair()
    with mine:
        mine.settimeout(request["limits"]["seconds"] + GRACE_SECONDS)
        try:
            with far_end:
                socket.send_fds(helper.control, [b"j"], [far_end.fileno()])
            mine.sendall(json.dumps(request).encode() + b"\n")
            with mine.makefile("rb") as answers:
                said = answers.read()
        except OSError as problem:
            raise SandboxUnavailable(type(problem).__name__) from problem
    if not said:
        raise SandboxUnavailable("the helper does not answer")
    return json.loads(said)
