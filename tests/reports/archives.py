"""Archives of everything of an organisation: asked for, made, opened and read."""

import csv
import io
import json
from zipfile import ZipFile

from reports.actions.exports import ask_for_everything
from reports.making import make_waiting
from reports.models import Export
from tables.cells import as_written
from tests.reports.exporting import as_file


class Archive:
    """An archive that was opened: its tables by name, its description, and what else is in it."""

    def __init__(self, file) -> None:
        self.zip = ZipFile(file)
        assert self.zip.testzip() is None
        self.description = json.loads(self.zip.read("datapackage.json"))

    @property
    def names(self) -> list[str]:
        """Everything that is in it."""
        return self.zip.namelist()

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of one table by its columns, as they were before anything was made harmless."""
        text = self.zip.read(f"{name}.csv").decode("utf-8-sig")
        rows = csv.DictReader(io.StringIO(text, newline=""))
        return [{key: as_written(cell) for key, cell in row.items()} for row in rows]

    def ids(self, name: str) -> set[str]:
        """The ids of one table."""
        return {row["id"] for row in self.rows(name)}

    def resource(self, name: str) -> dict:
        """The description of one table."""
        return next(one for one in self.description["resources"] if one["name"] == name)

    @property
    def text(self) -> str:
        """All words of all tables and of the text for people."""
        return "".join(self.zip.read(name).decode() for name in self.names if not name.startswith("evidence/"))


def asked_everything(by, organisation, *, with_files: bool = False) -> Export:
    """An archive that somebody asked for."""
    return ask_for_everything(organisation=organisation, with_files=with_files, by=by)


def archive_of(by, organisation, *, with_files: bool = False) -> Archive:
    """An archive that a worker has made."""
    export = asked_everything(by, organisation, with_files=with_files)
    make_waiting()
    export.refresh_from_db()
    assert export.status == "ready", export.fault
    return Archive(as_file(export))
