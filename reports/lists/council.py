"""The lists of officers: contracts, returns, promised pieces, amounts of a measure, corrections and disputes."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from reports.dimensions import Dimension
from reports.filters import Filters
from reports.lists.lines import FIGURES, with_figures
from reports.lists.listing import Field, Given, Listing, amount_of, day_of, measure_fields, name_of
from reports.queries import amounts_in, contracts_of, pieces_of
from reports.standing import STATES, state_of
from returns.models import ContractTotal, Correction, Dispute, ReturnLine, SupplierReturn
from returns.overview import MeasureTotal
from returns.queries import council_corrections_visible_to, council_disputes_visible_to
from returns.queue import Filters as QueueFilters
from returns.queue import queue_of
from suppliers.contract_list import contracts_listed
from suppliers.models import Contract
from tables.cells import Value

OF_A_LINE = "line__supplier_return"


# --- Contracts --------------------------------------------------------------------------------------------------------
def _contracts(user: User, given: Given) -> QuerySet[Contract]:
    _show, contracts = contracts_listed(user, given)
    beside = ("council", "supplier", "manager", "deputy", "department", "area")
    return contracts.select_related(*beside).prefetch_related("categories", "supplier__identifiers").order_by("-pk")


def _numbers(contract: Contract) -> str:
    """The official numbers of a contract's supplier, each with its scheme, so that zeros in front stay."""
    return ", ".join(map(str, contract.supplier.identifiers.all())) if contract.supplier else ""


CONTRACTS = Listing(
    "contracts",
    _("Contracts"),
    "contract-list",
    _contracts,
    (
        Field(_("Council"), lambda contract: contract.council.name, 24),
        Field(_("Reference"), lambda contract: contract.reference),
        Field(_("Contract"), lambda contract: contract.title, 50),
        Field(_("Supplier"), lambda contract: contract.supplier.name if contract.supplier else "", 30),
        Field(_("Official numbers of the supplier"), _numbers, 24),
        Field(_("Status"), lambda contract: contract.get_status_display(), 14),
        Field(_("Starts on"), lambda contract: contract.starts_on, 12),
        Field(_("Ends on"), lambda contract: contract.ends_on, 12),
        Field(_("Signed on"), lambda contract: contract.signed_on, 12),
        Field(_("Value without VAT, in pounds"), lambda contract: contract.value_net, 16),
        Field(_("Value with VAT, in pounds"), lambda contract: contract.value_gross, 16),
        Field(_("Legal basis"), lambda contract: contract.get_legal_basis_display(), 26),
        Field(_("Reports"), lambda contract: contract.get_frequency_display(), 18),
        Field(_("Contract manager"), lambda contract: name_of(contract.manager), 24),
        Field(_("Deputy"), lambda contract: name_of(contract.deputy), 24),
        Field(_("Department"), lambda contract: contract.department.name if contract.department else "", 24),
        Field(_("Area"), lambda contract: contract.area.name if contract.area else "", 20),
        Field(_("Services"), lambda contract: ", ".join(one.label for one in contract.categories.all()), 30),
        Field(_("Notice process id (OCID)"), lambda contract: contract.ocid, 24),
    ),
)


# --- Returns ----------------------------------------------------------------------------------------------------------
def _returns(user: User, given: Given) -> QuerySet[SupplierReturn]:
    filters = QueueFilters.read(given)
    return queue_of(user, filters).defer(None).order_by(*(filters.field, "pk") if filters.field else ("-pk",))


def _of_return(way: str) -> tuple[Field, ...]:
    """Whose return it is and for when, of a row whose return is its attribute `way` ("" where it is one itself)."""

    def this(row) -> SupplierReturn:
        return getattr(row, way) if way else row

    return (
        Field(_("Council"), lambda row: this(row).council.name, 24),
        Field(_("Supplier"), lambda row: this(row).supplier.name, 30),
        Field(_("Contract reference"), lambda row: this(row).contract.reference),
        Field(_("Contract"), lambda row: this(row).contract.title, 40),
        Field(_("Period from"), lambda row: this(row).period.starts_on, 12),
        Field(_("Period to"), lambda row: this(row).period.ends_on, 12),
    )


RETURNS = Listing(
    "returns",
    _("Returns"),
    "return-queue",
    _returns,
    (
        *_of_return(""),
        Field(_("Status"), lambda row: row.get_status_display(), 18),
        Field(_("Due on"), lambda row: row.due_on, 12),
        Field(_("Received on"), lambda row: day_of(row.submitted_at), 12),
        Field(_("Being read by"), lambda row: name_of(row.taken_by), 24),
        Field(_("Decided on"), lambda row: day_of(row.decided_at), 12),
        Field(_("Lines"), lambda row: row.line_count, 8),
    ),
)


