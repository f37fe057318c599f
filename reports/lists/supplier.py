"""The lists of a supplier's people: their returns, and everything they promised with its figures."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from reports.lists.lines import FIGURES, of_return, with_figures
from reports.lists.listing import Field, Given, Listing, day_of, label_of
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
        *of_return(""),
        Field(_("Due on"), "due_on", 12),
        Field(_("Status"), "status", 18, label_of(SupplierReturn.Status)),
        Field(_("Sent on"), "submitted_at", 12, day_of),
        Field(_("Decided on"), "decided_at", 12, day_of),
    ),
    is_for_officers=False,
)


def _lines(user: User, given: Given) -> QuerySet[ReturnLine]:
    return with_figures(supplier_lines_visible_to(user)).order_by("-pk")


OWN_PROMISES = Listing(
    "own-commitments",
    _("My commitments"),
    "commitment-list",
    _lines,
    (
        *of_return("supplier_return"),
        *FIGURES,
    ),
    is_for_officers=False,
)
