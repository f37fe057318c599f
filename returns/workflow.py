"""How a return moves, and whose turn it is (decision record 0010)."""

from django.utils.translation import gettext_lazy as _

from returns.models import Correction, Evidence, SupplierReturn
from suppliers.workflow import transitions

Status = SupplierReturn.Status

RETURN = transitions(
    ("submit", (Status.DRAFT, Status.RETURNED), Status.SUBMITTED, "supplier"),
    ("take", (Status.SUBMITTED,), Status.UNDER_REVIEW, "officer"),
    ("hand_back", (Status.UNDER_REVIEW,), Status.SUBMITTED, "officer"),
    ("take_over", (Status.UNDER_REVIEW,), Status.UNDER_REVIEW, "officer"),
    ("send_back", (Status.UNDER_REVIEW,), Status.RETURNED, "officer"),
    ("decide", (Status.UNDER_REVIEW,), Status.DECIDED, "officer"),
)
RETURN_OWNER = {
    Status.DRAFT: _("the supplier"),
    Status.SUBMITTED: _("the council"),
    Status.UNDER_REVIEW: _("one officer"),
    Status.RETURNED: _("the supplier"),
    Status.DECIDED: _("nobody"),
}
WITH_SUPPLIER = {Status.DRAFT.value, Status.RETURNED.value}

CORRECTION = transitions(
    ("approve", (Correction.Status.PROPOSED,), Correction.Status.APPROVED, "second officer"),
    ("decline", (Correction.Status.PROPOSED,), Correction.Status.DECLINED, "second officer"),
)
CORRECTION_OWNER = {
    Correction.Status.PROPOSED: _("a second officer"),
    Correction.Status.APPROVED: _("nobody"),
    Correction.Status.DECLINED: _("nobody"),
}

EVIDENCE = transitions(
    (
        "remove",
        (Evidence.Status.AVAILABLE, Evidence.Status.ACCEPTED, Evidence.Status.INSUFFICIENT),
        Evidence.Status.REMOVED,
        "supplier",
    ),
)
EVIDENCE_OWNER = {
    Evidence.Status.UPLOADED: _("the portal"),
    Evidence.Status.SCANNING: _("the portal"),
    Evidence.Status.QUARANTINED: _("the supplier"),
    Evidence.Status.AVAILABLE: _("the council"),
    Evidence.Status.ACCEPTED: _("nobody"),
    Evidence.Status.INSUFFICIENT: _("the supplier"),
    Evidence.Status.REMOVED: _("nobody"),
    Evidence.Status.DISPOSED: _("nobody"),
}
