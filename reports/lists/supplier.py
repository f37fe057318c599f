"""The lists of a supplier's people: their returns, and everything they promised with its figures."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from reports.lists.lines import FIGURES, with_figures
from reports.lists.listing import Field, Given, Listing, day_of
from returns.models import ReturnLine, SupplierReturn
from returns.queries import supplier_lines_visible_to, supplier_returns_visible_to


def _returns(user: User, given: Given) -> QuerySet[SupplierReturn]:
    return supplier_returns_visible_to(user).order_by("-pk")


OWN_RETURNS = Listing(
    "own-returns",
    _("Your returns"),
    "return-list",
    _returns,
    (
        Field(_("Council"), lambda row: row.council.name, 24),
        Field(_("Supplier"), lambda row: row.supplier.name, 30),
        Field(_("Contract reference"), lambda row: row.contract.reference),
        Field(_("Contract"), lambda row: row.contract.title, 40),
        Field(_("Period from"), lambda row: row.period.starts_on, 12),
        Field(_("Period to"), lambda row: row.period.ends_on, 12),
        Field(_("Due on"), lambda row: row.due_on, 12),
        Field(_("Status"), lambda row: row.get_status_display(), 18),
        Field(_("Sent on"), lambda row: day_of(row.submitted_at), 12),
        Field(_("Decided on"), lambda row: day_of(row.decided_at), 12),
    ),
    is_for_officers=False,
)


def _lines(user: User, given: Given) -> QuerySet[ReturnLine]:
    around = [f"supplier_return__{name}" for name in ("council", "supplier", "contract", "period")]
    lines = supplier_lines_visible_to(user).select_related(*around, "verification", "commitment")
    return with_figures(lines).order_by("-pk")


OWN_PROMISES = Listing(
    "own-commitments",
    _("My commitments"),
    "commitment-list",
    _lines,
    (
        Field(_("Council"), lambda line: line.supplier_return.council.name, 24),
        Field(_("Supplier"), lambda line: line.supplier_return.supplier.name, 30),
        Field(_("Contract reference"), lambda line: line.supplier_return.contract.reference),
        Field(_("Contract"), lambda line: line.supplier_return.contract.title, 40),
        Field(_("Period from"), lambda line: line.supplier_return.period.starts_on, 12),
        Field(_("Period to"), lambda line: line.supplier_return.period.ends_on, 12),
        *FIGURES,
    ),
    is_for_officers=False,
)
