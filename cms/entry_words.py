"""What an organisation says of itself, and a post of itself: taken from a form, kept while it waits, written down."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date

from django.utils.text import slugify

from cms.models import Cause, Help, ListedOrganisation, Post
from suppliers.community import areas_known

# Addresses of our own beside those of entries and posts.
RESERVED = {"join", "change", "removed"}
LONGEST_SLUG = 70


@dataclass(frozen=True, kw_only=True)
class EntryWords:
    """Everything of an entry that is or becomes public; lists hold codes, and ids of places."""

    name: str
    causes: Sequence[str]
    number: str = ""
    does: str = ""
    does_cy: str = ""
    offers: str = ""
    offers_cy: str = ""
    seeks: str = ""
    seeks_cy: str = ""
    offered: Sequence[str] = field(default_factory=list)
    sought: Sequence[str] = field(default_factory=list)
    area_ids: Sequence[int] = field(default_factory=list)
    website: str = ""
    public_email: str = ""
    public_phone: str = ""

    def columns(self) -> dict:
        """The fields of the row; codes that are known, in the order of their lists."""
        columns = asdict(self)
        del columns["area_ids"]
        for name, codes in (("causes", Cause.values), ("offered", Help.values), ("sought", Help.values)):
            columns[name] = [code for code in codes if code in columns[name]]
        return {**columns, "sort_name": self.name.casefold()[:120]}

    def kept(self) -> dict:
        """The same as JSON, while it waits."""
        return {name: list(value) if isinstance(value, list | tuple) else value for name, value in asdict(self).items()}

    @property
    def fingerprint(self) -> str:
        """What tells these words from any others: whoever accepts them says which they read."""
        return hashlib.sha256(json.dumps(self.kept(), sort_keys=True).encode()).hexdigest()

    @classmethod
    def of_entry(cls, entry: ListedOrganisation) -> "EntryWords":
        """What an entry says now, or what waits to be read in its place."""
        if entry.proposed is not None:
            return cls(**entry.proposed)
        names = [one.name for one in fields(cls) if one.name != "area_ids"]
        ids = sorted(area.pk for area in entry.areas.all())
        return cls(**{name: getattr(entry, name) for name in names}, area_ids=ids)


@dataclass(frozen=True, kw_only=True)
class PostWords:
    """What somebody writes on the board."""

    kind: str
    what: str
    ends_on: date
    title: str = ""
    words: str = ""
    title_cy: str = ""
    words_cy: str = ""
    causes: Sequence[str] = field(default_factory=list)
    area_ids: Sequence[int] = field(default_factory=list)

    def columns(self) -> dict:
        """The fields of the row."""
        columns = asdict(self)
        del columns["area_ids"]
        return {**columns, "causes": [code for code in Cause.values if code in columns["causes"]]}


def set_areas(row: ListedOrganisation | Post, area_ids: Sequence[int]) -> None:
    """Write where something is: those of the places that are its council's."""
    row.areas.set(areas_known(row.council_id, area_ids) if area_ids else [])


def free_slug(row: ListedOrganisation | Post, title: str) -> str:
    """An address that no other entry or post of the council has; one that it has already stays."""
    if row.slug:
        return row.slug
    begin = slugify(title)[:LONGEST_SLUG].strip("-") or "entry"
    taken = type(row)._default_manager.filter(council=row.council_id, slug__startswith=begin)
    used = {*taken.values_list("slug", flat=True), *RESERVED}
    return (
        begin
        if begin not in used
        else next(one for n in range(2, len(used) + 3) if (one := f"{begin}-{n}") not in used)
    )
