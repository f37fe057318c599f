"""Text without its disguises: one way to write each character, so that a pattern finds what an eye reads."""

import unicodedata

# Letters of other alphabets that look like Latin capitals: enough to hide a number from a pattern, not from a reader.
LOOK_ALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХасеорхуіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "ABESIJKMHOPCTYXaceopxyijsABEZHIKMNOPTYX",
        strict=True,
    )
)


LONGEST = 4  # what one character may become; some ligatures are whole sentences


class _Plain(dict[int, str]):
    """What each character becomes, worked out once for each."""

    def __missing__(self, code: int) -> str:
        marks = unicodedata.normalize("NFKD", chr(code))
        self[code] = found = "".join(_plain(mark) for mark in marks) if len(marks) <= LONGEST else chr(code)
        return found


def _plain(mark: str) -> str:
    category = unicodedata.category(mark)
    if mark in "\t\n":
        return mark
    if mark in LOOK_ALIKES:
        return LOOK_ALIKES[mark]
    digit = unicodedata.decimal(mark, None)
    if digit is not None:
        return str(digit)
    if category == "Pd" or mark == "\u2212":
        return "-"
    if category == "Zs":
        return " "
    if category in ("Zl", "Zp") or mark in "\r\v\f\x85":
        return "\n"
    # Accents, joiners, marks of width nothing and of direction, and controls are not seen as characters of their own.
    return "" if category in ("Mn", "Me", "Cf", "Cc") else mark


PLAIN = _Plain()


def plain(text: str) -> str:
    """The text with ordinary digits, dashes, spaces and line ends, without accents and without what is not seen.

    Each character is turned by itself (NFKD), so the time is proportional to the length: composing whole texts is not,
    for a text of nothing but accents.
    """
    return text.replace("\r\n", "\n").translate(PLAIN)
