"""What was delivered: returns with their revisions, lines, answers and evidence; what officers decided about them."""

from returns.models.answering import Answer, ReturnLine, Revision, SupplierReturn
from returns.models.deciding import Correction, LineComment, Verification
from returns.models.evidence import Evidence, EvidenceAccess, EvidenceBand, EvidenceMatch, EvidenceUse
from returns.models.figures import ContractFigure, ContractTotal, CouncilTotal
from returns.models.keeping import DisposalCertificate, DisposalProposal, Incident, LegalHold, RetentionRule
from returns.models.supplying import NotTakenUp, SignOff

__all__ = [
    "Answer",
    "ContractFigure",
    "ContractTotal",
    "Correction",
    "CouncilTotal",
    "DisposalCertificate",
    "DisposalProposal",
    "Evidence",
    "EvidenceAccess",
    "EvidenceBand",
    "EvidenceMatch",
    "EvidenceUse",
    "Incident",
    "LegalHold",
    "LineComment",
    "NotTakenUp",
    "RetentionRule",
    "ReturnLine",
    "Revision",
    "SignOff",
    "SupplierReturn",
    "Verification",
]
