"""The one way into a return that a supplier may still write to."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from accounts.requests import SignedInRequest
from framework.values import input_affixes
from returns.parts import Part, part_of
from returns.presenting import why_not_saved
from returns.queries import returns_visible_to
from returns.sheet import Row, Sheet, load_sheet
from returns.workflow import WITH_SUPPLIER
from suppliers.workflow import InvalidTransition


def writing(view: Callable) -> Callable:
    """Hand the view the sheet of a whole return that this person may write to now.

    404 for somebody else's return, 403 for a viewer and for whoever has only lines of it, the return's own page once it
    is sent or given to a signatory. If that happened while the person was writing, they are told so and nothing is half
    saved.
    """
    return _doorway(view, may_enter=lambda part: part.is_whole and bool(part.writes))


def signing(view: Callable) -> Callable:
    """As `writing`, also while a signatory is asked: the view asks who may do what."""
    return _doorway(view, may_enter=lambda part: part.is_whole and bool(part.writes), while_asked=True)


def answering(view: Callable) -> Callable:
    """As `writing`, for one line, which its deliverer answers too: the view gets the sheet and the row, which is open.

    404 for lines of others.
    """

    @wraps(view)
    def inner(request: SignedInRequest, sheet: Sheet, number: int) -> HttpResponse:
        row = sheet.row(number)
        if row is None:
            raise Http404
        if not row.is_writable:
            raise PermissionDenied
        if not row.line.is_open:
            return redirect("return-detail", sheet.supplier_return.pk)
        return view(request, sheet, row)

    return _doorway(inner, may_enter=lambda part: bool(part.writes))


def _doorway(view: Callable, *, may_enter: Callable[[Part], bool], while_asked: bool = False) -> Callable:
    """What the ways in have in common; `while_asked` lets in while a signatory has the return."""

    @login_required
    @wraps(view)
    def inner(request: SignedInRequest, pk: int, *args, **kwargs) -> HttpResponse:
        supplier_return = get_object_or_404(returns_visible_to(request.user), pk=pk)
        part = part_of(request.user, supplier_return)
        if part is None or not may_enter(part):
            raise PermissionDenied
        with suppress(InvalidTransition):
            if supplier_return.status in WITH_SUPPLIER:
                sheet = load_sheet(supplier_return, part=part)
                if while_asked or not sheet.asked_sign_off:
                    return view(request, sheet, *args, **kwargs)
        if request.method == "POST":
            messages.info(request, why_not_saved(supplier_return))
        return redirect("return-detail", pk)

    return inner


def line_frame(sheet: Sheet, row: Row) -> dict:
    """What every page of a line shows around its question."""
    return {
        "sheet": sheet,
        "row": row,
        "measure": row.measure,
        "affixes": input_affixes(row.measure),
        "supplier_return": sheet.supplier_return,
        "council": sheet.supplier_return.council,
    }


def next_step(request: SignedInRequest, sheet, number: int, page: str) -> HttpResponse:
    """Where Continue leads: back to the check page when the person came from there, else the line's next page."""
    pk = sheet.supplier_return.pk
    if request.GET.get("from") == "check":
        return redirect("return-check", pk)
    following = {"figure": "line-words", "words": "line-evidence"}.get(page)
    if following:
        return redirect(following, pk, number)
    return redirect("return-detail", pk)