# --- The portfolio ----------------------------------------------------------------------------------------------------
def _pieces(user: User, given: Given) -> QuerySet[ReturnLine]:
    filters = Filters.read(given)
    filters.words(user)  # what the person does not see is not found
    lines = pieces_of(user, filters, today=timezone.localdate())
    around = ("supplier_return__council", "supplier_return__supplier")
    return with_figures(lines.select_related(*around)).order_by("-pk")


def _state(line: ReturnLine) -> str:
    return str(STATES[state_of(line, today=timezone.localdate())])


def _due(line: ReturnLine) -> Value:
    this = line.supplier_return
    return this.period.due_on if this.sent_revision_id else this.due_on


PIECES = Listing(
    "pieces",
    _("Promised pieces"),
    "portfolio-pieces",
    _pieces,
    (
        *_of_return("supplier_return"),
        *FIGURES[:5],
        Field(_("Due on"), _due, 12),
        Field(_("Status"), _state, 18),
        *FIGURES[5:],
    ),
)


def _totals(user: User, given: Given) -> QuerySet[ContractTotal]:
    filters = Filters.read(given)
    if not filters.of_measures or filters.of_measures[0] != Dimension.MEASURE:
        raise Http404
    filters.words(user)
    totals = contracts_of(user, filters, filters.of_measures[1])
    return totals.select_related("contract__council", "contract__supplier", "measure__outcome").order_by("-pk")


def _comes_to(total: ContractTotal) -> MeasureTotal:
    [(_row, item)] = amounts_in([total])
    return item


AMOUNTS = Listing(
    "amounts",
    _("What each contract comes to"),
    "portfolio-contracts",
    _totals,
    (
        Field(_("Council"), lambda row: row.contract.council.name, 24),
        Field(_("Supplier"), lambda row: row.contract.supplier.name, 30),
        Field(_("Contract reference"), lambda row: row.contract.reference),
        Field(_("Contract"), lambda row: row.contract.title, 40),
        *measure_fields(lambda row: row.measure),
        Field(_("Promised in all"), lambda row: amount_of(row.measure, _comes_to(row).in_all), 14),
        Field(_("Promised so far"), lambda row: amount_of(row.measure, _comes_to(row).promised), 14),
        Field(_("Claimed"), lambda row: amount_of(row.measure, _comes_to(row).claimed), 14),
        Field(_("Verified"), lambda row: amount_of(row.measure, _comes_to(row).verified), 14),
    ),
)


# --- After a decision -------------------------------------------------------------------------------------------------
def _corrections(user: User, given: Given) -> QuerySet[Correction]:
    around = ("council", "supplier", "contract", "period")
    rows = council_corrections_visible_to(user).select_related(
        *(f"{OF_A_LINE}__{name}" for name in around), "line__commitment__measure", "proposed_by", "decided_by"
    )
    return rows.order_by("-pk")


def _disputes(user: User, given: Given) -> QuerySet[Dispute]:
    return council_disputes_visible_to(user).select_related(f"{OF_A_LINE}__contract").order_by("-pk")


def _on_line(field: Field) -> Callable[[Any], Value]:
    """What a field says of the line that a row is about."""
    return lambda row: field.value(row.line)


def _of_line() -> tuple[Field, ...]:
    """Whose line it is, for when, and what was promised, of a row about one line."""
    of_return = [Field(one.heading, _on_line(one), one.width) for one in _of_return("supplier_return")]
    return (*of_return, Field(_("Promise"), lambda row: row.line.commitment.promise, 50))


CORRECTIONS = Listing(
    "corrections",
    _("Corrections"),
    "correction-list",
    _corrections,
    (
        *_of_line(),
        *measure_fields(lambda row: row.line.commitment.measure),
        Field(_("Difference"), lambda row: amount_of(row.line.commitment.measure, row.difference), 14),
        Field(_("Difference of the top figure"), lambda row: row.numerator_difference, 14),
        Field(_("Difference of the bottom figure"), lambda row: row.denominator_difference, 14),
        Field(_("Reason"), lambda row: row.reason, 50),
        Field(_("Proposed by"), lambda row: name_of(row.proposed_by), 24),
        Field(_("Proposed on"), lambda row: day_of(row.proposed_at), 12),
        Field(_("Status"), lambda row: row.get_status_display(), 14),
        Field(_("Decided by"), lambda row: name_of(row.decided_by), 24),
        Field(_("Decided on"), lambda row: day_of(row.decided_at), 12),
    ),
)

DISPUTES = Listing(
    "disputes",
    _("Disputes"),
    "dispute-list",
    _disputes,
    (
        *_of_line(),
        Field(_("Reason"), lambda row: row.reason, 50),
        Field(_("Disputed on"), lambda row: day_of(row.raised_at), 12),
        Field(_("Status"), lambda row: row.get_status_display(), 18),
        Field(_("Answered on"), lambda row: day_of(row.answered_at), 12),
    ),
)
