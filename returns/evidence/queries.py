"""What evidence a person can see."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.queries import officer_roles
from returns.models import Evidence, EvidenceAccess, EvidenceUse
from returns.workflow import SHOWN, WAITING
from suppliers.reach import either, held_by


def evidence_visible_to(user: User) -> QuerySet[Evidence]:
    """Files of the person's own organisations, and files the person's councils were sent with a return.

    The supplier answers for its contract, so its people also see what a consortium member or subcontractor added there.
    Officers of the contract's council see a file from the moment a revision that uses it is sent; what a supplier has
    only put into a draft is not theirs to see. Files in every status: see `openable_evidence`.
    """
    sent = EvidenceUse.objects.filter(evidence=OuterRef("pk"), answer__revision__submitted_at__isnull=False)
    return Evidence.objects.filter(
        either(
            held_by(user, supplier="organisation", contract="contract"),
            held_by(user, supplier="contract__supplier", contract="contract"),
            Q(contract__council_id__in=officer_roles(user)) & Q(Exists(sent)),
        )
    ).select_related("contract")


def openable_evidence(user: User) -> QuerySet[Evidence]:
    """Visible files whose content may be opened: examined, and neither refused, hidden nor gone.

    What no scanner has looked at, because the installation has none, only its uploader may open (invariant 13).
    """
    is_safe = Q(scan=Evidence.Scan.CLEAN) | Q(scan=Evidence.Scan.NOT_SCANNED, uploaded_by=user.pk)
    return evidence_visible_to(user).filter(is_safe, status__in=SHOWN)


def taken_at(user: User, moment: datetime) -> QuerySet[Evidence]:
    """The files that a person took away at one moment, in one archive."""
    kind = EvidenceAccess.Kind.DOWNLOAD
    return Evidence.objects.filter(
        pk__in=EvidenceAccess.objects.filter(accessed_by=user.pk, accessed_at=moment, kind=kind).values("evidence")
    )


def waiting_since(moment: datetime) -> QuerySet[Evidence]:
    """Files that came before a moment and still wait to be examined."""
    return Evidence.objects.filter(status__in=WAITING, uploaded_at__lt=moment)
