"""Which column headings and file names say that what follows is about persons, in English and Welsh.

"Name" tells, "Supplier name" does not, and neither does "Number of young people": organisations may be named, and
people counted (domain rules, sections 7.1 and 7.6).
"""

import re

LONGEST_HEADING = 60
MOST_WORDS = 8
# These tell whatever stands beside them.
ALWAYS = (
    "first name|middle name|last name|family name|full name|given name|forenames?|surnames?|initials|dob|d o b|"
    "date of birth|birth date|birthdate|birthday|upn|ni|ni number|ni no|nino|national insurance|nhs number|nhs no|"
    "nhs id|home address|passport|next of kin|"
    "enw cyntaf|enw llawn|enw canol|cyfenw|dyddiad geni|penblwydd|yswiriant gwladol|rhif gig|rhif yg|cyfeiriad cartref"
)
# These tell unless the heading is about an organisation, or counts.
OF_ANYBODY = (
    "names?|address|addresses|e mail|email|emails|email address|phone|phones|telephone|tel|mobile|"
    "enw|enwau|cyfeiriad|cyfeiriadau|ffon|ebost|e bost|symudol"
)
# These tell unless the heading counts.
PERSONS = "child|young person|young persons|pupil|nhs|plentyn|person ifanc|disgybl|gig"
COUNTING = (
    "number of|no of|how many|total|totals|count|counts|hours|cost|value|per|percent|percentage|average|"
    "nifer|cyfanswm|oriau|gwerth|canran"
)
ORGANISATIONS = (
    "company|companies|supplier|suppliers|organisation|organisations|organization|business|businesses|employer|"
    "employers|host|provider|providers|charity|charities|partner|partners|school|schools|college|council|councils|"
    "contract|contractor|subcontractor|project|activity|event|course|programme|site|venue|measure|product|item|file|"
    "sheet|document|team|department|trust|hospital|ward|area|town|street|web|website|ip|mac|column|field|brand|"
    "cwmni|cwmniau|cyflenwr|cyflenwyr|sefydliad|sefydliadau|busnes|busnesau|cyflogwr|darparwr|elusen|partner|ysgol|"
    "coleg|cyngor|contract|prosiect|gweithgaredd|digwyddiad|cwrs|safle|lleoliad|mesur|ffeil|tim|adran|gwefan"
)
# Whole words in the name of a file that is about one person, or holds what the consent register is for.
TELLING_NAMES = (
    "cv|cvs|curriculum vitae|passport|birth certificate|driving licence|consent form|consent forms|care plan|"
    "case notes|register of children|referral form|dbs certificate|"
    "pasbort|tystysgrif geni|ffurflen ganiatad|ffurflenni caniatad|cynllun gofal"
)


def _any_of(words: str) -> re.Pattern[str]:
    """Any of these as whole words, in a text of small letters and single spaces."""
    return re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])")


ALWAYS_TELLS, TELLS_OF_ANYBODY, TELLS_OF_A_PERSON = _any_of(ALWAYS), _any_of(OF_ANYBODY), _any_of(PERSONS)
COUNTS, OF_AN_ORGANISATION, TELLING_NAME = _any_of(COUNTING), _any_of(ORGANISATIONS), _any_of(TELLING_NAMES)
NOT_A_WORD = re.compile(r"[\W_]+")


def is_telling_heading(heading: str) -> bool:
    """Whether a heading, in plain characters, says that its column is about persons. A sentence is no heading."""
    words = _small_words(heading[: LONGEST_HEADING + 1])
    if len(heading) > LONGEST_HEADING or words.count(" ") >= MOST_WORDS:
        return False
    if ALWAYS_TELLS.search(words):
        return True
    if COUNTS.search(words):
        return False
    if OF_AN_ORGANISATION.search(words):
        return bool(re.search(r"(?<![a-z])(?:child|young person|pupil|plentyn|disgybl)(?![a-z])", words))
    return bool(TELLS_OF_ANYBODY.search(words) or TELLS_OF_A_PERSON.search(words))


def is_telling_name(name: str) -> bool:
    """Whether the name of a file, in plain characters, says that it is about one person."""
    return bool(TELLING_NAME.search(_small_words(name)))


def _small_words(text: str) -> str:
    """Small letters and digits with one space between words; "child's" is two of them."""
    return NOT_A_WORD.sub(" ", text.casefold()).strip()
