"""Which returns a person can take away to fill in: those that are open, with lines that are theirs to answer."""

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from returns.models import SignOff, SupplierReturn, WorkbookUpload
from returns.parts import part_of
from returns.queries import supplier_returns_visible_to
from returns.sheet import Sheet, load_sheet
from returns.workbook.writing import writable
from returns.workflow import WITH_SUPPLIER

MOST = 50
"""Returns in one spreadsheet, those due first."""


def returns_to_fill_in(user: User) -> QuerySet[SupplierReturn]:
    """The open returns a person sees as one of a supplier's people and no signatory has, those due first on top."""
    of_this = {"revision__supplier_return": OuterRef("pk"), "status": SignOff.Status.ASKED}
    found = supplier_returns_visible_to(user).filter(~Exists(SignOff.objects.filter(**of_this)))
    return found.filter(status__in=WITH_SUPPLIER).order_by("due_on", "pk")


def sheets_to_fill_in(user: User, *, only: int | None = None) -> list[Sheet]:
    """These returns with their lines, at most 50, without those in which nothing is the person's to write.

    About eight queries for each. `only` is the number of a single return.
    """
    found = returns_to_fill_in(user)
    chosen = found.filter(pk=only) if only is not None else found[:MOST]
    parts = [(this, part_of(user, this)) for this in chosen]
    sheets = [load_sheet(this, part=part) for this, part in parts if part and part.writes]
    return [sheet for sheet in sheets if writable(sheet)]


def workbooks_of(user: User) -> QuerySet[WorkbookUpload]:
    """The spreadsheets that a person sent, without their content; nobody else's."""
    return WorkbookUpload.objects.filter(kept_by=user.pk).defer("content")
