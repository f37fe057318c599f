"""A return's whole road walked by the real actions: nothing here writes a row that a person could not have written.

    road = open_road("count", "percent")        # an active contract, one open return with a line of each kind
    send(road)                                  # answers what is not answered yet, then sends
    take(road); decide_all(road); finish(road)  # or sent(...), decided(...) for all of it at once

Lines are known by their number, from 1 in the order of the kinds given. `CLAIMS` says what a line claims unless told
otherwise. Whoever acts is the road's own editor or officer unless `by=` names somebody else.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from accounts.models import OutboundEmail, User
from audit.models import AuditEvent
from framework.models import Measure
from returns.actions.answering import Figure, answer_figure, answer_words, confirm_pairs, finish_evidence
from returns.actions.correcting import Difference, approve_correction, propose_correction
from returns.actions.opening import open_due_returns
from returns.actions.reviewing import (
    Decision,
    ask_for_change,
    decide_line,
    decide_return,
    send_back_return,
    take_return,
)
from returns.actions.submitting import submit_return
from returns.checks.pairs_confirmed import pairs_to_confirm
from returns.declarations import DECLARATIONS
from returns.evidence.pipeline import examine_waiting
from returns.models import Correction, SupplierReturn
from returns.sheet import Row, Sheet, load_sheet
from suppliers.actions.answering import accept_proposal
from suppliers.actions.contracts import activate_contract
from suppliers.actions.proposing import (
    propose_commitment,
    propose_substitution,
    propose_variation,
    propose_withdrawal,
)
from suppliers.models import Commitment, Contract
from suppliers.promises import standing_terms
from suppliers.terms import Terms
from tests.factories import ContractFactory, MeasureFactory, MemberFactory, OfficerRoleFactory
from tests.remembering import remembered

KINDS = tuple(Measure.ValueType.values)
FIRST_DAY = date(2026, 4, 1)
DECLARED = sorted(DECLARATIONS)
CLAIMS = {
    "count": Figure(claimed=Decimal(20)),
    "quantity": Figure(claimed=Decimal("22.5")),
    "hours": Figure(claimed=Decimal("24.25")),
    "money": Figure(claimed=Decimal("25.50")),
    "percent": Figure(claimed=Decimal(90), numerator=Decimal(45), denominator=Decimal(50)),
    "milestone": Figure(claimed=Decimal(1), achieved_on=date(2026, 5, 20)),
    "narrative": Figure(),
}


@dataclass
class Road:
    """A contract with its people, and the return that is open or was worked on last."""

    contract: Contract
    supplier_return: SupplierReturn
    editor: User
    officer: User
    second: User
    commitments: list[Commitment] = field(default_factory=list)

    def fresh(self) -> SupplierReturn:
        """The return as the database has it now."""
        self.supplier_return = SupplierReturn.objects.select_related("contract__council", "council", "period").get(
            pk=self.supplier_return.pk
        )
        return self.supplier_return

    def sheet(self, *, sent: bool = False) -> Sheet:
        """The open revision with its rows; with `sent`, what the council has."""
        return load_sheet(self.fresh(), sent=sent)

    def row(self, number: int = 1, *, sent: bool = False) -> Row:
        """One line of it."""
        return self.sheet(sent=sent).row(number)

    def everybody(self) -> dict[str, User]:
        """The cast that permissions are tried with, new people each time, by what they are."""
        council, supplier = self.contract.council, self.contract.supplier
        both = MemberFactory(organisation=supplier, role="editor").user
        OfficerRoleFactory(council=council, user=both)
        return {
            "admin": MemberFactory(organisation=supplier, role="admin").user,
            "editor": MemberFactory(organisation=supplier, role="editor").user,
            "viewer": MemberFactory(organisation=supplier, role="viewer").user,
            "other_supplier": MemberFactory(role="admin").user,
            "manager": OfficerRoleFactory(council=council, role="contract_manager").user,
            "lead": OfficerRoleFactory(council=council, role="social_value_lead").user,
            "auditor": OfficerRoleFactory(council=council, role="auditor").user,
            "other_council": OfficerRoleFactory(role="social_value_lead").user,
            "officer_and_member": both,
        }


def agree(contract: Contract, measure: Measure, by: User, *, accepted_by: User | None = None, **fields) -> Commitment:
    """A promise of 100 (or of a day, or of words), entered by an officer and accepted by the supplier."""
    if measure.value_type == Measure.ValueType.MILESTONE:
        fields = {"done_by": contract.ends_on, **fields}
    elif measure.value_type != Measure.ValueType.NARRATIVE:
        fields = {"target": Decimal(100), **fields}
    terms = Terms(**{"measure": measure.code, "promise": f"Promise of {measure.value_type}", **fields})
    proposal = propose_commitment(
        contract=contract, terms=terms, by=by, proportion_reason="A test asks for everything."
    )
    accept_proposal(proposal=proposal, by=accepted_by or MemberFactory(organisation=contract.supplier).user)
    return proposal.commitment


@remembered
def open_road(*kinds: str | Measure, today: date = FIRST_DAY, commitment: dict | None = None, **contract) -> Road:
    """An active contract of one year, four quarters, with one agreed commitment a kind, and its newest open return.

    `kinds` are value types (then a measure is made) or measures; `commitment` goes to every promise, the rest to the
    contract.
    """
    made = ContractFactory(status="preparing", ends_on=contract.pop("ends_on", date(2027, 3, 31)), **contract)
    officer = made.manager
    measures = [
        kind if isinstance(kind, Measure) else MeasureFactory(version=made.framework_version, value_type=kind)
        for kind in kinds or ("count",)
    ]
    editor = made.supplier_owner
    commitments = [agree(made, measure, officer, accepted_by=editor, **(commitment or {})) for measure in measures]
    activate_contract(contract=made, by=officer)
    open_due_returns(today=today)
    post()  # what was written about the promises is no test's business here
    second = OfficerRoleFactory(council=made.council, role="social_value_lead").user
    newest = SupplierReturn.objects.filter(contract=made).order_by("-period__starts_on").first()
    return Road(made, newest, editor, officer, second, commitments)


def next_period(road: Road, today: date) -> SupplierReturn:
    """Open what is due by a day and go on with the contract's newest return."""
    open_due_returns(today=today)
    road.supplier_return = SupplierReturn.objects.filter(contract=road.contract).latest("period__starts_on")
    return road.fresh()


