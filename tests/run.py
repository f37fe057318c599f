"""Every check and every test, in the order in which they are quick to fail: what `make test` runs.

    python -m tests.run                    everything
    python -m tests.run lint               only style, layers, spelling, types and migrations
    python -m tests.run suite -k calendar  the suite on SQLite; further words go to pytest
    python -m tests.run postgres           the suite on PostgreSQL, what pages show and say included
    python -m tests.run browser -k sign_in the browser tests
    python -m tests.run portal             keep a demonstration portal up, for writing browser tests against it

The last line printed holds the totals of all runs; the exit code is 1 when anything failed. A failed check
stops nothing, so that one run shows all there is to mend.
"""

import contextlib
import dataclasses
import datetime
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tests.databases import BUILD, PROJECT, prepare_postgres, sqlite_template
from tests.services import (
    ServiceFailed,
    chromium,
    clamd,
    clamd_program,
    portal,
    portal_environment,
    postgres,
    postgres_programs,
    prepare_portal,
    scratch,
    stop_on_terminate,
)

# The demonstration is told on this day, whenever the tests run.
DEMONSTRATION_DAY = datetime.date(2026, 11, 22)
PROGRAMS = Path(sys.executable).parent
# A browser waits for the portal half of the time: two of them keep two cores busy.
BROWSERS = 2
# All cores, and the tests of a file in one process, which makes only once what they share; in the order of conftest.py.
EVERYWHERE = ("-n", str(os.cpu_count() or 1), "--dist", "loadfile", "--no-loadscope-reorder")
# The last line once more, for .ci/run: make has a word of its own to say after a failure.
TOTALS = BUILD / "totals.txt"
CHECKS = {
    "Style (ruff check)": [PROGRAMS / "ruff", "check", "."],
    "Format (ruff format)": [PROGRAMS / "ruff", "format", "--check", "."],
    "Layers (lint-imports)": [PROGRAMS / "lint-imports"],
    "Spelling (codespell)": [PROGRAMS / "codespell"],
    "Types (mypy)": [PROGRAMS / "mypy", "."],
    "Migrations are current": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
}
# Where a system has several packages for something, the first it knows. The headless shell is Chromium without windows:
# the same pages in three quarters of the time.
SYSTEM_PACKAGES = {
    "chromium-headless-shell chromium": chromium,
    "postgresql": postgres_programs,
    "clamav-daemon": clamd_program,
    "gettext": lambda: shutil.which("msgmerge"),
    "redis-server": lambda: shutil.which("redis-server"),
}


