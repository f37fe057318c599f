"""What was delivered: returns with their revisions, lines, answers and evidence; what officers decided about them."""

from returns.models.answering import Answer, ReturnLine, Revision, SupplierReturn
from returns.models.assessing import KpiAssessment, KpiRating
from returns.models.confirming import AuditMark, Confirmation
from returns.models.deciding import Correction, LineComment, Verification
from returns.models.escalating import Escalation, EscalationStep, PlanAction, RemedialPlan, StepReply
from returns.models.evidence import Evidence, EvidenceAccess, EvidenceBand, EvidenceMatch, EvidenceUse
from returns.models.figures import ContractFigure, ContractTotal, CouncilTotal, Tally
from returns.models.keeping import DisposalCertificate, DisposalProposal, Incident, LegalHold, RetentionRule
from returns.models.remedies import Remedy
from returns.models.reminding import MOST_STEPS, OfficerDigest, Reminder, ReminderRule
from returns.models.reviewing import Dispute, LineCheck, LineQuestion
from returns.models.sampling import Sample, SamplingRule
from returns.models.saved_views import SavedView
from returns.models.supplying import NotTakenUp, SignOff
from returns.models.workbooks import WorkbookUpload

__all__ = [
    "MOST_STEPS",
    "Answer",
    "AuditMark",
    "Confirmation",
    "ContractFigure",
    "ContractTotal",
    "Correction",
    "CouncilTotal",
    "DisposalCertificate",
    "DisposalProposal",
    "Dispute",
    "Escalation",
    "EscalationStep",
    "Evidence",
    "EvidenceAccess",
    "EvidenceBand",
    "EvidenceMatch",
    "EvidenceUse",
    "Incident",
    "KpiAssessment",
    "KpiRating",
    "LegalHold",
    "LineCheck",
    "LineComment",
    "LineQuestion",
    "NotTakenUp",
    "OfficerDigest",
    "PlanAction",
    "RemedialPlan",
    "Remedy",
    "Reminder",
    "ReminderRule",
    "RetentionRule",
    "ReturnLine",
    "Revision",
    "Sample",
    "SamplingRule",
    "SavedView",
    "SignOff",
    "StepReply",
    "SupplierReturn",
    "Tally",
    "Verification",
    "WorkbookUpload",
]
