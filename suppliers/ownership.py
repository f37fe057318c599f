"""Who looks after a contract on each side, and whether they still can (the handover from bid to service).

At the council that is `Contract.manager`, an officer who decides; at the supplier `Contract.supplier_owner`, an admin
or editor who may see the contract. People lose roles and accounts: a name that can no longer act counts as missing.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import OfficerRole, User
from accounts.permissions import DECIDING
from accounts.queries import leads_of
from suppliers.models import Contract, Member
from suppliers.permissions import WRITING
from suppliers.queries import people_writing_for

# As many as a page offers to choose from.
MOST = 200


def possible_owners(contract: Contract) -> QuerySet[User]:
    """Who may look after a contract at its supplier: its admins and editors who may see it."""
    if contract.supplier_id is None:
        return User.objects.none()
    return people_writing_for(contract.supplier_id, contract=contract.pk)


def possible_managers(council_id: int, *, contract: Contract | None = None) -> QuerySet[User]:
    """Who may look after a contract at the council: officers who decide and belong to none of its suppliers."""
    deciding = OfficerRole.objects.filter(council=council_id, role__in=DECIDING, user__is_active=True)
    people = User.objects.filter(pk__in=deciding.values("user"))
    if contract is not None:
        parties = contract.parties.values("organisation")
        belonging = Member.objects.filter(Q(organisation=contract.supplier_id) | Q(organisation__in=parties))
        people = people.exclude(pk__in=belonging.values("user"))
    return people.order_by("first_name", "last_name", "pk")


def council_people_of(contract: Contract) -> list[User]:
    """Who acts for the council on a contract: its manager; the council's leads where nobody is named who still can."""
    possible = possible_managers(contract.council_id, contract=contract)
    managers = list(possible.filter(pk=contract.manager_id)) if contract.manager_id else []
    return managers or list(leads_of(contract.council_id))


def with_owners(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    """Contracts annotated with `has_manager` and `has_owner`: whether somebody on that side is named and still can."""
    managing = OfficerRole.objects.filter(
        council=OuterRef("council"), user=OuterRef("manager"), role__in=DECIDING, user__is_active=True
    )
    taking_part = Member.objects.filter(user=OuterRef("manager"), organisation=OuterRef("supplier"))
    owning = Member.objects.filter(
        _sees(OuterRef("pk")),
        organisation=OuterRef("supplier"),
        user=OuterRef("supplier_owner"),
        role__in=WRITING,
        user__is_active=True,
    )
    return contracts.annotate(has_manager=Exists(managing) & ~Exists(taking_part), has_owner=Exists(owning))


def _sees(contract) -> Q:
    """A condition: members who may see this contract."""
    listed = Member.contracts.through.objects.filter(member=OuterRef("pk"), contract=OuterRef(contract))
    return Q(is_restricted=False) | Q(Exists(listed))
