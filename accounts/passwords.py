"""Which passwords are taken: long ones that nobody guesses from the council, the product or the person.

There are no rules about kinds of characters, and a password never runs out (OWASP ASVS 5.0, 6.2). The list of common
passwords is Django's, which comes with it: nothing is asked of the internet.
"""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Council, User

# What must be left of a password once the words that everybody here would try are taken out of it.
LEAST_OF_ITS_OWN = 8
SHORTEST_WORD = 3
PRODUCT = {"social", "value", "report", "return", "returns", "supplier", "council", "borough", "county", "commitment"}
PRODUCT |= {"evidence", "password", "passphrase", "portal", "welcome", "letmein", "qwerty", "admin", "officer"}
# Figures and signs that people write for letters.
LETTERS = str.maketrans("013457@$!", "oleastasi")


class LongestPassword:
    """At most so many characters, so that nobody can keep the server busy with a book."""

    def __init__(self, max_length: int = 128):
        self.max_length = max_length

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError for a longer one."""
        if len(password) > self.max_length:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        """The rule in words."""
        return ngettext("Use at most %(most)d character.", "Use at most %(most)d characters.", self.max_length) % {
            "most": self.max_length
        }


class WordsOfItsOwn:
    """Words of the councils, of the product and of the person must not be the main part of a password."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError where fewer than 8 characters are left without such words."""
        if _count_of_its_own(_plain(password), PRODUCT | _words_of_councils() | _words_of(user)) < LEAST_OF_ITS_OWN:
            raise ValidationError(self.get_help_text(), code="password_of_known_words")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _(
            "This password is easy to guess for anybody who knows you or your council. Use words that have nothing to "
            "do with either."
        )


def _count_of_its_own(password: str, words: set[str]) -> int:
    """How many characters stand in none of the words, which may overlap."""
    known: set[int] = set()
    for word in words:
        start = password.find(word)
        while start >= 0:
            known.update(range(start, start + len(word)))
            start = password.find(word, start + 1)
    return len(password) - len(known)


def _plain(text: str) -> str:
    """Without capitals and spaces, and with letters for the figures and signs that stand for them."""
    return re.sub(r"[\s\-_.,]", "", text.casefold().translate(LETTERS))


def _words(*texts: str) -> set[str]:
    """The words of some texts, as they would stand in a plain password."""
    found = {_plain(word) for text in texts for word in re.split(r"[\W_]+", text)}
    return {word for word in found if len(word) >= SHORTEST_WORD}


def _words_of_councils() -> set[str]:
    """The names of this installation's councils: a handful, and asked for only when somebody sets a password."""
    names = Council.objects.values_list("name", flat=True)
    return _words(*names, settings.WAGTAIL_SITE_NAME, settings.ORGANISATION_NAME) - {"and", "the"}


def _words_of(user: User | None) -> set[str]:
    """The person's names, and the parts of the address."""
    return _words(user.first_name, user.last_name, user.email) if user else set()
