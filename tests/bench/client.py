"""A small HTTP client that measures how long answers take: `python -m tests.bench.client`, in a process of its own.

It reads jobs from its standard input, one JSON object a line, and answers each with one line:

    {"port": 8000, "visits": [A, B], "concurrency": 8, "count": 40, "warm": 8}
    {"milliseconds": [[12.1, ...], [7.0, ...]], "bytes": [30211, 2873]}

The visits take turns on the same kept-alive connections: all requests of A, then all of B. Every answer must be a 200
that holds the visit's marker; the first that is not ends the process with a sentence.
"""

import asyncio
import itertools
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass


class BadAnswer(Exception):
    """The server did not answer with the page that was asked for."""


@dataclass
class Connection:
    """One kept-alive connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def get(self, request: bytes) -> tuple[int, bytes]:
        """Ask and read the whole answer: its status and body."""
        self.writer.write(request)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        status = int(head.split(" ", 2)[1])
        _before, found, after = head.partition("\r\ncontent-length:")
        if not found:
            raise BadAnswer(f"Status {status} without a length.")
        return status, await self.reader.readexactly(int(after.split("\r\n", 1)[0]))


def request_for(visit: dict, port: int) -> bytes:
    """The bytes of a GET request as a browser sends it, without asking for compression."""
    lines = [f"GET {visit['path']} HTTP/1.1", f"Host: localhost:{port}", "Accept: text/html", "Accept-Language: en-GB"]
    if visit["cookie"]:
        lines.append(f"Cookie: {visit['cookie']}")
    return "\r\n".join([*lines, "", ""]).encode()


async def ask(connection: Connection, visit: dict, port: int, turns: Iterator[int], times: list[float]) -> int:
    """Ask as long as there are turns left, note how long each answer took, and check it. Answers with its size."""
    request, size = request_for(visit, port), 0
    for _turn in turns:
        began = time.perf_counter()
        status, body = await connection.get(request)
        times.append(1000 * (time.perf_counter() - began))
        if status != 200 or visit["marker"].encode() not in body:
            raise BadAnswer(f"{visit['path']}: status {status}, or without the words “{visit['marker']}”.")
        size = len(body)
    return size


async def run(job: dict) -> dict:
    """One job: see the module."""
    connections = [
        Connection(*await asyncio.open_connection("127.0.0.1", job["port"], limit=2**20))
        for _number in range(job["concurrency"])
    ]
    answer: dict = {"milliseconds": [], "bytes": []}
    try:
        for visit in job["visits"]:
            for count in (job["warm"], job["count"]):
                turns, times = iter(range(count)), []
                sizes = await asyncio.gather(
                    *(ask(connection, visit, job["port"], turns, times) for connection in connections)
                )
            answer["milliseconds"].append(times)
            answer["bytes"].append(max(sizes))
    finally:
        for connection in connections:
            connection.writer.close()
    return answer


def main() -> None:
    """Answer jobs until the input ends."""
    for line in itertools.takewhile(bool, iter(sys.stdin.readline, "")):
        try:
            print(json.dumps(asyncio.run(run(json.loads(line)))), flush=True)
        except (BadAnswer, asyncio.IncompleteReadError, ConnectionError) as problem:
            raise SystemExit(f"{type(problem).__name__}: {problem}") from None


if __name__ == "__main__":
    main()
