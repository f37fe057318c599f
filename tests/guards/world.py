"""A small world with every kind of person and a return in every status, all of it made by the portal's own actions."""

from dataclasses import dataclass
from decimal import Decimal

from accounts.models import OfficerRole, User
from cms.models import GuidancePage, HomePage, SiteEditing
from returns.actions.answering import declare_nil
from returns.actions.correcting import Difference, propose_correction
from returns.actions.incidents import report_problem
from returns.actions.keeping import approve_disposals, place_hold, propose_disposals
from returns.actions.reviewing import (
    Decision,
    ask_for_change,
    decide_line,
    decide_return,
    send_back_return,
    take_return,
)
from returns.actions.submitting import submit_return
from returns.declarations import DECLARATIONS
from returns.models import (
    Correction,
    DisposalCertificate,
    DisposalProposal,
    Evidence,
    Incident,
    LegalHold,
    ReturnLine,
    SupplierReturn,
)
from returns.sheet import load_sheet
from suppliers.models import Commitment, Contract, Member, ReportingPeriod
from tests.factories import (
    AnswerFactory,
    CommitmentFactory,
    ContractFactory,
    CouncilFactory,
    EvidenceFactory,
    EvidenceUseFactory,
    MeasureFactory,
    MemberFactory,
    OfficerRoleFactory,
    OrganisationFactory,
    ReportingPeriodFactory,
    ReturnLineFactory,
    SupplierReturnFactory,
    UserFactory,
)
from tests.guards.pages import PIECES
from tests.returns.files_kept import TODAY, an_old_contract, an_old_file

NOW = "2026-07-10T09:00:00Z"
REASON = "Agreed with the school."

# In the order of the columns of the access matrix.
PEOPLE = (
    "anonymous",
    "other_supplier",
    "viewer",
    "editor",
    "admin",
    "other_officer",
    "manager",
    "lead",
    "auditor",
    "both",
    "cms_editor",
    "staff",
)


@dataclass
class World:
    """`people` by the names of PEOPLE; a return in each status, all of one contract."""

    people: dict[str, User | None]
    contract: Contract
    commitments: list[Commitment]
    draft: SupplierReturn
    submitted: SupplierReturn
    reading: SupplierReturn
    nil: SupplierReturn
    returned: SupplierReturn
    decided: SupplierReturn
    correction: Correction
    period: ReportingPeriod
    draft_file: Evidence
    sent_file: Evidence
    incident: Incident
    proposal: DisposalProposal
    certificate: DisposalCertificate
    hold: LegalHold
    more: dict
    """What the pieces of tests/guards/pages.py made, by their own names."""


def make_people() -> tuple[dict[str, User | None], Contract]:
    """Everybody who may knock, and the contract between the council and the supplier that some of them belong to."""
    council, supplier = CouncilFactory(), OrganisationFactory()
    role = OfficerRole.Role
    people = {
        "anonymous": None,
        "other_supplier": MemberFactory(role=Member.Role.ADMIN).user,
        **{name: MemberFactory(organisation=supplier, role=name).user for name in ("viewer", "editor", "admin")},
        "other_officer": OfficerRoleFactory().user,
        "manager": OfficerRoleFactory(council=council, role=role.CONTRACT_MANAGER).user,
        "lead": OfficerRoleFactory(council=council, role=role.SOCIAL_VALUE_LEAD).user,
        "auditor": OfficerRoleFactory(council=council, role=role.AUDITOR).user,
        # An officer who belongs to the supplier as well: sees, writes for the supplier, and decides nothing of it.
        "both": OfficerRoleFactory(council=council, user=MemberFactory(organisation=supplier).user).user,
        "cms_editor": UserFactory(),
        "staff": UserFactory(is_staff=True),
    }
    people["cms_editor"].groups.add(SiteEditing.objects.get().publishers)
    ContractFactory(supplier=supplier)  # with another council: whoever has one contract only is led to it at once
    return people, ContractFactory(council=council, supplier=supplier, manager=people["manager"])


def make_draft(
    contract: Contract, commitments: list[Commitment], *, evidence: bool = False, figure: Decimal | None = Decimal(25)
) -> SupplierReturn:
    """The contract's next return, every question answered, ready to be sent."""
    supplier_return = SupplierReturnFactory(contract=contract, line_count=len(commitments))
    ReportingPeriod.objects.filter(pk=supplier_return.period_id).update(opened_on=supplier_return.opened_on)
    for commitment in commitments:
        line = ReturnLineFactory(supplier_return=supplier_return, commitment=commitment)
        answer = AnswerFactory(
            line=line,
            claimed=figure,
            narrative="Four young people leaving care began to work here.",
            no_evidence_reason="" if evidence else "The letter follows.",
            figure_done=True,
            words_done=True,
            evidence_done=True,
        )
        if evidence:
            EvidenceUseFactory(answer=answer, evidence=EvidenceFactory(contract=contract))
    return supplier_return


