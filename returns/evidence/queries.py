"""What evidence a person can see."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.queries import officer_roles
from returns.models import Evidence, EvidenceUse
from suppliers.queries import memberships

# What can be opened: neither waiting for its checks, nor refused, nor gone.
OPENABLE = (Evidence.Status.AVAILABLE, Evidence.Status.ACCEPTED, Evidence.Status.INSUFFICIENT)


def evidence_visible_to(user: User) -> QuerySet[Evidence]:
    """Files of the person's own organisations, and files the person's councils were sent with a return.

    Officers of the contract's council see a file from the moment a revision that uses it is sent; what a supplier has
    only put into a draft is not theirs to see. Files in every status: see `openable_evidence`.
    """
    was_sent = Exists(EvidenceUse.objects.filter(evidence=OuterRef("pk"), answer__revision__submitted_at__isnull=False))
    return Evidence.objects.filter(
        Q(organisation_id__in=memberships(user)) | (Q(contract__council_id__in=officer_roles(user)) & was_sent)
    ).select_related("contract")


def openable_evidence(user: User) -> QuerySet[Evidence]:
    """Visible files whose content may be opened."""
    return evidence_visible_to(user).filter(status__in=OPENABLE)
