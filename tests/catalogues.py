"""A Welsh catalogue with just the texts a test needs, because the real one may still be empty."""

import struct
from pathlib import Path

MAGIC, HEADER = 0x950412DE, 28


def write_catalogue(folder: Path, texts: dict[str, str], language: str = "cy") -> Path:
    """Compile translations for `settings.LOCALE_PATHS` (the MO format of GNU gettext) and return the folder."""
    pairs = sorted({"": "Content-Type: text/plain; charset=UTF-8\n", **texts}.items())
    originals = [original.encode() for original, _translation in pairs]
    translations = [translation.encode() for _original, translation in pairs]
    place = HEADER + 16 * len(pairs)
    index, body = [], b""
    for text in originals + translations:
        index += [len(text), place + len(body)]
        body += text + b"\0"
    header = struct.pack("<7I", MAGIC, 0, len(pairs), HEADER, HEADER + 8 * len(pairs), 0, 0)
    path = folder / language / "LC_MESSAGES" / "django.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(header + struct.pack(f"<{len(index)}I", *index) + body)
    return folder
