"""What entries of the directory and posts of the board are found by: short texts that are equal or not.

A word is cut to its stem, the same way when it is written and when it is looked for: "gardens" and "gardening" are
found by "garden". Nothing is compared by its beginning, which the two databases do with different indexes.
"""

import re
from collections.abc import Iterable

from suppliers.personal.plain import plain

ALL = "all"
EVERYWHERE = "place:all"
SHORTEST, STEM, MOST_WORDS, MOST_ASKED = 2, 8, 250, 6
ENDINGS = ("ings", "ing", "ers", "er", "ed", "es", "s", "e")
WORD = re.compile(r"[^\W_]+")


def stem(word: str) -> str:
    """The part of a word, in plain small letters, that its other forms mostly share."""
    if word.endswith("ies") and len(word) > SHORTEST + 3:
        word = f"{word[:-3]}y"
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:STEM]


def stems_in(*texts: str, most: int = MOST_WORDS) -> list[str]:
    """The stems of the words of some texts, each once, in their order."""
    words = (word for text in texts for word in WORD.findall(plain(text).casefold()) if len(word) >= SHORTEST)
    found: dict[str, None] = {}
    for word in words:
        found[stem(word)] = None
        if len(found) == most:
            break
    return list(found)


def words(stems: Iterable[str]) -> list[str]:
    """The terms of some stems."""
    return [f"word:{one}" for one in stems]


def coded(what: str, codes: Iterable[object]) -> list[str]:
    """The terms of some codes: `coded("cause", ["food"])`."""
    return [f"{what}:{code}" for code in codes]


def places(area_ids: Iterable[int]) -> list[str]:
    """The terms of where something is; without an area it is everywhere."""
    return coded("place", area_ids) or [EVERYWHERE]
