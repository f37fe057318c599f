"""The services that tests and measurements need, started for a while on free ports and always stopped again.

    with postgres() as database_url, portal(database_url, var_dir=folder) as address:
        ...

Each is private to whoever starts it: an own folder, an own port, this machine only. Leaving the block by any way,
Ctrl-C and SIGTERM included (see `stop_on_terminate`), stops the processes and removes what they wrote.
"""

import contextlib
import ctypes
import datetime
import functools
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

import boto3

PROJECT = Path(__file__).resolve().parent.parent
START_SECONDS = 60
STOP_SECONDS = 15
PR_SET_PDEATHSIG = 1  # linux/prctl.h


class ServiceFailed(RuntimeError):
    """A service did not start; the message ends with the last lines of its log."""


def stop_on_terminate() -> None:
    """Make SIGTERM leave every `with` block in the usual way, as Ctrl-C does."""

    def leave(number, frame):
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, leave)


def free_port() -> int:
    """A TCP port on which nobody listens at the moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def scratch(owner: str = "") -> Iterator[Path]:
    """A temporary folder, removed at the end; root may give it to the user `owner`."""
    folder = Path(tempfile.mkdtemp(prefix="portal-services-"))
    try:
        if owner:
            shutil.chown(folder, owner, owner)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def running(
    command: Sequence[str | Path], *, log: Path, stop: signal.Signals = signal.SIGTERM, **options
) -> Iterator[subprocess.Popen]:
    """A process in a session of its own, writing to `log`; ended with `stop`, then SIGKILL for its whole group.

    On Linux it gets `stop` too when this process is killed without a chance to tidy up.
    """
    with log.open("ab") as output:
        process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=functools.partial(_end_with_parent, stop),
            **options,
        )
    try:
        yield process
    finally:
        process.send_signal(stop)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _end_with_parent(stop: signal.Signals) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, stop)


def wait_until(answers, process: subprocess.Popen, log: Path, name: str) -> None:
    """Ask `answers()` until it is true. Raises ServiceFailed when the process ends or a minute has gone by."""
    deadline = time.monotonic() + START_SECONDS
    while not answers():
        if process.poll() is not None or time.monotonic() > deadline:
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-30:])
            raise ServiceFailed(f"{name} did not start. The end of its log:\n{tail}")
        time.sleep(0.05)


def _listens(port: int) -> bool:
    with socket.socket() as client:
        client.settimeout(1)
        return client.connect_ex(("127.0.0.1", port)) == 0


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


# --- PostgreSQL -------------------------------------------------------------------------------------------------------
def postgres_programs() -> Path | None:
    """The folder of the newest installed PostgreSQL server's programs, or None when there is none."""
    on_path = shutil.which("postgres")
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3].split(".")[0])
    )
    if found:
        return found[-1].parent
    return Path(on_path).resolve().parent if on_path else None


