"""`manage.py examine_files`: one worker that examines what waits and says what that took, for measurements alone."""

import json
import resource
import sys

from django.core.management.base import BaseCommand

from cage.sandbox import workplace
from returns.evidence.apart import SOURCE, run_apart
from returns.evidence.pipeline import examine_waiting
from returns.models import Evidence
from tests.bench.memory import KIB_A_MIB, caged


class Command(BaseCommand):
    """Says "ready", begins with the next line of its input, and prints JSON once nothing waits any more."""

    help = "Examine the files that wait."

    def handle(self, *args, **options) -> None:
        """Warm up, wait for the word, work, report. Memory is in MiB, the most that was resident at any time."""
        _warm_up()
        print("ready", flush=True)
        sys.stdin.readline()
        files = 0
        with caged() as peaks:
            while finished := examine_waiting():
                files += finished
        worker = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        refused = Evidence.objects.filter(status=Evidence.Status.QUARANTINED).count()
        answer = {"files": files, "refused": refused, "worker_mib": worker // KIB_A_MIB}
        print(json.dumps(answer | {"sandbox_mib": int(max(peaks, default=0))}), flush=True)


def _warm_up() -> None:
    """Start the helper, so that its start is not measured."""
    with workplace() as folder:
        (folder / SOURCE).write_bytes(b"Month,Hours\r\nJuly,12\r\n")
        run_apart("returns.evidence.examine:examine_here", folder, name="hours.csv", declared_type="")
