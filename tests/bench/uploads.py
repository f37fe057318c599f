"""Files against the floor: what receiving one costs the web process, and what examining many costs the workers.

A file of the largest size goes to the page as a browser sends it, and the same bytes to the floor, which only hashes
and writes them down; the two take turns. Then two workers examine a hundred files of every kind, a thousand, and a
hundred more; what counts is how much longer each took among the thousand. Both in the smallest council alone: how many
return lines there are plays no part.
"""

import contextlib
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

from returns.evidence.refusal import MAX_BYTES, MAX_FILES, MEGABYTE
from tests.bench.memory import forget_most, most_resident, resident
from tests.bench.pages import percentile, ratio
from tests.bench.stand import Stand
from tests.services import PROJECT, ServiceFailed, clamd, clamd_program

RECEIVE_LIMIT = 2.0
MOST_ADDED_MIB = 10
GROWTH_LIMIT = 1.2
MOST_WORKER_MIB, MOST_SANDBOX_MIB = 200, 500
TURNS, UPLOADS_A_TURN = 8, 3
# The lines of the draft that files are sent to have some already, as lines of a draft do.
FILES_A_LINE = MAX_FILES - 5
FEW, MANY = 100, 1000
WORKERS = 2
BOUNDARY = "--------bench"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def uploads(stands: Sequence[Stand], report: dict) -> Iterator[dict]:
    """A row for receiving and one for each number of files examined. Adds the memory of both to `report`."""
    stand = min(stands, key=lambda one: one.size)
    report["memory"] = []
    yield from _examine(stand, report["memory"])
    yield _receive(stand, report["memory"])


def _memory(what: str, mib: float, limit: int) -> dict:
    return {"what": what, "mib": round(mib, 1), "limit": limit}


# --- Receiving --------------------------------------------------------------------------------------------------------
class Sender:
    """Sends files to the evidence pages of a draft as its editor, and the same bytes to the floor."""

    def __init__(self, stand: Stand) -> None:
        self.stand, self.sent = stand, 0
        draft = stand.visits["task list"]
        self.return_path, self.cookie = draft["path"], draft["cookie"]
        self.base = os.urandom(MAX_BYTES)
        page, headers = self._ask("GET", self._page(), b"", {"Cookie": self.cookie}, 200)
        token, csrf = TOKEN.search(page.decode()), re.search(r"[\w-]*csrf\w*=\w+", headers["Set-Cookie"] or "")
        if not token or not csrf:
            raise ServiceFailed("The evidence page gave no token to send files with.")
        self.token, self.cookie = token[1], f"{self.cookie}; {csrf[0]}"

    def send(self, size: int = MAX_BYTES) -> tuple[float, float]:
        """Milliseconds of one file of this size, by the page and by the floor."""
        content = b"%%PDF-1.7\n%06d\n" % self.sent + self.base
        body = self._body(content[:size])
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        by_page = self._timed(self._page(), body, {"Cookie": self.cookie, "Content-Type": kind}, 302)
        by_floor = self._timed("/bench/receive/", content[:size], {"Content-Type": "application/octet-stream"}, 200)
        self.sent += 1
        return by_page, by_floor

    def _page(self) -> str:
        """The page of the first line that has room."""
        return f"{self.return_path}{1 + self.sent // FILES_A_LINE}/evidence/"

    def _body(self, content: bytes) -> bytes:
        begin = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="'
        fields = {"csrfmiddlewaretoken": self.token, "action": "add", "names_no_child": "on"}
        typed = "".join(f'{begin}{name}"\r\n\r\n{value}\r\n' for name, value in fields.items())
        head = f'{typed}{begin}files"; filename="letter.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
        return head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()

    def _timed(self, path: str, body: bytes, headers: dict, expected: int) -> float:
        began = time.perf_counter()
        self._ask("POST", path, body, headers, expected)
        return 1000 * (time.perf_counter() - began)

    def _ask(self, method: str, path: str, body: bytes, headers: dict, expected: int) -> tuple[bytes, dict]:
        """The body and headers of an answer. Raises ServiceFailed for another status than expected."""
        connection = http.client.HTTPConnection("localhost", self.stand.port, timeout=60)
        with contextlib.closing(connection):
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            content = answer.read()
        if answer.status != expected:
            raise ServiceFailed(f"{method} {path}: status {answer.status} in place of {expected}.")
        return content, answer.headers


