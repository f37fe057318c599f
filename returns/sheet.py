"""A return as one sheet: its lines with their answers, evidence, comments and decisions, loaded in five queries.

Every page, check and comparison of a return works on a sheet, so that none of them asks the database line by line.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, TypedDict
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from framework.models import Measure, ProxyValue
from returns.models import (
    Answer,
    Correction,
    Dispute,
    Evidence,
    EvidenceUse,
    LineCheck,
    LineComment,
    LineQuestion,
    NotTakenUp,
    ReturnLine,
    Revision,
    Sample,
    SignOff,
    SupplierReturn,
    Verification,
)
from returns.models.sampling import USUAL_WORTH
from returns.parts import WHOLE, Part
from returns.rungs import Rung
from suppliers.models import Commitment, Organisation
from suppliers.written import Written, blank

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    TriedAnswer = WithAnnotations[Answer, "Tried"]
    SignedRevision = WithAnnotations[Revision, "Signed"]


class Signed(TypedDict):
    """What `_newest_revisions` adds to a revision."""

    last_sign_off: int | None
    sampled: dict[str, list[str]] | None
    sampled_worth: Decimal | None


class Tried(TypedDict):
    """What `_answer_rows` adds to an answer."""

    was_tried: bool
    unit_value: Decimal | None
    was_ticked: bool
    was_disputed: bool
    was_commented: bool
    was_questioned: bool
    is_questioned: bool


@dataclass
class Row:
    """One commitment in a return: what was promised for the period, what is answered, what was decided."""

    line: ReturnLine
    answer: Answer
    evidence: list[Evidence]
    before: Answer | None = None
    evidence_before: list[Evidence] = field(default_factory=list)
    comment: LineComment | None = None
    corrections: list[Correction] = field(default_factory=list)
    # Why a file that supported a claim before is used again here, by the file.
    again_reasons: dict[UUID, str] = field(default_factory=dict)
    # What the supplier says its files are, by the file.
    natures: dict[UUID, str] = field(default_factory=dict)
    # What was sought or offered and not taken up, by reason, now and in the revision before.
    not_taken_up: dict[str, int] = field(default_factory=dict)
    not_taken_up_before: dict[str, int] = field(default_factory=dict)
    # Files that other organisations in the contract added here, which this reader only knows to be there.
    other_files: int = 0
    # Whether whoever the sheet was loaded for answers this line.
    is_writable: bool = False
    # What one unit was worth in pounds when the period began; often nothing is known.
    unit_value: Decimal | None = None
    # What officers ticked on this line of this revision, by the check, where the page has looked (`add_ticks`).
    ticks: dict[str, LineCheck] = field(default_factory=dict)
    was_ticked: bool = False
    # What its supplier disputes, where the page has looked (`add_disputes`).
    dispute: Dispute | None = None
    was_disputed: bool = False
    # What officers asked about it while reading, oldest first, where the page has looked (`add_questions`).
    questions: list[LineQuestion] = field(default_factory=list)
    was_questioned: bool = False
    # Whether a question about it waits for its answer.
    is_questioned: bool = False
    # The consortium member or subcontractor that delivers it, where the page has looked (`add_deliverers`).
    deliverer: Organisation | None = None
    # How sure its figure is, where the page has looked (`add_ladders`).
    ladder: list[Rung] = field(default_factory=list)

    @property
    def number(self) -> int:
        """Its place in the return, from 1."""
        return self.line.number

    @property
    def commitment(self) -> Commitment:
        """The promise this row answers."""
        return self.line.commitment

    @property
    def measure(self) -> Measure:
        """What is counted."""
        return self.line.commitment.measure

    @property
    def is_sensitive(self) -> bool:
        """Whether its evidence is about children or others who need protection (domain rules, section 7.6)."""
        return self.measure.sensitivity != Measure.Sensitivity.STANDARD

    @property
    def verification(self) -> Verification | None:
        """The decision in force, if there is one."""
        return self.line.verification

    @property
    def has_something(self) -> bool:
        """Whether something other than nothing is reported."""
        if self.measure.value_type == Measure.ValueType.NARRATIVE:
            return bool(self.answer.narrative) and not self.answer.nothing_reason
        return bool(self.answer.claimed)

    @property
    def worth(self) -> Decimal | None:
        """What is claimed in pounds: money as it is, anything else by its value; None where it has none."""
        claimed = self.answer.claimed
        if claimed is None:
            return None
        if self.measure.value_type == Measure.ValueType.MONEY:
            return claimed
        return None if self.unit_value is None else claimed * self.unit_value

    @property
    def asks_not_taken_up(self) -> bool:
        """Whether reasons why something was not taken up are proof of trying here (domain rules, section 6.4)."""
        return self.commitment.obligation == Commitment.Obligation.BEST_ENDEAVOURS

    @property
    def says_why_nothing(self) -> bool:
        """Whether nothing is reported, and why: in words, or by what was sought and not taken up."""
        return bool(self.answer.nothing_reason or (self.not_taken_up and not self.has_something))

    @property
    def has_figure(self) -> bool:
        """Whether the figure is an answer as it stands: 0 of 50 and "not done yet" are, a bare 0 needs a reason."""
        if self.measure.value_type == Measure.ValueType.NARRATIVE:
            return True
        if self.measure.value_type in (Measure.ValueType.PERCENT, Measure.ValueType.MILESTONE):
            return self.answer.claimed is not None
        return bool(self.answer.claimed)

    @property
    def is_asked(self) -> bool:
        """Whether an officer has asked for a change to this line in this revision."""
        return self.comment is not None and self.comment.revision_id == self.answer.revision_id

    @property
    def is_undecided(self) -> bool:
        """Whether an officer has neither decided this line nor asked about it in this revision."""
        return self.verification is None and not self.is_asked

    @property
    def open_question(self) -> LineQuestion | None:
        """What the supplier is asked about this line now, where the page has looked."""
        return next((item for item in self.questions if item.status == LineQuestion.Status.ASKED), None)

    @property
    def is_ready(self) -> bool:
        """Whether nothing is left for the supplier to do here."""
        return self.answer.is_complete or not self.line.is_open


@dataclass
class Sheet:
    """A return with one of its revisions, and the one before it for comparison."""

    supplier_return: SupplierReturn
    revision: Revision
    previous: Revision | None
    rows: list[Row]
    # What of it this is: all of it, or the lines that the reader's organisations deliver.
    part: Part = WHOLE
    # The last time the supplier's own signatories were asked about this revision.
    sign_off: SignOff | None = None
    # The lines that the portal chose to be looked at, by number, each with its reasons; None before anybody took it.
    sample: dict[int, list[str]] | None = None
    # From what worth, in pounds, a line is worth a lot.
    sample_worth: Decimal = USUAL_WORTH
    # What several checks need to know, asked for once.
    looked_up: dict[str, Any] = field(default_factory=dict)

    def row(self, number: int) -> Row | None:
        """The row with this number, or None."""
        return next((row for row in self.rows if row.number == number), None)

    def must_look_at(self, row: Row) -> bool:
        """Whether an officer must look at a line: it was chosen, or nothing was chosen yet."""
        return self.sample is None or row.number in self.sample

    @property
    def asked(self) -> list[Row]:
        """The lines an officer has asked about in this revision."""
        return [row for row in self.rows if row.is_asked]

    @property
    def decisions(self) -> list[str]:
        """The decisions in force."""
        return [row.verification.decision for row in self.rows if row.verification]

    @property
    def parts(self) -> dict[str, list[Row]]:
        """The rows the supplier may answer now (`to_do`), and those that stay as they were sent (`settled`)."""
        return {
            "to_do": [row for row in self.rows if row.line.is_open],
            "settled": [row for row in self.rows if not row.line.is_open],
        }

    @property
    def asked_sign_off(self) -> SignOff | None:
        """What a signatory is asked now; meanwhile nobody changes anything."""
        return self.sign_off if self.sign_off and self.sign_off.status == SignOff.Status.ASKED else None

    @property
    def is_sensitive(self) -> bool:
        """Whether any of its lines is about children or others who need protection."""
        return any(row.is_sensitive for row in self.rows)

    @property
    def is_nil(self) -> bool:
        """Whether the supplier says there is nothing to report for the whole period."""
        return bool(self.revision.nil_reason)


def load_sheet(supplier_return: SupplierReturn, *, sent: bool = False, part: Part = WHOLE) -> Sheet:
    """The newest revision of a return, or with `sent` the newest one that was sent.

    `part` is what its reader has of it (`part_of`): other rows, and other organisations' files, are not on the sheet.
    Raises Revision.DoesNotExist when there is none: a return always has a revision, and one that was sent from the
    moment it has a `sent_revision`.
    """
    newest = _newest_revisions(sent=sent).rows_for(supplier_return=supplier_return.pk)
    if not newest:
        raise Revision.DoesNotExist(f"{supplier_return} has no revision that was {'sent' if sent else 'begun'}.")
    revision, previous = newest[0], newest[1] if len(newest) > 1 else None
    revision.supplier_return = supplier_return
    answers = _answers(newest, part)
    uses, not_taken_up = _uses_by_answer(answers), _not_taken_up(answers)
    earlier = {answer.line_id: answer for answer in answers if previous and answer.revision_id == previous.pk}
    comments = _newest_comments(supplier_return) if any(answer.was_commented for answer in answers) else {}
    rows = []
    for answer in answers:
        if answer.revision_id == revision.pk:
            row = _row(answer, earlier.get(answer.line_id), uses, part)
            row.unit_value = answer.unit_value
            row.was_ticked, row.was_disputed = answer.was_ticked, answer.was_disputed
            row.was_questioned, row.is_questioned = answer.was_questioned, answer.is_questioned
            row.comment = comments.get(answer.line_id)
            row.not_taken_up = not_taken_up[answer.pk]
            row.not_taken_up_before = not_taken_up[row.before.pk] if row.before else {}
            row.line.supplier_return = supplier_return
            row.answer.revision = revision
            row.commitment.contract = supplier_return.contract
            rows.append(row)
    sign_off = _sign_off(revision) if revision.last_sign_off else None
    sheet = Sheet(supplier_return, revision, previous, rows, part, sign_off)
    if revision.sampled is not None and revision.sampled_worth is not None:
        sheet.sample = {int(number): reasons for number, reasons in revision.sampled.items()}
        sheet.sample_worth = revision.sampled_worth
    return sheet


@cache
def _newest_revisions(*, sent: bool) -> "Written[SignedRevision]":
    """The newest two revisions of a `supplier_return`, or of those that were sent, with their last asking of the
    signatories and what was chosen to be looked at.
    """
    last_sign_off = SignOff.objects.filter(revision=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    sample = Sample.objects.filter(revision=OuterRef("pk"))
    revisions = Revision.objects.select_related("submitted_by").annotate(
        last_sign_off=Subquery(last_sign_off),
        sampled=Subquery(sample.values("lines")[:1]),
        sampled_worth=Subquery(sample.values("worth")[:1]),
    )
    if sent:
        revisions = revisions.filter(submitted_at__isnull=False)
    return Written(revisions.filter(supplier_return=blank("supplier_return")).order_by("-number")[:2])


def _sign_off(revision: Revision) -> SignOff | None:
    """The last asking of the signatories about a revision, with its people."""
    sign_off = SignOff.objects.filter(revision=revision).select_related("asked_by", "answered_by").first()
    if sign_off:
        sign_off.revision = revision
    return sign_off


@cache
def _answer_rows(*, only_some: bool) -> "Written[TriedAnswer]":
    """The answers of `revisions` in the order of their lines, with what stands beside them; some: of `deliverers`."""
    found = Answer.objects.filter(revision__in=blank("revisions"))
    if only_some:
        found = found.filter(line__commitment__deliverer__in=blank("deliverers"))
    answers = found.annotate(
        was_tried=Exists(NotTakenUp.objects.filter(answer=OuterRef("pk"))),
        unit_value=Subquery(_values_then().values("pounds")[:1]),
        was_ticked=Exists(LineCheck.objects.filter(line=OuterRef("line"), revision=OuterRef("revision"))),
        was_commented=Exists(LineComment.objects.filter(line=OuterRef("line"))),
        was_questioned=Exists(LineQuestion.objects.filter(line=OuterRef("line"))),
        is_questioned=Exists(LineQuestion.objects.filter(line=OuterRef("line"), status=LineQuestion.Status.ASKED)),
        was_disputed=Exists(Dispute.objects.filter(line=OuterRef("line"))),
    ).order_by("line__number")
    return Written(answers.select_related("line__verification", "line__commitment__measure"))


def _values_then() -> QuerySet[ProxyValue]:
    """The values of an answer's measure that were in force when its period began, the newest first."""
    starts_on = OuterRef("line__supplier_return__period__starts_on")
    in_force = ProxyValue.objects.filter(measure=OuterRef("line__commitment__measure"), valid_from__lte=starts_on)
    return in_force.exclude(valid_to__lt=starts_on).order_by("-valid_from")


