"""The supplier's answers, saved question by question: leave at any step, come back and nothing is lost (SU6, SU7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Count, Q

from accounts.models import User
from audit.record import record
from returns.actions.writing import hold_revision, may_write_line, may_write_return
from returns.events import ReturnEvent
from returns.models import Answer, NotTakenUp, Revision, SupplierReturn
from suppliers.models import Commitment
from suppliers.workflow import InvalidTransition


@dataclass(frozen=True)
class Figure:
    """What was delivered: an amount, a percentage's two parts, the day a milestone was reached, or nothing and why."""

    claimed: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    achieved_on: date | None = None
    nothing_reason: str = ""
    unusual_reason: str = ""


@transaction.atomic
def answer_figure(*, answer: Answer, figure: Figure, by: User, not_taken_up: Mapping[str, int] | None = None) -> Answer:
    """Save the figure of one line, and how much was sought or offered and not taken up, by reason (None: as it is).

    Raises PermissionDenied, or InvalidTransition when it was sent or given to a signatory meanwhile; ValueError for
    reasons where the promise is not one of best endeavours.
    """
    may_write_line(answer, by)
    if not_taken_up and answer.line.commitment.obligation != Commitment.Obligation.BEST_ENDEAVOURS:
        raise ValueError("Only what is promised by best endeavours is sought without being taken up.")
    _save(answer, by, "figure", figure_done=True, **vars(figure))
    if not_taken_up is not None:
        NotTakenUp.objects.filter(answer=answer).delete()
        NotTakenUp.objects.bulk_create(
            NotTakenUp(answer=answer, reason=reason, count=count) for reason, count in not_taken_up.items() if count
        )
    return answer


@transaction.atomic
def answer_words(*, answer: Answer, narrative: str, by: User) -> Answer:
    """Save who benefited and what changed. Raises as `answer_figure`."""
    may_write_line(answer, by)
    return _save(answer, by, "words", words_done=True, narrative=narrative)


@transaction.atomic
def finish_evidence(*, answer: Answer, no_evidence_reason: str, by: User) -> Answer:
    """Save that all evidence is there, or why there is none. Raises as `answer_figure`."""
    may_write_line(answer, by)
    return _save(answer, by, "evidence", evidence_done=True, no_evidence_reason=no_evidence_reason)


@transaction.atomic
def tell_story(*, revision: Revision, story: str, by: User) -> Revision:
    """Save the story of the whole period (SU13). Raises as `answer_figure`."""
    may_write_return(revision, by)
    _change(revision, story=story, story_seen=True)
    record(ReturnEvent.STORY_TOLD, by=by, on=revision.supplier_return, data={"revision": revision.number})
    return revision


@transaction.atomic
def declare_nil(*, revision: Revision, reason: str, by: User) -> Revision:
    """Say that there is nothing to report for the whole period, and why; an empty reason takes it back."""
    may_write_return(revision, by)
    _change(revision, nil_reason=reason)
    record(
        ReturnEvent.NIL_DECLARED if reason else ReturnEvent.NIL_WITHDRAWN,
        by=by,
        on=revision.supplier_return,
        data={"revision": revision.number},
    )
    return revision


@transaction.atomic
def confirm_pairs(*, revision: Revision, pairs: list[str], declarations: list[str], by: User) -> Revision:
    """Save what the supplier ticked on the check page, so that an error there loses nothing."""
    may_write_return(revision, by)
    _change(revision, confirmed_pairs=sorted(pairs), declarations=sorted(declarations))
    return revision


def _save(answer: Answer, by: User, page: str, **changes) -> Answer:
    """Write to the answer if its revision is still open, and count the answered lines again."""
    hold_revision(answer.revision_id)
    Answer.objects.filter(pk=answer.pk).update(**changes)
    for name, value in changes.items():
        setattr(answer, name, value)
    count_answered(answer.line.supplier_return, answer.revision_id)
    data = {"line": answer.line.number, "page": page, "revision": answer.revision.number}
    if page == "figure":
        data["claimed"] = None if answer.claimed is None else str(answer.claimed)
    record(ReturnEvent.LINE_ANSWERED, by=by, on=answer.line, data=data)
    return answer


def count_answered(supplier_return: SupplierReturn, revision_id: int) -> None:
    """Keep the number of answered commitments on the return, which lists show."""
    ready = Q(figure_done=True, words_done=True, evidence_done=True) | Q(line__is_open=False)
    counted = Answer.objects.filter(revision=revision_id).aggregate(ready=Count("pk", filter=ready))
    SupplierReturn.objects.filter(pk=supplier_return.pk).update(answered_count=counted["ready"])
    supplier_return.answered_count = counted["ready"]


def _change(revision: Revision, **changes) -> None:
    """Write to a revision that is still open, and with no signatory."""
    hold_revision(revision.pk)
    if Revision.objects.filter(pk=revision.pk, submitted_at__isnull=True).update(**changes) != 1:
        raise InvalidTransition("the return was sent meanwhile")
    for name, value in changes.items():
        setattr(revision, name, value)
