"""Who promised what: organisations and their people, contracts and their periods, commitments with targets."""

from suppliers.models.commitments import Commitment, TargetPoint, TargetProfile
from suppliers.models.contracts import (
    Contract,
    ContractParty,
    LegalThreshold,
    NoticeRef,
    ReportingPeriod,
    ServiceCategory,
)
from suppliers.models.organisations import Member, Organisation, OrganisationIdentifier

__all__ = [
    "Commitment",
    "Contract",
    "ContractParty",
    "LegalThreshold",
    "Member",
    "NoticeRef",
    "Organisation",
    "OrganisationIdentifier",
    "ReportingPeriod",
    "ServiceCategory",
    "TargetPoint",
    "TargetProfile",
]