def send(supplier_return: SupplierReturn, *, by: User) -> SupplierReturn:
    """Send it to the council."""
    return submit_return(supplier_return=supplier_return, declarations=list(DECLARATIONS), by=by)


def decide(supplier_return: SupplierReturn, *, by: User) -> SupplierReturn:
    """Take it, verify every line as claimed and finish it."""
    take_return(supplier_return=supplier_return, by=by)
    verify_all(supplier_return, by=by)
    return decide_return(supplier_return=supplier_return, message="", by=by)


def verify_all(supplier_return: SupplierReturn, *, by: User) -> None:
    """Decide every line of a return that this officer has open, as claimed."""
    for row in load_sheet(supplier_return, sent=True).rows:
        decide_line(row=row, decision=Decision("verified", verified=row.answer.claimed), by=by)


def send_back(supplier_return: SupplierReturn, *, by: User) -> SupplierReturn:
    """Take it, ask for a change to the first line and send it back."""
    take_return(supplier_return=supplier_return, by=by)
    first = load_sheet(supplier_return, sent=True).rows[0]
    ask_for_change(row=first, text="Add the letter from the school.", by=by)
    return send_back_return(supplier_return=supplier_return, message="Add the letter.", by=by)


def make_world() -> World:
    """The whole of it."""
    HomePage.objects.get().add_child(instance=GuidancePage(title="Evidence", slug="evidence", summary="What to send."))
    people, contract = make_people()
    editor, manager = people["editor"], people["manager"]
    measure = MeasureFactory(version=contract.framework_version)
    commitments = [CommitmentFactory(contract=contract, measure=measure) for _each in range(2)]
    draft = make_draft(contract, commitments, evidence=True)
    submitted = send(make_draft(contract, commitments, evidence=True), by=editor)
    reading = send(make_draft(contract, commitments), by=editor)
    take_return(supplier_return=reading, by=manager)
    verify_all(reading, by=manager)
    nil = make_draft(contract, commitments, figure=None)
    declare_nil(revision=nil.revisions.get(), reason="The programme starts later.", by=editor)
    send(nil, by=editor)
    take_return(supplier_return=nil, by=manager)
    returned = send_back(send(make_draft(contract, commitments), by=editor), by=manager)
    decided = decide(send(make_draft(contract, commitments), by=editor), by=manager)
    correction = propose_correction(
        line=line_of(decided), difference=Difference(value=Decimal(-1)), reason=REASON, by=manager
    )
    return World(
        people=people,
        contract=contract,
        commitments=commitments,
        draft=draft,
        submitted=submitted,
        reading=reading,
        nil=nil,
        returned=returned,
        decided=decided,
        correction=correction,
        period=ReportingPeriodFactory.create_batch(2, contract=contract)[0],
        draft_file=file_of(draft),
        sent_file=file_of(submitted),
        **make_files_to_keep(contract, people),
        more={name: made for piece in PIECES for name, made in piece.make_objects(people, contract).items()},
    )


def make_files_to_keep(contract: Contract, people: dict[str, User | None]) -> dict:
    """A file with a problem, one whose time is over, the certificate of one that is gone, and a hold on a contract."""
    lead = people["lead"]
    file = EvidenceFactory(contract=contract)
    incident = report_problem(evidence=file, kind=Incident.Kind.OTHER, words="", by=people["editor"])
    old = an_old_contract(council=contract.council, supplier=contract.supplier, manager=people["manager"])
    an_old_file(old)
    an_old_file(old)
    propose_disposals(today=TODAY)
    first, second = DisposalProposal.objects.select_related("evidence__contract").order_by("pk")
    approve_disposals(proposals=[first], by=lead, today=TODAY)
    return {
        "incident": incident,
        "proposal": second,
        "certificate": DisposalCertificate.objects.get(),
        "hold": place_hold(council=contract.council, contract=contract, reason=REASON, by=lead),
    }


def file_of(supplier_return: SupplierReturn) -> Evidence:
    """The first file of a return."""
    return Evidence.objects.filter(uses__answer__line__supplier_return=supplier_return).first()


def line_of(supplier_return: SupplierReturn) -> ReturnLine:
    """The first line of a return."""
    return supplier_return.lines.first()
