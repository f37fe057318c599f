"""What was delivered: returns with their revisions, lines, answers and evidence; what officers decided about them."""

from returns.models.answering import Answer, ReturnLine, Revision, SupplierReturn
from returns.models.deciding import Correction, LineComment, Verification
from returns.models.evidence import Evidence, EvidenceAccess, EvidenceUse
from returns.models.figures import ContractFigure, ContractTotal, CouncilTotal

__all__ = [
    "Answer",
    "ContractFigure",
    "ContractTotal",
    "Correction",
    "CouncilTotal",
    "Evidence",
    "EvidenceAccess",
    "EvidenceUse",
    "LineComment",
    "ReturnLine",
    "Revision",
    "SupplierReturn",
    "Verification",
]
