"""What of returns, lines and corrections a person can see."""

from datetime import date
from functools import cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.links import hash_of
from accounts.models import User
from accounts.queries import officer_roles
from returns.models import (
    Answer,
    Confirmation,
    ContractTotal,
    Correction,
    CouncilTotal,
    DisposalCertificate,
    DisposalProposal,
    Dispute,
    Escalation,
    Evidence,
    EvidenceUse,
    Incident,
    KpiAssessment,
    LegalHold,
    LineQuestion,
    Remedy,
    ReturnLine,
    SupplierReturn,
    Tally,
)
from suppliers.models import Commitment, ReportingPeriod, TargetPoint
from suppliers.reach import delivered_by, either, held_by

# What a list shows of a return: reading whole contracts, councils and suppliers for a row costs more than the row.
LISTED = (
    "status",
    "submitted_at",
    "decided_at",
    "due_on",
    "line_count",
    "answered_count",
    "warning_count",
    "contract__title",
    "council__name",
    "council__nation",
    "council__review_working_days",
    "period__starts_on",
    "period__ends_before",
    "supplier__name",
    "supplier__needs_sign_off",
)
# What pages, actions and e-mails about a confirmation look at.
OF_A_CONFIRMATION = (
    *("line__supplier_return__contract__manager", "line__supplier_return__council", "line__supplier_return__period"),
    *("line__supplier_return__supplier", "line__commitment__measure", "line__commitment__deliverer", "asked_by"),
)


def returns_visible_to(user: User) -> QuerySet[SupplierReturn]:
    """Returns of the person's organisations and of the councils the person is an officer of.

    Of contracts that an organisation only takes part in, those with a line of what it delivers: see `part_of`.
    """
    return _with_surroundings().filter(
        either(_held(user), _with_own_lines(user), Q(council_id__in=officer_roles(user)))
    )


def supplier_returns_visible_to(user: User) -> QuerySet[SupplierReturn]:
    """Returns the person sees as one of a supplier's people, whole or in part."""
    return _with_surroundings().filter(either(_held(user), _with_own_lines(user)))


@cache
def _with_surroundings() -> QuerySet[SupplierReturn]:
    """Returns with what every page about one shows around it: made up once, not for each page."""
    return SupplierReturn.objects.select_related("contract", "council", "period", "supplier")


def council_returns_visible_to(user: User, among: QuerySet[SupplierReturn] | None = None) -> QuerySet[SupplierReturn]:
    """Returns the person sees as an officer; `among` says what else is read of them."""
    return (SupplierReturn.objects.all() if among is None else among).filter(council_id__in=officer_roles(user))


def lines_visible_to(user: User) -> QuerySet[ReturnLine]:
    """Lines of the returns the person can see; of contracts taken part in only those delivered there."""
    return ReturnLine.objects.filter(
        either(_lines_held(user), lines_delivered_by(user), Q(supplier_return__council_id__in=officer_roles(user)))
    ).select_related("supplier_return__contract", "commitment__measure", "verification")


def supplier_lines_visible_to(user: User) -> QuerySet[ReturnLine]:
    """Lines the person sees as one of a supplier's people."""
    return ReturnLine.objects.filter(either(_lines_held(user), lines_delivered_by(user)))


def council_lines_visible_to(user: User) -> QuerySet[ReturnLine]:
    """Lines the person sees as an officer."""
    return ReturnLine.objects.filter(supplier_return__council_id__in=officer_roles(user))


def lines_delivered_by(user: User) -> Q | None:
    """A condition: lines of what the person's organisations deliver in contracts of others; None where there are none.

    What belongs to such a line is found by it as well: its return, and the contract's period.
    """
    return delivered_by(user, commitment="commitment__", contract="supplier_return__contract")


def sent_lines_visible_to(user: User) -> QuerySet[ReturnLine]:
    """Of the lines the person can see those that the council has, with what pages about one line show around it."""
    return (
        lines_visible_to(user)
        .filter(supplier_return__sent_revision__isnull=False)
        .select_related(*(f"supplier_return__{name}" for name in ("council", "period", "supplier")))
        .select_related("supplier_return__contract__manager", "commitment__deliverer")
    )


def answer_the_council_has(line: ReturnLine) -> Answer:
    """What the newest revision that was sent says of a line. Raises Answer.DoesNotExist where none was sent."""
    return Answer.objects.get(line=line, revision=line.supplier_return.sent_revision_id)


def confirmations_visible_to(user: User) -> QuerySet[Confirmation]:
    """What was asked of those who benefited from the lines the person can see."""
    return Confirmation.objects.filter(line__in=lines_visible_to(user)).select_related(*OF_A_CONFIRMATION)


def confirmation_behind(secret: str, *, today: date) -> Confirmation | None:
    """The question a link leads to, as long as it can be answered.

    One query, the same whether the link was never made, was used, withdrawn, sent anew or is too old.
    """
    waiting = Confirmation.objects.filter(status=Confirmation.Status.OPEN, expires_on__gte=today)
    return waiting.filter(token_hash=hash_of(secret)).select_related(*OF_A_CONFIRMATION).first()


