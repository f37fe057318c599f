"""The councils, suppliers and people of the demonstration. None of them exists, and their names say so.

Official numbers have the right shape and belong to nobody: they come from ranges that were never given out.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password

from accounts.models import Council, CouncilIdentifier, OfficerRole, User
from accounts.second_factor import DEMONSTRATION_SECRET
from cms.models import SiteEditing
from suppliers.models import Member, Organisation, OrganisationIdentifier

PASSWORD = "social value 2026"  # noqa: S105 (everybody may know it: the command prints it)
EDITORS, PUBLISHERS = "editors", "publishers"
NEWCOMER = "newcomer"
SOURCE = "Demonstration"


@dataclass(frozen=True)
class Person:
    """Somebody who can sign in; `place` is a council, a supplier, NEWCOMER, or empty for who writes public pages."""

    key: str
    first_name: str
    last_name: str
    email: str
    place: str
    role: str
    says: str


@dataclass(frozen=True)
class Supplier:
    """An organisation with its official numbers by scheme."""

    key: str
    name: str
    numbers: dict[str, str]
    is_sme: bool
    is_vcse: bool
    is_mission_led: bool = False
    vcse_kind: str = ""


@dataclass
class Cast:
    """Everybody, by key."""

    councils: dict[str, Council] = field(default_factory=dict)
    suppliers: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)


Role = OfficerRole.Role
COUNCILS = {
    "penbury": {
        "name": "Penbury Borough Council",
        "slug": "penbury",
        "nation": Council.Nation.ENGLAND,
        "valid_from": date(1974, 4, 1),
        "contact_name": "Social value team",
        "contact_email": "social.value@example.org",
        "contact_phone": "01632 960100",
        "data_protection_email": "data.protection@example.org",
        "brand_colour": "#1d5b4f",
    },
    "northmoor": {
        "name": "Northmoor County Council",
        "slug": "northmoor",
        "nation": Council.Nation.ENGLAND,
        "valid_from": date(1974, 4, 1),
        "contact_name": "Commissioning team",
        "contact_email": "commissioning@example.org",
        "contact_phone": "01632 960200",
        "data_protection_email": "dpo.northmoor@example.org",
        "brand_colour": "#5a2d6e",
    },
}
COUNCIL_NUMBERS = {"penbury": "PNBR-9999-TTTD", "northmoor": "PNRT-8888-TTTD"}
SUPPLIERS = (
    Supplier(
        "larkfield",
        "Larkfield Homes for Young People Ltd",
        {"GB-PPON": "PLRD-1111-TTTD", "GB-COH": "00000001"},
        is_sme=True,
        is_vcse=False,
    ),
    Supplier(
        "willow",
        "Willow Street Fostering",
        {"GB-PPON": "PWLW-4444-TTTD", "GB-CHC": "9999991"},
        is_sme=True,
        is_vcse=True,
        vcse_kind=Organisation.VcseKind.CHARITY.value,
    ),
    Supplier(
        "brightwater",
        "Brightwater Grounds CIC",
        {"GB-PPON": "PBRW-2222-TTTD", "GB-COH": "00000002"},
        is_sme=True,
        is_vcse=True,
        is_mission_led=True,
        vcse_kind=Organisation.VcseKind.CIC.value,
    ),
    Supplier(
        "oakline",
        "Oakline Facilities Ltd",
        {"GB-PPON": "PQLN-3333-TTTD", "GB-COH": "00000003"},
        is_sme=False,
        is_vcse=False,
    ),
    Supplier(
        "pantry",
        "Pantry Lane Catering Ltd",
        {"GB-PPON": "PPNT-5555-TTTD", "GB-COH": "00000004"},
        is_sme=False,
        is_vcse=False,
    ),
)
ADMIN, EDITOR, VIEWER = Member.Role.ADMIN.value, Member.Role.EDITOR.value, Member.Role.VIEWER.value
PEOPLE = (
    Person("lena", "Lena", "Demo", "lena.demo@example.com", "larkfield", ADMIN, "Larkfield, admin"),
    Person("sam", "Sam", "Specimen", "sam.specimen@example.com", "larkfield", EDITOR, "Larkfield, editor"),
    Person("vera", "Vera", "Mockup", "vera.mockup@example.com", "larkfield", VIEWER, "Larkfield, viewer"),
    Person("wilf", "Wilf", "Fictional", "wilf.fictional@example.com", "willow", ADMIN, "Willow Street, admin"),
    Person("bryn", "Bryn", "Pretend", "bryn.pretend@example.com", "brightwater", ADMIN, "Brightwater, admin"),
    Person("olga", "Olga", "Testcase", "olga.testcase@example.com", "oakline", ADMIN, "Oakline, admin"),
    Person("gwen", "Gwen", "Invented", "gwen.invented@example.com", "pantry", ADMIN, "Pantry Lane, admin, signs off"),
    Person("hari", "Hari", "Mythical", "hari.mythical@example.com", "pantry", EDITOR, "Pantry Lane, editor"),
    Person("una", "Una", "Unreal", "una.unreal@example.com", "pantry", EDITOR, "Pantry Lane, editor of one contract"),
    Person(
        "amina",
        "Amina",
        "Demo",
        "amina.demo@example.org",
        "penbury",
        Role.CONTRACT_MANAGER.value,
        "Penbury, contract manager",
    ),
    Person(
        "tom",
        "Tom",
        "Example",
        "tom.example@example.org",
        "penbury",
        Role.SOCIAL_VALUE_LEAD.value,
        "Penbury, second officer (social value lead)",
    ),
    Person("iris", "Iris", "Sample", "iris.sample@example.org", "penbury", Role.AUDITOR.value, "Penbury, auditor"),
    Person(
        "noor",
        "Noor",
        "Makebelieve",
        "noor.makebelieve@example.org",
        "northmoor",
        Role.CONTRACT_MANAGER.value,
        "Northmoor, contract manager",
    ),
    Person("nia", "Nia", "Novel", "nia.novel@example.com", NEWCOMER, ADMIN, "Saltmarsh Mentoring, not confirmed yet"),
    Person("pat", "Pat", "Imaginary", "pat.imaginary@example.com", NEWCOMER, ADMIN, "asks to join Larkfield"),
    Person("edie", "Edie", "Placeholder", "edie.placeholder@example.org", "", PUBLISHERS, "publishes the public pages"),
    Person("enid", "Enid", "Example", "enid.example@example.org", "", EDITORS, "writes the public pages"),
)


def sign_ins() -> list[str]:
    """Who can sign in, one line each: the address and what the person is."""
    longest = max(len(person.email) for person in PEOPLE)
    return [f"{person.email:<{longest}}  {person.says}" for person in PEOPLE]


def make_cast(*, joined: datetime) -> Cast:
    """Write down everybody; `joined` is when their accounts were made."""
    cast = Cast()
    for key, fields in COUNCILS.items():
        council = cast.councils[key] = Council.objects.create(**fields)
        CouncilIdentifier.objects.create(council=council, scheme="GB-PPON", value=COUNCIL_NUMBERS[key])
    for supplier in SUPPLIERS:
        cast.suppliers[supplier.key] = _organisation(supplier)
    # One password for all, so it is worked out once: that takes a third of a second by design.
    secret = make_password(PASSWORD)
    for person in PEOPLE:
        cast.people[person.key] = _user(person, secret, joined)
        _give_role(person, cast)
    return cast


def _organisation(supplier: Supplier) -> Organisation:
    organisation = Organisation.objects.create(
        name=supplier.name,
        is_sme=supplier.is_sme,
        is_vcse=supplier.is_vcse,
        is_mission_led=supplier.is_mission_led,
        vcse_kind=supplier.vcse_kind,
    )
    OrganisationIdentifier.objects.bulk_create(
        OrganisationIdentifier(organisation=organisation, scheme=scheme, value=value, source=SOURCE)
        for scheme, value in supplier.numbers.items()
    )
    return organisation


def _user(person: Person, secret: str, joined: datetime) -> User:
    """An account whose address needs no proving: nobody could read the code that is sent there.

    Those who must have a second factor have one with a secret that everybody knows; the page that asks shows the code.
    """
    user = User.objects.create(
        email=person.email,
        first_name=person.first_name,
        last_name=person.last_name,
        password=secret,
        date_joined=joined,
    )
    EmailAddress.objects.create(user=user, email=person.email, verified=True, primary=True)
    if person.place not in [supplier.key for supplier in SUPPLIERS] or person.role == ADMIN:
        TOTP.activate(user, DEMONSTRATION_SECRET)
    return user


def _give_role(person: Person, cast: Cast) -> None:
    """The person's place in a council, in a supplier, or among those who write or publish the public pages."""
    user = cast.people[person.key]
    if person.place in cast.councils:
        OfficerRole.objects.create(user=user, council=cast.councils[person.place], role=person.role)
    elif person.place in cast.suppliers:
        Member.objects.create(user=user, organisation=cast.suppliers[person.place], role=person.role)
    elif person.place != NEWCOMER:
        user.groups.add(getattr(SiteEditing.objects.get(site__is_default_site=True), person.role))
