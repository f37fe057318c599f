"""Files that a worker makes: asked for, made, and read again."""

import io
from datetime import timedelta

import time_machine
from django.core.files.storage import storages
from django.utils import timezone

from reports.actions.exports import ask_for_list
from reports.lists import LISTS
from reports.making import make_waiting
from reports.models import Export
from tables.writing import Kind


def asked(by, name: str = "contracts", *, kind: Kind = Kind.XLSX, filters: str = "") -> Export:
    """A list that somebody asked for."""
    return ask_for_list(listing=LISTS[name], kind=kind, filters=filters, by=by)


def made(by, name: str = "contracts", **given) -> Export:
    """A list that a worker has made."""
    export = asked(by, name, **given)
    assert make_waiting() == 1
    export.refresh_from_db()
    assert export.status == "ready"
    return export


def later(**delta) -> time_machine.travel:
    """So much time on."""
    return time_machine.travel(timezone.now() + timedelta(**delta), tick=False)


def lying() -> set[str]:
    """The names of what lies in the storage of such files."""
    try:
        return set(storages["evidence"].listdir("exports")[1])
    except FileNotFoundError:
        return set()


def content_of(export: Export) -> bytes:
    """The stored file, whole."""
    with storages["evidence"].open(f"exports/{export.stored_name}") as file:
        return file.read()


def as_file(export: Export) -> io.BytesIO:
    """The stored file, to be opened."""
    return io.BytesIO(content_of(export))
