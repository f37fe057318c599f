"""A contract with a supplier, one who takes part, returns in three states, and programs of everybody around them."""

from dataclasses import dataclass
from decimal import Decimal

from accounts.models import OfficerRole, User
from returns.actions.correcting import Difference, approve_correction, propose_correction
from returns.actions.reviewing import Decision, decide_line, decide_return, take_return
from returns.models import SupplierReturn
from returns.sheet import load_sheet
from suppliers.models import Contract, Member
from tests.api.programs import Program, a_token
from tests.factories import (
    CommitmentFactory,
    ContractFactory,
    ContractPartyFactory,
    MeasureFactory,
    MemberFactory,
    OfficerRoleFactory,
    OrganisationFactory,
)
from tests.guards.world import NOW, REASON, make_draft, send

__all__ = ["NOW", "REASON", "ApiWorld", "make_api_world"]


@dataclass
class ApiWorld:
    """`people` made the `programs` of the same name."""

    people: dict[str, User]
    programs: dict[str, Program]
    contract: Contract
    other_contract: Contract
    draft: SupplierReturn
    sent: SupplierReturn
    decided: SupplierReturn


def make_api_world() -> ApiWorld:
    """The whole of it. Line 1 of each return is the supplier's, line 2 is delivered by the partner."""
    supplier, partner = OrganisationFactory(), OrganisationFactory()
    contract = ContractFactory(supplier=supplier)
    ContractPartyFactory(contract=contract, organisation=partner)
    lead = OfficerRole.Role.SOCIAL_VALUE_LEAD
    people = {
        "supplier": MemberFactory(organisation=supplier, role=Member.Role.ADMIN).user,
        "partner": MemberFactory(organisation=partner, role=Member.Role.ADMIN).user,
        "other_supplier": MemberFactory(role=Member.Role.ADMIN).user,
        "council": OfficerRoleFactory(council=contract.council, role=lead).user,
        "other_council": OfficerRoleFactory(role=lead).user,
    }
    other_contract = ContractFactory(supplier=supplier, council=people["other_council"].officer_roles.get().council)
    version, by = contract.framework_version, people["supplier"]
    measures = [
        MeasureFactory(version=version),
        MeasureFactory(version=version, sensitivity="care leavers", photos="no"),
    ]
    promises = [
        CommitmentFactory(contract=contract, measure=measures[0]),
        CommitmentFactory(contract=contract, measure=measures[1], deliverer=partner),
    ]
    decided = _decide(send(make_draft(contract, promises), by=by), people["council"], contract)
    sent = send(make_draft(contract, promises, evidence=True), by=by)
    draft = make_draft(contract, promises)
    return ApiWorld(people, _programs(people), contract, other_contract, draft, sent, decided)


def _programs(people: dict[str, User]) -> dict[str, Program]:
    """One of each person, which may do what such a token may; "reader" may only read for the supplier."""
    programs = {}
    for who, person in people.items():
        role = person.officer_roles.first()
        owner = role.council if role else person.memberships.get().organisation
        programs[who] = Program(a_token(owner, person, scope="read" if role else "write", name=who))
    supplier = people["supplier"].memberships.get().organisation
    programs["reader"] = Program(a_token(supplier, people["supplier"], name="reader"))
    return programs


def _decide(supplier_return: SupplierReturn, officer: User, contract: Contract) -> SupplierReturn:
    """Of 25 claimed 10 are verified, and a correction takes one of these away."""
    take_return(supplier_return=supplier_return, by=officer)
    for row in load_sheet(supplier_return, sent=True).rows:
        decision = Decision("part_verified", verified=Decimal(10), reason="The list holds ten.")
        decide_line(row=row, decision=decision, by=officer)
    decide_return(supplier_return=supplier_return, message="", by=officer)
    second = OfficerRoleFactory(council=contract.council).user
    line = supplier_return.lines.get(number=1)
    correction = propose_correction(line=line, difference=Difference(value=Decimal(-1)), reason=REASON, by=officer)
    approve_correction(correction=correction, reason=REASON, by=second)
    return supplier_return
