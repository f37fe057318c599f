"""A test stand: a private PostgreSQL with a synthetic council in it, and a portal that serves it."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.services import PROJECT, ServiceFailed, portal, portal_environment, postgres, prepare_portal, scratch

SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.bench.settings"}


@dataclass(frozen=True)
class Stand:
    """One portal with a council of about `size` return lines. `filled` is what `fill_council` printed."""

    size: int
    url: str
    var_dir: Path
    environment: dict
    filled: dict

    @property
    def port(self) -> int:
        """Where the portal listens on this machine."""
        return urlsplit(self.url).port or 80

    @property
    def visits(self) -> dict[str, dict]:
        """The pages to visit, by name; "floor" is one of them."""
        return {visit["page"]: visit for visit in self.filled["visits"]}

    def manage(self, *arguments: str, given: object = None) -> dict:
        """Run a management command on this stand's database, see `manage`."""
        return manage(*arguments, environment=self.environment, given=given)

    def workers(self) -> list[int]:
        """The process ids of the web workers: the portal's processes but for the one that started them."""
        ours = {}
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                variables = (folder / "environ").read_bytes().split(b"\0")
                if f"PORTAL_URL={self.url}".encode() in variables and b"gunicorn" in (folder / "cmdline").read_bytes():
                    ours[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        return sorted(pid for pid, parent in ours.items() if parent in ours)

    def memory(self) -> list[dict[str, float]]:
        """Resident and proportional memory of each worker in MiB; shared pages count whole in the first."""
        return [_memory(pid) for pid in self.workers()]


def manage(*arguments: str, environment: dict, given: object = None) -> dict:
    """Run a management command that prints JSON, with `given` as JSON on its input. Raises ServiceFailed."""
    done = subprocess.run(
        [sys.executable, str(PROJECT / "manage.py"), *arguments],
        env=environment, cwd=PROJECT, input=json.dumps(given), capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise ServiceFailed(f"manage.py {' '.join(arguments)} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return json.loads(done.stdout)


@contextlib.contextmanager
def stand(size: int) -> Iterator[Stand]:
    """Set up a stand with everything that makes figures mean something: fsync on, DEBUG off, two workers."""
    with scratch() as folder, postgres(durable=True) as database_url:
        environment = portal_environment(database_url, folder, **SETTINGS)
        prepare_portal(environment=environment)
        filled = manage("fill_council", str(size), environment=environment)
        with portal(database_url, var_dir=folder, **SETTINGS) as url:
            yield Stand(size, url, folder, environment, filled)


def _memory(pid: int) -> dict[str, float]:
    kept = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        name, _colon, value = line.partition(":")
        if name in ("Rss", "Pss"):
            kept[name.lower()] = round(int(value.split()[0]) / 1024, 1)
    return kept


def machine() -> dict:
    """What the figures were measured on."""
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    memory = Path("/proc/meminfo").read_text().splitlines()[0].split()[1]
    return {
        "cores": os.cpu_count(),
        "processor": models[0].partition(":")[2].strip() if models else "",
        "memory_gib": round(int(memory) / 2**20, 1),
        "load_before": round(os.getloadavg()[0], 2),
        "python": sys.version.split()[0],
    }
