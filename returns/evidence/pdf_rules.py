"""What a PDF must not hold: whatever does something by itself, carries other files or fetches them.

The rules look at every dictionary of the file, wherever it stands, because readers find actions in dozens of places.
The words are those of ISO 32000-2, sections 12.5 (annotations), 12.6 (actions), 7.11 (files) and 13 (multimedia).
"""

from typing import Any

import pikepdf

from returns.evidence.refusal import EvidenceRefused, Fault

# Going to a place in the same file, or to a web page when a person chooses a link.
HARMLESS_ACTIONS = {"GoTo", "URI", "Named"}
HARMLESS_NAMES = {"NextPage", "PrevPage", "FirstPage", "LastPage"}
# Refused wherever they stand; any other action is refused where readers look for one.
ACTIONS = {
    "JavaScript",
    "Launch",
    "SubmitForm",
    "ImportData",
    "GoToE",
    "GoToR",
    "Rendition",
    "RichMediaExecute",
    "GoTo3DView",
    "Movie",
    "Sound",
}
ACTION_KEYS = {"/A", "/PA", "/Next", "/OpenAction"}
ALWAYS_ACTIVE = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/RichMediaSettings"}
ACTIVE_WHEN_FILLED = {"/AA", "/EF", "/AF"}
SUBTYPES = {"RichMedia", "3D", "Sound", "Movie", "Screen", "FileAttachment", "PS", "U3D", "PRC"}
TYPES = {"EmbeddedFile", "Rendition", "Sound", "3D", "RichMediaContent"}
ELSEWHERE = {"/F", "/Ref"}  # of a stream: its content lies in another file
LINKS = ("http:", "https:", "mailto:", "tel:")
SCRIPT_LINKS = ("javascript:", "vbscript:", "data:")
OTHER_KEYS = {"/S", "/Subtype", "/Type", "/EmbeddedFiles"}
INTERESTING = ALWAYS_ACTIVE | ACTIVE_WHEN_FILLED | ACTION_KEYS | ELSEWHERE | OTHER_KEYS


def check_part(part: pikepdf.Dictionary | pikepdf.Stream) -> None:
    """Raise EvidenceRefused for a dictionary, or a stream's dictionary, that makes a PDF do or carry something."""
    keys = INTERESTING.intersection(part.keys())
    if keys and _is_active(part, keys):
        raise EvidenceRefused(Fault.ACTIVE)


def word(part: Any, key: str) -> str:
    """A name in a dictionary, without its slash; "" if there is none. Some readers take a text for a name."""
    return name_of(part.get(key)) if isinstance(part, pikepdf.Dictionary | pikepdf.Stream) else ""


def name_of(value: Any) -> str:
    """A name without its slash, "" for anything else. Letters beyond English may be in any encoding: #e9."""
    if isinstance(value, pikepdf.Name):
        return value.unparse().decode("latin-1").removeprefix("/")
    return bytes(value).decode("latin-1") if isinstance(value, pikepdf.String) else ""


def leads_to_a_file(part: Any) -> bool:
    """Whether this is a link to somewhere on the writer's own computer: its path may name them."""
    address = _address(part) if word(part, "/S") == "URI" else ""
    return address.startswith(("/", "\\")) or (":" in address and not address.startswith(LINKS))


def _is_active(part: Any, keys: set[str]) -> bool:
    """Whether one of the keys that matter makes it so."""
    return (
        bool(keys & ALWAYS_ACTIVE)
        or any(_is_filled(part[key]) for key in keys & ACTIVE_WHEN_FILLED)
        or word(part, "/S") in ACTIONS
        or word(part, "/Subtype") in SUBTYPES
        or word(part, "/Type") in TYPES
        or (isinstance(part, pikepdf.Stream) and bool(keys & ELSEWHERE))
        or any(_is_bad_action(action) for key in keys & ACTION_KEYS for action in _actions(part[key]))
        or (word(part, "/S") == "URI" and _address(part).startswith(SCRIPT_LINKS))
        or ("/OpenAction" in keys and any(word(action, "/S") == "URI" for action in _actions(part["/OpenAction"])))
        or ("/EmbeddedFiles" in keys and _has_files(part["/EmbeddedFiles"]))
    )


def _is_filled(value: Any) -> bool:
    """Whether there is anything in it; some programs write empty ones."""
    if isinstance(value, pikepdf.Dictionary):
        return bool(value.keys())
    return not (isinstance(value, pikepdf.Array) and len(value) == 0)


def _actions(value: Any) -> list[Any]:
    """The actions among what stands where readers look for one (it may be a place, or the next heading)."""
    values = value if isinstance(value, pikepdf.Array) else [value]
    return [action for action in values if isinstance(action, pikepdf.Dictionary | pikepdf.Stream) and "/S" in action]


def _is_bad_action(action: Any) -> bool:
    kind = word(action, "/S")
    return kind not in HARMLESS_ACTIONS or (kind == "Named" and word(action, "/N") not in HARMLESS_NAMES)


def _address(part: Any) -> str:
    """Where a link leads, as readers see it: without the blanks and control characters that hide what it is."""
    value = part.get("/URI")
    return "".join(each for each in str(value).lower() if each > " ") if isinstance(value, pikepdf.String) else ""


def _has_files(files: Any) -> bool:
    """Whether the list of files inside has any."""
    if not isinstance(files, pikepdf.Dictionary):
        return True
    return any(_is_filled(files[key]) for key in ("/Names", "/Kids") if key in files)
