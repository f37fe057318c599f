"""Run the portal on one machine: the web server and the worker together, until told to stop."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

STOP_SECONDS = 20
LOOK_EVERY_SECONDS = 0.5
QUEUE_FOLDERS = ("data_folder_in", "data_folder_out", "control_folder")
# Where Debian's and Ubuntu's clamd listens.
USUAL_SCANNER = "unix:///run/clamav/clamd.ctl"
NOT_SCANNED = (
    "Files are not scanned for viruses, so only the person who added a file can open it, and officers open none. "
    f"With ClamAV on this machine set CLAMD_ADDRESS, for example: make run CLAMD_ADDRESS={USUAL_SCANNER}"
)


class Command(BaseCommand):
    """Start gunicorn and Celery (with its schedule), stop both on Ctrl-C or SIGTERM, and when either dies."""

    help = "Serves the portal and runs its background work on this machine. For production see docs/operations.md."

    def handle(self, **options):
        """Exit 0 when asked to stop; raise CommandError (exit 1) when a process ended by itself."""
        make_queue_folders()
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, leave)
        processes = {}
        try:
            for name, command in commands().items():
                # A session of its own, so that Ctrl-C reaches only this process, which then stops each child once.
                processes[name] = subprocess.Popen(  # noqa: S603 (the commands are the two below)
                    command, cwd=settings.BASE_DIR, start_new_session=True
                )
            if not settings.CLAMD_ADDRESS:
                self.stdout.write(NOT_SCANNED)
            self.stdout.write(f"The portal is starting at {settings.PORTAL_URL} (stop it with Ctrl-C).")
            ended = first_to_end(processes)
        except KeyboardInterrupt:
            self.stdout.write("Stopping.")
            return
        finally:
            stop(processes.values())
        raise CommandError(f"The {ended} ended by itself, so the portal was stopped. Its last words stand above.")


def commands() -> dict[str, list[str]]:
    """What is run, by the name a person knows it by."""
    celery = [sys.executable, "-m", "celery", "--quiet", "-A", "portal.celery", "worker", "--loglevel", "WARNING"]
    celery += ["--without-gossip", "--without-mingle"]  # there is one worker: it has nobody to talk with
    return {
        "web server": [sys.executable, "-m", "gunicorn", "portal.wsgi"],
        "worker": [*celery, "-B", "-s", str(settings.VAR_DIR / "beat"), "--pool", "threads", "-c", "2"],
    }


def make_queue_folders() -> None:
    """The file-backed queue wants its folders to exist."""
    for name in QUEUE_FOLDERS:
        folder = settings.CELERY_BROKER_TRANSPORT_OPTIONS.get(name)
        if folder:
            Path(str(folder)).mkdir(parents=True, exist_ok=True)


def leave(number, frame):
    """Being told to end, or losing the terminal, means the same as Ctrl-C."""
    raise KeyboardInterrupt


def first_to_end(processes) -> str:
    """Wait until one of the processes has ended and return its name."""
    while True:
        for name, process in processes.items():
            if process.poll() is not None:
                return name
        time.sleep(LOOK_EVERY_SECONDS)


def stop(processes) -> None:
    """Ask each process to end; after 20 seconds kill what is left of it and its children."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
