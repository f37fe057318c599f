"""Check your answers, send, and what happens next."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from returns.actions.answering import confirm_pairs
from returns.actions.signing import ask_sign_off, decline_sign_off, take_back_sign_off
from returns.actions.submitting import submit_return
from returns.checks import LOOK, Problem, before_sending, declarations_ticked, pairs_confirmed, stops
from returns.comparing import changes_since_last
from returns.forms.supplier import CheckForm, DeclineForm
from returns.parts import part_of
from returns.permissions import can_submit_return
from returns.presenting import read_by
from returns.queries import returns_visible_to
from returns.said import add_deliverers
from returns.sheet import Sheet
from returns.views.supplier.doorway import signing
from returns.workflow import WITH_SUPPLIER
from suppliers.checks import NotReady


@signing
@require_http_methods(["GET", "POST"])
def return_check(request: SignedInRequest, sheet: Sheet) -> HttpResponse:
    """Every answer with its Change link, what is worth a second look, the declarations, and Send return.

    Where returns are signed off, those who do not sign ask for that here, and a signatory reads what waits.
    """
    asked, may_send = sheet.asked_sign_off, can_submit_return(request.user, sheet.supplier_return)
    if asked and not may_send:
        return redirect("return-detail", sheet.supplier_return.pk)
    form = CheckForm(
        request.POST or None, pairs={} if asked else pairs_confirmed.questions(sheet), initial=_ticked(sheet)
    )
    problems = []
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["sign_off"] != (asked.pk if asked else None):
            messages.info(request, _("This return was changed in another window. Read it again before you go on."))
            return redirect("return-check", sheet.supplier_return.pk)
        try:
            return _send(request, sheet, form, may_send=may_send)
        except NotReady as error:
            problems = _mended_elsewhere(form, error.problems)
    return render(request, "returns/supplier/check.html", {"may_send": may_send, **_context(sheet, form, problems)})


def _send(request: SignedInRequest, sheet: Sheet, form: CheckForm, *, may_send: bool) -> HttpResponse:
    """To the council, or to a signatory. What was ticked is kept first, unless a signatory has the return."""
    supplier_return, ticked = sheet.supplier_return, form.cleaned_data["declarations"]
    asked = sheet.asked_sign_off
    if not asked:
        pairs = form.cleaned_data.get("pairs", [])
        confirm_pairs(revision=sheet.revision, pairs=pairs, declarations=ticked, by=request.user)
    if may_send:
        submit_return(supplier_return=supplier_return, declarations=ticked, sign_off=asked, by=request.user)
        return redirect("return-sent", supplier_return.pk)
    ask_sign_off(supplier_return=supplier_return, declarations=ticked, by=request.user)
    messages.success(request, _("The return is with a signatory. They have been told by email."))
    return redirect("return-detail", supplier_return.pk)


@signing
@require_http_methods(["GET", "POST"])
def return_decline(request: SignedInRequest, sheet: Sheet) -> HttpResponse:
    """A signatory says why a return is not sent as it is."""
    supplier_return, asked = sheet.supplier_return, sheet.asked_sign_off
    if not can_submit_return(request.user, supplier_return):
        raise PermissionDenied
    if asked is None:
        return redirect("return-detail", supplier_return.pk)
    form = DeclineForm(request.POST if request.method == "POST" else None, sheet=sheet)
    if request.method == "POST" and form.is_valid():
        decline_sign_off(sign_off=asked, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The return is open for changes again. Whoever asked has been told by email."))
        return redirect("return-detail", supplier_return.pk)
    context = {"form": form, "supplier_return": supplier_return, "council": supplier_return.council, "asked": asked}
    return render(request, "returns/supplier/decline.html", context)


@signing
@require_POST
def return_take_back(request: SignedInRequest, sheet: Sheet) -> HttpResponse:
    """Open a return for changes again that waits for a signatory."""
    if asked := sheet.asked_sign_off:
        take_back_sign_off(sign_off=asked, by=request.user)
        messages.success(request, _("The return is open for changes again."))
    return redirect("return-detail", sheet.supplier_return.pk)


@login_required
@require_safe
def return_sent(request: SignedInRequest, pk: int) -> HttpResponse:
    """The supplier's confirmation: what happens next, who acts, which e-mail went out. Safe to come back to."""
    supplier_return = get_object_or_404(returns_visible_to(request.user), pk=pk)
    part = part_of(request.user, supplier_return)
    if part is None:
        return redirect("return-review", pk)
    if supplier_return.status in WITH_SUPPLIER or not part.is_whole:
        return redirect("return-detail", pk)
    context = {
        "supplier_return": supplier_return,
        "council": supplier_return.council,
        "read_by": read_by(supplier_return),
    }
    return render(request, "returns/supplier/sent.html", context)


def _context(sheet: Sheet, form: CheckForm, problems: list) -> dict:
    """Everything the check page shows; `blocking` is what must be mended before the button can work."""
    add_deliverers(sheet)
    found = before_sending(sheet)
    return {
        "form": form,
        "asked": sheet.asked_sign_off,
        "editable": not sheet.asked_sign_off,
        "confirmed": list(pairs_confirmed.questions(sheet).values()) if sheet.asked_sign_off else [],
        "sheet": sheet,
        "supplier_return": sheet.supplier_return,
        "council": sheet.supplier_return.council,
        "blocking": [problem for problem in stops(found) if problem.page != "check"],
        "looks": [problem for problem in found if problem.severity == LOOK and _can_change(sheet, problem)],
        "problems": [
            (problem.message, f"line-{problem.line}" if problem.line else "main-content") for problem in problems
        ],
        "changes": changes_since_last(sheet),
        **sheet.parts,
    }


def _mended_elsewhere(form: CheckForm, problems: list[Problem]) -> list[Problem]:
    """Put what is not ticked beside its boxes, and hand back the problems that are mended on another page."""
    for problem in problems:
        if problem.code == declarations_ticked.CODE:
            form.add_error("declarations", problem.message)
    if any(problem.pair in form.pairs for problem in problems):
        form.add_error("pairs", _("Tick each pair to confirm that you counted different people or things"))
    unticked = (declarations_ticked.CODE,)
    return [problem for problem in problems if problem.code not in unticked and problem.pair not in form.pairs]


def _can_change(sheet: Sheet, problem: Problem) -> bool:
    """Whether what a problem is about is open for changes: of what stays as it was sent nothing is asked again."""
    row = sheet.row(problem.line) if problem.line else None
    return row is None or row.line.is_open


def _ticked(sheet: Sheet) -> dict:
    """What was ticked before, when the person comes back, and what a signatory has read here."""
    asked, revision = sheet.asked_sign_off, sheet.revision
    ticked = {"declarations": revision.declarations, "pairs": revision.confirmed_pairs}
    return {"sign_off": asked.pk if asked else None, **ticked}
