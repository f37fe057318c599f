"""The two processes of `make run` live and end together."""

import signal
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
# Stands in for gunicorn and Celery: both say hello, the second may end by itself.
SCRIPT = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
import django
django.setup()
from django.core.management import call_command
from portal.management.commands import serve
hello = "import os, time; print(os.getpid(), flush=True); "
serve.commands = lambda: {
    "web server": [sys.executable, "-c", hello + "time.sleep(600)"],
    "worker": [sys.executable, "-c", hello + sys.argv[1]],
}
try:
    call_command("serve")
except Exception as problem:
    sys.exit(str(problem))
"""


def start(tmp_path, worker: str, **settings: str) -> subprocess.Popen:
    environment = {"EMBEDDED": "1", "VAR_DIR": str(tmp_path), **settings}
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, worker],
        env=environment, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def is_alive(process: int) -> bool:
    return Path(f"/proc/{process}").exists()


def children(portal: subprocess.Popen) -> list[int]:
    """The ids both children print, whatever else is printed between them."""
    found: list[int] = []
    while len(found) < 2:
        line = portal.stdout.readline()
        assert line, portal.stderr.read()
        found += [int(line)] if line.strip().isdigit() else []
    return found


def test_serve_ends_both_when_told_to(tmp_path):
    portal = start(tmp_path, "time.sleep(600)")
    processes = children(portal)
    portal.send_signal(signal.SIGTERM)
    assert portal.wait(30) == 0
    assert not any(is_alive(process) for process in processes)


def test_serve_fails_and_ends_the_other_when_one_dies(tmp_path):
    portal = start(tmp_path, "raise SystemExit(3)")
    processes = children(portal)
    assert portal.wait(30) == 1
    assert "The worker ended by itself" in portal.stderr.read()
    assert not any(is_alive(process) for process in processes)


def test_serve_makes_the_folders_of_the_queue(tmp_path):
    portal = start(tmp_path, "raise SystemExit(3)")
    portal.communicate(timeout=30)
    assert (tmp_path / "queue").is_dir()
    assert (tmp_path / "queue-control").is_dir()


def test_serve_says_that_files_are_not_scanned_and_what_changes_that(tmp_path):
    said, _errors = start(tmp_path, "raise SystemExit(3)").communicate(timeout=30)
    (line,) = [line for line in said.splitlines() if "not scanned" in line]
    assert "only the person who added a file can open it, and officers open none" in line
    assert "make run CLAMD_ADDRESS=unix:///run/clamav/clamd.ctl" in line


def test_serve_says_nothing_of_scanning_where_there_is_a_scanner(tmp_path):
    portal = start(tmp_path, "raise SystemExit(3)", CLAMD_ADDRESS="unix:///run/clamav/clamd.ctl")
    said, _errors = portal.communicate(timeout=30)
    assert "The portal is starting" in said and "scanned" not in said


def test_setting_after_make_run_reaches_the_portal(tmp_path):
    """make hands what stands behind the target to the programs it starts; nothing in the Makefile may come between."""
    (tmp_path / "Makefile").write_text((PROJECT / "Makefile").read_text() + "\nsaid:\n\t@echo at $$CLAMD_ADDRESS\n")
    command = ["make", "-C", str(tmp_path), "--no-print-directory", "said", "CLAMD_ADDRESS=tcp://127.0.0.1:3310"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "at tcp://127.0.0.1:3310"
