"""One question to one source: over the very connection whose address was checked, bounded in bytes and in time.

Nothing is followed, retried, kept between questions or read from the environment's proxies: `http.client` does none of
that by itself.
"""

import ipaddress
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse

from suppliers.fetching.sources import Elsewhere, Source
from suppliers.fetching.troubles import Trouble

CONNECT_SECONDS = 10
READ_SECONDS = 30
# From the first byte we send to the last one we get.
WHOLE_SECONDS = 60
MOST_BYTES = 15 * 1024 * 1024
CHUNK = 64 * 1024
MOST_ADDRESSES = 4
SHORTEST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=24)
LONGEST_DETAIL = 200
_JSON = ("application/json", "text/json")
_FAILED = {
    401: Trouble.REFUSED,
    # Contracts Finder says 403 to whoever asks too often, and wants five minutes.
    403: Trouble.REFUSED,
    408: Trouble.SLOW,
    429: Trouble.BUSY,
    503: Trouble.BUSY,
}


class NoAnswer(Exception):
    """A source gave no usable answer: why, a few words for support, and how long it asked us to wait."""

    def __init__(self, trouble: Trouble, detail: str = "", wait: timedelta | None = None) -> None:
        super().__init__(f"{trouble.value}: {detail}")
        self.trouble = trouble
        self.detail = "".join(letter for letter in detail if letter.isprintable())[:LONGEST_DETAIL]
        self.wait = wait


@dataclass
class _Watch:
    """Whether time ran out while we waited."""

    is_over: bool = False


def ask(source: Source, query: str, *, now: datetime) -> bytes:
    """The body of an answer, unpacked; `now` is what dates to wait for are told from. Raises NoAnswer."""
    watch = _Watch()
    try:
        with _talking_to(source, watch) as connection:
            target = f"{source.path}?{query}" if query else source.path
            headers = {"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": "Report social value"}
            connection.request("GET", target, headers=headers)
            answer = connection.getresponse()
            _check(answer, source, now)
            body = _body(answer)
    except TimeoutError as error:
        raise NoAnswer(Trouble.SLOW) from error
    except (NoAnswer, OSError, HTTPException) as error:
        if watch.is_over:
            raise NoAnswer(Trouble.SLOW) from error
        raise error if isinstance(error, NoAnswer) else NoAnswer(Trouble.UNREACHABLE, type(error).__name__) from error
    if watch.is_over:  # cut off by ourselves, which looks like the end of a body whose length nobody gave
        raise NoAnswer(Trouble.SLOW)
    return body


@contextmanager
def _talking_to(source: Source, watch: _Watch) -> Iterator[HTTPConnection]:
    """A connection to the source that is cut off when the whole takes too long. Raises NoAnswer, OSError."""
    plain = _connected(source)

    def cut_off() -> None:
        watch.is_over = True
        with suppress(OSError):
            plain.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(WHOLE_SECONDS, cut_off)
    timer.daemon = True
    timer.start()
    try:
        connection = HTTPConnection(source.host, source.port)
        # Given a connected socket it looks nothing up. The Host header names the port where it is not the usual one.
        connection.default_port = 80 if source.is_local else 443
        connection.sock = plain if source.is_local else _secured(plain, source)
        with closing(connection):
            yield connection
    finally:
        timer.cancel()
        plain.close()


def _secured(plain: socket.socket, source: Source) -> ssl.SSLSocket:
    """TLS to the host of the settings by its name, whatever its address. Raises NoAnswer, OSError."""
    try:
        return ssl.create_default_context().wrap_socket(plain.dup(), server_hostname=source.host)
    except ssl.SSLCertVerificationError as error:
        raise NoAnswer(Trouble.CERTIFICATE, error.verify_message) from error


