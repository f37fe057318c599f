"""How a return moves, and whose turn it is (decision record 0010)."""

from django.utils.translation import gettext_lazy as _

from returns.models import (
    Confirmation,
    Correction,
    DisposalProposal,
    Dispute,
    Escalation,
    Evidence,
    LineQuestion,
    RemedialPlan,
    Remedy,
    SignOff,
    SupplierReturn,
    WorkbookUpload,
)
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

SIGN_OFF = transitions(
    ("sign", (SignOff.Status.ASKED,), SignOff.Status.SIGNED, "signatory"),
    ("decline", (SignOff.Status.ASKED,), SignOff.Status.DECLINED, "signatory"),
    ("take_back", (SignOff.Status.ASKED,), SignOff.Status.TAKEN_BACK, "editor"),
)
SIGN_OFF_OWNER = {
    SignOff.Status.ASKED: _("a signatory of the supplier"),
    SignOff.Status.SIGNED: _("nobody"),
    SignOff.Status.DECLINED: _("nobody"),
    SignOff.Status.TAKEN_BACK: _("nobody"),
}

CORRECTION = transitions(
    ("approve", (Correction.Status.PROPOSED,), Correction.Status.APPROVED, "second officer"),
    ("decline", (Correction.Status.PROPOSED,), Correction.Status.DECLINED, "second officer"),
)
CORRECTION_OWNER = {
    Correction.Status.PROPOSED: _("a second officer"),
    Correction.Status.APPROVED: _("nobody"),
    Correction.Status.DECLINED: _("nobody"),
}

QUESTION = transitions(
    ("answer", (LineQuestion.Status.ASKED,), LineQuestion.Status.ANSWERED, "supplier"),
    ("withdraw", (LineQuestion.Status.ASKED,), LineQuestion.Status.WITHDRAWN, "officer"),
)
QUESTION_OWNER = {
    LineQuestion.Status.ASKED: _("the supplier"),
    LineQuestion.Status.ANSWERED: _("nobody"),
    LineQuestion.Status.WITHDRAWN: _("nobody"),
}

DISPUTE = transitions(
    ("correct", (Dispute.Status.OPEN,), Dispute.Status.CORRECTED, "second officer"),
    ("keep", (Dispute.Status.OPEN,), Dispute.Status.KEPT, "officer"),
)
DISPUTE_OWNER = {
    Dispute.Status.OPEN: _("the council"),
    Dispute.Status.CORRECTED: _("nobody"),
    Dispute.Status.KEPT: _("nobody"),
}

CONFIRMATION = transitions(
    ("answer", (Confirmation.Status.OPEN,), Confirmation.Status.ANSWERED, "whoever has the link"),
    ("withdraw", (Confirmation.Status.OPEN,), Confirmation.Status.WITHDRAWN, "the side that asked"),
)
CONFIRMATION_OWNER = {
    Confirmation.Status.OPEN: _("the organisation that was asked"),
    Confirmation.Status.ANSWERED: _("nobody"),
    Confirmation.Status.WITHDRAWN: _("nobody"),
}

SHOWN = (Evidence.Status.AVAILABLE,)
WAITING = (Evidence.Status.UPLOADED, Evidence.Status.SCANNING)
EVIDENCE = transitions(
    ("start", WAITING, Evidence.Status.SCANNING, "portal"),
    ("pass", (Evidence.Status.SCANNING,), Evidence.Status.AVAILABLE, "portal"),
    ("refuse", WAITING, Evidence.Status.QUARANTINED, "portal"),
    ("remove", (*WAITING, Evidence.Status.QUARANTINED, *SHOWN), Evidence.Status.REMOVED, "supplier"),
    ("hide", SHOWN, Evidence.Status.HIDDEN, "anybody who sees it"),
    ("show_again", (Evidence.Status.HIDDEN,), Evidence.Status.AVAILABLE, "social value lead"),
    ("destroy", (Evidence.Status.HIDDEN,), Evidence.Status.REMOVED, "social value lead"),
    ("dispose", (*SHOWN, Evidence.Status.HIDDEN), Evidence.Status.DISPOSED, "social value lead"),
)
EVIDENCE_OWNER = {
    Evidence.Status.UPLOADED: _("the portal"),
    Evidence.Status.SCANNING: _("the portal"),
    Evidence.Status.QUARANTINED: _("the supplier"),
    Evidence.Status.AVAILABLE: _("the council"),
    Evidence.Status.HIDDEN: _("the council"),
    Evidence.Status.REMOVED: _("nobody"),
    Evidence.Status.DISPOSED: _("nobody"),
}