@dataclasses.dataclass
class Totals:
    """What all runs together came to."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    began: float = dataclasses.field(default_factory=time.monotonic)

    def add_check(self, succeeded: bool) -> None:
        """Count a check that is no test: only its failure shows in the totals."""
        self.failed += not succeeded

    def add_pytest(self, results: Path, exit_code: int) -> None:
        """Add the counts pytest wrote; a run that broke off before it could count is one failure."""
        suite = ElementTree.parse(results).getroot().find("testsuite") if results.exists() else None
        counts = (
            {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
            if suite is not None
            else {}
        )
        failed = counts.get("failures", 0) + counts.get("errors", 0)
        self.passed += counts.get("tests", 0) - failed - counts.get("skipped", 0)
        self.skipped += counts.get("skipped", 0)
        self.failed += failed or (exit_code != 0)

    def __str__(self) -> str:
        seconds = time.monotonic() - self.began
        line = f" {self.passed} passed, {self.failed} failed, {self.skipped} skipped in {seconds:.2f}s "
        return line.center(100, "=")


def say(words: str) -> None:
    """A heading that stands before the output of the process it announces."""
    print(f"\n--- {words}", flush=True)


def environment_without_portal() -> dict[str, str]:
    """This environment without whatever portal settings the caller has, so that tests see only their own."""
    ours = ("DATABASE_URL", "REDIS_URL", "VAR_DIR", "SECRET_KEY", "AUDIT_KEY", "ALLOWED_HOSTS", "EMAIL_URL", "DEBUG")
    ours += ("PORTAL_URL", "EVIDENCE_ROOT", "CLAMD_ADDRESS", "NOTIFY_API_KEY", "COMPANIES_HOUSE_API_KEY")
    ours += ("PYTHONDONTWRITEBYTECODE",)
    return {name: value for name, value in os.environ.items() if name not in ours} | {"EMBEDDED": "1"}


def install_system_packages() -> None:
    """Fetch what the tests need from the system, or say in one line what is missing and exit."""
    missing = [package for package, there in SYSTEM_PACKAGES.items() if not there()]
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise SystemExit(
            f"The tests need these system packages: {', '.join(missing).replace(' chromium', ' or chromium')}. "
            "Install them and try again."
        )
    say(f"Installing {', '.join(missing)}")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}

    def apt_get(*command: str) -> None:
        subprocess.run(["apt-get", *command], env=environment, check=True, stdin=subprocess.DEVNULL)

    apt_get("update", "-qq")
    apt_get("install", "-y", "-qq", "--no-install-recommends", *map(known_package, missing))


def known_package(names: str) -> str:
    """The first of some packages that this system knows."""
    *better, last = names.split()
    known = (
        name for name in better if subprocess.run(["apt-cache", "show", name], capture_output=True).returncode == 0
    )
    return next(known, last)


def run_checks(totals: Totals) -> None:
    """Everything that needs no database, in seconds."""
    with scratch() as folder:
        environment = environment_without_portal() | {"VAR_DIR": str(folder)}
        for name, command in CHECKS.items():
            say(name)
            totals.add_check(subprocess.run(command, cwd=PROJECT, env=environment).returncode == 0)


@dataclasses.dataclass
class Run:
    """One pytest process and where it writes its counts."""

    name: str
    arguments: Sequence[str]
    variables: dict[str, str] = dataclasses.field(default_factory=dict)

    @property
    def results(self) -> Path:
        """The JUnit file of this run."""
        return BUILD / "results" / f"{self.name.lower().replace(' ', '-')}.xml"

    def command(self) -> tuple[list[str], dict[str, str]]:
        """The command line and its environment; the counts of an earlier run are removed."""
        self.results.unlink(missing_ok=True)
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={self.results}", *self.arguments]
        return command, environment_without_portal() | self.variables


def run_pytest(totals: Totals, run: Run) -> None:
    """One pytest process; its counts go to the totals."""
    say(run.name)
    command, environment = run.command()
    done = subprocess.run(command, cwd=PROJECT, env=environment, stdin=subprocess.DEVNULL)
    totals.add_pytest(run.results, done.returncode)


def run_suite(totals: Totals, arguments: Sequence[str] = ()) -> None:
    """The suite on SQLite."""
    run_pytest(totals, Run("Suite on SQLite", arguments))


def run_suite_on_postgres(totals: Totals, arguments: Sequence[str] = (), *, whole: bool = True, url: str = "") -> None:
    """The suite on a private PostgreSQL; without `whole`, what may differ from SQLite alone (tests/conftest.py)."""
    with contextlib.nullcontext(url) if url else postgres() as database_url:
        arguments = [*arguments, *(["--whole"] if whole else [])]
        run_pytest(totals, Run("Suite on PostgreSQL", arguments, {"DATABASE_URL": database_url}))


def run_browser_tests(totals: Totals, arguments: Sequence[str] = ()) -> None:
    """The journeys in Chromium, in one browser."""
    with demonstration() as made:
        made.prepare()
        _run_browser(totals, made, arguments)


def _run_browser(totals: Totals, made: "Demonstration", arguments: Sequence[str] = ()) -> None:
    """The journeys in Chromium: two at a time unless some are asked for, each process with a portal of its own."""
    with made.portals(1 if arguments else BROWSERS) as variables:
        arguments = ["-m", "browser", *(arguments or ["-n", str(BROWSERS), "tests/browser"])]
        run_pytest(totals, Run("Browser", arguments, variables))


@dataclasses.dataclass
class Demonstration:
    """The demonstration in a folder, from which portals are made that all begin alike."""

    folder: Path
    settings: dict

    @property
    def database(self) -> Path:
        """Where its database is."""
        return self.folder / "portal.sqlite3"

    def prepare(self) -> None:
        """Make the database and load the demonstration into it; keep both as they are then."""
        shutil.copyfile(sqlite_template(), self.database)
        environment = portal_environment(f"sqlite:///{self.database}", self.folder, **self.settings)
        load = ("load_demo", "--today", DEMONSTRATION_DAY.isoformat())
        prepare_portal(("compilemessages", "--ignore=.venv"), load, environment=environment)
        with (
            contextlib.closing(sqlite3.connect(self.database)) as made,
            contextlib.closing(sqlite3.connect(self.folder / "seed.sqlite3")) as seed,
        ):
            made.backup(seed)
        for kept in ("evidence", "media"):
            shutil.copytree(self.folder / kept, self.folder / f"seed-{kept}", copy_function=os.link)

    @contextlib.contextmanager
    def portals(self, count: int = 1) -> Iterator[dict[str, str]]:
        """Running portals with the demonstration; yields the variables tests/browser/conftest.py reads."""
        with contextlib.ExitStack() as stack:
            folders = [self.folder, *(stack.enter_context(scratch()) for _another in range(count - 1))]
            for another in folders[1:]:
                shutil.copytree(self.folder, another, dirs_exist_ok=True)
            urls = [
                stack.enter_context(
                    portal(f"sqlite:///{own}/portal.sqlite3", var_dir=own, worker=True, **self.settings)
                )
                for own in folders
            ]
            yield {"PORTAL_TEST_URL": " ".join(urls), "PORTAL_TEST_VAR": " ".join(map(str, folders))}


@contextlib.contextmanager
def demonstration() -> Iterator[Demonstration]:
    """A folder for the demonstration, and a virus scanner for as long as it is used."""
    with scratch() as folder, clamd() as scanner:
        yield Demonstration(folder, {"today": DEMONSTRATION_DAY, "CLAMD_ADDRESS": scanner})


def run_everything(totals: Totals) -> None:
    """All of it. What the runs need is made while the checks run: that keeps all cores busy.

    What cannot be made is a failure, and the runs that do without it go on.
    """
    with contextlib.ExitStack() as stack, ThreadPoolExecutor(max_workers=2) as pool:
        url = attempt(totals, lambda: stack.enter_context(postgres()))
        made = attempt(totals, lambda: stack.enter_context(demonstration()))
        server = pool.submit(prepare_postgres, url) if url else None
        portals = pool.submit(made.prepare) if made else None
        run_checks(totals)
        is_served = server is not None and attempt(totals, lambda: server.result() or True)
        is_shown = portals is not None and attempt(totals, lambda: portals.result() or True)
        run_suite(totals, EVERYWHERE)
        if is_served:
            run_suite_on_postgres(totals, EVERYWHERE, whole=False, url=url)
        if is_shown:
            attempt(totals, lambda: _run_browser(totals, made))


def attempt(totals: Totals, what: Callable[[], Any]) -> Any:
    """What comes of it; None, and one failure more, where a service did not start or a command failed."""
    try:
        return what()
    except (ServiceFailed, subprocess.CalledProcessError) as problem:
        print(problem, file=sys.stderr, flush=True)
        totals.add_check(False)
        return None


def keep_portal_up() -> None:
    """Say where the demonstration portal is and wait for Ctrl-C."""
    with demonstration() as made:
        made.prepare()
        with made.portals() as variables:
            for name, value in variables.items():
                print(f"export {name}={value}", flush=True)
            signal.pause()


PARTS: dict[str, Callable[..., None]] = {
    "all": run_everything,
    "lint": run_checks,
    "suite": run_suite,
    "postgres": run_suite_on_postgres,
    "browser": run_browser_tests,
}


def main(arguments: Sequence[str]) -> int:
    """Run what the first word asks for (everything without one) and return the exit code."""
    stop_on_terminate()
    what, more = (arguments[0], arguments[1:]) if arguments else ("all", [])
    if what == "portal":
        keep_portal_up()
    totals = Totals()
    BUILD.mkdir(exist_ok=True)
    TOTALS.unlink(missing_ok=True)
    if what == "all":
        install_system_packages()
    attempt(totals, lambda: PARTS[what](totals, *([more] if more else [])))
    print(totals, flush=True)
    TOTALS.write_text(f"{totals}\n")
    return 1 if totals.failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
