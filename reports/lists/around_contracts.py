"""Lists of what goes on around contracts: opportunities, who asks for a contract, cases, and problems with files."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from reports.lists.listing import (
    Field,
    Gathered,
    Given,
    Listing,
    day_of,
    joined,
    label_of,
    name_of,
    number_in,
    page_about,
    person,
)
from returns.case_list import cases_listed
from returns.models import DisposalProposal, Escalation, Incident, LegalHold
from returns.queries import certificates_visible_to, holds_visible_to, incidents_visible_to, proposals_visible_to
from suppliers.models import Area, Commitment, ContractClaim, Host, Opportunity
from suppliers.opportunity_filters import Filters, opportunities_of
from suppliers.queries import claims_visible_to, council_claims_visible_to, opportunities_visible_to
from tables.cells import Value


# --- Opportunities ----------------------------------------------------------------------------------------------------
def _opportunities(user: User, given: Given) -> QuerySet[Opportunity]:
    return opportunities_of(user, Filters.read(given, today=timezone.localdate())).order_by("-pk")


def _place(area: str | None, outward_postcode: str) -> str:
    return Host(area=Area(name=area) if area else None, outward_postcode=outward_postcode).place


OF_OPPORTUNITY = (
    Field(_("Council"), "contract__council__name", 24),
    Field(_("Supplier"), "contract__supplier__name", 30),
    Field(_("Contract reference"), "contract__reference"),
    Field(_("Opportunity"), "title", 40),
    Field(_("Kind"), "kind", 30, label_of(Opportunity.Kind)),
    Field(_("Host"), "host__name", 30),
    Field(_("Where"), ("host__area__name", "host__outward_postcode"), 20, _place),
    Field(_("First day"), "starts_on", 12),
    Field(_("Last day"), "ends_on", 12),
    Field(_("Status"), "status", 14, label_of(Opportunity.Status)),
    Field(_("Places"), "places", 8),
    Field(_("Offered"), "offered", 8),
    Field(_("Taken up"), "taken_up", 8),
    Field(_("Not taken up"), "not_taken_up", 8),
)
OPPORTUNITIES = Listing(
    "opportunities",
    _("Opportunities for young people"),
    "council-opportunity-list",
    _opportunities,
    OF_OPPORTUNITY,
)


def _log(user: User, given: Given) -> QuerySet[Opportunity]:
    return opportunities_visible_to(user).filter(contract=number_in(given, "contract")).order_by("-pk")


LOG = Listing(
    "opportunity-log",
    _("Opportunity log"),
    page_about("opportunity-log", "contract"),
    _log,
    OF_OPPORTUNITY,
    is_for_officers=None,
)


# --- Who asks for a contract ------------------------------------------------------------------------------------------
def _claims(user: User, given: Given) -> QuerySet[ContractClaim]:
    claims = council_claims_visible_to(user)
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
        Field(_("Council"), "council__name", 24),
        Field(_("Reference"), "reference"),
        Field(_("Organisation"), "organisation__name", 30),
        Field(_("Asked by"), person("asked_by"), 24, name_of),
        Field(_("Asked on"), "asked_at", 12, day_of),
        Field(_("Status"), "status", 16, label_of(ContractClaim.Status)),
        Field(_("Decided by"), person("decided_by"), 24, name_of),
        Field(_("Decided on"), "decided_at", 12, day_of),
        Field(_("Reason"), "reason", 50),
    ),
)


OWN_CLAIMS = Listing(
    "own-claims",
    _("Contracts you have asked for"),
    "claim-list",
    lambda user, given: claims_visible_to(user).order_by("-pk"),
    # As on the page, which names nobody.
    tuple(one for one in CLAIMS.fields if one.show is not name_of),
    is_for_officers=False,
)


# --- Cases ------------------------------------------------------------------------------------------------------------
def _cases(user: User, given: Given) -> QuerySet[Escalation]:
    _show, cases = cases_listed(user, given, today=timezone.localdate())
    return cases.order_by("-pk")


def _promises(cases: set[int]) -> dict[int, str]:
    """What the promises of each case say."""
    promises = Commitment.objects.filter(escalations__in=cases)
    return joined(promises.values_list("escalations", "promise"), "; ")


CASES = Listing(
    "cases",
    _("Promises that fall short"),
    "escalation-list",
    _cases,
    (
        Field(_("Council"), "contract__council__name", 24),
        Field(_("Supplier"), "contract__supplier__name", 30),
        Field(_("Contract reference"), "contract__reference"),
        Field(_("Contract"), "contract__title", 40),
        Gathered(_("Promises"), "pk", 60, gather=_promises),
        Field(_("Opened on"), "opened_at", 12, day_of),
        Field(_("Status"), "status", 26, label_of(Escalation.Status)),
        Field(_("Closed on"), "closed_at", 12, day_of),
    ),
    is_for_officers=None,
)


# --- Files ------------------------------------------------------------------------------------------------------------
def _incidents(user: User, given: Given) -> QuerySet[Incident]:
    if given.get("show") == "closed":
        return incidents_visible_to(user).filter(closed_at__isnull=False).order_by("-pk")
    return incidents_visible_to(user).filter(closed_at__isnull=True).order_by("aware_since", "pk")


INCIDENTS = Listing(
    "incidents",
    _("Problems with files"),
    "incident-list",
    _incidents,
    (
        Field(_("Council"), "council__name", 24),
        Field(_("Supplier"), "evidence__contract__supplier__name", 30),
        Field(_("Contract reference"), "evidence__contract__reference"),
        Field(_("Problem"), "kind", 40, label_of(Incident.Kind)),
        Field(_("Known since"), "aware_since", 12, day_of),
        Field(_("Outcome"), "outcome", 30, label_of(Incident.Outcome)),
        Field(_("Information Commissioner told on"), "commissioner_told_on", 16),
        Field(_("Closed on"), "closed_at", 12, day_of),
    ),
)


def _disposals(user: User, given: Given) -> QuerySet[DisposalProposal]:
    return proposals_visible_to(user).filter(status=DisposalProposal.Status.PROPOSED).order_by("-pk")


DISPOSALS = Listing(
    "disposals",
    _("Files whose time is over"),
    "disposal-list",
    _disposals,
    (
        Field(_("Council"), "council__name", 24),
        Field(_("Supplier"), "evidence__contract__supplier__name", 30),
        Field(_("Contract reference"), "evidence__contract__reference"),
        Field(_("Sent to the council"), "was_sent", 12),
        # The name of a file that never came with a return is not the council's to see.
        Field(_("File"), ("was_sent", "evidence__original_name"), 40, lambda was_sent, name: name if was_sent else ""),
        Field(_("Size in bytes"), "evidence__stored_size", 12),
        Field(_("Rule"), "rule", 40),
        Field(_("Due on"), "due_on", 12),
    ),
)

CERTIFICATES = Listing(
    "certificates",
    _("Certificates of disposal"),
    "certificate-list",
    lambda user, given: certificates_visible_to(user).order_by("-pk"),
    (
        Field(_("Council"), "council__name", 24),
        Field(_("Supplier"), "evidence__contract__supplier__name", 30),
        Field(_("Contract reference"), "evidence__contract__reference"),
        Field(_("Hash of what was received (SHA-256)"), "sha256", 66),
        Field(_("Size in bytes"), "size", 12),
        Field(_("Rule"), "rule", 40),
        Field(_("Disposed of on"), "disposed_at", 12, day_of),
        Field(_("By"), person("disposed_by"), 24, name_of),
    ),
)


def _holds(user: User, given: Given) -> QuerySet[LegalHold]:
    lifted = given.get("show") == "lifted"
    return holds_visible_to(user).filter(lifted_at__isnull=not lifted).order_by("-pk")


def _covers(of_file: str | None, of_contract: str | None) -> Value:
    """The reference of the contract that is covered, with or without a file of it; nothing for the whole council."""
    return of_contract if of_file is None else of_file


HOLDS = Listing(
    "holds",
    _("Holds"),
    "hold-list",
    _holds,
    (
        Field(_("Council"), "council__name", 24),
        Field(_("Contract reference"), ("evidence__contract__reference", "contract__reference"), 18, _covers),
        Field(_("One file"), "evidence", 10, bool),
        Field(_("Why"), "reason", 50),
        Field(_("Placed by"), person("placed_by"), 24, name_of),
        Field(_("Placed on"), "placed_at", 12, day_of),
        Field(_("Lifted by"), person("lifted_by"), 24, name_of),
        Field(_("Lifted on"), "lifted_at", 12, day_of),
    ),
)
