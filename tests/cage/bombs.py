"""What a hostile file might make a library do: called by name in the sandbox, from the tests of the sandbox."""

import os
import socket
import subprocess
import threading
import time
from pathlib import Path

from cage.refusal import Refused


def add(one: int, other: int) -> int:
    return one + other


def take_memory() -> int:
    held = []
    while True:
        held.append(bytearray(16 * 1024 * 1024))


def take_time() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(3600)


def fork() -> None:
    while True:
        os.fork()


def run_a_program() -> None:
    subprocess.run(["/bin/true"], check=True)


def fill_one_file() -> None:
    with Path("long").open("wb") as content:
        while True:
            content.write(bytes(1024 * 1024))


def fill_the_folder() -> None:
    for number in range(1_000_000):
        Path(f"file-{number}").write_bytes(bytes(1024 * 1024))


def make_many_files() -> None:
    for number in range(10_000_000):
        Path(f"file-{number}").touch()


def crash() -> None:
    os.abort()


def talk_without_end() -> str:
    return "a" * 100_000_000


def raise_it() -> None:
    raise KeyError("something that the file says")


def refuse() -> None:
    raise Refused("name_disagrees", extension=".docx")


def surroundings(outside: str, inside: str) -> dict:
    """What the locked-up process can see and do."""
    found: dict = {"variables": sorted(os.environ)}
    for name, act in {
        "network": lambda: socket.socket(),
        "read": lambda: Path(outside, "secret").read_text(),
        "write": lambda: Path(outside, "mine").write_text("x"),
        "list": lambda: list(Path(outside).iterdir()),
        "signal": lambda: os.kill(os.getppid(), 0),
        "own": lambda: Path(inside, "mine").write_text("x"),
        "thread": lambda: threading.Thread(target=len, args=("",)).start(),
    }.items():
        try:
            act()
            found[name] = "yes"
        except OSError as problem:
            found[name] = type(problem).__name__
    return found
