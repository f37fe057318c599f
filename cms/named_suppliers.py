"""The name of a supplier in the words of a case study: written by a sign, and shown only while the supplier agrees.

Editors write {supplier}. Readers see the name as it is today, or "the supplier" without a consent. So withdrawing one
takes the name out of every sentence at once, and no page has to be found and published again. Pure functions; the form
and publishing refuse the name where it is typed (`cms.checks.no_supplier_is_typed`).
"""

import re
from collections.abc import Collection, Iterator
from html import unescape

from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

SIGN = "{supplier}"
ANY_SIGN = re.compile(r"\{\s*supplier\s*\}", re.IGNORECASE)
BRACES = re.compile(r"\{[^{}]*\}")
TAG = re.compile(r"(<[^>]*>)")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Ways in which a name goes on with what the law asks for: nobody says these of a firm in a story.
LEGAL = {"ltd", "limited", "plc", "llp", "cic", "cio", "inc", "cyf", "cyfyngedig", "ccc", "group", "uk", "wales"}
# A name that begins with one of these is not known by its first word alone.
ORDINARY = {
    *("about", "academy", "action", "active", "advance", "advice", "after", "apprentice", "autism", "better", "black"),
    *("bridge", "bright", "british", "brown", "building", "business", "caring", "cathedral", "central", "centre"),
    *("charity", "child", "children", "choice", "church", "citizens", "clean", "cleaning", "clear", "college"),
    *("community", "complete", "construction", "council", "country", "county", "creative", "cycle", "digital"),
    *(
        "direct",
        "disability",
        "district",
        "early",
        "eastern",
        "education",
        "energy",
        "england",
        "english",
        "environment",
    ),
    *("equal", "every", "express", "facilities", "family", "families", "first", "forest", "forward", "foster"),
    *("fostering", "foundation", "fresh", "friends", "future", "garden", "gardens", "general", "global", "grand"),
    *("great", "greater", "green", "grounds", "health", "healthy", "helping", "heritage", "highway", "highways"),
    *("homes", "horizon", "hospital", "house", "housing", "independent", "integrated", "international", "junction"),
    *(
        "landscape",
        "learning",
        "leisure",
        "little",
        "living",
        "local",
        "market",
        "medical",
        "metro",
        "midland",
        "modern",
    ),
    *("mobile", "music", "national", "nature", "neighbourhood", "north", "northern", "nursery", "office", "older"),
    *("parent", "parents", "parks", "partners", "partnership", "people", "peoples", "people’s", "place", "places"),
    *(
        "supplier",
        "premier",
        "prime",
        "progress",
        "public",
        "quality",
        "regional",
        "residential",
        "river",
        "roads",
        "royal",
    ),
    *("safer", "school", "schools", "security", "senior", "services", "sheltered", "small", "smart", "social"),
    *("solutions", "south", "southern", "specialist", "sports", "spring", "start", "street", "street’s", "summer"),
    *("support", "supported", "supporting", "sustainable", "their", "there", "these", "together", "total"),
    *("training", "transport", "travel", "tree", "trees", "trust", "under", "union", "united", "urban", "valley"),
    *("village", "voice", "voluntary", "volunteer", "volunteers", "waste", "water", "welcome", "welsh", "western"),
    *("where", "white", "women", "women’s", "working", "works", "world", "young", "youth", "cymru", "cymdeithas"),
}
SHORTEST_WORD = 5
INITIALS = 3
# After a vowel the article of Welsh is shortened and joined: "mae’r cyflenwr".
WELSH_ARTICLE, WELSH_JOINED = "y ", "’r "
AFTER_VOWEL = re.compile(r"[aeiouwyâêîôûŵŷ]\s+$", re.IGNORECASE)
BEGINS = re.compile(r"(^|[.!?:]['\"’”)]*\s+)['\"‘“(]*$")
INLINE = re.compile(r"</?(a|abbr|b|em|i|span|strong)\b", re.IGNORECASE)


def typed_names(words: str, names: Collection[str], places: str = "") -> list[str]:
    """What of these names stands in words or markup, as it is typed: the longest first.

    A name is known without "Ltd" and the like, in any case and with any signs between its words; by its first word,
    where that is no ordinary word and none of `places`; and by its initials. Links are looked at as well.
    """
    readings = (" ".join(unescape(TAG.sub(between, words)).split()) for between in ("", " "))
    found = {match.group(): None for text in readings for one in _forms(names, places) for match in one.finditer(text)}
    found |= dict.fromkeys(_addresses(words, names))
    return sorted(found, key=len, reverse=True)


