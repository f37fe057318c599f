"""Questions about single lines while a return is read: asked by an officer, answered in words by the supplier.

Nothing that was sent changes by an answer: to change a figure the return is sent back.
"""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from returns.actions.holding import hold
from returns.actions.telling import tell
from returns.events import ReturnEvent
from returns.models import LineQuestion, SupplierReturn
from returns.permissions import can_answer_question
from returns.sheet import Row
from returns.workflow import QUESTION
from suppliers.workflow import InvalidTransition, move

WITH_COUNCIL = (SupplierReturn.Status.SUBMITTED, SupplierReturn.Status.UNDER_REVIEW)


@transaction.atomic
def ask_question(*, row: Row, text: str, by: User) -> LineQuestion:
    """Ask the supplier about a line of a return that this officer has open; the return stays with the council.

    Raises PermissionDenied when the officer may not or has not taken it, InvalidTransition when a question is open.
    """
    hold(row.line.supplier_return, by)
    try:
        with transaction.atomic():
            question = LineQuestion.objects.create(
                line=row.line, revision=row.answer.revision, text=text, asked_at=timezone.now(), asked_by=by
            )
    except IntegrityError as error:
        raise InvalidTransition("a question about this line waits already") from error
    tell(ReturnEvent.QUESTION_ASKED, by=by, on=question, data={"line": row.number})
    return question


@transaction.atomic
def answer_question(*, question: LineQuestion, text: str, by: User) -> LineQuestion:
    """Answer it in words, while the council has the return.

    Raises PermissionDenied, or InvalidTransition when it was answered or taken back, or the return has moved on.
    """
    if not can_answer_question(by, question.line):
        raise PermissionDenied
    with_council = SupplierReturn.objects.filter(pk=question.line.supplier_return_id, status__in=WITH_COUNCIL)
    if not with_council.exists():
        raise InvalidTransition("the council does not have the return any more")
    move(question, QUESTION["answer"], answer=text, answered_at=timezone.now(), answered_by=by)
    tell(ReturnEvent.QUESTION_ANSWERED, by=by, on=question, data={"line": question.line.number})
    return question


@transaction.atomic
def withdraw_question(*, question: LineQuestion, by: User) -> LineQuestion:
    """Take a question back that was not answered. Raises as `ask_question`."""
    hold(question.line.supplier_return, by)
    move(question, QUESTION["withdraw"], withdrawn_at=timezone.now(), withdrawn_by=by)
    tell(ReturnEvent.QUESTION_WITHDRAWN, by=by, on=question, data={"line": question.line.number})
    return question
