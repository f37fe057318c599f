"""The one way into a return that a program may still write to: the rules of the pages, told as a program reads them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework.request import Request

from api.problems import Conflict
from audit.record import by_program
from returns.models import SupplierReturn
from returns.parts import part_of
from returns.presenting import why_not_saved
from returns.queries import returns_visible_to
from returns.sheet import Row, Sheet, load_sheet
from returns.workflow import WITH_SUPPLIER
from suppliers.workflow import InvalidTransition


@contextmanager
def writing(request: Request, pk: int, *, whole: bool = True) -> Iterator[Sheet]:
    """The sheet of a return that this token may write to now; with `whole` all of it and not only lines of it.

    Raises Http404 for somebody else's return; PermissionDenied for who has only lines of it; Conflict once it is sent
    or with a signatory, and where that happens while this goes on: then nothing is half saved.
    """
    supplier_return = get_object_or_404(returns_visible_to(request.user), pk=pk)
    part = part_of(request.user, supplier_return)
    if part is None or not part.writes or (whole and not part.is_whole):
        raise PermissionDenied
    if supplier_return.status not in WITH_SUPPLIER:
        raise Conflict(why_not_saved(supplier_return))
    sheet = load_sheet(supplier_return, part=part)
    if sheet.asked_sign_off:
        raise Conflict(why_not_saved(supplier_return))
    try:
        with by_program(request.auth.pk):
            yield sheet
    except InvalidTransition as error:
        raise Conflict(why_not_saved(supplier_return)) from error


@contextmanager
def writing_line(request: Request, pk: int, number: int) -> Iterator[tuple[Sheet, Row]]:
    """As `writing`, for one line, which its deliverer answers too."""
    with writing(request, pk, whole=False) as sheet:
        row = sheet.row(number)
        if row is None:
            raise Http404
        if not row.is_writable:
            raise PermissionDenied
        if not row.line.is_open:
            raise Conflict(_("This line stays as it was sent: the council did not ask for a change to it."))
        yield sheet, row


def again(request: Request, pk: int) -> SupplierReturn:
    """A return as it stands now, after it was written to."""
    return get_object_or_404(returns_visible_to(request.user), pk=pk)
