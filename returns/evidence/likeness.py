"""Short hashes that are nearly the same for pictures and texts that are nearly the same, to find what is claimed twice.

Two hashes of 64 bits that differ in at most five places share at least one of six parts, whichever five those are. So
alike files are found by looking up parts that are equal, and no file is ever compared with all the others.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from PIL import Image

from suppliers.personal.plain import plain

BITS = 64
NEAR = 5  # bits that may differ between things that are nearly the same
PART_BITS = (11, 11, 11, 11, 10, 10)  # one part more than NEAR, together all the bits
FEWEST_WORDS, WORDS_TOGETHER = 30, 3
COLUMNS, ROWS = 9, 8  # each of eight neighbours in a row, darker or lighter
FLATTEST = 12  # shades of 256 between the darkest and the lightest part of a picture worth comparing
WORD = re.compile(r"\w+")


def picture_hash(path: Path) -> str:
    """What a JPEG or PNG picture looks like, as 16 hexadecimal digits, or "" for one that is all of one shade.

    Each bit says whether a part of the picture is lighter than the part left of it (a "difference hash"), so another
    size, another quality or a little more light hardly changes it. Raises what Pillow raises for a damaged picture.
    """
    with Image.open(path, formats=["JPEG", "PNG"]) as picture:
        picture.draft("L", (COLUMNS * 32, ROWS * 32))  # a JPEG can be decoded smaller, in an instant
        small = picture.convert("L").resize((COLUMNS, ROWS), Image.Resampling.BOX)
    shades = small.tobytes()
    if max(shades) - min(shades) < FLATTEST:
        return ""
    rows = (shades[start : start + COLUMNS] for start in range(0, len(shades), COLUMNS))
    return _written(left < right for row in rows for left, right in pairwise(row))


def text_hash(text: str) -> str:
    """What a text says, as 16 hexadecimal digits, or "" for one of under 30 words.

    Capitals, punctuation, accents and spaces do not count. Each three words that follow each other vote on every bit
    (a "simhash"; Charikar 2002), each different three once.
    """
    words = WORD.findall(plain(text).casefold())
    if len(words) < FEWEST_WORDS:
        return ""
    shingles = {" ".join(words[start : start + WORDS_TOGETHER]) for start in range(len(words) - WORDS_TOGETHER + 1)}
    digests = b"".join(hashlib.blake2b(one.encode(), digest_size=BITS // 8).digest() for one in shingles)
    return _written(
        votes * 2 > len(shingles)
        for place in range(BITS // 8)
        for votes in _votes(Counter(digests[place :: BITS // 8]))
    )


def _votes(counted: Counter[int]) -> list[int]:
    """How many bytes have each of their eight bits set, the highest first."""
    return [sum(count for byte, count in counted.items() if byte >> bit & 1) for bit in reversed(range(8))]


def _written(bits: Iterable[bool]) -> str:
    """Sixty-four bits as hexadecimal digits."""
    return f"{int(''.join('1' if bit else '0' for bit in bits), 2):016x}"


def bands(hash: str) -> list[int]:
    """The six parts of a hash, the highest bits first; none for "". Near hashes agree in at least one place."""
    if not hash:
        return []
    left, found = int(hash, 16), []
    for size in reversed(PART_BITS):
        found.append(left & ((1 << size) - 1))
        left >>= size
    return found[::-1]


def distance(a: str, b: str) -> int:
    """In how many of 64 bits two hashes differ; all of them where there is no hash, which is like nothing."""
    return (int(a, 16) ^ int(b, 16)).bit_count() if a and b else BITS
