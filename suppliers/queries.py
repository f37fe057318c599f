"""What of organisations, contracts and commitments a person can see."""

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.queries import officer_roles
from suppliers.models import Commitment, Contract, Member


def memberships(user: User) -> dict[int | None, str]:
    """The role of a person by organisation id: one query, kept for as long as this user object lives (one request)."""
    if not user.is_authenticated:
        return {}
    known = user.__dict__.get("_memberships")
    if known is None:
        known = dict(Member.objects.filter(user=user).order_by().values_list("organisation_id", "role"))
        user.__dict__["_memberships"] = known
    return known


def contracts_visible_to(user: User) -> QuerySet[Contract]:
    """Contracts of the person's organisations and of the councils the person is an officer of."""
    return Contract.objects.filter(Q(supplier_id__in=memberships(user)) | Q(council_id__in=officer_roles(user)))


def council_contracts_visible_to(user: User) -> QuerySet[Contract]:
    """Contracts the person sees as an officer."""
    return Contract.objects.filter(council_id__in=officer_roles(user))


def commitments_visible_to(user: User) -> QuerySet[Commitment]:
    """Commitments of the contracts the person can see."""
    return Commitment.objects.filter(
        Q(contract__supplier_id__in=memberships(user)) | Q(contract__council_id__in=officer_roles(user))
    )


def people_writing_for(organisation_id: int) -> QuerySet[User]:
    """The admins and editors of an organisation, who get its e-mails."""
    return User.objects.filter(
        is_active=True,
        memberships__organisation_id=organisation_id,
        memberships__role__in=[Member.Role.ADMIN, Member.Role.EDITOR],
    ).order_by("pk")
