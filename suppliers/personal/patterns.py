"""Finds what looks like personal data: numbers, dates and addresses by their patterns, names by their headings.

Says what kind it is and how often, never what it was (domain rules, section 7.6). It warns and cannot prove: a name in
a sentence has no pattern. Patterns have bounds everywhere, so the time is proportional to the length of the text,
whatever the text. Used by the process that examines files and by the web process, for what people write.
"""

import re
from collections.abc import Callable, Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suppliers.personal.headings import is_telling_heading, is_telling_name
from suppliers.personal.plain import plain

LABELS = {
    "nhs_number": _("NHS number"),
    "ni_number": _("National Insurance number"),
    "date_of_birth": _("Date of birth"),
    "email": _("Email address"),
    "phone": _("Phone number"),
    "postcode": _("Full postcode"),
    "heading": _("Column heading such as name or date of birth"),
    "file_name": _("File name such as CV, passport or consent form"),
}

# One space or dash between digits, or the end of a line on which something is broken in two.
GAP = r"(?: ?[-. ] ?|\n)"
EMAIL = re.compile(
    r"(?<=[\w.%+'-]) ?(?:@|[\[(] ?at ?[\])]) ?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,5}\.[a-z]{2,24}", re.IGNORECASE
)
NI_NUMBER = re.compile(
    rf"(?<![A-Z0-9])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z]{GAP}?[A-CEGHJ-NPR-TW-Z]"
    rf"(?:{GAP}?\d{{2}}){{3}}{GAP}?[A-D](?![A-Z0-9])",
    re.IGNORECASE,
)
# A telephone number in groups, of which the first begins with what one dials.
PHONE = re.compile(
    rf"(?:(?<![\w£$€+-])(?<!\d\.)|(?<=tel)|(?<=mob)|(?<=phone)|(?<=mobile)|(?<=ffon))"
    rf"(?:(?:\+|00) ?44{GAP}?(?:\(0\) ?)?\d{{2,10}}|\(0\d{{2,4}}\)|0\d{{2,10}})"
    rf"(?:(?:{GAP}|(?<=\)))\d{{2,8}}){{0,4}}(?![\d])(?![.:]\d)",
    re.IGNORECASE,
)
PREFIX = re.compile(r"(?:\+|00) ?44[-. \n]{0,3}(?:\(0\))?")
# Numbers of the United Kingdom without the leading 0: mobile telephones, and places (two lengths) or organisations.
NATIONAL = re.compile(r"7[1-57-9]\d{8}|1\d{8,9}|[23]\d{9}")
NHS_NUMBER = re.compile(
    rf"(?:(?<![\w£$€#.+-])|(?<=nhs))(?:\d{{10}}|(?<!\d[ -])\d{{3}}{GAP}\d{{3}}{GAP}\d{{4}}(?! \d)|\d{{5}}\n\d{{5}})"
    r"(?!\w)(?![.-]\d)",
    re.IGNORECASE,
)
# What makes a long number something else: some words by themselves, others only with "number" behind them.
NUMBER = r"(?:no|number|num|id|ref|reference|rhif)\b"
REFERENCE = re.compile(
    r"\b(?:(?:invoice|order|po|ref|reference|utr|uprn|isbn|barcode|serial|anfoneb|cyfeirnod)\b[^\w\n]{0,3}"
    rf"(?:{NUMBER})?|(?:account|contract|charity|company|vat|policy|job|ticket|receipt|licence|claim|batch)\b"
    rf"[^\w\n]{{0,3}}{NUMBER})[^\w\n]{{0,4}}$",
    re.IGNORECASE,
)
OF_A_PERSON = re.compile(r"nhs|gig|tel|phone|mob|ffon|call", re.IGNORECASE)
LONGEST_REFERENCE = 40

# Royal Mail's postcode areas.
AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY "
    "G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR "
    "NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA "
    "WC WD WF WN WR WS WV YO ZE"
)
POSTCODE = re.compile(
    rf"(?<![A-Z0-9])(?:{AREAS.replace(' ', '|')})(?:\d{{1,2}}|\d[A-Z]) {{0,2}}-?\n?\d[ABD-HJLNP-UW-Z]{{2}}(?![A-Z0-9])",
    re.IGNORECASE,
)
ORDINAL = re.compile(r"(?:1st|2nd|3rd|\dth)$")

MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?|ionawr|chwefror|fawrth|mawrth|ebrill|mai|fai|mehefin|fehefin|gorffennaf|awst|medi|fedi"
    "|hydref|tachwedd|dachwedd|rhagfyr"
)
DATE = re.compile(
    r"(?<![\w/.-])(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})"
    r"|(?:19|20)\d{2}[/.-]\d{1,2}[/.-]\d{1,2}(?!\d)|(?:19|20)\d{6}"
    rf"|\d{{1,2}}(?:[snrt][tdh]|af|ail|fed|eg|ain)?[ \n-](?:of |o )?(?:{MONTHS})[ \n,.-]{{1,2}}(?:\d{{4}}|\d{{2}})"
    rf"|(?:{MONTHS})[ \n.]{{1,2}}\d{{1,2}}(?:[snrt][tdh])?[ \n,]{{1,2}}\d{{4}})(?![\w/])",
    re.IGNORECASE,
)
SPACED_DATE = re.compile(r"(?<![\w/.-])[0-3]?\d [01]?\d (?:\d{4}|\d{2})(?![\w/])")
BIRTH = re.compile(
    r"\b(?:d\.? ?o\.? ?b|(?:date|day|year) of birth|birth ?(?:date|day)|born|dyddiad geni|pen-?blwydd|ganwyd|ganed"
    r"|geni)\b",
    re.IGNORECASE,
)
BLOT = "|"
BEFORE_DATE, AFTER_DATE = 40, 15  # characters between the words about birth and the date


