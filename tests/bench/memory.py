"""How much memory a process has and had, as Linux counts it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cage import sandbox

KIB_A_MIB = 1024


def resident(pid: int | str = "self") -> float:
    """What is resident now, in MiB."""
    return _figure(pid, "VmRSS")


def most_resident(pid: int | str = "self") -> float:
    """The most that was, since the process began or since `forget_most`, in MiB."""
    return _figure(pid, "VmHWM")


def forget_most(pid: int | str = "self") -> None:
    """Let the most that is resident count from now on."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def _figure(pid: int | str, name: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / KIB_A_MIB


@contextmanager
def caged() -> Iterator[list[float]]:
    """The most that each process which a file is opened in held, in MiB: the sandbox is told, and tells nobody."""
    peaks: list[float] = []
    ask = sandbox._ask

    def ask_and_note(request: dict) -> dict:
        said = ask(request)
        peaks.append(said["peak"] / KIB_A_MIB)
        return said

    sandbox._ask = ask_and_note
    try:
        yield peaks
    finally:
        sandbox._ask = ask
