"""Reading a return: the lines, the line, the evidence; the decision is at the line."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import SignedInRequest
from returns.actions.checking import tick_checks
from returns.actions.reviewing import accept_nil, hand_back_return, outcome_of, take_over_return, take_return
from returns.checks import sentence_of
from returns.checks.officer import unticked
from returns.comparing import changes_of
from returns.evidence.earlier import claimed_elsewhere, other_claims
from returns.evidence.viewing import list_files
from returns.forms.officer import DecisionForm, ReasonForm, TicksForm
from returns.ladder import add_ladder_and_find_earlier
from returns.log import log_of
from returns.models import SupplierReturn
from returns.permissions import can_review_return, has_taken_return
from returns.reading import checks_of_line, postcodes_at
from returns.reminding import Reminded, reminded_of
from returns.said import add_corrections, add_deliverers, add_disputes, add_questions, add_ticks
from returns.sheet import Row, Sheet, load_sheet
from returns.views.officer.deciding import decision_context, save_decision, to_next_line
from returns.views.officer.doorway import deciding, holding, reading, row_or_404
from returns.workflow import WITH_SUPPLIER
from suppliers.promises import is_about_protected


@reading
@require_safe
def return_review(request: SignedInRequest, supplier_return: SupplierReturn) -> HttpResponse:
    """The return with its first line that is still to decide; drafts show only that nothing is here yet."""
    if supplier_return.sent_revision_id is None:
        context = {**_frame(request, supplier_return), "reminded": _reminded(supplier_return)}
        return render(request, "returns/officer/not_sent.html", context)
    sheet = load_sheet(supplier_return, sent=True)
    row = next((row for row in sheet.rows if row.is_undecided), sheet.rows[0])
    return _show(request, sheet, row, None)


@reading
@require_http_methods(["GET", "POST"])
def line_review(request: SignedInRequest, supplier_return: SupplierReturn, number: int) -> HttpResponse:
    """One line; posting decides it, which only the officer who has the return open may do."""
    if request.method == "POST":
        return _line_decide(request, supplier_return.pk, number)
    if supplier_return.sent_revision_id is None:
        raise Http404
    sheet = load_sheet(supplier_return, sent=True)
    return _show(request, sheet, row_or_404(sheet, number), None)


@holding
def _line_decide(request: SignedInRequest, supplier_return: SupplierReturn, number: int) -> HttpResponse:
    """Save and go to the next line that is still to decide; when none is left, to the finish. Ticks alone stay here."""
    sheet = load_sheet(supplier_return, sent=True)
    row = row_or_404(sheet, number)
    ticked = _ticked(request, sheet, row)
    if request.POST.get("act") == "ticks":
        tick_checks(row=row, ticked=ticked, by=request.user)
        return redirect("line-review", supplier_return.pk, number)
    form = DecisionForm(request.POST, row=row)
    if not form.is_valid():
        return _show(request, sheet, row, form)
    save_decision(form, by=request.user, ticked=ticked)
    return to_next_line(sheet, number)


@deciding
@require_POST
def return_take(request: SignedInRequest, supplier_return: SupplierReturn) -> HttpResponse:
    """Open the return for reading; nobody else decides it meanwhile."""
    take_return(supplier_return=supplier_return, by=request.user)
    return redirect("return-review", supplier_return.pk)


@holding
@require_POST
def return_hand_back(request: SignedInRequest, supplier_return: SupplierReturn) -> HttpResponse:
    """Put the return back in the queue; the decisions made so far stay."""
    hand_back_return(supplier_return=supplier_return, by=request.user)
    messages.success(request, _("The return is back in the queue. Your decisions so far are kept."))
    return redirect("return-queue")


@deciding
@require_http_methods(["GET", "POST"])
def return_take_over(request: SignedInRequest, supplier_return: SupplierReturn) -> HttpResponse:
    """Take the return from a colleague, with a reason that everybody can read."""
    is_sensitive = request.method == "POST" and is_about_protected(supplier_return.contract_id)
    form = ReasonForm(request.POST or None, is_sensitive=is_sensitive)
    if request.method == "POST" and form.is_valid():
        take_over_return(supplier_return=supplier_return, reason=form.cleaned_data["reason"], by=request.user)
        return redirect("return-review", supplier_return.pk)
    return render(request, "returns/officer/take_over.html", {"form": form, **_frame(request, supplier_return)})


@holding
@require_POST
def return_accept_nil(request: SignedInRequest, supplier_return: SupplierReturn) -> HttpResponse:
    """Accept that there is nothing to report, for every line at once."""
    accept_nil(supplier_return=supplier_return, by=request.user)
    return redirect("return-finish", supplier_return.pk)


def _show(request: SignedInRequest, sheet: Sheet, row: Row, form: DecisionForm | None) -> HttpResponse:
    """The review page for one line."""
    supplier_return = sheet.supplier_return
    is_decided = supplier_return.status == SupplierReturn.Status.DECIDED
    _load(sheet, is_decided=is_decided)
    elsewhere = other_claims(row, request.user)
    context = {
        **_frame(request, supplier_return),
        "sheet": sheet,
        "row": row,
        "log": log_of(row, supplier_return),
        "files": list_files(row, request.user, request.session),
        "other_claims": elsewhere,
        "reminded": _reminded(supplier_return),
        **_checks(request, sheet, row, is_claimed_elsewhere=bool(elsewhere)),
        **decision_context(row, form, reverse("line-review", args=[supplier_return.pk, row.number])),
        "postcodes_at": postcodes_at(row),
        "changes": changes_of(row),
        "earlier": add_ladder_and_find_earlier(row),
        "findings": [sentence_of(item, sheet) for item in sheet.revision.findings if item["line"] == row.number],
        **(_outcome(sheet) if is_decided else {}),
        "unsampled": [other for other in sheet.rows if other.is_undecided and not sheet.must_look_at(other)],
        "undecided": [other for other in sheet.rows if other.is_undecided],
    }
    return render(request, "returns/officer/review.html", context)


def _outcome(sheet: Sheet) -> dict:
    """What a decided return came to, and whether it is worth telling others of."""
    outcome = outcome_of(sheet.decisions)
    return {"outcome": outcome, "may_be_told": not sheet.is_nil and outcome != SupplierReturn.Outcome.NOT_APPROVED}


def _load(sheet: Sheet, *, is_decided: bool) -> None:
    """Give the rows what the page shows of them beside their answers."""
    add_deliverers(sheet)
    add_questions(sheet)
    if is_decided:
        add_corrections(sheet)
        add_disputes(sheet)


def _checks(request: SignedInRequest, sheet: Sheet, row: Row, *, is_claimed_elsewhere: bool) -> dict:
    """What the page shows of the checks of a line, and the ticks of whoever decides it."""
    add_ticks(sheet)
    checks = checks_of_line(sheet, row, is_claimed_elsewhere=is_claimed_elsewhere)
    return {
        "checks": checks,
        "unticked": unticked(checks),
        "ticks": TicksForm(request.POST if request.method == "POST" else None, checks=checks),
    }


def _ticked(request: SignedInRequest, sheet: Sheet, row: Row) -> set[str]:
    """The checks of a line that were sent as ticked."""
    checks = checks_of_line(sheet, row, is_claimed_elsewhere=row.number in claimed_elsewhere(sheet))
    return TicksForm(request.POST, checks=checks).ticked()


def _frame(request: SignedInRequest, supplier_return: SupplierReturn) -> dict:
    """What every page of a return under review shows around it."""
    return {
        "supplier_return": supplier_return,
        "council": supplier_return.council,
        "has_taken": has_taken_return(request.user, supplier_return)
        and supplier_return.status == SupplierReturn.Status.UNDER_REVIEW,
        "can_review": can_review_return(request.user, supplier_return),
    }


def _reminded(supplier_return: SupplierReturn) -> Reminded:
    """When its supplier was reminded of it and will be next; of one that was sent the history says it."""
    if supplier_return.status not in WITH_SUPPLIER:
        return Reminded([], None)
    return reminded_of(supplier_return, today=timezone.localdate())