def answer(road: Road, number: int = 1, figure: Figure | None = None, *, by: User | None = None) -> Row:
    """All three pages of one line: the figure, some words, and why there is no file."""
    row, by = road.row(number), by or road.editor
    figure = figure or CLAIMS[row.measure.value_type]
    answer_figure(answer=row.answer, figure=figure, by=by)
    answer_words(answer=row.answer, narrative="" if figure.nothing_reason else "It helped.", by=by)
    finish_evidence(answer=row.answer, no_evidence_reason="It comes with the next return.", by=by)
    return road.row(number)


def answer_all(road: Road, **figures: Figure) -> Sheet:
    """Answer every line that waits for an answer. `line_2=Figure(...)` says what line 2 claims."""
    for row in road.sheet().rows:
        figure = figures.get(f"line_{row.number}")
        if figure or not row.is_ready:
            answer(road, row.number, figure)
    return road.sheet()


def examine_all() -> int:
    """Let the worker examine every file that waits, for real, in this process; how many it finished.

    A test that only needs a file that is ready makes an EvidenceFactory row instead, which takes no time.
    """
    finished = 0
    while found := examine_waiting():
        finished += found
    return finished


def send(road: Road, *, by: User | None = None, **figures: Figure) -> SupplierReturn:
    """Answer what is still to answer, confirm every pair, and send the return."""
    sheet = answer_all(road, **figures)
    pairs = [breach.key for breach in pairs_to_confirm(sheet)]
    confirm_pairs(revision=sheet.revision, pairs=pairs, declarations=DECLARED, by=by or road.editor)
    submit_return(supplier_return=sheet.supplier_return, declarations=DECLARED, by=by or road.editor)
    return road.fresh()


def take(road: Road, *, by: User | None = None) -> SupplierReturn:
    """The officer takes the return."""
    take_return(supplier_return=road.fresh(), by=by or road.officer)
    return road.fresh()


def in_full(row: Row) -> Decision:
    """The decision that a line is verified as claimed."""
    answered = row.answer
    return Decision("verified", answered.claimed, answered.numerator, answered.denominator)


def in_part(verified: Decimal | int | str, reason: str = "One was counted twice.") -> Decision:
    """The decision that only so much of a line is verified."""
    return Decision("part_verified", Decimal(verified), reason=reason)


def not_at_all(row: Row, reason: str = "Nothing shows it.") -> Decision:
    """The decision that nothing of a line is verified."""
    has_sum = row.answer.claimed is not None and row.measure.value_type != "percent"
    return Decision("not_verified", Decimal(0) if has_sum else None, reason=reason)


