"""What the tests of signing up, teams and invitations share."""

from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import OutboundEmail, User
from audit.models import AuditEvent
from suppliers.actions.registering import Details, register_organisation
from suppliers.identifiers import COMPANY, Identifier
from suppliers.models import Member, Organisation, OrganisationIdentifier
from tests.factories import ContractFactory, MemberFactory, OfficerRoleFactory, OrganisationFactory, UserFactory

NUMBER = "01234567"
DETAILS = Details(name="Made Up Ltd")


def company(value: str = NUMBER) -> Identifier:
    """A company number."""
    return Identifier(COMPANY, value)


def person(**fields) -> User:
    """Somebody who has confirmed the address they sign in with."""
    user = UserFactory(**fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def known_organisation(value: str = NUMBER, *, admins: int = 1) -> Organisation:
    """A confirmed organisation with a company number and so many admins."""
    organisation = OrganisationFactory()
    OrganisationIdentifier.objects.create(organisation=organisation, scheme=COMPANY, value=value)
    for _each in range(admins):
        MemberFactory(organisation=organisation, user=person(), role=Member.Role.ADMIN)
    return organisation


def admin_of(organisation: Organisation) -> User:
    """The first admin of an organisation."""
    return fresh(organisation.members.filter(role="admin").order_by("pk").first().user)


def fresh(user: User) -> User:
    """The same person in a new request: what they may do is asked again."""
    return User.objects.get(pk=user.pk)


def signed_up(by: User | None = None, *, number: str | None = NUMBER, name: str = "Made Up Ltd") -> Organisation:
    """A provisional organisation whose registration waits."""
    return register_organisation(
        details=Details(name=name), number=company(number) if number else None, by=by or person()
    )


def registration_of(organisation: Organisation):
    """Its newest registration, as a new request reads it."""
    return organisation.registrations.select_related("organisation").first()


def officer_with_contract(organisation: Organisation | None, **fields) -> User:
    """An officer of a council that has a contract with an organisation."""
    officer = OfficerRoleFactory().user
    council = officer.officer_roles.get().council
    ContractFactory(council=council, supplier=organisation, manager=officer, **fields)
    return officer


def being_set_up(officer: User):
    """A contract of the officer's council that has no supplier yet."""
    council = officer.officer_roles.get().council
    return ContractFactory(council=council, manager=officer, supplier=None, status="preparing")


def browser(user: User | None) -> Client:
    """A browser in which somebody, or nobody, is signed in."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def events(*subjects) -> list[str]:
    """The codes of what happened, in order; with subjects only what happened to them."""
    found = AuditEvent.objects.order_by("id")
    if subjects:
        found = found.filter(subject_id__in=[str(subject.pk) for subject in subjects])
    return list(found.values_list("event", flat=True))


def emails() -> list[tuple[str, str]]:
    """Every e-mail queued so far, as address and subject."""
    return list(OutboundEmail.objects.order_by("id").values_list("to", "subject"))


def teams(user: User) -> dict[int, str]:
    """A person's roles by organisation."""
    return dict(user.memberships.values_list("organisation", "role"))
