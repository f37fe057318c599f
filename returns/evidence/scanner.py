"""Asks ClamAV's `clamd` about a file, over its socket (protocol: man clamd, INSTREAM).

A virus scanner finds what is known. It is no defence against bombs, which it passes as clean: limits are elsewhere.
Anything but a plain answer means that the file was not scanned; nobody opens it before it was (fail closed).
"""

import socket
import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings

from returns.evidence.refusal import Fault

CHUNK = 64 * 1024
CONNECT_SECONDS = 5
ANSWER_SECONDS = 60  # for each step: clamd reads its signatures anew several times a day, and is silent meanwhile
MAX_ANSWER = 4096
FOUND, CLEAN = " FOUND", "OK"
# What clamd finds by rule rather than by signature says what is wrong with the file.
HEURISTICS = {
    "Heuristics.Encrypted.": Fault.PASSWORD,
    "Heuristics.OLE2.ContainsMacros": Fault.MACROS,
    "Heuristics.Limits.Exceeded": Fault.UNSAFE,
}


class ScannerUnavailable(Exception):
    """The file was not scanned: clamd does not answer, or not in the way it should."""


@dataclass(frozen=True)
class Verdict:
    """What clamd says of a file: its signature's name, "" for a clean file, and what it was scanned with."""

    signature: str
    scanned_with: str

    @property
    def fault(self) -> Fault | None:
        """Why the file is refused, or None for a clean one."""
        if not self.signature:
            return None
        return next((fault for start, fault in HEURISTICS.items() if self.signature.startswith(start)), Fault.VIRUS)


def is_configured() -> bool:
    """Whether this installation has a scanner at all (CLAMD_ADDRESS)."""
    return bool(settings.CLAMD_ADDRESS)


def scan(content: BinaryIO) -> Verdict:
    """Have a stream scanned from its beginning. Raises ScannerUnavailable."""
    with_what = version()
    content.seek(0)
    with _connected() as clamd:
        try:
            clamd.sendall(b"zINSTREAM\0")
            while chunk := content.read(CHUNK):
                clamd.sendall(struct.pack("!L", len(chunk)) + chunk)
            clamd.sendall(struct.pack("!L", 0))
            answer = _answer(clamd)
        except OSError as problem:
            # It hangs up on a stream longer than its own limit, too.
            raise ScannerUnavailable(type(problem).__name__) from problem
    said = answer.removeprefix("stream: ")
    if said == CLEAN:
        return Verdict("", with_what)
    if said.endswith(FOUND):
        return Verdict(said.removesuffix(FOUND), with_what)
    raise ScannerUnavailable("clamd could not scan the file")


def version(*, within: float = ANSWER_SECONDS) -> str:
    """The scanner, the number of its signatures and their date: "ClamAV 1.4.2/27600/Mon Apr  7 08:30:12 2025".

    Waits for so many seconds for an answer. Raises ScannerUnavailable.
    """
    with _connected() as clamd:
        clamd.settimeout(within)
        try:
            clamd.sendall(b"zVERSION\0")
            answer = _answer(clamd)
        except OSError as problem:
            raise ScannerUnavailable(type(problem).__name__) from problem
    if not answer.startswith("ClamAV"):
        raise ScannerUnavailable("that is not clamd")
    return answer[:120]


def signatures_from(version: str) -> datetime | None:
    """When the newest signatures of a scanner were made, in UTC, by what `version` said; None where it does not say."""
    try:
        return datetime.strptime(version.split("/")[2], "%a %b %d %H:%M:%S %Y").replace(tzinfo=UTC)
    except (IndexError, ValueError):
        return None


def _answer(clamd: socket.socket) -> str:
    """What clamd says, up to the NUL that ends it. Raises OSError when it hangs up before."""
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < MAX_ANSWER:
        piece = clamd.recv(MAX_ANSWER)
        if not piece:
            raise ConnectionError("clamd hung up")
        answer += piece
    return answer.rstrip(b"\0").decode(errors="replace").strip()


def _connected() -> socket.socket:
    """A connection to the address of the settings. Raises ScannerUnavailable."""
    address = urlsplit(settings.CLAMD_ADDRESS)
    try:
        if address.scheme == "unix":
            clamd = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            clamd.settimeout(CONNECT_SECONDS)
            clamd.connect(address.path)
        else:
            clamd = socket.create_connection((address.hostname, address.port or 3310), CONNECT_SECONDS)
    except (OSError, ValueError) as problem:
        raise ScannerUnavailable(type(problem).__name__) from problem
    clamd.settimeout(ANSWER_SECONDS)
    return clamd
