"""Lists of what goes on around contracts: opportunities, who asks for a contract, cases, and problems with files."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from reports.lists.listing import Field, Given, Listing, day_of, name_of
from returns.case_list import cases_listed
from returns.models import DisposalCertificate, Escalation, Incident, LegalHold
from returns.queries import certificates_visible_to, holds_visible_to, incidents_visible_to
from suppliers.models import ContractClaim, Opportunity
from suppliers.opportunity_filters import Filters, opportunities_of
from suppliers.queries import council_claims_visible_to
from tables.cells import Value


# --- Opportunities ----------------------------------------------------------------------------------------------------
def _opportunities(user: User, given: Given) -> QuerySet[Opportunity]:
    rows = opportunities_of(user, Filters.read(given, today=timezone.localdate()))
    return rows.select_related("host__area", "contract__council", "contract__supplier").order_by("-pk")


OPPORTUNITIES = Listing(
    "opportunities",
    _("Opportunities for young people"),
    "council-opportunity-list",
    _opportunities,
    (
        Field(_("Council"), lambda row: row.contract.council.name, 24),
        Field(_("Supplier"), lambda row: row.contract.supplier.name, 30),
        Field(_("Contract reference"), lambda row: row.contract.reference),
        Field(_("Opportunity"), lambda row: row.title, 40),
        Field(_("Kind"), lambda row: row.get_kind_display(), 30),
        Field(_("Host"), lambda row: row.host.name, 30),
        Field(_("Where"), lambda row: row.host.place, 20),
        Field(_("First day"), lambda row: row.starts_on, 12),
        Field(_("Last day"), lambda row: row.ends_on, 12),
        Field(_("Status"), lambda row: row.get_status_display(), 14),
        Field(_("Places"), lambda row: row.places, 8),
        Field(_("Offered"), lambda row: row.offered, 8),
        Field(_("Taken up"), lambda row: row.taken_up, 8),
        Field(_("Not taken up"), lambda row: row.not_taken_up, 8),
    ),
)


# --- Who asks for a contract ------------------------------------------------------------------------------------------
def _claims(user: User, given: Given) -> QuerySet[ContractClaim]:
    claims = council_claims_visible_to(user).select_related("council", "organisation", "asked_by", "decided_by")
    waiting = {"status": ContractClaim.Status.WAITING}
    if given.get("show") == "decided":
        return claims.exclude(**waiting).order_by("-pk")
    return claims.filter(**waiting).order_by("asked_at", "pk")


CLAIMS = Listing(
    "claims",
    _("Suppliers who ask for a contract"),
    "council-claim-list",
    _claims,
    (
        Field(_("Council"), lambda row: row.council.name, 24),
        Field(_("Reference"), lambda row: row.reference),
        Field(_("Organisation"), lambda row: row.organisation.name, 30),
        Field(_("Asked by"), lambda row: name_of(row.asked_by), 24),
        Field(_("Asked on"), lambda row: day_of(row.asked_at), 12),
        Field(_("Status"), lambda row: row.get_status_display(), 16),
        Field(_("Decided by"), lambda row: name_of(row.decided_by), 24),
        Field(_("Decided on"), lambda row: day_of(row.decided_at), 12),
        Field(_("Reason"), lambda row: row.reason, 50),
    ),
)


# --- Cases ------------------------------------------------------------------------------------------------------------
def _cases(user: User, given: Given) -> QuerySet[Escalation]:
    _show, cases = cases_listed(user, given, today=timezone.localdate())
    return cases.prefetch_related("commitments").order_by("-pk")


CASES = Listing(
    "cases",
    _("Promises that fall short"),
    "escalation-list",
    _cases,
    (
        Field(_("Council"), lambda row: row.contract.council.name, 24),
        Field(_("Supplier"), lambda row: row.contract.supplier.name, 30),
        Field(_("Contract reference"), lambda row: row.contract.reference),
        Field(_("Contract"), lambda row: row.contract.title, 40),
        Field(_("Promises"), lambda row: "; ".join(one.promise for one in row.commitments.all()), 60),
        Field(_("Opened on"), lambda row: day_of(row.opened_at), 12),
        Field(_("Status"), lambda row: row.get_status_display(), 26),
        Field(_("Closed on"), lambda row: day_of(row.closed_at), 12),
    ),
    is_for_officers=None,
)


# --- Files ------------------------------------------------------------------------------------------------------------
def _incidents(user: User, given: Given) -> QuerySet[Incident]:
    if given.get("show") == "closed":
        return incidents_visible_to(user).filter(closed_at__isnull=False).order_by("-pk")
    return incidents_visible_to(user).filter(closed_at__isnull=True).order_by("aware_since", "pk")


def _of_file(row: Incident | DisposalCertificate) -> str:
    return row.evidence.contract.reference


INCIDENTS = Listing(
    "incidents",
    _("Problems with files"),
    "incident-list",
    _incidents,
    (
        Field(_("Council"), lambda row: row.council.name, 24),
        Field(_("Supplier"), lambda row: row.evidence.contract.supplier.name, 30),
        Field(_("Contract reference"), _of_file),
        Field(_("Problem"), lambda row: row.get_kind_display(), 40),
        Field(_("Known since"), lambda row: day_of(row.aware_since), 12),
        Field(_("Outcome"), lambda row: row.get_outcome_display() if row.outcome else "", 30),
        Field(_("Information Commissioner told on"), lambda row: row.commissioner_told_on, 16),
        Field(_("Closed on"), lambda row: day_of(row.closed_at), 12),
    ),
)

CERTIFICATES = Listing(
    "certificates",
    _("Certificates of disposal"),
    "certificate-list",
    lambda user, given: certificates_visible_to(user).order_by("-pk"),
    (
        Field(_("Council"), lambda row: row.council.name, 24),
        Field(_("Supplier"), lambda row: row.evidence.contract.supplier.name, 30),
        Field(_("Contract reference"), _of_file),
        Field(_("Hash of what was received (SHA-256)"), lambda row: row.sha256, 66),
        Field(_("Size in bytes"), lambda row: row.size, 12),
        Field(_("Rule"), lambda row: row.rule, 40),
        Field(_("Gone since"), lambda row: day_of(row.disposed_at), 12),
        Field(_("By"), lambda row: name_of(row.disposed_by), 24),
    ),
)


def _holds(user: User, given: Given) -> QuerySet[LegalHold]:
    lifted = given.get("show") == "lifted"
    return holds_visible_to(user).filter(lifted_at__isnull=not lifted).order_by("-pk")


def _covers(row: LegalHold) -> Value:
    """The reference of the contract that is covered, with or without a file of it; nothing for the whole council."""
    contract = row.evidence.contract if row.evidence else row.contract
    return contract.reference if contract else ""


HOLDS = Listing(
    "holds",
    _("Holds"),
    "hold-list",
    _holds,
    (
        Field(_("Council"), lambda row: row.council.name, 24),
        Field(_("Contract reference"), _covers),
        Field(_("One file"), lambda row: bool(row.evidence_id), 10),
        Field(_("Why"), lambda row: row.reason, 50),
        Field(_("Placed by"), lambda row: name_of(row.placed_by), 24),
        Field(_("Placed on"), lambda row: day_of(row.placed_at), 12),
        Field(_("Lifted by"), lambda row: name_of(row.lifted_by), 24),
        Field(_("Lifted on"), lambda row: day_of(row.lifted_at), 12),
    ),
)
