"""Cleans the name a person gave a file. The name is only ever shown: nothing is stored or looked up by it."""

import re
import unicodedata
from pathlib import PurePath

from django.utils.translation import gettext as _

MAX_NAME_BYTES = 255
LONGEST_EXTENSION = 10
SPACES = re.compile(r"\s+")
# Names that mean a device, and not a file, to the programs of one well-known maker.
DEVICE = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)


def clean_name(name: str) -> str:
    """A name safe to show and to save under: no folders, no characters that hide or turn text round, 255 bytes at most.

    Letters are composed (NFC). A name of which nothing is left becomes "file"; the extension is always kept.
    """
    # Letters, marks, numbers, punctuation, symbols and spaces stay. Controls, marks that turn text round, halves of
    # characters and unassigned ones (category C) go.
    last_part = re.split(r"[/\\]", name)[-1]
    visible = unicodedata.normalize("NFC", "".join(mark for mark in last_part if _is_visible(mark)))
    stem, extension = _split(SPACES.sub(" ", visible).strip(" ").rstrip(". "))
    stem = stem.strip(". ") or _("file")
    if DEVICE.match(stem + extension):
        stem = f"_{stem}"
    return _shorten(stem, MAX_NAME_BYTES - len(extension.encode())) + extension


def _is_visible(mark: str) -> bool:
    """Whether a character shows as itself (tabs and line ends count as spaces)."""
    return mark in "\t\n\r" or unicodedata.category(mark)[0] != "C"


def _split(name: str) -> tuple[str, str]:
    """Stem and extension. Too long an ending is not an extension; a name that is only an ending has no stem."""
    if name.startswith(".") and name.count(".") == 1:
        return "", name if len(name.encode()) <= LONGEST_EXTENSION else ""
    extension = PurePath(name).suffix
    if len(extension.encode()) > LONGEST_EXTENSION:
        extension = ""
    return name.removesuffix(extension), extension


def _shorten(text: str, size: int) -> str:
    """As many whole characters of a text as fit into so many bytes of UTF-8."""
    return text.encode()[:size].decode(errors="ignore").rstrip(". ")
