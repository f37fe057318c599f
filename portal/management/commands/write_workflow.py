"""Write docs/workflow.md: how everything with a status moves, and whose turn it is, as the code has it."""

from collections.abc import Iterator

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import models
from django.utils.translation import override

from cms.models import ListedOrganisation, Post
from cms.workflow import ENTRY, ENTRY_OWNER, POST, POST_OWNER
from reports.models import Export
from reports.workflow import EXPORT, EXPORT_OWNER
from returns.models import (
    Confirmation,
    Correction,
    DisposalProposal,
    Dispute,
    Escalation,
    Evidence,
    LineQuestion,
    RemedialPlan,
    Remedy,
    SignOff,
    SupplierReturn,
    WorkbookUpload,
)
from returns.workflow import (
    CONFIRMATION,
    CONFIRMATION_OWNER,
    CORRECTION,
    CORRECTION_OWNER,
    DISPOSAL,
    DISPOSAL_OWNER,
    DISPUTE,
    DISPUTE_OWNER,
    ESCALATION,
    ESCALATION_OWNER,
    EVIDENCE,
    EVIDENCE_OWNER,
    PLAN,
    PLAN_OWNER,
    QUESTION,
    QUESTION_OWNER,
    REMEDY,
    REMEDY_OWNER,
    RETURN,
    RETURN_OWNER,
    SIGN_OFF,
    SIGN_OFF_OWNER,
    WORKBOOK,
    WORKBOOK_OWNER,
)
from suppliers.models import (
    Commitment,
    Contract,
    ContractClaim,
    Endorsement,
    Invitation,
    Opportunity,
    RegisterFile,
    Registration,
)
from suppliers.workflow import (
    CLAIM,
    CLAIM_OWNER,
    COMMITMENT,
    COMMITMENT_OWNER,
    CONTRACT,
    CONTRACT_OWNER,
    ENDORSEMENT,
    ENDORSEMENT_OWNER,
    INVITATION,
    INVITATION_OWNER,
    OPEN_PROPOSAL,
    OPPORTUNITY,
    OPPORTUNITY_OWNER,
    PROPOSAL,
    PROPOSAL_OWNER,
    REGISTER,
    REGISTER_OWNER,
    REGISTRATION,
    REGISTRATION_OWNER,
    Transition,
)