def decide(road: Road, number: int = 1, decision: Decision | None = None, *, by: User | None = None):
    """Decide one line: as claimed unless told otherwise."""
    row = road.row(number, sent=True)
    return decide_line(row=row, decision=decision or in_full(row), by=by or road.officer)


def decide_all(road: Road, *, by: User | None = None) -> None:
    """Decide every line that is not decided yet, as claimed."""
    for row in road.sheet(sent=True).rows:
        if row.verification is None:
            decide(road, row.number, by=by)


def ask(road: Road, number: int = 1, text: str = "Which months were these?", *, by: User | None = None):
    """Ask for a change to one line."""
    return ask_for_change(row=road.row(number, sent=True), text=text, by=by or road.officer)


def send_back(road: Road, *numbers: int, message: str = "Some questions", by: User | None = None) -> SupplierReturn:
    """Ask about these lines and send the return back."""
    for number in numbers or (1,):
        ask(road, number, by=by)
    send_back_return(supplier_return=road.fresh(), message=message, by=by or road.officer)
    return road.fresh()


def finish(road: Road, *, message: str = "Thank you.", by: User | None = None) -> SupplierReturn:
    """Decide the return."""
    decide_return(supplier_return=road.fresh(), message=message, by=by or road.officer)
    return road.fresh()


def correct(road: Road, number: int = 1, *, approve: bool = True, **difference: Decimal | int) -> Correction:
    """A correction by the officer, agreed by the second one. `value=-1`, or `numerator=` and `denominator=`."""
    line = road.fresh().lines.get(number=number)
    change = Difference(**{name: Decimal(amount) for name, amount in difference.items()})
    correction = propose_correction(line=line, difference=change, reason="Counted again.", by=road.officer)
    return approve_correction(correction=correction, reason="", by=road.second) if approve else correction


def withdraw(road: Road, commitment: Commitment) -> None:
    """Both sides agree that a promise ends."""
    proposal = propose_withdrawal(commitment=commitment, reason="It is not needed any more.", by=road.officer)
    accept_proposal(proposal=proposal, by=road.editor)


def vary(road: Road, commitment: Commitment, **terms) -> None:
    """Both sides agree that a promise changes: `target=Decimal(120)`."""
    commitment = Commitment.objects.get(pk=commitment.pk)
    terms = replace(standing_terms(commitment), **terms)
    proposal = propose_variation(commitment=commitment, terms=terms, reason="It turned out so.", by=road.officer)
    accept_proposal(proposal=proposal, by=road.editor)


def substitute(road: Road, commitment: Commitment, **terms) -> Commitment:
    """Both sides agree that another promise takes the place of one: that one with other terms."""
    commitment = Commitment.objects.get(pk=commitment.pk)
    terms = replace(standing_terms(commitment), starts_on=None, ends_on=None, **terms)
    proposal = propose_substitution(commitment=commitment, terms=terms, reason="It suits better.", by=road.officer)
    accept_proposal(proposal=proposal, by=road.editor)
    return Commitment.objects.get(replaces=commitment)


@remembered
def sent(*kinds: str | Measure, **rest) -> Road:
    """A road whose return the council has."""
    road = open_road(*kinds, **rest)
    send(road)
    return road


@remembered
def taken(*kinds: str | Measure, **rest) -> Road:
    """A road whose return the officer is reading."""
    road = sent(*kinds, **rest)
    take(road)
    return road


@remembered
def decided(*kinds: str | Measure, **rest) -> Road:
    """A road whose return is decided, every line as claimed."""
    road = taken(*kinds, **rest)
    decide_all(road)
    finish(road)
    return road


def codes(road, since: int = 0) -> list[str]:
    """The events of the road's contract in the order they happened, after the one with the id `since`."""
    trail = AuditEvent.objects.filter(trail=road.contract.audit_trail, id__gt=since)
    return list(trail.order_by("id").values_list("event", flat=True))


def last_event() -> int:
    """The id of the newest event, for `codes(road, since=...)`."""
    return AuditEvent.objects.latest("id").pk


def post() -> list[tuple[str, str]]:
    """The e-mails queued since the last look: to whom and about what."""
    found = list(OutboundEmail.objects.order_by("id"))
    OutboundEmail.objects.all().delete()
    return sorted((email.to, email.subject) for email in found)
