"""Pages against the floor: how long they take, how many queries they make, and how both grow with the council.

A page, the floor, the page again ...: in short turns, and all sizes within one turn, so that whatever else the machine
does meets each of them alike. Each turn gives a ratio of two medians, and what counts is the median of these ratios.
"""

import contextlib
import json
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.bench.stand import Stand
from tests.services import PROJECT, ServiceFailed

LIMIT = 3.0
# Turns, and measured requests to a page in each of them, by how many people ask at once.
TURNS = {1: (12, 5), 8: (10, 20)}
FLOOR = "floor"
# Public pages are also compared with a page as Wagtail makes it by itself.
BARE_PAGE, PUBLIC, PUBLIC_LIMIT = "bare page", "public ", 2.0


@dataclass
class Timings:
    """Milliseconds of every request by page, size and concurrency, a list for each turn; bytes by page and size."""

    pages: dict[tuple[str, int, int], list[list[float]]] = field(default_factory=lambda: defaultdict(list))
    floors: dict[tuple[str, int, int], list[list[float]]] = field(default_factory=lambda: defaultdict(list))
    bytes: dict[tuple[str, int], int] = field(default_factory=dict)


class Client:
    """The measuring client, in a process of its own."""

    def __init__(self, process: subprocess.Popen) -> None:
        self.process = process

    def run(self, **job) -> dict:
        """One job, see tests/bench/client.py. Raises ServiceFailed with its sentence when an answer was wrong."""
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise ServiceFailed(f"The measuring client gave up: {self.process.stderr.read()}")
        return json.loads(line)


@contextlib.contextmanager
def client() -> Iterator[Client]:
    """Start the measuring client, and end it."""
    command = [sys.executable, "-m", "tests.bench.client"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=PROJECT, text=True, **pipes) as process:
        try:
            yield Client(process)
        finally:
            process.terminate()


def pages(stands: Sequence[Stand], report: dict) -> Iterator[dict]:
    """A row for each page, size and concurrency. Adds the bytes of the pages and their growth to `report`."""
    queries = {stand.size: stand.manage("count_queries", given=stand.filled["visits"]) for stand in stands}
    timings = Timings()
    names = [name for name in stands[0].visits if name not in (FLOOR, BARE_PAGE)]
    _take_turns(stands, names, FLOOR, timings)
    report["bytes"] = {name: {str(stand.size): timings.bytes[name, stand.size] for stand in stands} for name in names}
    report["growth"] = _growth(timings, names, [stand.size for stand in stands])
    report["floor_queries"] = {str(size): counts[FLOOR] for size, counts in queries.items()}
    for (name, size, concurrency), turns in timings.pages.items():
        found = {"page": name, "kind": "page", "size": size, "concurrency": concurrency}
        found |= {"queries": queries[size][name], "limit": LIMIT}
        yield found | _times(turns, timings.floors[name, size, concurrency])


def public_pages(stands: Sequence[Stand], report: dict) -> Iterator[dict]:
    """A row for each public page, size and concurrency, by a bare page of Wagtail's own with as many words."""
    timings = Timings()
    _take_turns(stands, [name for name in stands[0].visits if name.startswith(PUBLIC)], BARE_PAGE, timings)
    for (name, size, concurrency), turns in timings.pages.items():
        found = {"page": f"{name}, by Wagtail's", "kind": "bare", "size": size, "concurrency": concurrency}
        yield found | {"limit": PUBLIC_LIMIT} | _times(turns, timings.floors[name, size, concurrency])


def _times(turns: list[list[float]], others: list[list[float]]) -> dict:
    times = [time for turn in turns for time in turn]
    return {
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(percentile(times, 95), 1),
        "ratio": ratio(turns, others),
    }


def ratio(turns: list[list[float]], others: list[list[float]]) -> float:
    """How many times longer the requests of each turn took than those beside them, in the median of the turns."""
    pairs = zip(turns, others, strict=True)
    return round(statistics.median(statistics.median(one) / statistics.median(other) for one, other in pairs), 2)


def percentile(times: list[float], percent: int) -> float:
    """The smallest time within which so many per cent of the requests were answered."""
    ordered = sorted(times)
    return ordered[-(-len(ordered) * percent // 100) - 1]


def _take_turns(stands: Sequence[Stand], names: Sequence[str], floor: str, timings: Timings) -> None:
    with client() as measuring:
        for name in names:
            for concurrency, (turns, _requests) in TURNS.items():
                for _turn in range(turns):
                    for stand in stands:
                        _take_turn(measuring, stand, (name, floor), concurrency, timings)


def _take_turn(measuring: Client, stand: Stand, names: tuple[str, str], concurrency: int, timings: Timings) -> None:
    name, visits = names[0], [stand.visits[visited] for visited in names]
    _turns, requests = TURNS[concurrency]
    job = {"visits": visits, "concurrency": concurrency, "count": requests, "warm": concurrency}
    answer = measuring.run(port=stand.port, **job)
    key = (name, stand.size, concurrency)
    timings.pages[key].append(answer["milliseconds"][0])
    timings.floors[key].append(answer["milliseconds"][1])
    timings.bytes[name, stand.size] = answer["bytes"][0]


def _growth(timings: Timings, names: list[str], sizes: list[int]) -> dict[str, float]:
    """Each page in the largest council against the smallest, one request at a time."""
    if len(sizes) < 2:
        return {}
    return {name: ratio(timings.pages[name, max(sizes), 1], timings.pages[name, min(sizes), 1]) for name in names}