def find_personal_data(text: str, *, headings: Iterable[str] = (), name: str = "") -> dict[str, int]:
    """Kinds of personal data that the text, the headings of its tables and the file's name seem to hold, and how often.

    Kinds are those of `label`; a kind that does not occur is not listed.
    """
    file_name = plain(name).replace("_", " ")
    found = dict.fromkeys(LABELS, 0)
    for part in (plain(text), file_name):
        _count_patterns(part, found)
    found["heading"] += sum(is_telling_heading(plain(heading)) for heading in headings)
    found["file_name"] += is_telling_name(file_name)
    return {kind: often for kind, often in found.items() if often}


def label(kind: str) -> str | Promise:
    """What a kind of personal data is called. Raises KeyError for no kind."""
    return LABELS[kind]


def _count_patterns(text: str, found: dict[str, int]) -> None:
    """Add up the patterns in a plain text. What one pattern has claimed, the next ones do not see."""
    for kind, pattern, end_of in (
        ("email", EMAIL, _whole),
        ("ni_number", NI_NUMBER, _end_of_ni_number),
        ("postcode", POSTCODE, _end_of_postcode),
    ):
        often, text = _take(text, pattern, end_of)
        found[kind] += often
    found["date_of_birth"] += _births(text)
    _dates, text = _take(text, DATE, _whole)
    for kind, pattern, end_of in (("phone", PHONE, _end_of_phone), ("nhs_number", NHS_NUMBER, _end_of_nhs_number)):
        often, text = _take(text, pattern, end_of)
        found[kind] += often


def _take(text: str, pattern: re.Pattern[str], end_of: Callable[[re.Match[str]], int]) -> tuple[int, str]:
    """How often a pattern occurs, and the text with each place blotted out.

    `end_of` says where what was found really ends, or 0 when it is something else. Then the next place to look is one
    character on: patterns are short, so this is no more than so many times the length.
    """
    often, kept, position, done = 0, [], 0, 0
    while match := pattern.search(text, position):
        end = end_of(match)
        position = end or match.start() + 1
        if end:
            often += 1
            kept += [text[done : match.start()], BLOT * (end - match.start())]
            done = end
    return often, "".join([*kept, text[done:]])


def _whole(match: re.Match[str]) -> int:
    return match.end()


def _end_of_ni_number(match: re.Match[str]) -> int:
    """Its letters are all large or all small, and at most one line ends in it."""
    letters = "".join(mark for mark in match[0] if mark.isalpha())
    return match.end() if match[0].count("\n") <= 1 and (letters.isupper() or letters.islower()) else 0


def _end_of_postcode(match: re.Match[str]) -> int:
    """ "E1 5th" is no postcode, though "E1 5TH" could be one."""
    return 0 if ORDINAL.search(match[0]) else match.end()


def _end_of_phone(match: re.Match[str]) -> int:
    """Where the groups of digits make a whole number: what follows after a space may be another."""
    if _is_reference(match) and match[0].isdigit():
        return 0
    prefix = PREFIX.match(match[0])
    start = prefix.end() if prefix else 0
    for group in re.finditer(r"\d+", match[0][start:]):
        so_far = match[0][start : start + group.end()]
        if so_far.count("\n") > 1:
            break
        digits = "".join(mark for mark in so_far if mark.isdigit())
        if NATIONAL.fullmatch(digits if prefix else digits[1:]):
            return match.start() + start + group.end()
    return 0


def _end_of_nhs_number(match: re.Match[str]) -> int:
    """Its last digit is a check digit (NHS Data Dictionary, "NHS number": modulus 11)."""
    digits = [int(mark) for mark in match[0] if mark.isdigit()]
    check = -sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    is_sound = check == digits[9] and len(set(digits)) > 1 and match[0].count("\n") <= 1
    return match.end() if is_sound and not _is_reference(match) else 0


def _is_reference(match: re.Match[str]) -> bool:
    """Whether the words before a number say that it is of an invoice, an order or the like."""
    before = match.string[max(0, match.start() - LONGEST_REFERENCE) : match.start()]
    return bool(REFERENCE.search(before)) and not OF_A_PERSON.search(before)


def _births(text: str) -> int:
    """How many dates stand near words about birth."""
    words = [(match.start(), match.end()) for match in BIRTH.finditer(text)]
    count, position = 0, 0
    for pattern in (DATE, SPACED_DATE):
        position = 0
        for date in pattern.finditer(text):
            while position < len(words) and words[position][1] + BEFORE_DATE < date.start():
                position += 1
            near = words[position : position + 2]
            count += any(start <= date.end() + AFTER_DATE for start, _end in near)
    return count