DISPOSAL = transitions(
    ("approve", (DisposalProposal.Status.PROPOSED,), DisposalProposal.Status.APPROVED, "social value lead"),
    ("keep", (DisposalProposal.Status.PROPOSED,), DisposalProposal.Status.KEPT, "social value lead"),
)
DISPOSAL_OWNER = {
    DisposalProposal.Status.PROPOSED: _("the council"),
    DisposalProposal.Status.APPROVED: _("nobody"),
    DisposalProposal.Status.KEPT: _("nobody"),
}

ESCALATION = transitions(
    ("improve", (Escalation.Status.OPEN,), Escalation.Status.IMPROVED, "officer"),
    ("give_up", (Escalation.Status.OPEN,), Escalation.Status.NOT_IMPROVED, "officer"),
    ("withdraw", (Escalation.Status.OPEN,), Escalation.Status.WITHDRAWN, "officer"),
)
ESCALATION_OWNER = {
    Escalation.Status.OPEN: _("the council and the supplier"),
    Escalation.Status.IMPROVED: _("nobody"),
    Escalation.Status.NOT_IMPROVED: _("nobody"),
    Escalation.Status.WITHDRAWN: _("nobody"),
}

OPEN_PLAN = (RemedialPlan.Status.PROPOSED, RemedialPlan.Status.AGREED, RemedialPlan.Status.REPORTED)
RUNNING_PLAN = (RemedialPlan.Status.AGREED, RemedialPlan.Status.REPORTED)
PLAN = transitions(
    ("accept", (RemedialPlan.Status.PROPOSED,), RemedialPlan.Status.AGREED, "officer"),
    ("return", (RemedialPlan.Status.PROPOSED,), RemedialPlan.Status.RETURNED, "officer"),
    ("report", (RemedialPlan.Status.AGREED,), RemedialPlan.Status.REPORTED, "supplier"),
    ("complete", RUNNING_PLAN, RemedialPlan.Status.COMPLETED, "officer"),
    ("fail", RUNNING_PLAN, RemedialPlan.Status.FAILED, "officer"),
)
PLAN_OWNER = {
    RemedialPlan.Status.PROPOSED: _("the council"),
    RemedialPlan.Status.RETURNED: _("nobody"),
    RemedialPlan.Status.AGREED: _("the supplier"),
    RemedialPlan.Status.REPORTED: _("the council"),
    RemedialPlan.Status.COMPLETED: _("nobody"),
    RemedialPlan.Status.FAILED: _("nobody"),
}

REMEDY = transitions(
    ("approve", (Remedy.Status.PROPOSED,), Remedy.Status.APPROVED, "second officer"),
    ("decline", (Remedy.Status.PROPOSED,), Remedy.Status.DECLINED, "second officer"),
)
REMEDY_OWNER = {
    Remedy.Status.PROPOSED: _("a second officer"),
    Remedy.Status.APPROVED: _("nobody"),
    Remedy.Status.DECLINED: _("nobody"),
}

WORKBOOK = transitions(
    ("read", (WorkbookUpload.Status.RECEIVED,), WorkbookUpload.Status.READ, "portal"),
    ("refuse", (WorkbookUpload.Status.RECEIVED,), WorkbookUpload.Status.REFUSED, "portal"),
    ("ask", (WorkbookUpload.Status.READ,), WorkbookUpload.Status.TAKING, "supplier"),
    ("take", (WorkbookUpload.Status.TAKING,), WorkbookUpload.Status.TAKEN, "portal"),
    ("look_again", (WorkbookUpload.Status.TAKING,), WorkbookUpload.Status.READ, "portal"),
)
WORKBOOK_OWNER = {
    WorkbookUpload.Status.RECEIVED: _("the portal"),
    WorkbookUpload.Status.REFUSED: _("nobody"),
    WorkbookUpload.Status.READ: _("the supplier"),
    WorkbookUpload.Status.TAKING: _("the portal"),
    WorkbookUpload.Status.TAKEN: _("nobody"),
}
