"""Check your answers, send, and what happens next."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from framework.relations import explain
from returns.actions.answering import confirm_pairs
from returns.actions.submitting import submit_return
from returns.checks import LOOK, Problem, before_sending, stops
from returns.checks.pairs_confirmed import pairs_to_confirm
from returns.comparing import changes_since_last
from returns.forms.supplier import CheckForm
from returns.parts import part_of
from returns.presenting import read_by
from returns.queries import returns_visible_to
from returns.sheet import Sheet, add_deliverers
from returns.views.supplier.doorway import writing
from returns.workflow import WITH_SUPPLIER
from suppliers.checks import NotReady


@writing
@require_http_methods(["GET", "POST"])
def return_check(request: SignedInRequest, sheet: Sheet) -> HttpResponse:
    """Every answer with its Change link, what is worth a second look, the declarations, and Send return."""
    form = CheckForm(request.POST or None, pairs=_pairs(sheet), initial=_ticked(sheet))
    problems = []
    if request.method == "POST" and form.is_valid():
        ticked, pairs = form.cleaned_data["declarations"], form.cleaned_data.get("pairs", [])
        confirm_pairs(revision=sheet.revision, pairs=pairs, declarations=ticked, by=request.user)
        try:
            submit_return(supplier_return=sheet.supplier_return, declarations=ticked, by=request.user)
            return redirect("return-sent", sheet.supplier_return.pk)
        except NotReady as error:
            problems = _mended_elsewhere(form, error.problems)
    return render(request, "returns/supplier/check.html", _context(sheet, form, problems))


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
        if problem.code == "not_declared":
            form.add_error("declarations", problem.message)
    if any(problem.pair in form.pairs for problem in problems):
        form.add_error("pairs", _("Tick each pair to confirm that you counted different people or things"))
    return [problem for problem in problems if problem.code != "not_declared" and problem.pair not in form.pairs]


def _can_change(sheet: Sheet, problem: Problem) -> bool:
    """Whether what a problem is about is open for changes: of what stays as it was sent nothing is asked again."""
    row = sheet.row(problem.line) if problem.line else None
    return row is None or row.line.is_open


def _pairs(sheet: Sheet) -> dict[str, str]:
    """The sentences of the pairs to confirm, by key."""
    measures = {row.measure.code: row.measure for row in sheet.rows}
    return {breach.key: explain(breach, measures) for breach in pairs_to_confirm(sheet)}


def _ticked(sheet: Sheet) -> dict:
    """What was ticked before, when the person comes back."""
    return {"declarations": sheet.revision.declarations, "pairs": sheet.revision.confirmed_pairs}