def with_sign(words: str, names: Collection[str], places: str = "") -> str:
    """Plain words with the sign in place of each of these names."""
    for form in _forms(names, places):
        words = form.sub(SIGN, words)
    return words


def without_name(words: str, names: Collection[str], places: str = "") -> str:
    """Plain words with "the supplier" in place of each of these names, and of the sign."""
    for pattern in (*_forms(names, places), ANY_SIGN):
        words = _neutral_for(pattern, words)
    return words


def shown_to_readers(markup: str, name: str, hidden: Collection[str] = ()) -> str:
    """Markup with each sign as the name, escaped; without a name as "the supplier", as its sentence needs it.

    Then `hidden` names that are typed are taken out too: of pages that were published before this was refused.
    """
    parts = TAG.split(markup)
    before = ""
    for place, part in enumerate(parts):
        if place % 2:
            before = before if INLINE.match(part) else ""
            continue
        text = _signs_replaced(part, name, before)
        if hidden and not name:
            text = _typed_replaced(text, hidden, before)
        parts[place] = text
        before += text
    return "".join(parts)


def _signs_replaced(text: str, name: str, before: str) -> str:
    if name:
        return ANY_SIGN.sub(lambda _match: escape(name), text)
    return _neutral_for(ANY_SIGN, text, before)


def _typed_replaced(text: str, hidden: Collection[str], before: str) -> str:
    plain = unescape(text)
    changed = plain
    for form in _forms(hidden, "", first_words=False):
        changed = _neutral_for(form, changed, before)
    return text if changed == plain else str(escape(changed))


def _neutral_for(pattern: re.Pattern, text: str, before: str = "") -> str:
    """Text with neutral words wherever a pattern stands; Welsh loses the space before its shortened article."""
    done = ""
    at = 0
    for match in pattern.finditer(text):
        done += text[at : match.start()]
        words = _neutral(before + done)
        done = (done.rstrip() if words.startswith(WELSH_JOINED) else done) + words
        at = match.end()
    return done + text[at:]


def _neutral(before: str) -> str:
    """The supplier without its name, after these words."""
    if BEGINS.search(before):
        return _("The supplier")
    words = _("the supplier")
    if get_language() == "cy" and words.startswith(WELSH_ARTICLE) and AFTER_VOWEL.search(before):
        return WELSH_JOINED + words.removeprefix(WELSH_ARTICLE)
    return words


def _forms(names: Collection[str], places: str, *, first_words: bool = True) -> Iterator[re.Pattern]:
    """Patterns of the ways in which names are written, the longest names first."""
    known_places = {word.casefold() for word in WORD.findall(places)}
    for name in sorted(names, key=len, reverse=True):
        words = _telling(name)
        full = [word for word in WORD.findall(name) if word.casefold() != "and"]
        for parts in (full, words) if full != words else (full,):
            if len(parts) > 1:
                yield re.compile(_in_row(parts), re.IGNORECASE)
        first = words[0] if words else ""
        if len(words) == 1 or (first_words and _is_telling(first, known_places)):
            yield re.compile(rf"(?<!\w){re.escape(first)}(?!\w)")
            yield re.compile(rf"(?<!\w){re.escape(first.upper())}(?!\w)")
        initials = "".join(word[0] for word in words).upper()
        if first_words and len(initials) >= INITIALS:
            yield re.compile(rf"(?<!\w){re.escape(initials)}(?!\w)")


def _in_row(words: list[str]) -> str:
    between = r"(?:[\W_]|(?<!\w)and(?!\w))+"
    quoted = (re.escape(word).replace("'", "['’]").replace("’", "['’]") for word in words)
    return rf"(?<!\w){between.join(quoted)}(?!\w)"


def _telling(name: str) -> list[str]:
    """The words of a name without the article before it and its legal form behind it."""
    words = [word for word in WORD.findall(name) if word.casefold() != "and"]
    while len(words) > 1 and words[-1].casefold() in LEGAL:
        words.pop()
    if len(words) > 1 and words[0].casefold() in {"the", "y", "yr"}:
        words = words[1:]
    return words


def _is_telling(word: str, places: set[str]) -> bool:
    plain = word.casefold()
    return len(word) >= SHORTEST_WORD and word[0].isupper() and plain not in ORDINARY and plain not in places


def _addresses(markup: str, names: Collection[str]) -> Iterator[str]:
    """Addresses of links that are the name written in one: brightwatergrounds.example."""
    for address in re.findall(r"""href=["']([^"']*)["']""", markup, re.IGNORECASE):
        letters = "".join(WORD.findall(address)).casefold()
        for name in names:
            whole = "".join(_telling(name)).casefold()
            if len(whole) >= SHORTEST_WORD and whole in letters:
                yield address
