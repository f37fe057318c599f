"""A quote, a picture or a consent of a child or young person is not recorded (domain rules, section 7.3)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CHILD = re.compile(
    r"\b(child|children|kid|kids|pupil|pupils|schoolchild|young (person|people|adult|adults|woman|man|women|men)"
    r"|youngster|youngsters|teenager|teenagers|minor|minors|toddler|baby|care[ -]leavers?|foster(ed)? (child|children)"
    r"|(boy|girl|boys|girls)|plentyn|plant|person ifanc|pobl ifanc|disgybl|disgyblion|bachgen|merch)\b",
    re.IGNORECASE,
)
# Adults who speak of their own work with children.
ADULTS = re.compile(
    r"\b(children|child|young people|young person|pupil|youth|care leavers?)['’]?s? "
    r"(services|service|home|homes|centre|centres|worker|workers|team|teams|support|charity|trust|department)\b",
    re.IGNORECASE,
)
REFUSED = gettext_lazy(
    "The portal takes no quote, picture or consent of a child or young person: the answer is no. If ever, it needs the "
    "young person’s own informed view, the consent of those with parental responsibility and the social worker’s check "
    "of the risk. That is decided with the case team, and kept there"
)


def problems(*texts: str) -> Iterator[str]:
    """What is wrong with these words about who gave a consent and what it is about."""
    if any(CHILD.search(ADULTS.sub("", text)) for text in texts):
        yield str(REFUSED)


def hint() -> str:
    """What is said before anybody is refused."""
    return _("Never of a child, or of a young person in or leaving care.")
