"""`python -m tests.bench [SIZES]`: measure the portal at sizes in return lines, 10,000 and 100,000 unless told others.

Prints a table, writes build/bench.json, and exits with 1 when a bound is passed, naming each. See docs/performance.md.
"""

import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Sequence

from tests.bench.exports import exports
from tests.bench.imports import imports
from tests.bench.pages import PUBLIC, pages, public_pages
from tests.bench.stand import Stand, machine, stand
from tests.bench.uploads import uploads
from tests.services import PROJECT, ServiceFailed, stop_on_terminate

SIZES = (10_000, 100_000)
MOST_QUERIES, MOST_QUERIES_PUBLIC = 12, 8
MOST_GROWTH = 1.2
# What a web worker adds to the machine, its share of what all of them hold together; and all that it holds.
MOST_PSS_MIB, MOST_RSS_MIB = 110, 170
OUTPUT = PROJECT / "build" / "bench.json"
# Each yields rows of the table and may add to the report what is no row.
MEASURES: tuple[Callable[[Sequence[Stand], dict], Iterator[dict]], ...] = (
    pages,
    public_pages,
    uploads,
    imports,
    exports,
)


def measure(sizes: Sequence[int]) -> dict:
    """Set up a stand for each size, run every measure over all of them, and answer with the report."""
    report: dict = {"rows": [], "growth": {}, "bytes": {}, "broken_off": [], "machine": machine()}
    with contextlib.ExitStack() as stack:
        stands = []
        for size in sizes:
            print(f"Setting up a council of {size:,} lines ...", flush=True)
            stands.append(stack.enter_context(stand(size)))
            print(f"  {stands[-1].filled['rows']} in {stands[-1].filled['seconds']} s", flush=True)
        before = {str(one.size): one.memory() for one in stands}
        for run in MEASURES:
            try:
                report["rows"].extend(run(stands, report))
            except ServiceFailed as problem:  # what the others measured is worth its minutes all the same
                report["broken_off"].append(str(problem))
        report["workers_rss_mib"] = {
            str(one.size): {"before": before[str(one.size)], "after": one.memory()} for one in stands
        }
    return report


def passed_bounds(report: dict) -> list[str]:
    """A sentence for each bound that is passed."""
    found = [f"A measure broke off: {problem}" for problem in report.get("broken_off", [])]
    for row in report["rows"]:
        where = f"{row['page']} at {row['size']:,} {row.get('unit', 'lines')}"
        if row["ratio"] > row["limit"]:
            at_once = f"{row['concurrency']} at a time"
            floor = "a bare page" if row["kind"] == "bare" else "the floor"
            found.append(f"{where}, {at_once}: {row['ratio']} times {floor}, over {row['limit']}")
        most = MOST_QUERIES_PUBLIC if row["page"].startswith(PUBLIC) else MOST_QUERIES
        if row["kind"] == "page" and row["queries"] > most and row["concurrency"] == 1:
            found.append(f"{where}: {row['queries']} queries, over {most}")
    for page, growth in report["growth"].items():
        if growth > MOST_GROWTH:
            found.append(f"{page}: {growth} times slower in the largest council, over {MOST_GROWTH}")
    for size, memory in report["workers_rss_mib"].items():
        for kind, words, most in (("pss", "in proportion", MOST_PSS_MIB), ("rss", "resident", MOST_RSS_MIB)):
            largest = max(worker[kind] for moment in memory.values() for worker in moment)
            if largest > most:
                found.append(f"A worker at {int(size):,} lines: {largest} MiB {words}, over {most}")
    for row in report.get("memory", []):
        if row["mib"] > row["limit"]:
            found.append(f"{row['what']}: {row['mib']} MiB, over {row['limit']}")
    return found


def print_table(report: dict) -> None:
    """What was measured, for people."""
    print(
        f"\n{'page':28} {'size':>9} {'at once':>7} {'p50 ms':>8} {'p95 ms':>8} {'queries':>7} {'ratio':>6} {'KiB':>6}"
    )
    for row in report["rows"]:
        size = report["bytes"].get(row["page"], {}).get(str(row["size"]))
        print(
            f"{row['page']:28} {row['size']:>9,} {row['concurrency']:>7} {row['p50_ms']:>8} {row['p95_ms']:>8} "
            f"{row.get('queries', ''):>7} {row['ratio']:>6} {round(size / 1024, 1) if size else '':>6}"
        )
    if report["growth"]:
        print("\nGrowth of the median from the smallest to the largest council:")
        for page, growth in report["growth"].items():
            print(f"  {page:28} {growth}")
    print("\nMemory of the workers in MiB, before and after:")
    for size, memory in report["workers_rss_mib"].items():
        print(f"  {int(size):,} lines: {memory['before']} {memory['after']}")
    for row in report.get("memory", []):
        print(f"  {row['what']}: {row['mib']} (at most {row['limit']})")


def main(arguments: Sequence[str]) -> int:
    """Measure, print, write, and answer with the exit code."""
    stop_on_terminate()
    try:
        sizes = sorted({int(word.replace(",", "")) for word in arguments}) or list(SIZES)
    except ValueError:
        print("SIZES are whole numbers of return lines, like 10000 100000.", file=sys.stderr)
        return 2
    try:
        report = measure(sizes)
    except ServiceFailed as problem:
        print(problem, file=sys.stderr)
        return 1
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(report, indent=1) + "\n")
    print_table(report)
    bounds = passed_bounds(report)
    print("\nEvery bound is kept." if not bounds else "\nPassed:\n" + "\n".join(f"  {bound}" for bound in bounds))
    return 1 if bounds else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
