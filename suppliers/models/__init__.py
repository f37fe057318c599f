"""Who promised what: organisations and their people, contracts and their periods, commitments with targets."""

from suppliers.models.commitments import Commitment, PeriodActivity, Proposal, TargetPoint, TargetProfile
from suppliers.models.contracts import (
    Contract,
    ContractParty,
    LegalThreshold,
    NoticeRef,
    ProportionBand,
    ReportingPeriod,
    ServiceCategory,
)
from suppliers.models.drafts import KeptDraft
from suppliers.models.endorsing import Endorsement
from suppliers.models.fetching import ArrivedNotice, NoticeSource
from suppliers.models.joining import ContractClaim, Invitation, Registration, ToldCouncil
from suppliers.models.kpis import NoKpiReason, StatutoryKpi
from suppliers.models.needs import AreaNeed, Indicator
from suppliers.models.opportunities import Host, HostReminder, Opportunity, OpportunityStep, WhyNot
from suppliers.models.organisations import Member, Organisation, OrganisationIdentifier
from suppliers.models.places import Area, Department, LocalPostcodes
from suppliers.models.rating import Rating, RatingRule
from suppliers.models.registers import RegisterFile, RegisterKind, RegisterRow, RememberedColumns
from suppliers.models.remedies import ContractRemedies, ShortfallRate

__all__ = [
    "Area",
    "AreaNeed",
    "ArrivedNotice",
    "Commitment",
    "Contract",
    "ContractClaim",
    "ContractParty",
    "ContractRemedies",
    "Department",
    "Endorsement",
    "Host",
    "HostReminder",
    "Indicator",
    "Invitation",
    "KeptDraft",
    "LegalThreshold",
    "LocalPostcodes",
    "Member",
    "NoKpiReason",
    "NoticeRef",
    "NoticeSource",
    "Opportunity",
    "OpportunityStep",
    "Organisation",
    "OrganisationIdentifier",
    "PeriodActivity",
    "ProportionBand",
    "Proposal",
    "Rating",
    "RatingRule",
    "RegisterFile",
    "RegisterKind",
    "RegisterRow",
    "Registration",
    "RememberedColumns",
    "ReportingPeriod",
    "ServiceCategory",
    "ShortfallRate",
    "StatutoryKpi",
    "TargetPoint",
    "TargetProfile",
    "ToldCouncil",
    "WhyNot",
]