def _held(user: User) -> Q:
    """Returns that the person's organisations answer for, as far as each membership reaches."""
    return held_by(user, contract="contract")


def _lines_held(user: User) -> Q:
    """Lines of such returns."""
    return held_by(user, supplier="supplier_return__supplier", contract="supplier_return__contract")


def _with_own_lines(user: User) -> Q | None:
    """Returns with a line of what the person's organisations deliver in contracts of others."""
    delivered = lines_delivered_by(user)
    if delivered is None:
        return None
    return Q(Exists(ReturnLine.objects.filter(delivered, supplier_return=OuterRef("pk"))))


def corrections_visible_to(user: User) -> QuerySet[Correction]:
    """Corrections of the lines the person sees as an officer or as one of a supplier's people."""
    return Correction.objects.filter(
        either(
            held_by(user, supplier="line__supplier_return__supplier", contract="line__supplier_return__contract"),
            delivered_by(user, commitment="line__commitment__", contract="line__supplier_return__contract"),
            Q(line__supplier_return__council_id__in=officer_roles(user)),
        )
    ).select_related(
        "line__supplier_return__contract",
        "line__supplier_return__supplier",
        "line__supplier_return__period",
        "line__commitment__measure",
        "line__verification",
        "proposed_by",
        "decided_by",
    )


def council_corrections_visible_to(user: User) -> QuerySet[Correction]:
    """Corrections of the lines the person sees as an officer."""
    return Correction.objects.filter(line__supplier_return__council_id__in=officer_roles(user))


def council_questions_visible_to(user: User) -> QuerySet[LineQuestion]:
    """Questions about lines of the councils the person is an officer of."""
    return LineQuestion.objects.filter(line__supplier_return__council_id__in=officer_roles(user)).select_related(
        "line__supplier_return__contract"
    )


def returns_with_questions_for(user: User) -> QuerySet[SupplierReturn]:
    """Returns with a question to the supplier that waits, about a line that the person sees as one of its people."""
    asked = LineQuestion.objects.filter(status=LineQuestion.Status.ASKED, line__in=supplier_lines_visible_to(user))
    return supplier_returns_visible_to(user).filter(pk__in=asked.order_by().values("line__supplier_return"))


def council_disputes_visible_to(user: User) -> QuerySet[Dispute]:
    """Disputes about decisions of the councils the person is an officer of."""
    return Dispute.objects.filter(line__supplier_return__council_id__in=officer_roles(user)).select_related(
        "line__supplier_return__contract__manager",
        "line__supplier_return__supplier",
        "line__supplier_return__period",
        "line__supplier_return__council",
        "line__commitment__measure",
        "verification",
        "raised_by",
        "answered_by",
    )


def periods_visible_to(user: User) -> QuerySet[ReportingPeriod]:
    """Reporting periods of the contracts the person can see; of contracts taken part in as `_periods_with_own`."""
    return ReportingPeriod.objects.filter(
        either(_periods_held(user), _periods_with_own(user), Q(contract__council_id__in=officer_roles(user)))
    ).select_related("contract__council")


def points_by_activity() -> QuerySet[TargetPoint]:
    """In a query of periods or promises: what agreed promises that go by placement years or spend have for a period."""
    return TargetPoint.objects.filter(
        profile__is_current=True,
        profile__commitment__status=Commitment.Status.AGREED,
        profile__commitment__rate__isnull=False,
    ).exclude(profile__commitment__basis=Commitment.Basis.ABSOLUTE)


def supplier_periods_visible_to(user: User) -> QuerySet[ReportingPeriod]:
    """Reporting periods the person sees as one of a supplier's people."""
    return ReportingPeriod.objects.filter(either(_periods_held(user), _periods_with_own(user))).select_related(
        "contract__council"
    )


def _periods_held(user: User) -> Q:
    """Periods of contracts that the person's organisations hold, as far as each membership reaches."""
    return held_by(user, supplier="contract__supplier", contract="contract")


def _periods_with_own(user: User) -> Q | None:
    """Periods with a line of what the person's organisations deliver, or that will have one when they open."""
    delivered = delivered_by(user, commitment="", contract="contract")
    lines = lines_delivered_by(user)
    if delivered is None or lines is None:
        return None
    promised = Commitment.objects.filter(
        delivered,
        Q(starts_on__isnull=True) | Q(starts_on__lt=OuterRef("ends_before")),
        Q(ends_on__isnull=True) | Q(ends_on__gte=OuterRef("starts_on")),
        contract=OuterRef("contract"),
        status=Commitment.Status.AGREED,
    )
    opened = ReturnLine.objects.filter(lines, supplier_return__period=OuterRef("pk"))
    return Q(Exists(opened)) | (Q(opened_on__isnull=True) & Q(Exists(promised)))