def _connected(source: Source) -> socket.socket:
    """A socket to an address of the host that may be asked; the name is looked up once, for checking and connecting."""
    try:
        found = socket.getaddrinfo(source.host, source.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoAnswer(Trouble.UNREACHABLE, "no such host") from error
    # One address inside among others outside is how a name is made to lead inside: then none is asked.
    if not found or not all(may_ask(str(place[0]), source) for *_kind, place in found):
        raise NoAnswer(Trouble.INSIDE)
    why = ""
    for family, kind, protocol, _name, place in found[:MOST_ADDRESSES]:
        try:
            return _connection_to(place, family, kind, protocol)
        except OSError as error:
            why = type(error).__name__
    raise NoAnswer(Trouble.UNREACHABLE, why)


def _connection_to(place: tuple, family: int, kind: int, protocol: int) -> socket.socket:
    """A socket to this very address, so that nothing is looked up again. Raises OSError."""
    connected = socket.socket(family, kind, protocol)
    try:
        connected.settimeout(CONNECT_SECONDS)
        connected.connect(place)
        connected.settimeout(READ_SECONDS)
    except OSError:
        connected.close()
        raise
    return connected


def may_ask(address: str, source: Source) -> bool:
    """Whether a resolved address is out in the world: not private, this machine, link-local, multicast or reserved.

    An IPv6 address that stands for an IPv4 one is judged by both. For tests: a local source is on this machine alone.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:  # with a zone, such as fe80::1%eth0 on old systems
        return False
    if source.is_local:
        return parsed.is_loopback
    meant = [parsed, *_standing_for(parsed)]
    return all(one.is_global and not (one.is_multicast or one.is_reserved or one.is_unspecified) for one in meant)


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def _standing_for(parsed: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Iterator[ipaddress.IPv4Address]:
    """The IPv4 addresses that an IPv6 address leads to."""
    if isinstance(parsed, ipaddress.IPv6Address):
        yield from (one for one in (parsed.ipv4_mapped, parsed.sixtofour, *(parsed.teredo or ())) if one)
        if parsed in _NAT64:
            yield ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)


def _check(answer: HTTPResponse, source: Source, now: datetime) -> None:
    """Raises NoAnswer unless this is an answer with JSON."""
    status = answer.status
    if 300 <= status < 400:
        raise NoAnswer(Trouble.ELSEWHERE, _where(source, answer.getheader("Location") or ""))
    if status != 200:
        trouble = _FAILED.get(status, Trouble.BROKEN if status >= 500 else Trouble.UNKNOWN)
        raise NoAnswer(trouble, f"HTTP {status}", wait_asked(answer.getheader("Retry-After"), now))
    kind = (answer.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    if kind not in _JSON:
        raise NoAnswer(Trouble.FORMAT, f"Content-Type {kind}")


def _where(source: Source, link: str) -> str:
    """Where a redirect leads, as far as that can be told."""
    try:
        return f"{source.host}?{source.query_of(link)}"
    except Elsewhere as elsewhere:
        return str(elsewhere)


def wait_asked(text: str | None, now: datetime) -> timedelta | None:
    """How long a Retry-After asks us to wait, in seconds or until a date: a minute at least, a day at most.

    None where it says nothing that can be understood.
    """
    text = (text or "").strip()
    if text.isascii() and text.isdigit():
        seconds = int(text[:9])
    else:
        try:
            until = parsedate_to_datetime(text)
        except (TypeError, ValueError, IndexError, OverflowError):
            return None
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        seconds = int((until - now).total_seconds())
    return max(SHORTEST_WAIT, min(timedelta(seconds=max(seconds, 0)), LONGEST_WAIT))


def _body(answer: HTTPResponse) -> bytes:
    """The body, counted while it comes and again while it is unpacked. Raises NoAnswer, OSError, HTTPException."""
    coding = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip"):
        raise NoAnswer(Trouble.FORMAT, f"Content-Encoding {coding}")
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS) if coding == "gzip" else None
    taken, body = 0, bytearray()
    # `read1` gives what has come. `read` would wait for the whole chunk, however slowly it drips.
    while chunk := answer.read1(CHUNK):
        taken += len(chunk)
        body += _unpacked(unpacker, chunk, MOST_BYTES + 1 - len(body)) if unpacker else chunk
        if taken > MOST_BYTES or len(body) > MOST_BYTES:
            raise NoAnswer(Trouble.LARGE)
    if answer.length or (unpacker and not unpacker.eof):
        raise NoAnswer(Trouble.UNREACHABLE, "cut off")
    return bytes(body)


def _unpacked(unpacker, chunk: bytes, most: int) -> bytes:
    """What a chunk unpacks to, `most` bytes at most: a small chunk may hold very much. Raises NoAnswer."""
    try:
        return unpacker.decompress(unpacker.unconsumed_tail + chunk, most)
    except zlib.error as error:
        raise NoAnswer(Trouble.FORMAT, "not gzip") from error
