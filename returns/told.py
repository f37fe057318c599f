"""What of a decided return may be told to others than its council and supplier, once an editor has gone over it."""

from dataclasses import dataclass

from framework.models import Measure
from returns.models import Answer, SupplierReturn, Verification
from suppliers.promises import is_about_protected

UPHELD = (Verification.Decision.VERIFIED, Verification.Decision.PART_VERIFIED)


@dataclass(frozen=True)
class Told:
    """What the supplier wrote about one commitment that was verified. `may_be_quoted`: it is about no protected group.

    What is said of a few children or young people could show who they are, whatever the figures hide.
    """

    number: int
    promise: str
    words: str
    measure: Measure
    may_be_quoted: bool


def may_be_told(supplier_return: SupplierReturn) -> bool:
    """Whether the council has decided a return that reports something, and verified some of it."""
    revision = supplier_return.sent_revision
    if supplier_return.status != SupplierReturn.Status.DECIDED or revision is None or revision.nil_reason:
        return False
    return supplier_return.lines.filter(verification__decision__in=UPHELD).exists()


def lines_to_tell(supplier_return: SupplierReturn) -> list[Told]:
    """The verified lines of a decided return, as they were sent. One query."""
    answers = Answer.objects.filter(
        revision=supplier_return.sent_revision_id, line__verification__decision__in=UPHELD
    ).select_related("line__commitment__measure")
    return [
        Told(
            answer.line.number,
            answer.line.commitment.promise,
            answer.narrative,
            answer.line.commitment.measure,
            answer.line.commitment.measure.sensitivity == Measure.Sensitivity.STANDARD,
        )
        for answer in answers.order_by("line__number")
    ]


def story_to_tell(supplier_return: SupplierReturn) -> tuple[str, bool]:
    """The story of the period as it was sent, and whether it may be quoted: not of a contract with protected groups."""
    revision = supplier_return.sent_revision
    story = revision.story if revision else ""
    return story, not is_about_protected(supplier_return.contract_id)
