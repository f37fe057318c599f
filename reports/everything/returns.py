"""Returns as the organisation's people see them: what was answered, what supports it, what was asked and decided.

Of a return of another supplier the organisation has only the lines that it delivers, with their answers and its own
files (decision record 0023). What officers note while they read is theirs until it is said to the supplier.
"""

from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.models import OfficerRole
from reports.everything.columns import Column, Part, Seen, told, where
from reports.everything.promises import CONTRACT
from reports.lists.lines import claimed_of, verified_of, with_figures
from returns.evidence.queries import evidence_visible_to
from returns.models import (
    Answer,
    Confirmation,
    Correction,
    Dispute,
    Evidence,
    EvidenceAccess,
    EvidenceUse,
    LineComment,
    LineQuestion,
    NotTakenUp,
    ReturnLine,
    Revision,
    SignOff,
    SupplierReturn,
    Verification,
)
from returns.queries import (
    confirmations_visible_to,
    corrections_visible_to,
    supplier_lines_visible_to,
    supplier_returns_visible_to,
)

DECIDED = SupplierReturn.Status.DECIDED


def _returns(seen: Seen) -> QuerySet[SupplierReturn]:
    return supplier_returns_visible_to(seen.user).select_related("submitted_by").order_by("pk")


def _revisions(seen: Seen) -> QuerySet[Revision]:
    revisions = Revision.objects.filter(supplier_return__in=supplier_returns_visible_to(seen.user).order_by())
    return revisions.select_related("supplier_return", "submitted_by").order_by("pk")


def lines_seen_by(seen: Seen) -> QuerySet[ReturnLine]:
    """The lines that the organisation answers for, or delivers in contracts of others."""
    return supplier_lines_visible_to(seen.user)


def _lines(seen: Seen) -> QuerySet[ReturnLine]:
    return (
        with_figures(lines_seen_by(seen))
        .select_related("supplier_return", "verification", "commitment__measure")
        .order_by("pk")
    )


def _all_answers(seen: Seen) -> QuerySet[Answer]:
    return Answer.objects.filter(line__in=lines_seen_by(seen)).order_by("pk")


def _tried_in_vain(seen: Seen) -> QuerySet[NotTakenUp]:
    return NotTakenUp.objects.filter(answer__line__in=lines_seen_by(seen)).order_by("pk")


def _sign_offs(seen: Seen) -> QuerySet[SignOff]:
    own = SignOff.objects.filter(revision__supplier_return__in=supplier_returns_visible_to(seen.user).order_by())
    own = own.filter(revision__supplier_return__supplier=seen.organisation)
    return own.select_related("asked_by", "answered_by").order_by("pk")


def _comments(seen: Seen) -> QuerySet[LineComment]:
    """What officers asked to have changed, once the return was sent back with it: then there is a later revision."""
    later = Revision.objects.filter(
        supplier_return=OuterRef("revision__supplier_return"), number__gt=OuterRef("revision__number")
    )
    return LineComment.objects.filter(Exists(later), line__in=lines_seen_by(seen)).order_by("pk")


def _questions(seen: Seen) -> QuerySet[LineQuestion]:
    return LineQuestion.objects.filter(line__in=lines_seen_by(seen)).select_related("answered_by").order_by("pk")


def _corrections(seen: Seen) -> QuerySet[Correction]:
    corrections = corrections_visible_to(seen.user).filter(line__supplier_return__status=DECIDED)
    return corrections.filter(status=Correction.Status.APPROVED).order_by("pk")


def _disputes(seen: Seen) -> QuerySet[Dispute]:
    return Dispute.objects.filter(line__in=lines_seen_by(seen)).select_related("raised_by").order_by("pk")


def _confirmations(seen: Seen) -> QuerySet[Confirmation]:
    sent = confirmations_visible_to(seen.user).filter(line__supplier_return__sent_revision__isnull=False)
    return sent.order_by("pk")