def totals_visible_to(user: User, among: QuerySet | None = None) -> QuerySet:
    """Promised, claimed and verified totals of the councils the person is an officer of, in a few shards each.

    Those of all contracts, and those of every place: who adds them up chooses one kind. `among` says what is read of
    them.
    """
    return (CouncilTotal.objects.all() if among is None else among).filter(council_id__in=officer_roles(user))


def tallies_visible_to(user: User, among: QuerySet | None = None) -> QuerySet:
    """How many pieces are due on which day, in the councils the person is an officer of; as `totals_visible_to`.

    `among` says what is read of them.
    """
    return (Tally.objects.all() if among is None else among).filter(council_id__in=officer_roles(user))


def contract_totals_visible_to(user: User) -> QuerySet[ContractTotal]:
    """Promised, claimed and verified of each measure in the contracts the person sees as an officer."""
    return ContractTotal.objects.filter(council_id__in=officer_roles(user))


def assessments_visible_to(user: User) -> QuerySet[KpiAssessment]:
    """Assessments of performance in contracts of the councils the person is an officer of, with their contracts."""
    assessments = KpiAssessment.objects.filter(contract__council_id__in=officer_roles(user))
    return assessments.select_related("contract__council", "contract__supplier")


def incidents_visible_to(user: User) -> QuerySet[Incident]:
    """Problems with files of the councils the person is an officer of."""
    return Incident.objects.filter(council_id__in=officer_roles(user)).select_related(
        "council", "evidence__contract__supplier", "reporter", "closed_by"
    )


def proposals_visible_to(user: User) -> QuerySet[DisposalProposal]:
    """Files whose time is over, of the councils the person is an officer of.

    `was_sent` tells whether the file ever came with a return: only then is its name the council's to see.
    """
    sent = EvidenceUse.objects.filter(evidence=OuterRef("evidence"), answer__revision__submitted_at__isnull=False)
    proposals = DisposalProposal.objects.filter(council_id__in=officer_roles(user)).annotate(was_sent=Exists(sent))
    return proposals.select_related("council", "evidence__contract__supplier")


def certificates_visible_to(user: User) -> QuerySet[DisposalCertificate]:
    """Certificates of what was disposed of, of the councils the person is an officer of."""
    return DisposalCertificate.objects.filter(council_id__in=officer_roles(user)).select_related(
        "council", "evidence__contract__supplier", "disposed_by"
    )


def holds_visible_to(user: User) -> QuerySet[LegalHold]:
    """Holds, standing and lifted, of the councils the person is an officer of."""
    return LegalHold.objects.filter(council_id__in=officer_roles(user)).select_related(
        "council", "contract", "evidence__contract", "placed_by", "lifted_by"
    )


def files_to_keep_visible_to(user: User) -> QuerySet[Evidence]:
    """Files that officers keep and dispose of: those sent with a return, and those with a problem or a proposal.

    Of the latter an officer learns that there is a file and what kind it is, even where it was never sent.
    """
    of_this = {"evidence": OuterRef("pk")}
    known = (
        Exists(EvidenceUse.objects.filter(answer__revision__submitted_at__isnull=False, **of_this))
        | Exists(Incident.objects.filter(**of_this))
        | Exists(DisposalProposal.objects.filter(**of_this))
    )
    return Evidence.objects.filter(known, contract__council_id__in=officer_roles(user)).select_related(
        "contract__council"
    )


def lines_using(evidence: Evidence) -> QuerySet[ReturnLine]:
    """The lines of sent returns that a file supports, newest first. Whether the reader may see them is asked before."""
    sent = EvidenceUse.objects.filter(evidence=evidence, answer__revision__submitted_at__isnull=False)
    return (
        ReturnLine.objects.filter(pk__in=sent.values("answer__line"))
        .select_related("supplier_return__period", "commitment")
        .order_by("-pk")
    )


def escalations_visible_to(user: User) -> QuerySet[Escalation]:
    """Cases about contracts that the person's organisations hold, and of the councils the person is an officer of.

    Who only takes part in a contract does not see them: they are between the council and the supplier.
    """
    held = held_by(user, supplier="contract__supplier", contract="contract")
    return Escalation.objects.filter(either(held, Q(contract__council_id__in=officer_roles(user)))).select_related(
        "contract__council", "contract__supplier"
    )


def remedies_visible_to(user: User) -> QuerySet[Remedy]:
    """Remedies of the councils the person is an officer of; the supplier reads of them in the steps they become."""
    return Remedy.objects.filter(escalation__contract__council_id__in=officer_roles(user)).select_related(
        "escalation__contract__council", "escalation__contract__supplier", "proposed_by", "decided_by"
    )


def council_escalations_visible_to(user: User) -> QuerySet[Escalation]:
    """Cases of the councils the person is an officer of."""
    return Escalation.objects.filter(contract__council_id__in=officer_roles(user))


def supplier_escalations_visible_to(user: User) -> QuerySet[Escalation]:
    """Cases about contracts that the person's organisations hold, as far as each membership reaches."""
    return Escalation.objects.filter(held_by(user, supplier="contract__supplier", contract="contract"))