def _receive(stand: Stand, memory: list[dict]) -> dict:
    """The row for receiving a file of the largest size, one at a time."""
    sender = Sender(stand)
    for _warm in range(2 * len(stand.workers())):
        sender.send(size=MEGABYTE)
    before = {pid: resident(pid) for pid in stand.workers()}
    for pid in before:
        forget_most(pid)
    turns = [[sender.send() for _upload in range(UPLOADS_A_TURN)] for _turn in range(TURNS)]
    added = max(most_resident(pid) - rss for pid, rss in before.items())
    memory.append(_memory("Receiving a file, added to a web worker", added, MOST_ADDED_MIB))
    by_page, by_floor = ([[pair[side] for pair in turn] for turn in turns] for side in (0, 1))
    times = [time for turn in by_page for time in turn]
    return {
        "page": f"receiving {MAX_BYTES // MEGABYTE} MB",
        "kind": "upload",
        "unit": "file",
        "size": 1,
        "concurrency": 1,
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(percentile(times, 95), 1),
        "ratio": ratio(by_page, by_floor),
        "limit": RECEIVE_LIMIT,
    }


# --- Examining --------------------------------------------------------------------------------------------------------
def _examine(stand: Stand, memory: list[dict]) -> Iterator[dict]:
    """A row for few and one for many files, by the milliseconds that each took."""
    scanner = clamd() if clamd_program() else contextlib.nullcontext("")
    with scanner as address:
        environment = stand.environment | {"CLAMD_ADDRESS": address}
        runs, first = [], 0
        for files in (FEW, MANY, FEW):
            stand.manage("add_waiting_files", str(files), "--from", str(first))
            runs.append(_work(environment, files))
            first += files
    for what, limit in (("worker", MOST_WORKER_MIB), ("sandbox", MOST_SANDBOX_MIB)):
        most = max(worker[f"{what}_mib"] for run in runs for worker in run["workers"])
        memory.append(_memory(f"Examining files, a {what}", most, limit))
    few = (runs[0]["milliseconds"] + runs[2]["milliseconds"]) / 2
    for files, each in ((FEW, few), (MANY, runs[1]["milliseconds"])):
        yield {
            "page": "examining files",
            "kind": "upload",
            "unit": "files",
            "size": files,
            "concurrency": WORKERS,
            "p50_ms": round(each, 1),
            "p95_ms": "",
            "ratio": round(each / few, 2),
            "limit": GROWTH_LIMIT,
        }


def _work(environment: dict, files: int) -> dict:
    """Let the workers examine everything that waits: milliseconds for each file, and what each worker says."""
    command = [sys.executable, str(PROJECT / "manage.py"), "examine_files"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with contextlib.ExitStack() as stack:
        workers = []
        for _worker in range(WORKERS):
            worker = stack.enter_context(subprocess.Popen(command, env=environment, cwd=PROJECT, **pipes))
            stack.callback(worker.kill)
            workers.append(worker)
        if [worker.stdout.readline().strip() for worker in workers] != ["ready"] * WORKERS:
            raise ServiceFailed("A worker that examines files did not start.")
        began = time.perf_counter()
        for worker in workers:
            worker.stdin.write("go\n")
            worker.stdin.flush()
        said = [json.loads(worker.stdout.readline() or "null") for worker in workers]
        seconds = time.perf_counter() - began
    if None in said or sum(worker["files"] for worker in said) != files or any(worker["refused"] for worker in said):
        raise ServiceFailed(f"The workers were to examine {files} sound files, and said {said}.")
    return {"milliseconds": 1000 * seconds / files, "workers": said}
