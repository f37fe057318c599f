"""The lists of officers: contracts, returns, promised pieces, amounts of a measure, corrections and disputes."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from reports.dimensions import Dimension
from reports.filters import Filters
from reports.lists.lines import FIGURES, of_return, with_figures
from reports.lists.listing import (
    Field,
    Gathered,
    Given,
    Listing,
    amount_of,
    day_of,
    figure,
    joined,
    label_of,
    measure_fields,
    measure_of,
    name_of,
    person,
)
from reports.queries import contracts_of, pieces_of
from reports.standing import OF_PIECE, STATES, state_in
from returns.models import ContractTotal, Correction, Dispute, ReturnLine, SupplierReturn
from returns.overview import total_of
from returns.queries import council_corrections_visible_to, council_disputes_visible_to
from returns.queue import Filters as QueueFilters
from returns.queue import queue_of
from returns.totals import STORED_SUMS
from suppliers.contract_list import contracts_listed
from suppliers.models import Contract, OrganisationIdentifier, ServiceCategory
from tables.cells import Value


# --- Contracts --------------------------------------------------------------------------------------------------------
def _contracts(user: User, given: Given) -> QuerySet[Contract]:
    _show, contracts = contracts_listed(user, given)
    return contracts.order_by("-pk")


def _numbers(organisations: set[int]) -> dict[int, str]:
    """The official numbers of suppliers, each with its scheme, so that zeros in front stay."""
    numbers = OrganisationIdentifier.objects.filter(organisation__in=organisations).order_by("pk")
    return joined((number.organisation_id, str(number)) for number in numbers)


def _services(contracts: set[int]) -> dict[int, str]:
    return joined(ServiceCategory.objects.filter(contracts__in=contracts).values_list("contracts", "label"))


CONTRACTS = Listing(
    "contracts",
    _("Contracts"),
    "contract-list",
    _contracts,
    (
        Field(_("Council"), "council__name", 24),
        Field(_("Reference"), "reference"),
        Field(_("Contract"), "title", 50),
        Field(_("Supplier"), "supplier__name", 30),
        Gathered(_("Official numbers of the supplier"), "supplier", 24, gather=_numbers),
        Field(_("Status"), "status", 14, label_of(Contract.Status)),
        Field(_("Starts on"), "starts_on", 12),
        Field(_("Ends on"), "ends_on", 12),
        Field(_("Signed on"), "signed_on", 12),
        Field(_("Value without VAT, in pounds"), "value_net", 16),
        Field(_("Value with VAT, in pounds"), "value_gross", 16),
        Field(_("Legal basis"), "legal_basis", 26, label_of(Contract.LegalBasis)),
        Field(_("Reports"), "frequency", 18, label_of(Contract.Frequency)),
        Field(_("Contract manager"), person("manager"), 24, name_of),
        Field(_("Deputy"), person("deputy"), 24, name_of),
        Field(_("Department"), "department__name", 24),
        Field(_("Area"), "area__name", 20),
        Gathered(_("Services"), "pk", 30, gather=_services),
        Field(_("Notice process id (OCID)"), "ocid", 24),
    ),
)


# --- Returns ----------------------------------------------------------------------------------------------------------
def _returns(user: User, given: Given) -> QuerySet[SupplierReturn]:
    filters = QueueFilters.read(given)
    return queue_of(user, filters).order_by(*(filters.field, "pk") if filters.field else ("-pk",))


RETURNS = Listing(
    "returns",
    _("Returns"),
    "return-queue",
    _returns,
    (
        *of_return(""),
        Field(_("Status"), "status", 18, label_of(SupplierReturn.Status)),
        Field(_("Due on"), "due_on", 12),
        Field(_("Received on"), "submitted_at", 12, day_of),
        Field(_("Being read by"), person("taken_by"), 24, name_of),
        Field(_("Decided on"), "decided_at", 12, day_of),
        Field(_("Lines"), "line_count", 8),
    ),
)


# --- The portfolio ----------------------------------------------------------------------------------------------------
def _pieces(user: User, given: Given) -> QuerySet[ReturnLine]:
    filters = Filters.read(given)
    filters.words(user)  # what the person does not see is not found
    lines = pieces_of(user, filters, today=timezone.localdate())
    return with_figures(lines).order_by("-pk")


def _state(*stands) -> str:
    return _words(state_in(*stands, today=timezone.localdate()), get_language())


@lru_cache(maxsize=100)
def _words(state: str, language: str | None) -> str:
    """The words for a state: looked up once for a language, since nearly every piece asks for them."""
    return str(STATES[state])


def _due(of_period: date, own: date, sent_revision: int | None) -> Value:
    return of_period if sent_revision else own


PIECES = Listing(
    "pieces",
    _("Promised pieces"),
    "portfolio-pieces",
    _pieces,
    (
        *of_return("supplier_return"),
        *FIGURES[:5],
        Field(_("Due on"), ("supplier_return__period__due_on", *OF_PIECE[:2]), 12, _due),
        Field(_("Status"), OF_PIECE, 18, _state),
        *FIGURES[5:],
    ),
)


def _totals(user: User, given: Given) -> QuerySet[ContractTotal]:
    filters = Filters.read(given)
    if not filters.of_measures or filters.of_measures[0] != Dimension.MEASURE:
        raise Http404
    filters.words(user)
    return contracts_of(user, filters, filters.of_measures[1]).order_by("-pk")


def _comes_to(name: str) -> Callable[..., Value]:
    """An amount of what a contract comes to, by the same rules as over all contracts (`MeasureTotal`)."""

    def show(value_type: str, unit: str, aggregation: str, *sums) -> Value:
        measure = measure_of(value_type, unit, aggregation)
        total = total_of(measure, dict(zip(STORED_SUMS, sums, strict=True)))
        return amount_of(value_type, unit, getattr(total, name))

    return show


SUMMED = figure("measure", "measure__aggregation", *STORED_SUMS)


AMOUNTS = Listing(
    "amounts",
    _("What each contract comes to"),
    "portfolio-contracts",
    _totals,
    (
        Field(_("Council"), "contract__council__name", 24),
        Field(_("Supplier"), "contract__supplier__name", 30),
        Field(_("Contract reference"), "contract__reference"),
        Field(_("Contract"), "contract__title", 40),
        *measure_fields("measure"),
        Field(_("Promised in all"), SUMMED, 14, _comes_to("in_all")),
        Field(_("Promised so far"), SUMMED, 14, _comes_to("promised")),
        Field(_("Claimed"), SUMMED, 14, _comes_to("claimed")),
        Field(_("Verified"), SUMMED, 14, _comes_to("verified")),
    ),
)


# --- After a decision -------------------------------------------------------------------------------------------------
def _corrections(user: User, given: Given) -> QuerySet[Correction]:
    return council_corrections_visible_to(user).order_by("-pk")


def _disputes(user: User, given: Given) -> QuerySet[Dispute]:
    return council_disputes_visible_to(user).order_by("-pk")


# Whose line it is, for when, and what was promised, of a row about one line.
OF_LINE = (*of_return("line__supplier_return"), Field(_("Promise"), "line__commitment__promise", 50))
MEASURE_OF_LINE = "line__commitment__measure"


CORRECTIONS = Listing(
    "corrections",
    _("Corrections"),
    "correction-list",
    _corrections,
    (
        *OF_LINE,
        *measure_fields("line__commitment__measure"),
        Field(_("Difference"), figure(MEASURE_OF_LINE, "difference"), 14, amount_of),
        Field(_("Difference of the top figure"), "numerator_difference", 14),
        Field(_("Difference of the bottom figure"), "denominator_difference", 14),
        Field(_("Reason"), "reason", 50),
        Field(_("Proposed by"), person("proposed_by"), 24, name_of),
        Field(_("Proposed on"), "proposed_at", 12, day_of),
        Field(_("Status"), "status", 14, label_of(Correction.Status)),
        Field(_("Decided by"), person("decided_by"), 24, name_of),
        Field(_("Decided on"), "decided_at", 12, day_of),
    ),
)

DISPUTES = Listing(
    "disputes",
    _("Disputes"),
    "dispute-list",
    _disputes,
    (
        *OF_LINE,
        Field(_("Reason"), "reason", 50),
        Field(_("Disputed on"), "raised_at", 12, day_of),
        Field(_("Status"), "status", 18, label_of(Dispute.Status)),
        Field(_("Answered on"), "answered_at", 12, day_of),
    ),
)
