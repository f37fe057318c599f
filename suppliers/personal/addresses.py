"""Which addresses and numbers look like those of a person and not of an organisation. It warns and cannot prove.

"jane.smith@" looks like one, "office@" and "river.trust@" do not: a part that is a word of the organisation's name, or
that says what the address is for, is nobody's name.
"""

import re
from collections.abc import Iterable

from suppliers.personal.plain import plain

_PURPOSES = (
    "admin administrator advice bookings box centre charity chair club community contact council desk donations "
    "enquiries events food friends front general group hall hello help hub info inbox kitchen library mail manager "
    "media news office people post reception secretary shop support team trust trustees volunteer volunteering "
    "volunteers welcome workshop youth "
    "cyswllt elusen gwybodaeth helo swyddfa ymholiadau gwirfoddoli cymuned croeso"
)
FOR_A_PURPOSE = frozenset(_PURPOSES.split())
PARTS = re.compile(r"[._+-]+")
NAME = re.compile(r"[a-z]+")
SHORTEST_NAME = 2
# Mobile telephones of the United Kingdom; 070 and 076 are other services (Ofcom numbering plan).
MOBILE = re.compile(r"(?:\+?44|0)7[1-57-9]\d{8}")


def is_personal_address(address: str, *, words: str = "") -> bool:
    """Whether an e-mail address looks like first and last name; `words` is the name of the organisation."""
    local = plain(address).casefold().partition("@")[0]
    parts = [part for part in PARTS.split(local) if part]
    known = FOR_A_PURPOSE | set(_words_in([words]))
    names = [part for part in parts if NAME.fullmatch(part) and part not in known]
    return len(parts) > 1 and len(names) == len(parts) and max(map(len, parts)) >= SHORTEST_NAME


def is_personal_phone(number: str) -> bool:
    """Whether a telephone number is that of a mobile telephone, which mostly somebody carries."""
    return bool(MOBILE.fullmatch(re.sub(r"[^\d+]", "", plain(number).replace("(0)", ""))))


def _words_in(texts: Iterable[str]) -> Iterable[str]:
    return (word for text in texts for word in re.findall(r"[a-z]+", plain(text).casefold()))