def _evidence(seen: Seen) -> QuerySet[Evidence]:
    """The files, with how often officers of the contract's council opened each, as the supplier is shown it."""
    officers = OfficerRole.objects.filter(user=OuterRef("accessed_by"), council=OuterRef("evidence__contract__council"))
    opened = EvidenceAccess.objects.filter(Exists(officers), evidence=OuterRef("pk")).order_by().values("evidence")
    return (
        evidence_visible_to(seen.user)
        .select_related("organisation", "uploaded_by", "contract")
        .annotate(times=Subquery(opened.annotate(n=Count("pk")).values("n")))
        .annotate(last=Subquery(opened.annotate(n=Max("accessed_at")).values("n")))
        .order_by("uploaded_at", "pk")
    )


def _file_uses(seen: Seen) -> QuerySet[EvidenceUse]:
    uses = EvidenceUse.objects.filter(answer__line__in=lines_seen_by(seen))
    visible = evidence_visible_to(seen.user).order_by().values("pk")
    return uses.filter(evidence__in=visible).select_related("answer").order_by("pk")


def _is_whole(seen: Seen, row: SupplierReturn) -> bool:
    return row.supplier_id == seen.organisation.pk


def _is_of_whole(seen: Seen, row: Revision) -> bool:
    return _is_whole(seen, row.supplier_return)


def _is_decided(_seen: Seen, row: ReturnLine) -> bool:
    return row.supplier_return.status == DECIDED


def _is_own(seen: Seen, row: Evidence) -> bool:
    return row.organisation_id == seen.organisation.pk


def _asked_it(_seen: Seen, row: Confirmation) -> bool:
    return row.side == Confirmation.Side.SUPPLIER


def _decision(name: str) -> Any:
    """What the decision in force says; nothing without one."""
    return lambda _seen, row: getattr(row.verification, name) if row.verification else None


def _verified(_seen: Seen, row: ReturnLine) -> Decimal | None:
    return verified_of(row)