def _other_user() -> tuple[str, dict]:
    """PostgreSQL refuses to run as root: the user to run it as, and Popen's options for that."""
    if os.geteuid() != 0:
        return "", {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            person = pwd.getpwnam(name)
            return name, {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    raise ServiceFailed("PostgreSQL cannot run as root and there is no other user to run it as.")


@contextlib.contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """A private, empty PostgreSQL cluster; yields the address of its database `portal`.

    It is quick and forgets everything on a crash, unless `durable` (for measurements that mean something).
    Raises ServiceFailed when PostgreSQL is not installed or does not start.
    """
    programs = postgres_programs()
    if programs is None:
        raise ServiceFailed("PostgreSQL is not installed: apt-get install postgresql")
    owner, options = _other_user()
    with scratch(owner) as folder:
        data, log, port = folder / "data", folder / "log", free_port()
        environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
        initdb = [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        made = subprocess.run(
            [*initdb, "--locale", "C.UTF-8", "--no-sync"],
            capture_output=True, text=True, cwd=folder, env=environment, **options,
        )  # fmt: skip
        if made.returncode:
            raise ServiceFailed(f"PostgreSQL could not make a cluster:\n{made.stderr}")
        # What tests write is rolled back: statistics of a moment in between would have it plan for empty tables.
        quick = (
            ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "jit=off"]
            if not durable
            else []
        )
        flags = [f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=60", *quick]
        command = [programs / "postgres", "-D", data, *[word for flag in flags for word in ("-c", flag)]]
        # SIGINT asks for a fast shutdown; SIGTERM would wait for every client to leave.
        with running(command, log=log, stop=signal.SIGINT, cwd=folder, env=environment, **options) as server:
            wait_until(lambda: _postgres_ready(programs, port), server, log, "PostgreSQL")
            subprocess.run(
                [programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "portal"], check=True
            )
            yield f"postgres://postgres@127.0.0.1:{port}/portal"


def _postgres_ready(programs: Path, port: int) -> bool:
    """Listening is not enough: for a moment the server answers "the database system is starting up"."""
    asked = subprocess.run(
        [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL
    )
    return asked.returncode == 0


# --- Redis ------------------------------------------------------------------------------------------------------------
@contextlib.contextmanager
def redis() -> Iterator[str]:
    """A private Redis that keeps nothing on disk; yields its address. Raises ServiceFailed when not installed."""
    program = shutil.which("redis-server")
    if program is None:
        raise ServiceFailed("Redis is not installed: apt-get install redis-server")
    with scratch() as folder:
        port, log = free_port(), folder / "log"
        command = [program, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no"]
        with running([*command, "--dir", folder], log=log) as server:
            wait_until(lambda: _listens(port), server, log, "Redis")
            yield f"redis://127.0.0.1:{port}/0"


# --- S3 ---------------------------------------------------------------------------------------------------------------
@contextlib.contextmanager
def s3() -> Iterator[dict[str, str]]:
    """A private S3-compatible server with one empty bucket that forgets everything; yields how to reach it.

    The keys are those of a storage backend (bucket_name, endpoint_url, region_name, access_key, secret_key), made up
    anew each time. Raises ServiceFailed when it does not start.
    """
    with scratch() as folder:
        port, log = free_port(), folder / "log"
        environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder)}
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
        with running(command, log=log, cwd=folder, env=environment) as server:
            wait_until(lambda: _listens(port), server, log, "The S3 server")
            found = {
                "bucket_name": f"evidence-{secrets.token_hex(4)}",
                "endpoint_url": f"http://127.0.0.1:{port}",
                "region_name": "eu-west-2",
                "access_key": secrets.token_hex(10),
                "secret_key": secrets.token_urlsafe(30),
            }
            client = boto3.client(
                "s3", endpoint_url=found["endpoint_url"], region_name=found["region_name"],
                aws_access_key_id=found["access_key"], aws_secret_access_key=found["secret_key"],
            )  # fmt: skip
            region = {"LocationConstraint": found["region_name"]}
            client.create_bucket(Bucket=found["bucket_name"], CreateBucketConfiguration=region)
            yield found


# --- ClamAV -----------------------------------------------------------------------------------------------------------
# The industry's test file, in two halves: no file of this project holds it whole, or scanners would take that for ill.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
CLAMD_SETTINGS = (
    "Foreground yes",
    "TCPAddr 127.0.0.1",
    "StreamMaxLength 60M",
    "MaxScanSize 200M",
    "MaxFileSize 60M",
    "AlertExceedsMax yes",
)


def clamd_program() -> str | None:
    """Where ClamAV's daemon is, or None when it is not installed."""
    return shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")


@contextlib.contextmanager
def clamd(port: int | None = None) -> Iterator[str]:
    """A real clamd that knows one virus, the harmless test file `EICAR`; yields its address.

    Raises ServiceFailed when it is not installed or does not start.
    """
    program = clamd_program()
    if program is None:
        raise ServiceFailed("ClamAV is not installed: apt-get install clamav-daemon")
    with scratch() as folder:
        port, log, settings, signatures = port or free_port(), folder / "log", folder / "conf", folder / "signatures"
        signatures.mkdir()
        (signatures / "test.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
        places = (f"TCPSocket {port}", f"DatabaseDirectory {signatures}", f"TemporaryDirectory {folder}")
        settings.write_text("\n".join([*CLAMD_SETTINGS, *places]) + "\n")
        with running([program, "--config-file", settings], log=log) as server:
            wait_until(lambda: _listens(port), server, log, "ClamAV")
            yield f"tcp://127.0.0.1:{port}"


# --- Chromium ---------------------------------------------------------------------------------------------------------
def chromium() -> str | None:
    """Where the browser is that the browser tests drive, or None when there is none."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium") or shutil.which("chromium-browser")


# --- The portal -------------------------------------------------------------------------------------------------------
def portal_environment(database_url: str, var_dir: Path, *, today: datetime.date | None = None, **more: str) -> dict:
    """The environment of a portal as `make run` has it, with its own database and folder.

    Nothing of the caller's own portal settings gets in. With `today` every Python process believes it is ten in the
    morning of that day (UTC), and its clock runs on from there. `more` adds or replaces variables.
    """
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= {
        "EMBEDDED": "1",
        "VAR_DIR": str(var_dir),
        "DATABASE_URL": database_url,
        "LOG_LEVEL": "WARNING",
        "PYTHONUNBUFFERED": "1",
    }
    if today:
        environment["PYTHONPATH"] = str(PROJECT / "tests" / "clock")
        environment["PORTAL_TEST_NOW"] = f"{today.isoformat()}T10:00:00+00:00"
    return environment | more


def manage(*arguments: str, environment: dict) -> None:
    """Run one management command quietly. Raises ServiceFailed with what it printed when it fails."""
    done = subprocess.run(
        [sys.executable, str(PROJECT / "manage.py"), *arguments],
        env=environment, cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True,
    )  # fmt: skip
    if done.returncode:
        raise ServiceFailed(f"manage.py {' '.join(arguments)} failed:\n{done.stdout[-4000:]}")


def prepare_portal(*commands: Sequence[str], environment: dict) -> None:
    """Bring a fresh database and static folder up to date, then run the given management commands."""
    first = (("migrate", "--verbosity=0"), ("collectstatic", "--noinput", "--verbosity=0"))
    for command in (*first, *commands):
        manage(*command, environment=environment)


@contextlib.contextmanager
def portal(
    database_url: str,
    *,
    var_dir: Path,
    today: datetime.date | None = None,
    worker: bool = False,
    workers: int = 2,
    threads: int = 4,
    **environment: str,
) -> Iterator[str]:
    """A portal as people meet it (gunicorn, DEBUG off, hashed static files, content security policy); yields its URL.

    The database must have been prepared (`prepare_portal`). `worker` adds the Celery worker with its schedule.
    What the processes say stands in `var_dir / "web.log"` and `var_dir / "worker.log"`.
    """
    port = free_port()
    url = f"http://localhost:{port}"
    settings = portal_environment(database_url, var_dir, today=today, PORTAL_URL=url, **environment)
    web_log, worker_log = var_dir / "web.log", var_dir / "worker.log"
    settings |= {"PORT": str(port), "WEB_WORKERS": str(workers), "WEB_THREADS": str(threads)}
    web = [sys.executable, "-m", "gunicorn", "portal.wsgi"]
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(running(web, log=web_log, env=settings, cwd=PROJECT))
        if worker:
            for name in ("queue", "queue-control"):
                (var_dir / name).mkdir(exist_ok=True)
            celery = [
                sys.executable,
                "-m",
                "celery",
                "--quiet",
                "-A",
                "portal.celery",
                "worker",
                "--loglevel",
                "WARNING",
            ]
            celery += ["-B", "-s", var_dir / "beat", "--pool", "threads", "-c", "2"]
            stack.enter_context(running(celery, log=worker_log, env=settings, cwd=PROJECT))
        wait_until(lambda: _answers(f"{url}/livez"), server, web_log, "The portal")
        yield url
