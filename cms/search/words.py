"""The words of a search: made plain, few, and cut back to what their other forms begin with."""

import re
import unicodedata

LONGEST = 200
MOST_WORDS = 10
SHORTEST_BEGINNING = 3
"""Words of at least so many letters also find longer ones that begin with them."""

_WORD = re.compile(r"[^\W_]+")
# Words that nearly every page has and that say nothing of what is looked for.
_EMPTY = {
    "en-gb": "a an and are as at be by can do does for from how i if in is it my of on or our that the this to we what "
    "when where which who why with you your",
    "cy": "a ac ag am ar at beth ble chi ei ein er fel gan i mae mewn na neu ni o pa pam pryd pwy rhwng sut sy wrth y "
    "ydy yn yr",
}
_EMPTY_WORDS = {code: frozenset(words.split()) for code, words in _EMPTY.items()}
# Endings that other forms of a word do not have, the longest first, and how much of the word must be left.
_ENDINGS = {
    "en-gb": (("ies", 3), ("ing", 4), ("sses", 3), ("ches", 3), ("shes", 3), ("xes", 3), ("ed", 4), ("s", 3), ("y", 4)),
    "cy": (("oedd", 4), ("iau", 4), ("ion", 4), ("au", 4)),
}
_KEPT_OF_ENDING = {"sses": 2, "ches": 2, "shes": 2, "xes": 1}
_NO_PLURAL = ("ss", "us", "is")


def plain(text: str) -> str:
    """What was typed, on one line and no longer than we read; what is no letter, sign or space is left out."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text[: 2 * LONGEST])
    return " ".join(shown.split())[:LONGEST].strip()


def words_of(text: str, language: str) -> list[str]:
    """The words to look for, each once and in small letters; without empty ones such as "the", unless all are."""
    known = _WORD.findall(unicodedata.normalize("NFKC", plain(text)).casefold())
    found = list(dict.fromkeys(known))
    telling = [
        word for word in found if word not in _EMPTY_WORDS.get(language, ()) and (len(word) > 1 or word.isdigit())
    ]
    return (telling or found)[:MOST_WORDS]


def beginning(word: str, language: str) -> str:
    """What the other forms of a word begin with as well: `apprenticeship` of apprenticeships, `polic` of policies.

    The index of SQLite knows no grammar. Too short a beginning finds too much, so the whole word stays then.
    """
    for ending, left in _ENDINGS.get(language, ()):
        cut = len(ending) - _KEPT_OF_ENDING.get(ending, 0)
        if word.endswith(ending) and len(word) - cut >= left and not (ending == "s" and word.endswith(_NO_PLURAL)):
            return word[:-cut]
    return word
