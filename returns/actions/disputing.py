"""Disputes: a supplier says that a decision is wrong, and the council corrects it or keeps it with a reason."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from returns.actions.telling import tell
from returns.checks import dispute_in_time
from returns.events import ReturnEvent
from returns.models import Correction, Dispute, ReturnLine
from returns.permissions import can_answer_dispute, can_dispute_line
from returns.workflow import DISPUTE
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition, move


@transaction.atomic
def raise_dispute(*, line: ReturnLine, reason: str, by: User) -> Dispute:
    """Say why the decision on a line is wrong. Nothing changes but that the council must answer.

    Raises PermissionDenied; NotReady with why it cannot be disputed; InvalidTransition when somebody else was first.
    """
    if not can_dispute_line(by, line):
        raise PermissionDenied
    was_disputed = Dispute.objects.filter(line=line).exists()
    wrong = list(dispute_in_time.problems(line, timezone.localdate(), was_disputed=was_disputed))
    decision = line.verification
    if wrong or decision is None:
        raise NotReady(wrong)
    try:
        with transaction.atomic():
            dispute = Dispute.objects.create(
                line=line, verification=decision, reason=reason, raised_at=timezone.now(), raised_by=by
            )
    except IntegrityError as error:
        raise InvalidTransition("somebody else disputed this decision first") from error
    tell(ReturnEvent.DISPUTE_RAISED, by=by, on=dispute, data={"line": line.number, "reason": reason})
    return dispute


@transaction.atomic
def keep_decision(*, dispute: Dispute, reason: str, by: User) -> Dispute:
    """Answer a dispute by keeping the decision, with a reason that the supplier reads.

    Raises PermissionDenied, or InvalidTransition when it is answered already.
    """
    if not can_answer_dispute(by, dispute):
        raise PermissionDenied
    move(dispute, DISPUTE["keep"], answered_at=timezone.now(), answered_by=by, answer=reason)
    tell(ReturnEvent.DISPUTE_KEPT, by=by, on=dispute, data={"line": dispute.line.number, "reason": reason})
    return dispute


def settle_dispute(*, correction: Correction, by: User) -> None:
    """Close the dispute that a correction answers, in the transaction that approves it.

    A correction that was proposed before the dispute was raised answers nothing. The supplier is told of the
    correction itself.
    """
    dispute = Dispute.objects.filter(
        line=correction.line_id, status=Dispute.Status.OPEN, raised_at__lte=correction.proposed_at
    ).first()
    if dispute:
        move(dispute, DISPUTE["correct"], answered_at=timezone.now(), answered_by=by, correction=correction)
        tell(ReturnEvent.DISPUTE_CORRECTED, by=by, on=dispute, data={"line": correction.line.number})