LINE = (("line_id", "lines"),)
PARTS = (
    Part(
        "returns",
        _("Returns"),
        SupplierReturn,
        _returns,
        (
            *told(SupplierReturn, "id"),
            Column("reference", _("Reference"), lambda _seen, row: row.reference),
            *told(SupplierReturn, "contract", "period"),
            Column("is_whole", _("The whole of it is the organisation’s own"), _is_whole, "boolean", field="supplier"),
            *told(SupplierReturn, "status", "due_on", "opened_on", "sent_revision", "submitted_at", "returned_at"),
            *told(SupplierReturn, "decided_at"),
            *where(told(SupplierReturn, "submitted_by", "officer_message"), _is_whole),
        ),
        keys=CONTRACT,
    ),
    Part(
        "revisions",
        _("Revisions of returns; one without a day on which it was sent is still a draft"),
        Revision,
        _revisions,
        (
            *told(Revision, "id", "supplier_return", "number", "submitted_at"),
            *where(
                told(Revision, "submitted_by", "nil_reason", "story", "declarations", "confirmed_pairs"), _is_of_whole
            ),
        ),
        keys=(("supplier_return_id", "returns"),),
    ),
    Part(
        "lines",
        _("Lines of returns: promised, claimed and verified"),
        ReturnLine,
        _lines,
        (
            *told(ReturnLine, "id", "supplier_return", "commitment", "number", "target", "is_open"),
            Column("claimed", _("Claimed in what was sent last"), lambda _seen, row: claimed_of(row), "number"),
            Column("verified", _("Verified, with corrections"), _verified, "number", field="verification"),
            *where(
                (
                    Column(
                        "decision",
                        _("What the council decided"),
                        _decision("decision"),
                        choices=tuple(Verification.Decision.choices),
                    ),
                    Column("verified_at_first", _("Verified, before corrections"), _decision("verified"), "number"),
                    Column("decision_reason", _("Reason of the decision"), _decision("reason")),
                    Column("decided_at", _("Decided at"), _decision("decided_at"), "datetime"),
                ),
                _is_decided,
            ),
        ),
        keys=(("supplier_return_id", "returns"), ("commitment_id", "commitments")),
    ),
    Part(
        "answers",
        _("Answers to each line, in each revision"),
        Answer,
        _all_answers,
        told(
            Answer,
            *("id", "revision", "line", "claimed", "numerator", "denominator", "achieved_on", "nothing_reason"),
            *("narrative", "no_evidence_reason", "unusual_reason", "figure_done", "words_done", "evidence_done"),
        ),
        keys=(("revision_id", "revisions"), *LINE),
    ),
    Part(
        "not_taken_up",
        _("What was sought or offered and not taken up, by reason"),
        NotTakenUp,
        _tried_in_vain,
        told(NotTakenUp, "id", "answer", "reason", "count"),
        keys=(("answer_id", "answers"),),
    ),
    Part(
        "sign_offs",
        _("Returns that were given to somebody to sign off"),
        SignOff,
        _sign_offs,
        told(SignOff, "id", "revision", "status", "asked_at", "asked_by", "answered_at", "answered_by", "reason"),
        keys=(("revision_id", "revisions"),),
    ),
    Part(
        "evidence",
        _("Files of evidence"),
        Evidence,
        _evidence,
        (
            *told(Evidence, "id", "contract", "organisation"),
            Column("organisation_name", _("Whose file it is"), lambda _seen, row: row.organisation.name),
            *told(Evidence, "original_name", "status", "fault", "scan", "media_type", "size", "sha256"),
            *told(Evidence, "stored_size", "stored_sha256", "notes", "uploaded_at"),
            *where((*told(Evidence, "uploaded_by", "findings", "confirmed_at"),), _is_own),
            Column("times_opened", _("How often officers opened it"), lambda _seen, row: row.times or 0, "integer"),
            Column("last_opened_at", _("When officers opened it last"), lambda _seen, row: row.last, "datetime"),
        ),
        keys=CONTRACT,
    ),
    Part(
        "evidence_uses",
        _("Which file supports which answer"),
        EvidenceUse,
        _file_uses,
        (
            *told(EvidenceUse, "id", "evidence", "answer"),
            Column("line_id", _("Id of the line"), lambda _seen, row: str(row.answer.line_id)),
            *told(EvidenceUse, "nature", "again_reason"),
        ),
        keys=(("evidence_id", "evidence"), ("answer_id", "answers"), *LINE),
    ),
    Part(
        "comments",
        _("What the council asked to have changed"),
        LineComment,
        _comments,
        told(LineComment, "id", "line", "revision", "text", "made_at"),
        keys=(*LINE, ("revision_id", "revisions")),
    ),
    Part(
        "questions",
        _("Questions of the council about a line, and the answers"),
        LineQuestion,
        _questions,
        told(
            LineQuestion,
            *("id", "line", "revision", "status", "text", "asked_at", "answer", "answered_at", "answered_by"),
            "withdrawn_at",
        ),
        keys=(*LINE, ("revision_id", "revisions")),
    ),
    Part(
        "corrections",
        _("Corrections of verified figures"),
        Correction,
        _corrections,
        told(
            Correction,
            *("id", "line", "difference", "numerator_difference", "denominator_difference", "reason", "decided_at"),
        ),
        keys=LINE,
    ),
    Part(
        "disputes",
        _("Decisions that were disputed, and what the council answered"),
        Dispute,
        _disputes,
        told(
            Dispute, "id", "line", "status", "reason", "raised_at", "raised_by", "answered_at", "answer", "correction"
        ),
        keys=LINE,
    ),
    Part(
        "confirmations",
        _("What those who benefited were asked, and what they said"),
        Confirmation,
        _confirmations,
        (
            *told(
                Confirmation, "id", "line", "side", "organisation_name", "figure", "status", "expires_on", "asked_at"
            ),
            *told(Confirmation, "answer", "comment", "answered", "withdrawn_at"),
            *where(told(Confirmation, "email", "asked_by"), _asked_it),
        ),
        keys=LINE,
    ),
)
