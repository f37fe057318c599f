"""One page of a source: its releases as they came, and those in which a council here buys.

A page holds the notices of the whole country. What is wrong with one of them must stop nothing but itself, so a page is
opened leniently, and only what is ours is read by the strict rules of `suppliers.ocds.read`.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from suppliers.fetching.answers import NoAnswer
from suppliers.fetching.troubles import Trouble
from suppliers.identifiers import SCHEMES, Identifier, InvalidIdentifier, normalise, split
from suppliers.ocds.facts import plain_name
from suppliers.ocds.read import FETCHED, LONGEST_NUMBER
from suppliers.ocds.shape import LONGEST_ID, LONGEST_RELEASE_ID

MOST_NUMBERS = 50


@dataclass(frozen=True)
class Page:
    """The releases that are objects, and the link to the next page, as it came (None on the last page)."""

    releases: tuple[dict, ...]
    after: Any


def opened(content: bytes) -> Page:
    """A page out of the body of an answer. Raises NoAnswer when it is no release package of version 1.1."""
    if sum(map(content.count, (b",", b"[", b"{"))) > FETCHED.values:
        raise NoAnswer(Trouble.LARGE, "too many values")
    try:
        package = json.loads(
            content.decode("utf-8-sig"), parse_constant=str, parse_float=_number, parse_int=_whole_number
        )
    except (ValueError, RecursionError) as error:
        raise NoAnswer(Trouble.FORMAT, type(error).__name__) from error
    releases = package.get("releases") if isinstance(package, dict) else None
    if not isinstance(releases, list) or package.get("version") != "1.1":
        raise NoAnswer(Trouble.FORMAT, "no release package of version 1.1")
    if len(releases) > FETCHED.releases:
        raise NoAnswer(Trouble.LARGE, f"{len(releases)} releases")
    links = package.get("links")
    after = links.get("next") if isinstance(links, dict) else None
    return Page(tuple(one for one in releases if isinstance(one, dict)), after or None)


def _number(text: str) -> float | str:
    """A number; as text where it has no end, which is refused only where it would be used."""
    number = float(text)
    return number if abs(number) != float("inf") else text


def _whole_number(text: str) -> int | str:
    return int(text) if len(text) <= LONGEST_NUMBER else text


def process_of(release: dict) -> str:
    """The process a release belongs to, as it is written; empty where it does not say so that it can be kept."""
    ocid = release.get("ocid")
    return ocid if _is_name(ocid, LONGEST_ID) else ""


def release_name(release: dict) -> str:
    """What a release is known by: its id, or where that cannot be used what it says, in short."""
    name = release.get("id")
    if _is_name(name, LONGEST_RELEASE_ID):
        return name
    return f"({hashlib.sha256(json.dumps(release, sort_keys=True).encode()).hexdigest()[:16]})"


def _is_name(value: Any, most: int) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable() and len(value) <= most


def buyer_numbers(release: dict) -> set[Identifier]:
    """The official numbers of whoever buys. What is no number is passed over: others' notices look as they like."""
    buyer = release.get("buyer")
    named = buyer.get("id") if isinstance(buyer, dict) else None
    if isinstance(named, bool) or not isinstance(named, str | int):
        return set()
    reference = str(named)
    given = list(_numbers_given(release, reference)) or [split(reference)]
    found = set()
    for scheme, value in given[:MOST_NUMBERS]:
        if scheme.upper() in SCHEMES:
            try:
                found.add(Identifier(scheme.upper(), normalise(scheme.upper(), value)))
            except InvalidIdentifier:
                continue
    return found


def buyer_name(release: dict) -> str:
    """What whoever buys is called, as `plain_name` writes it; empty where that is not said."""
    buyer = release.get("buyer")
    if not isinstance(buyer, dict):
        return ""
    reference = buyer.get("id")
    parties = _objects(release.get("parties")) if isinstance(reference, str | int) else []
    party = next((one for one in parties if str(one.get("id")) == str(reference)), {})
    identifier = party.get("identifier")
    legal = identifier.get("legalName") if isinstance(identifier, dict) else None
    return next((plain_name(name) for name in (legal, party.get("name"), buyer.get("name")) if _is_text(name)), "")


def _is_text(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value)


def _numbers_given(release: dict, reference: str) -> Iterator[tuple[str, str]]:
    """Scheme and number of each identifier of the party that a reference means."""
    for party in _objects(release.get("parties")):
        if str(party.get("id")) == reference:
            for one in (*_objects([party.get("identifier")]), *_objects(party.get("additionalIdentifiers"))):
                if isinstance(one.get("scheme"), str) and isinstance(one.get("id"), str | int):
                    yield one["scheme"], str(one["id"])


def _objects(value: Any) -> list[dict]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


@dataclass(frozen=True)
class Buyers:
    """By what the councils here are recognised: their official numbers, and the names that only one of them has."""

    by_number: Mapping[Identifier, int]
    by_name: Mapping[str, int]

    def of(self, process: Iterable[dict], known: set[int]) -> set[int]:
        """The councils that buy in the releases of a process, which `known` have already.

        Told by an official number in any of them; else by who has the process; and by the buyer's name only where no
        release gives any official number.
        """
        numbers = {number for release in process for number in buyer_numbers(release)}
        buying = {self.by_number[number] for number in numbers if number in self.by_number} or known
        if buying or numbers:
            return buying
        return {self.by_name[name] for name in map(buyer_name, process) if name in self.by_name}


def sorted_out(
    releases: Iterable[dict], buyers: Buyers, known: Mapping[str, set[int]]
) -> dict[tuple[int, str], list[dict]]:
    """The releases that concern a council here, by its key and their process; all others are left behind.

    `known` says which councils have a process already. A release that names no process stands for itself.
    """
    found: dict[tuple[int, str], list[dict]] = {}
    for ocid, group in _processes(releases):
        for council in sorted(buyers.of(group, known.get(ocid, set()))):
            found.setdefault((council, ocid), []).extend(group)
    return found


def _processes(releases: Iterable[dict]) -> list[tuple[str, list[dict]]]:
    groups: dict[str, list[dict]] = {}
    alone = []
    for release in releases:
        if ocid := process_of(release):
            groups.setdefault(ocid, []).append(release)
        else:
            alone.append(("", [release]))
    return [*groups.items(), *alone]
