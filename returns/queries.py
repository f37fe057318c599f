"""What of returns, lines and corrections a person can see."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.queries import officer_roles
from returns.models import (
    Correction,
    CouncilTotal,
    DisposalCertificate,
    DisposalProposal,
    Evidence,
    EvidenceUse,
    Incident,
    LegalHold,
    ReturnLine,
    SupplierReturn,
)
from suppliers.models import ReportingPeriod
from suppliers.queries import memberships

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
)


def returns_visible_to(user: User) -> QuerySet[SupplierReturn]:
    """Returns of the person's organisations and of the councils the person is an officer of."""
    return SupplierReturn.objects.filter(
        Q(supplier_id__in=memberships(user)) | Q(council_id__in=officer_roles(user))
    ).select_related("contract", "council", "period", "supplier")


def supplier_returns_visible_to(user: User) -> QuerySet[SupplierReturn]:
    """Returns the person sees as one of a supplier's people."""
    return SupplierReturn.objects.filter(supplier_id__in=memberships(user)).select_related(
        "contract", "council", "period", "supplier"
    )


def council_returns_visible_to(user: User) -> QuerySet[SupplierReturn]:
    """Returns the person sees as an officer."""
    return SupplierReturn.objects.filter(council_id__in=officer_roles(user))


def lines_visible_to(user: User) -> QuerySet[ReturnLine]:
    """Lines of the returns the person can see."""
    return ReturnLine.objects.filter(
        Q(supplier_return__supplier_id__in=memberships(user)) | Q(supplier_return__council_id__in=officer_roles(user))
    ).select_related("supplier_return__contract", "commitment__measure", "verification")


def corrections_visible_to(user: User) -> QuerySet[Correction]:
    """Corrections of the returns the person sees as an officer or as one of the supplier's people."""
    return Correction.objects.filter(
        Q(line__supplier_return__supplier_id__in=memberships(user))
        | Q(line__supplier_return__council_id__in=officer_roles(user))
    ).select_related(
        "line__supplier_return__contract",
        "line__supplier_return__supplier",
        "line__supplier_return__period",
        "line__commitment__measure",
        "line__verification",
        "proposed_by",
        "decided_by",
    )


def periods_visible_to(user: User) -> QuerySet[ReportingPeriod]:
    """Reporting periods of the contracts the person can see."""
    return ReportingPeriod.objects.filter(
        Q(contract__supplier_id__in=memberships(user)) | Q(contract__council_id__in=officer_roles(user))
    ).select_related("contract__council")


def totals_visible_to(user: User) -> QuerySet[CouncilTotal]:
    """Promised, claimed and verified totals of the councils the person is an officer of, in a few shards each."""
    return CouncilTotal.objects.filter(council_id__in=officer_roles(user))


def incidents_visible_to(user: User) -> QuerySet[Incident]:
    """Problems with files of the councils the person is an officer of."""
    return Incident.objects.filter(council_id__in=officer_roles(user)).select_related(
        "council", "evidence__contract__supplier", "aware_by", "closed_by"
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
