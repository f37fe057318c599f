"""Writes everything of an organisation as one ZIP archive, table by table and file by file, in little memory.

The description follows the Frictionless Tabular Data Package (specs.frictionlessdata.io): `datapackage.json` names each
table with its columns, types, choices, keys, size and hash. A text beside it says the same to people.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC
from typing import IO, Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from reports.everything import cases, people, promises, returns
from reports.everything.columns import Column, Part, Seen, name_of
from reports.everything.files import Holding, holding_of, write_files
from tables.cells import Value
from tables.writing import Column as Heading
from tables.writing import Table, csv_pieces

PARTS: tuple[Part, ...] = (*people.PARTS, *promises.PARTS, *returns.PARTS, *cases.PARTS)
DESCRIPTION = "datapackage.json"
CHECKED_EVERY = 500


@dataclass
class Written:
    """What was written: the description of each table, and where each file of evidence stands by its id."""

    resources: list[dict[str, Any]] = field(default_factory=list)
    places: dict[UUID, str] = field(default_factory=dict)
    missing: int = 0

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(resource["rows"] for resource in self.resources)


def write_archive(seen: Seen, file: IO[bytes], *, with_files: bool, check: Callable[[], None]) -> Written:
    """Write the archive into a binary file. `check` is called again and again, and may raise to stop it.

    Files are left out where there are more than an archive may hold; the text in it says so.
    """
    written, holding = Written(), holding_of(seen)
    takes_files = with_files and holding.fits
    with ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        if takes_files:
            written.places = write_files(seen, archive, check)
            written.missing = max(holding.count - len(written.places), 0)
        for part in PARTS:
            written.resources.append(_write_part(_with_places(part, written.places), seen, archive, check))
        description = json.dumps(_described(seen, written), ensure_ascii=False, indent=2)
        _write_text(archive, DESCRIPTION, description)
        _write_text(archive, gettext("README.txt"), _told(seen, written, holding, with_files=with_files))
    return written


def _with_places(part: Part, places: dict[UUID, str]) -> Part:
    """The table of files also says where each stands in the archive."""
    if part.name != "evidence":
        return part
    where = Column("file", _("Where it is in this archive"), lambda _seen, row: places.get(row.pk, ""))
    return replace(part, columns=(*part.columns, where))


def _write_part(part: Part, seen: Seen, archive: ZipFile, check: Callable[[], None]) -> dict[str, Any]:
    """Write one table as CSV; its description, with its size and hash."""
    counted = _Counted(part.cells(seen), check)
    table = Table(part.name, [Heading(column.name) for column in part.columns], counted)
    digest, size = hashlib.sha256(), 0
    with archive.open(_member(f"{part.name}.csv"), "w", force_zip64=True) as member:
        for piece in csv_pieces(table):
            digest.update(piece)
            size += len(piece)
            member.write(piece)
    return _resource(part, rows=counted.rows, size=size, sha256=digest.hexdigest())


class _Counted:
    """Counts rows as they go by, and asks now and then whether to go on."""

    def __init__(self, rows: Iterator[list[Value]], check: Callable[[], None]) -> None:
        self._rows, self._check, self.rows = rows, check, 0

    def __iter__(self) -> Iterator[list[Value]]:
        for row in self._rows:
            if self.rows % CHECKED_EVERY == 0:
                self._check()
            self.rows += 1
            yield row


def _member(name: str) -> ZipInfo:
    """A packed member of the archive that was made now."""
    info = ZipInfo(name, timezone.localtime().timetuple()[:6])
    info.compress_type = ZIP_DEFLATED
    return info


def _write_text(archive: ZipFile, name: str, text: str) -> None:
    archive.writestr(_member(name), text.encode())


# --- What programs read -----------------------------------------------------------------------------------------------
def _described(seen: Seen, written: Written) -> dict[str, Any]:
    """The package, as the specification has it."""
    return {
        "profile": "tabular-data-package",
        "name": f"organisation-{seen.organisation.pk}",
        "title": gettext("Everything of %(name)s") % {"name": seen.organisation.name},
        "created": timezone.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "languages": [get_language() or "en-gb"],
        "resources": written.resources,
    }


def _resource(part: Part, *, rows: int, size: int, sha256: str) -> dict[str, Any]:
    """One table, as the specification has it; `rows` is an addition of ours."""
    return {
        "profile": "tabular-data-resource",
        "name": part.name,
        "title": str(part.title),
        "path": f"{part.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{sha256}",
        "rows": rows,
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "fields": [_field(column) for column in part.columns],
            "missingValues": [""],
            "primaryKey": "id",
            "foreignKeys": [
                {"fields": name, "reference": {"resource": other, "fields": "id"}} for name, other in part.keys
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    """One column, as Table Schema has it; codes are explained in words."""
    described: dict[str, Any] = {"name": column.name, "title": str(column.title), "type": column.kind}
    if column.choices:
        described["description"] = "; ".join(f"{code}: {label}" for code, label in column.choices)
        described["constraints"] = {"enum": [code for code, _label in column.choices]}
    return described


# --- What people read -------------------------------------------------------------------------------------------------
def _told(seen: Seen, written: Written, holding: Holding, *, with_files: bool) -> str:
    """The text that says what is in the archive, in the person's language."""
    context = {
        "organisation": seen.organisation,
        "person": name_of(seen.user),
        "made": timezone.localtime(),
        "resources": written.resources,
        "description": DESCRIPTION,
        "files": len(written.places),
        "missing": written.missing,
        "holding": holding,
        "with_files": with_files,
    }
    return render_to_string("reports/everything/readme.txt", context)
