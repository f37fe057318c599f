"""Reads XML from strangers: no document type declaration, so no entities and nothing fetched from elsewhere.

Cleaning cuts pieces out of the text and leaves the rest as it stands, letter by letter. Nothing is written anew, so
nothing can be written wrongly, and a part of a hundred megabytes costs little more memory than itself.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from returns.evidence.refusal import EvidenceRefused, Fault

TAG = re.compile(rb"""<(?:[^>"']++|"[^"]*"|'[^']*')*+>""")
ATTRIBUTE = re.compile(rb"""\s+([^\s=/>"']+)\s*=\s*(?:"[^"]*"|'[^']*')""")
DECLARED = re.compile(rb"""^<\?xml\s[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["'][^>]*\?>""")
DECLARATION = re.compile(r"^\s*<\?xml\s[^>]*\?>")
UTF_8 = {"utf-8", "utf8", "us-ascii", "ascii"}
SINGLE_BYTE = {"iso-8859-1", "windows-1252"}
MAX_DEPTH = 500  # elements in elements; office programs stay far below
UTF_16_STARTS = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


def _refuse(*_declaration) -> None:
    raise EvidenceRefused(Fault.UNSAFE)


def _parser():
    """A parser that refuses a document type declaration, where every XML attack begins."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def elements(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small document: its name without its namespace, and its attributes.

    Raises EvidenceRefused for a document type declaration, and expat.ExpatError when it is not XML.
    """
    found: list[tuple[str, dict[str, str]]] = []
    parser = _parser()
    parser.StartElementHandler = lambda name, attributes: found.append((name.rpartition(" ")[2], attributes))
    parser.Parse(data, True)
    return found


def check_beginning(beginning: bytes) -> None:
    """Check what comes before the first element, which is where a document type declaration must stand.

    Raises EvidenceRefused for such a declaration, or when no element begins within these bytes; expat.ExpatError when
    it is not XML.
    """
    has_begun = []
    parser = _parser()
    parser.StartElementHandler = lambda name, attributes: has_begun.append(name)
    try:
        parser.Parse(beginning, False)
    except expat.ExpatError:
        if not has_begun:
            raise
    if not has_begun:
        raise EvidenceRefused(Fault.DAMAGED)


def check_markup(data: bytes) -> None:
    """Raise EvidenceRefused for a document type declaration, and expat.ExpatError when the document is not XML."""
    _parser().Parse(data, True)


def walk(
    data: bytes,
    *,
    start: Callable[[str, str, dict[str, str]], None],
    end: Callable[[str, str], None],
    text: Callable[[str], None],
) -> None:
    """Tell a document from beginning to end: elements by namespace and name (attributes without either), and text.

    Raises EvidenceRefused for a document type declaration, expat.ExpatError when it is not XML, and whatever it is
    told to call raises.
    """
    parser = _parser()
    parser.buffer_text = True

    def begin(full_name: str, attributes: dict[str, str]) -> None:
        namespace, _, name = full_name.rpartition(" ")
        start(namespace, name, {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def finish(full_name: str) -> None:
        namespace, _, name = full_name.rpartition(" ")
        end(namespace, name)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, finish, text
    parser.Parse(as_utf8(data), True)


def as_utf8(data: bytes) -> bytes:
    """The same document in UTF-8, which is what the rest of this module reads. Nearly every office file is already.

    Raises EvidenceRefused for an alphabet that office programs do not write, and UnicodeDecodeError for a broken one.
    """
    if data.startswith(UTF_16_STARTS):
        is_marked = data.startswith(UTF_16_STARTS[:2])
        encoding = "utf-16" if is_marked else "utf-16-le" if data[1] == 0 else "utf-16-be"
    else:
        declared = DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
        encoding = declared[1].decode().lower() if declared else "utf-8"
        if encoding in UTF_8:
            return data
        if encoding not in SINGLE_BYTE:
            raise EvidenceRefused(Fault.DAMAGED)
    return DECLARATION.sub("", data.decode(encoding), count=1).encode()


# --- Cutting ----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Attributes:
    """Keep the element but change these attributes, or leave out those that map to None."""

    changes: dict[str, str | None]


@dataclass(frozen=True)
class Upward:
    """Cut out the nearest element of this name that this one stands in, and all that is in it."""

    name: str


# What becomes of an element: kept as it is (None), cut out with all that is in it, or its own two tags cut out only.
Fate = Literal["drop", "unwrap"] | Attributes | Upward | None
Judge = Callable[[str, str, dict[str, str], str], Fate]


@dataclass
class _Open:
    """An element that has begun and that somebody will ask about."""

    name: str
    depth: int
    mark: int = 0  # where it begins in what has been written
    is_unwrapped: bool = False
    is_empty: bool = False
    is_doomed: bool = False
    children: int = 0
    lost: int = 0


class Cutter:
    """Cuts elements, attributes, comments and instructions out of one document.

    `judge(namespace, name, attributes, parent)` is asked about every element; attributes are named "namespace name",
    or plain without one, and `parent` is the name of the element around it, or nothing. `inside` names elements that
    may be cut from within (see `Upward`) with the child they cannot be without: one that loses all of those goes too.
    `hear(name, text)` is told the text of each element in `heard`.
    """

    def __init__(
        self,
        judge: Judge,
        *,
        inside: dict[str, str] | None = None,
        heard: Iterable[str] = (),
        hear: Callable[[str, str], None] | None = None,
    ) -> None:
        self._judge, self._inside, self._heard, self._hear = judge, inside or {}, frozenset(heard), hear
        self._names: dict[str, tuple[str, str]] = {}
        self._open: list[_Open] = []
        self._path: list[str] = [""]
        self._dropped_at = 0  # the depth of the element that is being cut out, or nothing
        self._dropped_is_empty = False
        self._written = bytearray()
        self._position = 0
        self._text: list[str] = []

    def cut(self, data: bytes) -> bytearray:
        """The document without what was cut.

        Raises EvidenceRefused for a document type declaration, expat.ExpatError when it is not XML, and whatever the
        judge raises.
        """
        self._data = as_utf8(data)
        self._parser = _parser()
        self._parser.namespace_prefixes = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CommentHandler = lambda text: self._skip(b"-->")
        self._parser.ProcessingInstructionHandler = lambda target, text: self._skip(b"?>")
        self._parser.Parse(self._data, True)
        self._written += memoryview(self._data)[self._position :]
        return self._written

    def _copy(self, until: int) -> None:
        """Write what has been passed and not been cut."""
        self._written += memoryview(self._data)[self._position : until]
        self._position = until

    def _skip(self, end: bytes) -> None:
        """Cut from here to the next such end."""
        if not self._dropped_at:
            here = self._parser.CurrentByteIndex
            self._copy(here)
            self._position = self._data.index(end, here) + len(end)

    def _split(self, name: str) -> tuple[str, str]:
        """Namespace and name, without the prefix."""
        if name not in self._names:
            namespace, _, rest = name.partition(" ")
            self._names[name] = (namespace, rest.partition(" ")[0]) if rest else ("", name)
        return self._names[name]

    def _tag(self) -> bytes:
        """The tag that the parser stands at."""
        found = TAG.match(self._data, self._parser.CurrentByteIndex)
        if found is None:
            raise EvidenceRefused(Fault.DAMAGED)
        return found[0]

    def _start(self, full_name: str, attributes: dict[str, str]) -> None:
        namespace, name = self._split(full_name)
        parent = self._path[-1]
        self._path.append(name)
        if len(self._path) > MAX_DEPTH:
            raise EvidenceRefused(Fault.UNSAFE)
        if self._dropped_at:
            return
        fate = self._judge(namespace, name, _plain(attributes) if attributes else attributes, parent)
        if name in self._inside and fate is None:
            self._copy(self._parser.CurrentByteIndex)
            self._open.append(_Open(name, len(self._path), mark=len(self._written)))
        if fate is not None:
            self._follow(fate, attributes)
        if name in self._heard and not self._dropped_at:
            self._text = []
            self._parser.CharacterDataHandler = self._text.append

    def _follow(self, fate: Fate, attributes: dict[str, str]) -> None:
        """Do to the element that begins here what was judged."""
        here, tag = self._parser.CurrentByteIndex, self._tag()
        is_empty = tag.endswith(b"/>")
        if isinstance(fate, Upward):
            for opened in reversed(self._open):
                if opened.name == fate.name:
                    opened.is_doomed = True
                    break
            fate = "drop"
        self._copy(here)
        if fate == "drop":
            self._dropped_at, self._dropped_is_empty = len(self._path), is_empty
            return
        if fate == "unwrap":
            self._open.append(_Open("", len(self._path), is_unwrapped=True, is_empty=is_empty))
        elif isinstance(fate, Attributes):
            self._written += self._changed(tag, fate.changes, attributes)
        self._position = here + len(tag)

    def _changed(self, tag: bytes, changes: dict[str, str | None], attributes: dict[str, str]) -> bytes:
        """A tag with some attributes changed or left out."""
        by_written_name: dict[bytes, str | None] = {}
        for key in attributes:
            namespace, _, rest = key.partition(" ")
            name, _, prefix = rest.partition(" ")
            plain = f"{namespace} {name}" if rest else key
            if plain in changes:
                written = f"{prefix}:{name}" if prefix else name or key
                by_written_name[written.encode()] = changes[plain]

        def change(found: re.Match[bytes]) -> bytes:
            if found[1] not in by_written_name:
                return found[0]
            value = by_written_name[found[1]]
            return b"" if value is None else b" %s=%s" % (found[1], quoteattr(value).encode())

        return ATTRIBUTE.sub(change, tag)

    def _end(self, full_name: str) -> None:
        depth = len(self._path)
        name = self._path.pop()
        if self._dropped_at:
            if depth == self._dropped_at:
                self._position = self._after(self._dropped_is_empty)
                self._dropped_at = 0
            return
        if name in self._heard and self._hear is not None:
            self._parser.CharacterDataHandler = None
            self._hear(name, "".join(self._text))
        self._close(depth)

    def _after(self, is_empty: bool) -> int:
        """Where the element that ends here is over. An empty one has no tag of its own to end it."""
        here = self._parser.CurrentByteIndex
        return here if is_empty else self._data.index(b">", here) + 1

    def _close(self, depth: int) -> None:
        """Finish the noted elements of this depth."""
        while self._open and self._open[-1].depth == depth:
            opened = self._open.pop()
            if opened.is_unwrapped:
                if not opened.is_empty:
                    self._copy(self._parser.CurrentByteIndex)
                    self._position = self._after(is_empty=False)
            else:
                self._close_noted(opened)

    def _close_noted(self, opened: _Open) -> None:
        """Cut an element out after all, when something in it said so or nothing is left that it needs."""
        gone = opened.is_doomed or (opened.lost and not opened.children)
        for parent in reversed(self._open):
            if self._inside.get(parent.name) == opened.name:
                parent.lost += bool(gone)
                parent.children += not gone
                break
        if gone:
            here = self._parser.CurrentByteIndex
            self._position = self._data.index(b">", here) + 1
            del self._written[opened.mark :]


def _plain(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes by namespace and name, without their prefixes."""
    if " " not in "".join(attributes):
        return attributes
    return {name.rpartition(" ")[0] if name.count(" ") == 2 else name: text for name, text in attributes.items()}
