"""Which councils a person works for, which addresses are whose, and which do not work."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import Exists, ManyToOneRel, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models import Council, OfficerRole, OutboundEmail, User

# More than any page shows in rows.
MAX_ADDRESSES = 200


@dataclass
class Office:
    """A council a person is an officer of, and the person's roles there."""

    slug: str
    name: str
    nation: str
    roles: set[str] = field(default_factory=set)


def offices_of(user: User) -> dict[int, Office]:
    """The councils of an officer by id: one query, kept for as long as this user object lives (one request)."""
    if not user.is_authenticated:
        return {}
    known = user.__dict__.get("_offices")
    if known is None:
        known = {}
        for council_id, role, *about in _office_rows().filter(user=user):
            known.setdefault(council_id, Office(*about)).roles.add(role)
        user.__dict__["_offices"] = known
    return known


def narrow_offices(user: User, council_id: int | None) -> None:
    """For as long as this user object lives, the person is an officer of one council at most (None: of none).

    For whoever acts by a token, which opens one council and no other of the person's.
    """
    user.__dict__["_offices"] = {pk: office for pk, office in offices_of(user).items() if pk == council_id}


@cache
def _office_rows() -> QuerySet[OfficerRole, tuple]:
    """The council and role of an officer, and the fields of `Office`: made up once, not for each request."""
    rows = OfficerRole.objects.order_by("council__name")
    return rows.values_list("council_id", "role", "council__slug", "council__name", "council__nation")


def officer_roles(user: User) -> dict[int, set[str]]:
    """The roles of a person by council id; no further query than `offices_of`."""
    return {council_id: office.roles for council_id, office in offices_of(user).items()}


def councils_of(user: User):
    """The councils a person is an officer of."""
    return Council.objects.filter(pk__in=offices_of(user))


def councils_on(day: date) -> QuerySet[Council]:
    """The councils that there are on a day: reorganisation ends some and begins others."""
    return Council.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


def addresses_of(user: User) -> QuerySet:
    """The e-mail addresses a person has proved to be theirs, in lower case: one column `address`."""
    proved = EmailAddress.objects.filter(user_id=user.pk, verified=True)
    return proved.annotate(address=Lower("email")).order_by().values("address")


def has_address(user: User, address: str) -> bool:
    """Whether a person has proved that an e-mail address is theirs, however it is written."""
    return addresses_of(user).filter(address=address.lower()).exists()


def unconfirmed_accounts(before: datetime) -> QuerySet[User]:
    """Accounts that people made for themselves before a moment and never confirmed or signed in to.

    Whoever was switched off stays off, an account that was made for somebody has no address to confirm before its
    first sign-in, and who was written to today may be typing the code: none of them is among these.
    """
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    written = OutboundEmail.objects.annotate(address=Lower("to")).filter(queued__gt=timezone.now() - timedelta(days=1))
    return User.objects.filter(
        Exists(addresses),
        ~Exists(addresses.filter(verified=True)),
        ~Exists(written.filter(address=Lower(OuterRef("email")))),
        date_joined__lt=before,
        last_login__isnull=True,
        is_active=True,
        is_staff=False,
        is_superuser=False,
    )


def named_elsewhere(user_ids: Collection[int]) -> set[int]:
    """Those of some people whom a row of any table names, apart from their own e-mail addresses.

    The models say which tables these are, those of other packages included, so that none is forgotten.
    """
    found: set[int] = set()
    for relation in User._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and relation.related_model is not EmailAddress:
            rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": user_ids})
            found |= set(rows.order_by().values_list(relation.field.attname, flat=True))
    return found


def leads_of(council_id: int) -> QuerySet[User]:
    """The social value leads of a council, who decide what becomes of files that have a problem."""
    role = OfficerRole.Role.SOCIAL_VALUE_LEAD
    return User.objects.filter(is_active=True, officer_roles__council_id=council_id, officer_roles__role=role).order_by(
        "pk"
    )


def officers_deciding_for(council_id: int) -> QuerySet[User]:
    """Who acts for a council: everybody with a role there but auditors."""
    deciding = [OfficerRole.Role.CONTRACT_MANAGER, OfficerRole.Role.SOCIAL_VALUE_LEAD]
    roles = OfficerRole.objects.filter(council=council_id, role__in=deciding)
    return User.objects.filter(is_active=True, pk__in=roles.values("user")).order_by("pk")


def language_of(address: str) -> str:
    """The language of the person with this address, or the portal's own; one query, whether there is such a person."""
    known = User.objects.filter(email__iexact=address).values_list("preferred_language", flat=True).first()
    return known or settings.LANGUAGE_CODE


def bounced_addresses(addresses: Collection[str]) -> set[str]:
    """Those of up to 200 addresses whose latest e-mail did not arrive, as they were given; one query.

    For pages that list people who were written to. An e-mail that still waits says nothing yet, so the one before it
    counts. Raises ValueError for more than 200 addresses.
    """
    if len(addresses) > MAX_ADDRESSES:
        raise ValueError(f"Ask for {MAX_ADDRESSES} addresses at most.")
    if not addresses:
        return set()
    emails = OutboundEmail.objects.annotate(address=Lower("to")).order_by()
    arrived_since = emails.filter(address=OuterRef("address"), status=OutboundEmail.Status.SENT, pk__gt=OuterRef("pk"))
    bounced = emails.filter(
        ~Exists(arrived_since),
        address__in={address.lower() for address in addresses},
        status=OutboundEmail.Status.BOUNCED,
    )
    found = set(bounced.values_list("address", flat=True).distinct())
    return {address for address in addresses if address.lower() in found}
