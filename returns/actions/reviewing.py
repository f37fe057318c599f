"""Reading a return: one officer takes it, decides line by line, then finishes it or sends it back (OF16)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from audit.record import record
from returns.actions.holding import hold, hold_for
from returns.actions.sampling import draw_sample
from returns.actions.telling import tell
from returns.checks import before_deciding, day_to_change_by, questions_answered
from returns.events import ReturnEvent, unit_of_figures
from returns.figures import refresh_figures
from returns.models import (
    Answer,
    EvidenceUse,
    LineCheck,
    LineComment,
    NotTakenUp,
    ReturnLine,
    Revision,
    SupplierReturn,
    Verification,
)
from returns.permissions import can_review_return, has_taken_return
from returns.sheet import Row, Sheet, load_sheet
from returns.workflow import RETURN
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition, move


@dataclass(frozen=True)
class Decision:
    """What an officer decides about one line; `reason` is needed wherever it differs from what was claimed."""

    decision: str
    verified: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    is_under_claim: bool = False
    reason: str = ""
    is_bulk: bool = False


@transaction.atomic
def take_return(*, supplier_return: SupplierReturn, by: User) -> SupplierReturn:
    """Start to read a return; it is locked to this officer until handed back. Raises as `decide_line`.

    The first time, the portal chooses the lines that must be looked at.
    """
    if not can_review_return(by, supplier_return):
        raise PermissionDenied
    move(supplier_return, RETURN["take"], taken_at=timezone.now(), taken_by=by)
    record(ReturnEvent.TAKEN, by=by, on=supplier_return)
    draw_sample(supplier_return=supplier_return, by=by)
    return supplier_return


@transaction.atomic
def hand_back_return(*, supplier_return: SupplierReturn, by: User) -> SupplierReturn:
    """Put a return back in the queue, with the decisions made so far. Raises as `decide_line`."""
    hold(supplier_return, by)
    move(supplier_return, RETURN["hand_back"], taken_at=None, taken_by=None)
    record(ReturnEvent.HANDED_BACK, by=by, on=supplier_return)
    return supplier_return


@transaction.atomic
def take_over_return(*, supplier_return: SupplierReturn, reason: str, by: User) -> SupplierReturn:
    """Take a return from the officer who has it, with a reason that everybody can read. Raises as `decide_line`.

    Taking over what is one's own already changes nothing; InvalidTransition when a third officer was quicker.
    """
    if not can_review_return(by, supplier_return):
        raise PermissionDenied
    if has_taken_return(by, supplier_return):
        return supplier_return
    hold_for(supplier_return, supplier_return.taken_by_id)
    move(supplier_return, RETURN["take_over"], taken_at=timezone.now(), taken_by=by)
    record(ReturnEvent.TAKEN_OVER, by=by, on=supplier_return, data={"reason": reason})
    return supplier_return


@transaction.atomic
def decide_line(*, row: Row, decision: Decision, by: User) -> Verification:
    """Record the decision on one line of a return that this officer has open; a changed mind is a new row.

    Raises PermissionDenied when the officer may not or has not taken it, InvalidTransition when somebody else decided
    the line first. The database refuses more than was claimed unless it is marked as too little claimed.
    """
    line = row.line
    hold(line.supplier_return, by)
    verification = Verification.objects.create(
        line=line,
        revision=row.answer.revision,
        claimed=row.answer.claimed,
        proxy_value=_proxy_value(row),
        decided_at=timezone.now(),
        decided_by=by,
        **vars(decision),
    )
    standing = ReturnLine.objects.filter(pk=line.pk, verification=line.verification_id)
    if standing.update(verification=verification) != 1:
        raise InvalidTransition("somebody else decided this line first")
    line.verification = verification
    LineComment.objects.filter(line=line, revision=row.answer.revision).delete()
    record(
        ReturnEvent.LINE_DECIDED,
        by=by,
        on=line,
        data={
            "line": line.number,
            "decision": decision.decision,
            "claimed": _text(row.answer.claimed),
            "verified": _text(decision.verified),
            **unit_of_figures(row.measure),
            "reason": decision.reason,
            "revision": row.answer.revision.number,
            "is_bulk": decision.is_bulk,
            "ticked": sorted(_ticks_of(row).values_list("code", flat=True)),
        },
    )
    return verification


@transaction.atomic
def ask_for_change(*, row: Row, text: str, by: User) -> LineComment:
    """Ask the supplier to change one line. It goes when the return is sent back. Raises as `decide_line`."""
    hold(row.line.supplier_return, by)
    ReturnLine.objects.filter(pk=row.line.pk).update(verification=None)
    row.line.verification = None
    comment, _created = LineComment.objects.update_or_create(
        line=row.line,
        revision=row.answer.revision,
        defaults={"text": text, "made_at": timezone.now(), "made_by": by},
    )
    record(ReturnEvent.LINE_QUESTIONED, by=by, on=row.line, data={"line": row.number})
    return comment


@transaction.atomic
def ask_to_start_again(*, supplier_return: SupplierReturn, by: User) -> list[LineComment]:
    """Ask about every line of a return of which nothing is verified, so that the supplier starts again.

    The reason of each decision becomes the question; the decisions stay on record with the revision that was sent.
    Raises as `decide_line`, and InvalidTransition when any line is not decided, or decided otherwise.
    """
    hold(supplier_return, by)
    sheet = load_sheet(supplier_return, sent=True)
    decisions = sheet.decisions
    if len(decisions) < len(sheet.rows) or outcome_of(decisions) != SupplierReturn.Outcome.NOT_APPROVED:
        raise InvalidTransition("not every line was refused")
    return [
        ask_for_change(row=row, text=row.verification.reason, by=by)
        for row in sheet.rows
        if row.verification is not None
    ]


@transaction.atomic
def accept_nil(*, supplier_return: SupplierReturn, by: User) -> int:
    """Verify every undecided line of a return with nothing to report as nothing; returns how many. As `decide_line`."""
    sheet = load_sheet(supplier_return, sent=True)
    if not sheet.is_nil:
        raise InvalidTransition("the return reports something")
    undecided = [row for row in sheet.rows if row.verification is None]
    for row in undecided:
        decide_line(row=row, decision=Decision(Verification.Decision.VERIFIED, verified=row.answer.claimed), by=by)
    return len(undecided)


@transaction.atomic
def send_back_return(
    *, supplier_return: SupplierReturn, message: str, by: User, due_on: date | None = None
) -> SupplierReturn:
    """Ask the supplier for changes: the lines with a question open again, in a new revision that begins as the last.

    It is due again on a day that the officer chose, or else after the council's own number of working days. Raises as
    `decide_line`, InvalidTransition when no line has a question (a supplier must know what to change), and NotReady
    with what is wrong with the day, or the questions that wait for an answer.
    """
    hold(supplier_return, by)
    sheet = load_sheet(supplier_return, sent=True)
    asked = sheet.asked
    if not asked:
        raise InvalidTransition("nothing is asked of the supplier")
    council, today = supplier_return.council, timezone.localdate()
    due_on = due_on or day_to_change_by.usual_day(council, today)
    wrong = [*day_to_change_by.problems(due_on, council, today), *questions_answered.problems(sheet)]
    if wrong:
        raise NotReady(wrong)
    _reopen(sheet, {row.line.pk for row in asked})
    move(
        supplier_return,
        RETURN["send_back"],
        returned_at=timezone.now(),
        returned_by=by,
        taken_at=None,
        taken_by=None,
        due_on=due_on,
        officer_message=message,
        answered_count=len(sheet.rows) - len(asked),
    )
    data = {"due_on": due_on.isoformat(), "lines": [row.number for row in asked], "revision": sheet.revision.number}
    tell(ReturnEvent.SENT_BACK, by=by, on=supplier_return, data=data)
    return supplier_return


@transaction.atomic
def decide_return(*, supplier_return: SupplierReturn, message: str, by: User) -> SupplierReturn:
    """Finish a return whose every line has a decision. From then on it never changes (invariant 2).

    Raises as `decide_line`, and NotReady with what is still to be done.
    """
    hold(supplier_return, by)
    sheet = load_sheet(supplier_return, sent=True)
    if problems := before_deciding(sheet):
        raise NotReady(problems)
    ReturnLine.objects.filter(supplier_return=supplier_return).update(is_open=False)
    move(
        supplier_return,
        RETURN["decide"],
        decided_at=timezone.now(),
        decided_by=by,
        taken_at=None,
        taken_by=None,
        officer_message=message,
    )
    refresh_figures(supplier_return)
    outcome = outcome_of(sheet.decisions)
    tell(ReturnEvent.DECIDED, by=by, on=supplier_return, data={"outcome": str(outcome.value)})
    return supplier_return


def outcome_of(decisions: list[str]) -> SupplierReturn.Outcome:
    """What a decided return came to: computed from its lines, never stored (decision record 0010)."""
    if all(decision == Verification.Decision.VERIFIED for decision in decisions):
        return SupplierReturn.Outcome.APPROVED
    if all(decision == Verification.Decision.NOT_VERIFIED for decision in decisions):
        return SupplierReturn.Outcome.NOT_APPROVED
    return SupplierReturn.Outcome.PART_APPROVED


def _ticks_of(row: Row) -> QuerySet[LineCheck]:
    """What officers have ticked on a line of this revision."""
    return LineCheck.objects.filter(line=row.line, revision=row.answer.revision).order_by()


def _reopen(sheet: Sheet, asked: set[int]) -> None:
    """A new revision with the answers and files of the last; the lines that were asked about are to do again."""
    revision = Revision.objects.create(
        supplier_return=sheet.supplier_return,
        number=sheet.revision.number + 1,
        story=sheet.revision.story,
        story_seen=sheet.revision.story_seen,
        confirmed_pairs=sheet.revision.confirmed_pairs,
    )
    lines = ReturnLine.objects.filter(supplier_return=sheet.supplier_return)
    lines.exclude(pk__in=asked).update(is_open=False)
    lines.filter(pk__in=asked).update(is_open=True, verification=None)
    for row in sheet.rows:
        again = row.line.pk in asked
        answer = Answer.objects.get(pk=row.answer.pk)
        answer.pk, answer._state.adding = None, True
        answer.revision = revision
        if again:
            answer.figure_done = answer.words_done = answer.evidence_done = False
        answer.save()
        EvidenceUse.objects.bulk_create(
            EvidenceUse(
                answer=answer,
                evidence=evidence,
                again_reason=row.again_reasons.get(evidence.pk, ""),
                nature=row.natures.get(evidence.pk, ""),
            )
            for evidence in row.evidence
        )
        NotTakenUp.objects.bulk_create(
            NotTakenUp(answer=answer, reason=reason, count=count) for reason, count in row.not_taken_up.items()
        )


def _proxy_value(row: Row):
    """The money value of a unit in force when the period began, frozen with the decision; often there is none."""
    period: date = row.line.supplier_return.period.starts_on
    return (
        row.measure.proxy_values.filter(valid_from__lte=period)
        .exclude(valid_to__lt=period)
        .order_by("-valid_from")
        .first()
    )


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount.normalize() + 0)
