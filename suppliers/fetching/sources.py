"""The addresses that notices are fetched from: those of the installation's settings (row 26 of the security page).

An address is the whole of what may be asked: scheme, host, port and path. What a source sends decides nothing but the
query of the next question.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from django.core.exceptions import ImproperlyConfigured

LONGEST_ADDRESS = 500
LONGEST_QUERY = 1500
# Both services give 100 at most.
PAGE_SIZE = "100"
_VISIBLE = re.compile(r"[!-\[\]-~]+")  # printable ASCII without space and backslash
_HOST = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?")
_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)+/?")
_OURS = {"cursor", "updatedFrom", "updatedTo", "publishedFrom", "publishedTo"}


class Elsewhere(Exception):
    """A link leads to another address than the source's; the message says where, as far as it can be told."""


@dataclass(frozen=True)
class Source:
    """One address that may be asked. `is_local` is for tests alone: plain http to this machine, never from settings."""

    address: str
    host: str
    port: int
    path: str
    query: str
    is_local: bool = False

    def first_page(self, since: datetime, until: datetime) -> str:
        """The query for what was published or changed between two moments, in the words of the service."""
        word = "published" if "/published/" in self.path.lower() else "updated"
        asked = dict(parse_qsl(self.query))
        asked.setdefault("limit", PAGE_SIZE)
        asked |= {f"{word}From": _moment(since), f"{word}To": _moment(until)}
        return urlencode(asked)

    def query_of(self, link: str) -> str:
        """The query of a link to a further page. Raises Elsewhere for a link to any other address than this one."""
        if not isinstance(link, str) or not _VISIBLE.fullmatch(link) or len(link) > LONGEST_ADDRESS + LONGEST_QUERY:
            raise Elsewhere("no address")
        try:
            parts = urlsplit(urljoin(self.address, link))
            place = (parts.scheme, parts.hostname, parts.port or _port(parts.scheme), parts.path)
        except ValueError as error:
            raise Elsewhere("no address") from error
        own = ("http" if self.is_local else "https", self.host, self.port, self.path)
        if place != own or "@" in parts.netloc or len(parts.query) > LONGEST_QUERY:
            raise Elsewhere(f"{parts.scheme}://{parts.hostname}{parts.path}"[:LONGEST_ADDRESS])
        return parts.query


def _moment(moment: datetime) -> str:
    """As both services take it: to the second and without a zone."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _port(scheme: str) -> int:
    return {"https": 443, "http": 80}.get(scheme, 0)


def source_at(address: str, *, is_local: bool = False) -> Source:
    """The source at an address. Raises ValueError, with what is wrong, for anything but a whole plain https address."""
    if not _VISIBLE.fullmatch(address) or len(address) > LONGEST_ADDRESS:
        raise ValueError(f"must be visible characters, {LONGEST_ADDRESS} at most")
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or _port(parts.scheme)
    if parts.scheme != ("http" if is_local else "https"):
        raise ValueError("must begin with https://")
    if "@" in parts.netloc or parts.fragment or "#" in address:
        raise ValueError("must hold neither a name and password nor a #")
    if not is_local and not _HOST.fullmatch(host):
        raise ValueError("must name a host, and not by a number")
    if not _PATH.fullmatch(parts.path) or ".." in parts.path:
        raise ValueError("must have the whole path of the release packages")
    if _OURS & {name for name, _value in parse_qsl(parts.query, keep_blank_values=True)}:
        raise ValueError("must not say from when to when: the portal does")
    return Source(address, host, port, parts.path, parts.query, is_local)


def sources_from(addresses: Iterable[str]) -> tuple[Source, ...]:
    """The sources of the setting. Raises ImproperlyConfigured, which keeps the portal from starting."""
    found: dict[str, Source] = {}
    for address in filter(None, (text.strip() for text in addresses)):
        try:
            found[address] = source_at(address)
        except ValueError as error:
            raise ImproperlyConfigured(f"NOTICE_SOURCES: {address} {error}.") from error
    return tuple(found.values())
