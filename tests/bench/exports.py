"""Lists as files against the floor: what a row costs beside reading and writing the same rows plainly, and memory.

The list is that of all promised pieces, the longest there is. The floor for CSV asks the database the same question
through a server-side cursor and hands the rows to `csv.writer`; the floor for XLSX hands them to XlsxWriter in its
constant-memory mode. The portal shows every value in words, decimals and days of its own, with nothing that a
spreadsheet takes for a formula. All in one process; the two take turns, and the quickest turn of each counts.
"""

from collections.abc import Iterator, Sequence

from tests.bench.stand import Stand
from tests.services import ServiceFailed

LIMITS = {"csv": 2.0, "xlsx": 1.3}
MOST_GROWN_MIB = 50


def exports(stands: Sequence[Stand], report: dict) -> Iterator[dict]:
    """A row for each kind of file and size. Adds the growth of the process's memory to `report`."""
    for stand in stands:
        said = stand.manage("export_list", str(stand.filled["people"]["managers"][0][0]))
        for kind, limit in LIMITS.items():
            ours = said[kind]
            if ours["rows"] != said["rows"] or not said["rows"]:
                raise ServiceFailed(f"A file was to have {said['rows']} rows: {ours}.")
            memory = {"what": f"Writing {said['rows']:,} rows as {kind}, added to a process", "mib": ours["grown_mib"]}
            report.setdefault("memory", []).append(memory | {"limit": MOST_GROWN_MIB})
            yield {
                "page": f"list of pieces, {kind}",
                "kind": "export",
                "unit": "rows",
                "size": said["rows"],
                "concurrency": 1,
                "p50_ms": round(1000 * ours["seconds"] / said["rows"], 3),
                "p95_ms": "",
                "ratio": round(ours["seconds"] / ours["floor_s"], 2),
                "limit": limit,
            }