PAGE = settings.BASE_DIR / "docs" / "workflow.md"
# What has a status, the statuses it may begin with, how it moves, and whose turn it is.
Starts = tuple[models.TextChoices, ...]
WORKFLOWS: tuple[tuple[str, Starts, dict[str, Transition], dict], ...] = (
    ("Return", (SupplierReturn.Status.DRAFT,), RETURN, RETURN_OWNER),
    ("Correction", (Correction.Status.PROPOSED,), CORRECTION, CORRECTION_OWNER),
    ("Question", (LineQuestion.Status.ASKED,), QUESTION, QUESTION_OWNER),
    ("Dispute", (Dispute.Status.OPEN,), DISPUTE, DISPUTE_OWNER),
    ("Escalation", (Escalation.Status.OPEN,), ESCALATION, ESCALATION_OWNER),
    ("Plan", (RemedialPlan.Status.PROPOSED,), PLAN, PLAN_OWNER),
    ("Remedy", (Remedy.Status.PROPOSED,), REMEDY, REMEDY_OWNER),
    ("Contract", (Contract.Status.PREPARING,), CONTRACT, CONTRACT_OWNER),
    ("Commitment", (Commitment.Status.PROPOSED,), COMMITMENT, COMMITMENT_OWNER),
    ("Proposal", OPEN_PROPOSAL, PROPOSAL, PROPOSAL_OWNER),
    ("Registration", (Registration.Status.WAITING,), REGISTRATION, REGISTRATION_OWNER),
    ("Invitation", (Invitation.Status.WAITING,), INVITATION, INVITATION_OWNER),
    ("Claim", (ContractClaim.Status.WAITING,), CLAIM, CLAIM_OWNER),
    ("Opportunity", (Opportunity.Status.SOUGHT,), OPPORTUNITY, OPPORTUNITY_OWNER),
    ("Endorsement", (Endorsement.Status.PROPOSED,), ENDORSEMENT, ENDORSEMENT_OWNER),
    ("Register", (RegisterFile.Status.RECEIVED,), REGISTER, REGISTER_OWNER),
    ("Sign_off", (SignOff.Status.ASKED,), SIGN_OFF, SIGN_OFF_OWNER),
    ("Workbook", (WorkbookUpload.Status.RECEIVED,), WORKBOOK, WORKBOOK_OWNER),
    ("Confirmation", (Confirmation.Status.OPEN,), CONFIRMATION, CONFIRMATION_OWNER),
    ("Evidence", (Evidence.Status.UPLOADED,), EVIDENCE, EVIDENCE_OWNER),
    ("Entry", (ListedOrganisation.Status.UNCONFIRMED,), ENTRY, ENTRY_OWNER),
    ("Post", (Post.Status.WAITING,), POST, POST_OWNER),
    ("Export", (Export.Status.WAITING,), EXPORT, EXPORT_OWNER),
    ("Disposal", (DisposalProposal.Status.PROPOSED,), DISPOSAL, DISPOSAL_OWNER),
)
NOBODY_YET = "not used yet"
# Moves that the tables allow and no action makes so far.
NOT_MADE_YET: set[tuple[str, str]] = set()
INTRODUCTION = """\
# How things move, and whose turn it is

Written by `python manage.py write_workflow` from `workflow.py` of the rooms `suppliers`, `returns`, `reports` and
`cms`; a test fails while it differs from them. A status says whose turn it is and nothing else (decision record 0010).
`move()` changes it, in one UPDATE that names the status it was read with; whoever comes second is told that somebody
else was first.
"""


class Command(BaseCommand):
    """Write the page; the same code always gives the same page."""

    help = "Write docs/workflow.md from the tables of transitions."

    def handle(self, *args, **options) -> None:
        """Write it in English, whatever language the command runs in."""
        PAGE.write_text(workflow_page())


def workflow_page() -> str:
    """The whole page as Markdown with a Mermaid diagram for each table."""
    with override("en-gb"):
        return "\n".join([INTRODUCTION, *(line for workflow in WORKFLOWS for line in _section(*workflow))])


def _section(title: str, starts: Starts, table: dict[str, Transition], owners: dict) -> Iterator[str]:
    """One thing with a status: its diagram, whose turn each status is, and who makes each move."""
    statuses = list(type(starts[0]))
    made = {verb: transition for verb, transition in table.items() if (title, verb) not in NOT_MADE_YET}
    used = _reached(starts, made)
    yield f"## {title.replace('_', ' ')}\n\n```mermaid\nstateDiagram-v2"
    yield from (f"    [*] --> {start}" for start in starts)
    for verb, transition in made.items():
        for source in statuses:
            if source in transition.sources & used:
                yield f"    {source} --> {transition.to}: {verb.replace('_', ' ')}"
    yield "```\n\n| status | people read | whose turn |\n|---|---|---|"
    for status in statuses:
        yield f"| `{status}` | {status.label} | {owners[status] if status in used else NOBODY_YET} |"
    yield "\n| move | from | to | made by |\n|---|---|---|---|"
    for verb, transition in table.items():
        sources = ", ".join(f"`{source}`" for source in statuses if source in transition.sources & used)
        who = transition.who if verb in made else NOBODY_YET
        yield f"| {verb.replace('_', ' ')} | {sources} | `{transition.to}` | {who} |"
    yield ""


def _reached(starts: Starts, table: dict[str, Transition]) -> set[str]:
    """The statuses that moves lead to from the first ones."""
    reached: set[str] = {start.value for start in starts}
    for _step in table:
        reached |= {transition.to for transition in table.values() if transition.sources & reached}
    return reached
