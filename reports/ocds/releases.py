"""One contract as one release: who, what, how long, for how much, and what was agreed and delivered."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from reports.ocds.amounts import known, moment, period_of, pounds, start_of
from reports.ocds.parties import organisation_party, reference
from suppliers.models import Contract, ContractParty
from suppliers.ocds.facts import LEGAL_BASES, LIGHT_TOUCH

STATUSES = {
    Contract.Status.PREPARING.value: "pending",
    Contract.Status.ACTIVE.value: "active",
    Contract.Status.ENDED.value: "terminated",
}
ROLES = {
    ContractParty.Role.CONSORTIUM.value: "supplier",
    ContractParty.Role.SUBCONTRACTOR.value: "subcontractor",
}
LAWS = {basis: {"scheme": scheme, "id": number} for (scheme, number), basis in LEGAL_BASES.items()}
Thing = dict[str, Any]


@dataclass
class Told:
    """What is said of a contract's promises and results, each piece as the standard writes it."""

    agreed: list[Thing] = field(default_factory=list)
    results: list[Thing] = field(default_factory=list)
    milestones: list[Thing] = field(default_factory=list)
    failures: list[Thing] = field(default_factory=list)
    why_none_agreed: str = ""

    @property
    def implementation(self) -> Thing:
        """What came of the promises."""
        return known({"metrics": self.results, "milestones": self.milestones, "performanceFailures": self.failures})


def ocid_of(contract: Contract) -> str:
    """That of the notice which the contract came from; else one of this installation, by its publisher's prefix."""
    return contract.ocid or f"{settings.OCDS_PREFIX}-{contract.pk}"


def contract_id_of(contract: Contract) -> str:
    """The id of a contract within its process: that of the notice, or our own."""
    return contract.ocds_id or f"contract-{contract.pk}"


def release_of(contract: Contract, told: Told, *, buyer: Thing, at: datetime, with_others: bool = False) -> Thing:
    """The release of a contract whose supplier has been read; `with_others` also of whoever else takes part.

    Its id is made of what it says: whoever keeps releases sees that nothing has changed.
    """
    suppliers = [organisation_party(contract.supplier, "supplier")] if contract.supplier else []
    takes_part = contract.parties.all() if with_others else ()
    others = [organisation_party(one.organisation, ROLES[one.role]) for one in takes_part]
    suppliers += [party for party in others if party["roles"] == ["supplier"]]
    said = known(
        {
            "tag": ["award", "contract", *(["implementation"] if told.implementation else [])],
            "language": (get_language() or settings.LANGUAGE_CODE)[:2],
            "initiationType": "tender",
            "parties": _each_once([buyer, *suppliers, *others]),
            "buyer": reference(buyer),
            "tender": _tender(contract),
            "awards": [_award(contract, suppliers)],
            "contracts": [_contract(contract, told)],
        }
    )
    digest = sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]
    about = {"ocid": ocid_of(contract), "id": f"{contract.pk}-{digest}", "date": moment(at)}
    return about | said


def _tender(contract: Contract) -> Thing:
    """Its title is said where no notice has said it before us."""
    return known(
        {
            "id": ocid_of(contract),
            "title": "" if contract.ocid else contract.title,
            "status": "complete",
            "legalBasis": LAWS.get(Contract.LegalBasis(contract.legal_basis)),
            "specialRegime": [LIGHT_TOUCH] if contract.is_light_touch else [],
        }
    )


def _award(contract: Contract, suppliers: list[Thing]) -> Thing:
    status = "pending" if contract.status == Contract.Status.PREPARING else "active"
    return known({"id": _award_id(contract), "status": status, "suppliers": [*map(reference, suppliers)]})


def _award_id(contract: Contract) -> str:
    """Not that of the notice, which we do not keep: another one, so that nobody lays the two over one another."""
    return f"award-{contract_id_of(contract)}"


def _contract(contract: Contract, told: Told) -> Thing:
    return known(
        {
            "id": contract_id_of(contract),
            "awardID": _award_id(contract),
            "title": contract.title,
            "description": contract.description,
            "status": STATUSES[contract.status],
            "period": period_of(contract.starts_on, contract.ends_on),
            "value": pounds(contract.value_net, gross=contract.value_gross),
            "aboveThreshold": contract.is_above_threshold,
            "dateSigned": contract.signed_on and start_of(contract.signed_on),
            "agreedMetrics": told.agreed,
            "noAgreedMetricsRationale": "" if told.agreed else told.why_none_agreed,
            "implementation": told.implementation,
        }
    )


def _each_once(parties: list[Thing]) -> list[Thing]:
    """Each party once, with all of its roles."""
    found: dict[str, Thing] = {}
    for party in parties:
        known_as = found.setdefault(party["id"], party | {"roles": []})
        known_as["roles"] += [role for role in party["roles"] if role not in known_as["roles"]]
    return list(found.values())
