"""Registers against the floor: what taking rows in costs beside creating the same rows plainly, and how memory grows.

The floor reads the same CSV file, validates each row as its model says (`clean_fields`, without asking the database
for the council and the supplier of each), and creates 500 at a time; "whole" has each validated by `full_clean`. The
portal opens the file in the cage, looks each row through and keeps what it would do, then takes the rows in: compared
once more with what is there, written, with an event for each. All in one process, on a database of their own; the
floor and the portal take turns of 500 rows. The same rows as an Excel workbook are opened as well, for the memory of
the process in the cage.

`python -m tests.bench.imports 10000 100000` measures these alone.
"""

import os
import sys
from collections.abc import Iterator, Sequence

from tests.bench.stand import SETTINGS, Stand, manage
from tests.services import ServiceFailed, portal_environment, postgres, prepare_portal, scratch

LIMIT = 2.0
# Both turns of the worker together: the rows are validated twice, and what they would do is kept between.
LIMIT_TOGETHER = 5.0
MOST_GROWN_MIB = 150


def imports(stands: Sequence[Stand], report: dict) -> Iterator[dict]:
    """Three rows for each size. Adds the growth of the worker's memory to `report`."""
    yield from measure([stand.size for stand in stands], report)


def measure(sizes: Sequence[int], report: dict) -> Iterator[dict]:
    """Rows of the table by how many rows a register has."""
    with scratch() as folder, postgres(durable=True) as database_url:
        environment = portal_environment(database_url, folder, **SETTINGS)
        prepare_portal(environment=environment)
        for size in sizes:
            said = manage("take_in_register", str(size), environment=environment)
            if not said["is_same"] or {said["contracts"], said["events"]} != {size}:
                raise ServiceFailed(f"A register of {size} rows was to become as many contracts and events: {said}.")
            memory = {"what": f"Taking in {size:,} rows, added to a worker", "mib": said["grown_mib"]}
            report.setdefault("memory", []).append(memory | {"limit": MOST_GROWN_MIB})
            for texts, grown in said["opening"].items():
                memory = {
                    "what": f"Opening {size:,} rows in a workbook (texts {texts}), added to a sandbox",
                    "mib": grown,
                }
                report["memory"].append(memory | {"limit": MOST_GROWN_MIB})
            yield _row("taking in", size, said["take_s"], said["plain_s"], LIMIT)
            yield _row("taking in, whole", size, said["take_s"], said["whole_ms"] * size / 1000, LIMIT)
            together = said["look_s"] + said["take_s"]
            yield _row("opening to taken in", size, together, said["plain_s"], LIMIT_TOGETHER)


def _row(what: str, size: int, seconds: float, plain: float, limit: float) -> dict:
    """A row of the table: milliseconds are those of one row."""
    return {
        "page": f"register, {what}",
        "kind": "import",
        "unit": "rows",
        "size": size,
        "concurrency": 1,
        "p50_ms": round(1000 * seconds / size, 3),
        "p95_ms": "",
        "ratio": round(seconds / plain, 2),
        "limit": limit,
    }


if __name__ == "__main__":
    found: dict = {}
    print(f"load before: {os.getloadavg()[0]:.1f}")
    for line in measure([int(word) for word in sys.argv[1:]], found):
        print(line, flush=True)
    print(found)
