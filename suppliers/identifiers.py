"""Official numbers of organisations: how each scheme writes them, and what is wrong with one that does not fit.

Formats are those of the domain rules, sections 1.3 (PPON) and 9.3. A number that fits its format may still be nobody's:
only the register that gave it out can tell.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PPON, COMPANY, CHARITY = "GB-PPON", "GB-COH", "GB-CHC"
# The order in which a party of a notice is looked for (domain rules, section 9.1); every other scheme comes after.
MATCHING_ORDER = (PPON, COMPANY, CHARITY, "GB-SC", "GB-NIC")
# An organisation has one of each of these; a second one means that two organisations are being mixed up.
ONE_ONLY = (PPON, COMPANY)
# A number made up for one notice; the same organisation has another one in the next.
NOTICE_ONLY = "GB-FTS"

_PPON_LETTER = "[BCDGHJLMNPQRTVWXYZ]"
_PPON_STRICT = re.compile(rf"P{_PPON_LETTER}{{3}}-[1-9]{{4}}-{_PPON_LETTER}{{3}}[CDGHJLMNPQRTVWXYZ]")


class InvalidIdentifier(ValueError):
    """The number does not fit its scheme. The message says how it should look."""


@dataclass(frozen=True)
class Identifier:
    """A scheme and a number in the form we keep."""

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}-{self.value}"


@dataclass(frozen=True)
class _Scheme:
    """How one scheme writes its numbers: tidied by `tidy`, then the whole must match `pattern`."""

    label: Promise
    pattern: re.Pattern[str]
    looks: Promise
    tidy: Callable[[str], str] = str


def _company(value: str) -> str:
    """Company numbers lose their leading zeros in spreadsheets."""
    return value.zfill(8) if value.isdigit() else value


def _ppon(value: str) -> str:
    """The platform writes a PPON with its scheme before it, with a hyphen or a colon."""
    return re.sub(r"^GB-PPON[:-]", "", value)


def _northern_ireland(value: str) -> str:
    """Only the digits of NIC100001 are kept."""
    return re.sub(r"^NIC?(?=[0-9]{6}$)", "", value)


def _vat(value: str) -> str:
    """VAT numbers are kept with GB before them."""
    return value if value.startswith("GB") else f"GB{value}"


_SCHEMES = {
    PPON: _Scheme(
        gettext_lazy("procurement identifier (PPON)"),
        re.compile("[A-Z]{4}-[0-9]{4}-[A-Z]{4}"),
        gettext_lazy("4 letters, 4 digits and 4 letters with hyphens between them, like PBCD-1234-GHJL"),
        _ppon,
    ),
    COMPANY: _Scheme(
        gettext_lazy("company number"),
        re.compile("[0-9]{8}|[A-Z]{2}[0-9]{6}|R[0-9]{7}|[A-Z]{2}[0-9]{5}[A-Z]"),
        gettext_lazy("8 characters: 8 digits, or 2 letters and 6 digits, like 01234567 or SC123456"),
        _company,
    ),
    CHARITY: _Scheme(
        gettext_lazy("charity number"),
        re.compile("[0-9]{6,7}(-[0-9]+)?"),
        gettext_lazy("6 or 7 digits, like 1123456; a linked charity has a hyphen and its number after them"),
    ),
    "GB-SC": _Scheme(
        gettext_lazy("Scottish charity number"),
        re.compile("SC[0-9]{6}"),
        gettext_lazy("SC and 6 digits, like SC012345"),
    ),
    "GB-NIC": _Scheme(
        gettext_lazy("Northern Ireland charity number"),
        re.compile("[0-9]{6}"),
        gettext_lazy("6 digits, like 100001, with or without NIC before them"),
        _northern_ireland,
    ),
    "GB-UKPRN": _Scheme(
        gettext_lazy("learning provider number (UKPRN)"),
        re.compile("1[0-9]{7}"),
        gettext_lazy("8 digits of which the first is 1, like 10012345"),
    ),
    "GB-NHS": _Scheme(
        gettext_lazy("NHS organisation code"), re.compile("[A-Z0-9]{2,12}"), gettext_lazy("2 to 12 letters and digits")
    ),
    "GB-MPR": _Scheme(
        gettext_lazy("mutuals register number"),
        re.compile("[A-Z0-9]{2,12}"),
        gettext_lazy("2 to 12 letters and digits"),
    ),
    "GB-LAE": _Scheme(gettext_lazy("council code"), re.compile("[A-Z]{3}"), gettext_lazy("3 letters, like ABC")),
    "VAT": _Scheme(
        gettext_lazy("VAT number"),
        re.compile("GB([0-9]{9}|[0-9]{12})"),
        gettext_lazy("9 or 12 digits, with or without GB before them"),
        _vat,
    ),
}
SCHEMES = tuple(_SCHEMES)


def label_of(scheme: str) -> str:
    """What people call the numbers of a scheme: "company number"; the scheme itself where we know none."""
    known = _SCHEMES.get(scheme)
    return str(known.label) if known else scheme


def number_words(scheme: str, value: str) -> str:
    """A number with what it is, as people read it: "Company number 01234567"."""
    label = label_of(scheme)
    return f"{label[:1].upper()}{label[1:]} {value}"


def normalise(scheme: str, value: str) -> str:
    """The number in the form we keep: upper case, no spaces, zeros put back, prefixes as the scheme has them.

    Raises InvalidIdentifier, whose message says what is wrong and how the number should look.
    """
    if scheme == NOTICE_ONLY:
        raise InvalidIdentifier(_("GB-FTS numbers are made for one notice. They do not identify an organisation."))
    known = _SCHEMES.get(scheme)
    if known is None:
        raise InvalidIdentifier(
            _("%(scheme)s is not a scheme the portal knows. It knows %(known)s.")
            % {"scheme": scheme, "known": ", ".join(SCHEMES)}
        )
    tidy = known.tidy(re.sub(r"\s", "", value).upper())
    if not known.pattern.fullmatch(tidy) or not tidy.strip("0"):
        raise InvalidIdentifier(
            _("“%(value)s” is not a %(label)s. It should be %(looks)s.")
            % {"value": value, "label": known.label, "looks": known.looks}
        )
    if scheme == "VAT" and not _vat_adds_up(tidy):
        raise InvalidIdentifier(
            _("“%(value)s” is not a VAT number: its last digits do not fit the others. Check it for a slip.")
            % {"value": value}
        )
    return tidy


def readings_of(text: str) -> list[Identifier]:
    """Every number that a text may be: digits alone fit several kinds. Empty where it fits none.

    For looking somebody up by whichever number is at hand. A scheme before the number, as notices write it, is taken
    at its word.
    """
    named, number = split(text.strip())
    found = []
    for scheme in (named,) if named else (*MATCHING_ORDER, *SCHEMES[len(MATCHING_ORDER) :]):
        try:
            found.append(Identifier(scheme, normalise(scheme, number)))
        except InvalidIdentifier:
            continue
    return found


def caution(scheme: str, value: str) -> str:
    """What looks odd about a normalised number that is let through; empty when nothing does.

    The platform gives out PPONs in a narrower form than it accepts, so a wider one is worth a second look.
    """
    if scheme == PPON and not _PPON_STRICT.fullmatch(value):
        return _("%(value)s is an unusual PPON: those given out start with P and use no vowels. Check it.") % {
            "value": value
        }
    return ""


def split(text: str) -> tuple[str, str]:
    """The scheme and the number of an id like `GB-CHC-1123456`; the scheme is empty when we know none that fits."""
    for scheme in (*SCHEMES, NOTICE_ONLY):
        if text.upper().startswith((f"{scheme}-", f"{scheme}:")):
            return scheme, text[len(scheme) + 1 :]
    return "", text


def _vat_adds_up(value: str) -> bool:
    """Whether the check digits fit, by the older (97) or the newer (97 with 55) rule."""
    digits = [int(digit) for digit in value[2:11]]
    weighed = sum(digit * weight for digit, weight in zip(digits, range(8, 1, -1), strict=False))
    check = digits[7] * 10 + digits[8]
    return (weighed + check) % 97 == 0 or (weighed + 55 + check) % 97 == 0
