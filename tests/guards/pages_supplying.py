"""Signing off, taking part, and what was sought in vain: who may, how many queries, and what stands in the rows.

The tables are read as those of access_table.py and test_queries.py are.
"""

from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from returns.models import Evidence, Revision, SignOff
from suppliers.actions.drafts import keep_draft
from suppliers.models import Commitment, Contract, ContractParty, Organisation, Registration
from tests.factories import (
    AnswerFactory,
    CommitmentFactory,
    ContractFactory,
    EvidenceFactory,
    EvidenceUseFactory,
    MemberFactory,
    OrganisationFactory,
    ReturnLineFactory,
    SupplierReturnFactory,
    UserFactory,
)
from tests.guards.pages_joining import add_number, ask, being_set_up, invite, provisional
from tests.guards.pages_promises import offer

#                                     anon- other             other                             cms
#                                     ymous supp. view. edit. admin offi. mana. lead  audi. both edit. staff
TABLE = """
sign-off-setting   supplier    GET    in    404   403   403   200   404   404   404   404   403   404   404
sign-off-setting   supplier    POST   in    404   403   403   302   404   404   404   404   403   404   404
return-decline     draft       GET    in    404   403   302   302   404   403   403   403   302   404   404
return-decline     asked       GET    in    404   403   200   200   404   403   403   403   200   404   404
return-decline     asked       POST   in    404   403   302   302   404   403   403   403   302   404   404
return-take-back   asked       GET    in    404   403   405   405   404   403   403   403   405   404   404
return-take-back   asked       POST   in    404   403   302   302   404   403   403   403   302   404   404
line-figure        asked_1     GET    in    404   403   302   302   404   403   403   403   302   404   404
line-figure        asked_1     POST   in    404   403   302   302   404   403   403   403   302   404   404
return-check       asked       GET    in    404   403   200   200   404   403   403   403   200   404   404
"""
# What a row of TABLE is asked about: a function of the world that gives the arguments of the address.
SUBJECTS = {
    "supplier": lambda world: [world.contract.supplier_id],
    "asked": lambda world: [world.more["asked"].pk],
    "asked_1": lambda world: [world.more["asked"].pk, 1],
}
# Page, who looks, how many queries. A partner pays one for what it takes part in and one for its lines of a return; a
# restricted member one for the contracts in reach; whoever signs off, or is asked to, one or two for that.
BUDGETS = {
    "supplier-home, partner": ("partner", 10),
    "supplier-home, everything": ("everything", 12),
    "return-list, partner": ("partner", 6),
    "commitment-list, partner": ("partner", 5),
    "contract-progress, partner": ("partner", 9),
    "return-detail, partner": ("partner", 11),
    "line-figure, partner": ("partner", 10),
    "line-evidence, partner": ("partner", 10),
    "evidence-view, partner": ("partner", 10),
    "return-detail, shared": ("editor", 11),
    "return-check, shared": ("editor", 12),
    "line-review, shared": ("manager", 11),
    "supplier-home, restricted": ("restricted", 9),
    "return-detail, restricted": ("restricted", 11),
    "line-figure, restricted": ("restricted", 10),
    "return-check, restricted": ("restricted", 12),
    "supplier-home, signing": ("signatory", 10),
    "return-detail, signing": ("signatory", 12),
    "return-detail, waiting": ("editor", 12),
    "return-check, signing": ("signatory", 12),
    "return-decline, signing": ("signatory", 9),
    "sign-off-setting, signing": ("admin", 6),
}


def data_for(name: str, world) -> dict | None:
    """What a person with the right would send to this address; None where it is none of these."""
    return {
        "sign-off-setting": {"needs_sign_off": "no"},
        "return-decline": {"reason": "The spend looks too high."},
        "return-take-back": {},
    }.get(name)


def make_objects(people: dict, contract) -> dict:
    """What the rows of TABLE are asked about, by name: `world.more`."""
    supplier_return = SupplierReturnFactory(contract=contract, line_count=1)
    line = ReturnLineFactory(supplier_return=supplier_return, commitment=CommitmentFactory(contract=contract))
    answer = AnswerFactory(line=line, claimed=25, narrative="It helped.", no_evidence_reason="It follows.")
    sign_off = SignOff.objects.create(revision=answer.revision, asked_at=timezone.now(), asked_by=people["editor"])
    return {"asked": supplier_return, "sign_off": sign_off}


