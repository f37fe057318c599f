"""The line a file is looked at beside: what is claimed there, and the way back to it."""

from dataclasses import dataclass

from django.db.models import Case, OuterRef, Subquery, When
from django.urls import reverse

from accounts.models import User
from accounts.permissions import is_officer_of
from returns.models import Evidence, EvidenceUse, LineComment, SupplierReturn, Verification
from returns.permissions import can_edit_line, has_taken_return, is_own_evidence
from returns.sheet import Row
from returns.workflow import SHOWN, WITH_SUPPLIER
from suppliers.permissions import acts_for_supplier_of
from suppliers.reach import delivered_by, either

LINE = "answer__line"
READ_WITH = (
    "answer__revision",
    f"{LINE}__verification",
    f"{LINE}__commitment__measure",
    f"{LINE}__supplier_return__period",
    f"{LINE}__supplier_return__supplier",
    f"{LINE}__supplier_return__council",
)


@dataclass(frozen=True)
class Beside:
    """A line that a file supports, in the newest revision this person may read, and where to go back to."""

    row: Row
    back: str
    decision: Verification | None
    # Whether the person has the return open, and reads the line here as it was last sent: then it is decided here.
    is_deciding: bool = False

    @property
    def findings(self) -> int:
        """How many things worth a second look the portal found about the line when it was sent."""
        return sum(finding["line"] == self.row.number for finding in self.row.answer.revision.findings)


def beside(evidence: Evidence, user: User, line: int | None = None) -> Beside | None:
    """The line with this id if the file supports it and the person may see that, else the newest such line.

    None when the file supports no line that is the person's to see. Officers are shown only what was sent, the
    supplier's people no decision before the return is decided, and those of a consortium member or subcontractor only
    lines that they deliver, with their own files. One query.
    """
    is_ours, is_supplier = is_own_evidence(user, evidence), acts_for_supplier_of(user, evidence.contract)
    seen = EvidenceUse.objects.filter(evidence=evidence)
    if not is_ours:
        seen = seen.filter(answer__revision__submitted_at__isnull=False)
    elif not is_supplier:
        contract = f"{LINE}__supplier_return__contract"
        seen = seen.filter(either(delivered_by(user, commitment=f"{LINE}__commitment__", contract=contract)))
    wanted_first = [Case(When(answer__line_id=line, then=0), default=1)] if line else []
    answer = seen.order_by(*wanted_first, "-answer_id").values("answer_id")[:1]
    asked = LineComment.objects.filter(line=OuterRef(LINE), revision=OuterRef("answer__revision")).values("text")
    uses = list(
        EvidenceUse.objects.filter(answer_id=answer)
        .select_related("evidence", *READ_WITH)
        .annotate(asked=Subquery(asked))
        .order_by("id")
    )
    if not uses:
        return None
    others = [use.evidence for use in uses if use.evidence_id != evidence.pk and use.evidence.status in SHOWN]
    if is_ours and not is_supplier:
        others = [file for file in others if file.organisation_id == evidence.organisation_id]
    natures = {use.evidence_id: use.nature for use in uses if use.nature}
    row = Row(line=uses[0].answer.line, answer=uses[0].answer, evidence=others, natures=natures)
    if not is_ours and uses[0].asked:
        row.comment = LineComment(line=row.line, revision=row.answer.revision, text=uses[0].asked)
    is_told = not is_ours or row.line.supplier_return.status == SupplierReturn.Status.DECIDED
    return Beside(row, _way_back(row, user), row.verification if is_told else None, _is_deciding(row, user))


def _is_deciding(row: Row, user: User) -> bool:
    """Whether this person has the return of a line open, and the line is as it was last sent."""
    supplier_return = row.line.supplier_return
    is_open = supplier_return.status == SupplierReturn.Status.UNDER_REVIEW
    is_newest = row.answer.revision_id == supplier_return.sent_revision_id
    return is_open and is_newest and has_taken_return(user, supplier_return)


def _way_back(row: Row, user: User) -> str:
    """Where the line is decided, for officers; where it is written or read, for the supplier's people."""
    supplier_return = row.line.supplier_return
    if is_officer_of(user, supplier_return.council_id) and row.answer.revision.submitted_at:
        return reverse("line-review", args=[supplier_return.pk, row.number])
    if supplier_return.status not in WITH_SUPPLIER:
        return reverse("return-detail", args=[supplier_return.pk])
    page = "line-evidence" if can_edit_line(user, row.line) else "line-record"
    return reverse(page, args=[supplier_return.pk, row.number])
