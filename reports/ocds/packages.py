"""Releases in one file, written as they are read: some contracts in memory at a time, whatever their number."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from accounts.models import Council
from reports.ocds.amounts import moment
from reports.ocds.parties import council_party
from reports.ocds.releases import Told, release_of
from suppliers.models import Contract

BATCH = 50
VERSION = "1.1"
EXTENSIONS = (
    "https://standard.open-contracting.org/profiles/eu/latest/en/extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_metrics_extension/master/extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_performance_failures_extension/master/extension.json",
    "https://raw.githubusercontent.com/cabinetoffice/ocds_uk_extension/main/extension.json",
)
OPEN_LICENCE = "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
Figures = Callable[[list[Contract]], Mapping[int, Told]]


class NoContractsError(Exception):
    """There is nothing to write: the standard knows no package without a release."""


@dataclass(frozen=True)
class Cover:
    """What a package says of itself: its address, as of when it is, and whether anybody may use it again."""

    uri: str
    at: datetime
    is_open: bool = False


def package(
    council: Council, contracts: QuerySet[Contract], figures: Figures, cover: Cover, *, with_others: bool = False
) -> Iterator[str]:
    """The text of a release package, piece by piece; `figures` is asked once for every 50 contracts.

    One query for the council's numbers, and for every 50 contracts those of `contracts` and of `figures`. Raises
    NoContractsError, before the first piece, where there are none.
    """
    buyer = council_party(council, council.identifiers.all())
    head = _written(_head(buyer, cover))
    before = f'{head[:-1]},"releases":['
    rows = contracts.iterator(chunk_size=BATCH)
    while some := list(islice(rows, BATCH)):
        told = figures(some)
        for contract in some:
            release = release_of(
                contract, told.get(contract.pk, Told()), buyer=buyer, at=cover.at, with_others=with_others
            )
            yield before + _written(release)
            before = ",\n"
    if before != ",\n":
        raise NoContractsError
    yield "]}\n"


def _head(buyer: dict[str, Any], cover: Cover) -> dict[str, Any]:
    publisher = {"name": buyer["name"]}
    if number := buyer.get("identifier"):
        publisher |= {"scheme": number["scheme"], "uid": number["id"]}
    head = {
        "uri": cover.uri,
        "version": VERSION,
        "extensions": EXTENSIONS,
        "publishedDate": moment(cover.at),
        "publisher": publisher,
    }
    return head | ({"license": OPEN_LICENCE} if cover.is_open else {})


def _written(thing: dict[str, Any]) -> str:
    return json.dumps(thing, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