def _answers(revisions: Sequence[Revision], part: Part) -> "list[TriedAnswer]":
    """The answers of some revisions in the order of their lines, as far as they are in this part."""
    asked = [revision.pk for revision in revisions]
    if part.is_whole:
        return _answer_rows(only_some=False).rows_for(revisions=asked)
    return _answer_rows(only_some=True).rows_for(revisions=asked, deliverers=part.organisations)


@cache
def _uses() -> Written[EvidenceUse]:
    """The files of `answers`, in the order they were added."""
    return Written(EvidenceUse.objects.filter(answer__in=blank("answers")).select_related("evidence").order_by("id"))


def _row(answer: Answer, before: Answer | None, uses: dict[int, list[EvidenceUse]], part: Part) -> Row:
    """One line with its answer, the one before it, and the files of both that may be known."""
    known = [use for use in uses[answer.pk] if part.has_file(use.evidence)]
    known_before = [use for use in uses[before.pk] if part.has_file(use.evidence)] if before else []
    return Row(
        line=answer.line,
        answer=answer,
        evidence=[use.evidence for use in known],
        before=before,
        evidence_before=[use.evidence for use in known_before],
        again_reasons={use.evidence_id: use.again_reason for use in known if use.again_reason},
        natures={use.evidence_id: use.nature for use in known if use.nature},
        other_files=len(uses[answer.pk]) - len(known),
        is_writable=part.may_write(answer.line),
    )


def _uses_by_answer(answers: Sequence[Answer]) -> dict[int, list[EvidenceUse]]:
    """The files of many answers, in the order they were added."""
    uses: dict[int, list[EvidenceUse]] = defaultdict(list)
    for use in _uses().rows_for(answers=[answer.pk for answer in answers]):
        uses[use.answer_id].append(use)
    return uses


def _not_taken_up(answers: "list[TriedAnswer]") -> dict[int, dict[str, int]]:
    """What was not taken up, by answer and reason. One query; none where nothing was tried in vain."""
    tried = [answer.pk for answer in answers if answer.was_tried]
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    if tried:
        rows = NotTakenUp.objects.filter(answer__in=tried).order_by("id")
        for answer_id, reason, count in rows.values_list("answer", "reason", "count"):
            counts[answer_id][reason] = count
    return counts


def _newest_comments(supplier_return: SupplierReturn) -> dict[int, LineComment]:
    """The newest comment on each line. One query, made only where there is one."""
    comments = LineComment.objects.filter(line__supplier_return=supplier_return)
    return {comment.line_id: comment for comment in comments.order_by("id")}