def path_of(scene, page: str) -> str:
    """The address of a page of BUDGETS in a scene."""
    name, _comma, _case = page.partition(", ")
    if name in ("supplier-home", "return-list", "commitment-list"):
        return reverse(name)
    if name == "contract-progress":
        return reverse(name, args=[scene.contract.pk])
    if name == "sign-off-setting":
        return reverse(name, args=[scene.contract.supplier_id])
    if name == "evidence-view":
        return reverse(
            name, args=[Evidence.objects.filter(organisation=scene.people["partner_organisation"]).first().pk]
        )
    if name.startswith("line-"):
        return reverse(name, args=[(scene.sent if name == "line-review" else scene.draft).pk, 2])
    return reverse(name, args=[scene.draft.pk])


def rows_of(page: str) -> str:
    """Pages that show the same rows."""
    case = page.partition(", ")[2]
    return {"partner": "shared", "shared": "shared", "everything": case, "restricted": case}.get(case, "asked")


def make_rows(scene, kind: str) -> None:
    """Put as many rows as the scene has where pages of this kind show them."""
    if kind == "shared":
        _share(scene)
    elif kind == "everything":
        _share(scene)
        _ask(scene)
        _give_everything(scene)
    elif kind == "restricted":
        member = MemberFactory(organisation=scene.contract.supplier, is_restricted=True)
        member.contracts.set(Contract.objects.filter(supplier=scene.contract.supplier))
        scene.people["restricted"] = member.user
    else:
        _ask(scene)


def _share(scene) -> None:
    """A partner that delivers in every contract of the supplier: in the scene's own all but the first commitment."""
    partner = OrganisationFactory()
    scene.people["partner"] = MemberFactory(organisation=partner).user
    scene.people["partner_organisation"] = partner
    contracts = Contract.objects.filter(supplier=scene.contract.supplier)
    ContractParty.objects.bulk_create(
        ContractParty(contract=contract, organisation=partner, role="subcontractor") for contract in contracts
    )
    commitments = Commitment.objects.filter(contract__in=contracts)
    commitments.exclude(contract=scene.contract, position=1).update(deliverer=partner)
    for line in scene.draft.lines.exclude(number=1):
        answer = line.answers.get(revision__submitted_at__isnull=True)
        for _file in range(2):
            EvidenceUseFactory(answer=answer, evidence=EvidenceFactory(contract=scene.contract, organisation=partner))


def _give_everything(scene) -> None:
    """One person runs one organisation, signs for the supplier, sees some contracts of it only, and works in a partner.

    Of each kind that can wait for that person there are as many as the scene has rows.
    """
    supplier, lead = scene.contract.supplier, scene.people["lead"]
    person = scene.people["everything"] = scene.people["partner"]
    member = MemberFactory(organisation=supplier, user=person, is_signatory=True, is_restricted=True)
    member.contracts.set(Contract.objects.filter(supplier=supplier))
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    own = OrganisationFactory(is_provisional=True)
    MemberFactory(organisation=own, user=person, role="admin")
    measure = scene.contract.commitments.first().measure
    add_number(own, f"{own.pk:08d}")
    for row in range(scene.rows):
        invite(person.email, organisation=MemberFactory(role="admin").organisation, by=lead)
        invite(person.email, contract=being_set_up(scene.contract.council, lead), by=lead)
        stranger = UserFactory()
        ask(provisional(f"Asking {row} Ltd", stranger), f"{own.pk:08d}", by=stranger)
        prepared = ContractFactory(supplier=own, status="preparing", framework_version=measure.version)
        offered = CommitmentFactory(contract=scene.contract, measure=measure, status="proposed")
        offer(offered, lead)
        keep_draft(kind="add", subject=prepared.pk, contract=prepared, answers={}, by=person)
    refused = ask(own, "00999995", by=person)
    Registration.objects.filter(pk=refused.pk).update(
        status="declined", decided_at=timezone.now(), decided_by=lead, reason="We do not know you."
    )


def _ask(scene) -> None:
    """Every open return of the supplier waits for a signatory."""
    supplier = scene.contract.supplier
    Organisation.objects.filter(pk=supplier.pk).update(needs_sign_off=True)
    scene.people["signatory"] = MemberFactory(organisation=supplier, is_signatory=True).user
    open_revisions = Revision.objects.filter(supplier_return__supplier=supplier, submitted_at__isnull=True)
    SignOff.objects.bulk_create(
        SignOff(revision=revision, asked_at=timezone.now(), asked_by=scene.people["editor"])
        for revision in open_revisions
    )
