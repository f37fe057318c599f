"""The process that files from strangers are opened in: `python -m cage.zygote FD FOLDER [MODULE ...]`.

It is started once by each worker (`cage.sandbox`), loads the modules it is told, and then makes a copy of itself
for every file, which costs a few thousandths of a second. Two processes for each file: one that is locked up and does
the work, and one that watches it. What they say to one another is JSON, because data cannot do anything.

It holds no settings, no keys and no database, and goes, with its folder, when its worker goes.
"""

import contextlib
import dataclasses
import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from cage.locking import Limits, end_with_parent, lock_up
from cage.refusal import Refused

LOOK_EVERY_SECONDS = 0.1
MAX_ANSWER = 4 * 1024 * 1024
CHUNK = 64 * 1024


def main(descriptor: int, folder: str, modules: Iterable[str]) -> None:
    """Load these modules, then serve one worker until it closes its end or ends."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # the worker says when to go, by going
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for module in modules:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()
    control = socket.socket(fileno=descriptor)
    try:
        while True:
            data, descriptors, _flags, _address = socket.recv_fds(control, 1, 1)
            if not data:
                return
            job = socket.socket(fileno=descriptors[0])
            if os.fork() == 0:
                control.close()
                _in_a_copy(watch, job)
            job.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _in_a_copy(work: Callable[..., None], *arguments) -> None:
    """Do the work of a copied process, which never goes on with what it was copied from."""
    try:
        work(*arguments)
    finally:
        os._exit(0)


def watch(job: socket.socket) -> None:
    """Do one job in a further process and tell the worker how it ended.

    The job is one line: {"call", "folder", "limits", "arguments"}. The answer is {"ended", "answer", "peak"}, where
    `ended` is "done" or why the process was stopped and `peak` the most memory it held, in KiB.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with job.makefile("rb") as lines:
        request = json.loads(lines.readline())
    limits, folder = Limits(**request["limits"]), Path(request["folder"])
    mine, its = os.pipe()
    pid = os.fork()
    if pid == 0:
        job.close()
        _in_a_copy(_work, request, limits, folder, its)
    os.close(its)
    ended, answer = _wait(mine, job, folder, limits)
    for kill in (os.kill, os.killpg):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)
    _pid, status, used = os.wait4(pid, 0)
    if ended == "closed":
        ended = _how(status, answer)
    said = {"ended": ended, "answer": answer.decode() if ended == "done" else "", "peak": used.ru_maxrss}
    with contextlib.suppress(OSError):
        job.sendall(json.dumps(said).encode())


def _wait(pipe: int, job: socket.socket, folder: Path, limits: Limits) -> tuple[str, bytes]:
    """Collect what the process says until it closes the pipe ("closed") or does what it must not."""
    deadline, answer = time.monotonic() + limits.seconds, b""
    while True:
        ready, _writable, _odd = select.select([pipe, job.fileno()], [], [], LOOK_EVERY_SECONDS)
        if job.fileno() in ready:  # the worker has nothing more to say, so this is its end
            return "abandoned", b""
        if pipe in ready:
            piece = os.read(pipe, CHUNK)
            if not piece:
                return "closed", answer
            answer += piece
        if len(answer) > MAX_ANSWER:
            return "answer", b""
        if time.monotonic() > deadline:
            return "time", b""
        if _is_too_full(folder, limits):
            return "disk", b""


def _is_too_full(folder: Path, limits: Limits) -> bool:
    """Whether a folder and those in it hold too many files or bytes."""
    size = files = 0
    for place, _folders, names in os.walk(folder):
        files += len(names) + 1
        with contextlib.suppress(FileNotFoundError):
            size += sum(os.lstat(Path(place, name)).st_blocks * 512 for name in names)
        if files > limits.folder_files or size > limits.folder_size:
            return True
    return False


def _how(status: int, answer: bytes) -> str:
    """How a process ended that closed its pipe: it was done if it said all it had to say."""
    try:
        json.loads(answer)
    except ValueError:
        return f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else "silent"
    return "done"


def _work(request: dict, limits: Limits, folder: Path, pipe: int) -> None:
    """Lock this process up, do what is asked for and write the answer, as JSON, to the pipe."""
    os.setsid()
    end_with_parent(signal.SIGKILL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):  # nothing a library prints, a file's words say, reaches the log
        os.dup2(nowhere, descriptor)
    os.dup2(pipe, 3)
    os.closerange(4, 1024)
    with os.fdopen(3, "wb") as answer:
        try:
            work = _locked_up(request["call"], limits, folder)
        except Exception as problem:
            found = {"unready": type(problem).__name__}
        else:
            found = _outcome(work, request["arguments"])
        answer.write(json.dumps(found).encode())


def _locked_up(call: str, limits: Limits, folder: Path) -> Callable[..., Any]:
    """The function to call, found before nothing can be found any more."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(TMPDIR=str(folder), LC_ALL="C.UTF-8")
    module, _colon, name = call.partition(":")
    work = getattr(importlib.import_module(module), name)
    lock_up(folder, limits)
    return work


def _outcome(work: Callable[..., Any], arguments: dict) -> dict:
    """What the work returned, why it refused the file, or what kind of exception it raised."""
    try:
        found = work(**arguments)
    except Refused as refusal:
        return {"refused": refusal.code, "said": refusal.said}
    except BaseException as problem:
        return {"failed": type(problem).__name__}
    is_record = dataclasses.is_dataclass(found) and not isinstance(found, type)
    return {"returned": dataclasses.asdict(found) if is_record else found}


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3:])
