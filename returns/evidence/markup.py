"""Reads XML from strangers: no document type declaration, so no entities and nothing fetched from elsewhere."""

from xml.parsers import expat

from returns.evidence.refusal import EvidenceRefused, Fault


def _parser():
    """A parser that refuses a document type declaration, where every XML attack begins."""
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse(*_declaration) -> None:
        raise EvidenceRefused(Fault.UNSAFE)

    parser.StartDoctypeDeclHandler = refuse
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
