"""Postcodes counted by whether they lie in an area; nothing of what is counted is kept, and no answer names one.

An area is a set of codes as the post gives them: a whole postcode area (ZE), a district (ZE1) or a sector (ZE1 0).
Which streets lie behind them needs no national file: a postcode begins with the codes that it lies in.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from suppliers.personal.patterns import AREAS, ORDINAL

MOST_CODES = 500
MOST_CHARACTERS = 100_000
_LETTERS = f"(?:{AREAS.replace(' ', '|')})"
_DISTRICT = rf"{_LETTERS}(?:[0-9]{{1,2}}|[0-9][A-Z])"
_UNIT = "[0-9][ABD-HJLNP-UW-Z]{2}"
CODE = re.compile(rf"{_LETTERS}|{_DISTRICT}(?: [0-9])?")
_SHORT = re.compile(rf"{_DISTRICT}(?: [0-9])?", re.IGNORECASE)
_FULL = re.compile(rf"({_DISTRICT}) ?-?({_UNIT})", re.IGNORECASE)
_FULL_IN_TEXT = re.compile(rf"(?<![A-Z0-9]){_FULL.pattern}(?![A-Z0-9])", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;\t|]")


@dataclass(frozen=True)
class Counts:
    """How many postcodes lie where; `unclear` are too short to tell, `repeated` came before in the same list.

    Repeated ones are counted where they lie too: several people live in one street.
    """

    inside: int = 0
    outside: int = 0
    unclear: int = 0
    not_postcodes: int = 0
    repeated: int = 0

    @property
    def read(self) -> int:
        """How many were read in all, whatever they were."""
        return self.inside + self.outside + self.unclear + self.not_postcodes


def normal_code(text: str) -> str:
    """A code of an area as it is kept: upper case, one space. Raises ValueError for what is none."""
    code = " ".join(text.upper().split())
    if not CODE.fullmatch(code):
        raise ValueError
    return code


def count_postcodes(text: str, codes: Iterable[str]) -> Counts:
    """Count the postcodes of a list, a line each or several in a line, by the codes of an area.

    A line with no postcode counts as one that is not a postcode. What else stands in a line, like the rest of an
    address, is passed over.
    """
    area = frozenset(codes)
    split = frozenset(code.partition(" ")[0] for code in area if " " in code)
    counted = {True: 0, False: 0, None: 0}
    seen: set[str] = set()
    not_postcodes = repeated = 0
    for line in filter(str.strip, text.splitlines()):
        found = list(_postcodes_in(line))
        not_postcodes += not found
        for postcode in found:
            counted[_lies_in(postcode, area, split)] += 1
            is_full = len(postcode.partition(" ")[2]) > 1
            repeated += is_full and postcode in seen
            seen.add(postcode)
    return Counts(counted[True], counted[False], counted[None], not_postcodes, repeated)


def _postcodes_in(line: str) -> Iterator[str]:
    """The full postcodes of a line; where it has none, the first halves that stand alone between commas or spaces."""
    pieces = [" ".join(piece.split()) for piece in _BETWEEN.split(line)]
    full = [match for piece in pieces for match in _full_in(piece)]
    if full:
        yield from (f"{match[1]} {match[2]}".upper() for match in full)
        return
    for piece in pieces:
        if _SHORT.fullmatch(piece):
            yield piece.upper()
        elif all(_SHORT.fullmatch(word) for word in piece.split()):
            yield from piece.upper().split()


def _full_in(piece: str) -> list[re.Match[str]]:
    """The full postcodes of a piece of a line: "Unit E1 5th floor" has none, though E1 5TH could be one."""
    if whole := _FULL.fullmatch(piece):
        return [whole]
    return [match for match in _FULL_IN_TEXT.finditer(piece) if not ORDINAL.search(match[0])]


def _lies_in(postcode: str, area: frozenset[str], split: frozenset[str]) -> bool | None:
    """Whether a postcode lies in an area; None where only a sector of its district does and it names none."""
    district, _space, rest = postcode.partition(" ")
    letters = district[:2] if district[1:2].isalpha() else district[:1]
    if area & {letters, district} or (rest and f"{district} {rest[0]}" in area):
        return True
    return None if not rest and district in split else False
