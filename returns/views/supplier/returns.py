"""A return as the supplier sees it: the task list while it is open, a record once it is sent."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.requests import SignedInRequest
from returns.actions.answering import declare_nil, tell_story
from returns.actions.reviewing import outcome_of
from returns.checks import dispute_in_time
from returns.comparing import changes_since_last
from returns.evidence.openings import add_openings
from returns.forms.supplier import NilForm, StoryForm
from returns.ladder import add_ladders
from returns.models import SignOff, SupplierReturn
from returns.parts import part_of
from returns.permissions import can_submit_return
from returns.presenting import due_words
from returns.queries import returns_visible_to
from returns.reminding import reminded_of
from returns.said import add_corrections, add_deliverers, add_disputes, add_questions
from returns.sheet import Sheet, load_sheet
from returns.views.supplier.doorway import writing
from returns.workflow import WITH_SUPPLIER
from suppliers.queries import signatories_of


@login_required
@require_safe
def return_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The task list of an open return, or what was sent and what was decided."""
    supplier_return = get_object_or_404(returns_visible_to(request.user), pk=pk)
    part = part_of(request.user, supplier_return)
    if part is None:
        return redirect("return-review", pk)
    is_open = supplier_return.status in WITH_SUPPLIER
    sheet = load_sheet(supplier_return, sent=not is_open, part=part)
    context = {
        **_frame(sheet),
        "can_edit": is_open and bool(part.writes) and not sheet.asked_sign_off,
        **_signing(request.user, sheet),
        "missing": [row for row in sheet.rows if not row.is_ready],
        **sheet.parts,
        **_dates(sheet),
        "changes": changes_since_last(sheet),
    }
    if part.is_whole:
        add_deliverers(sheet)
    context |= {} if is_open else _sent(sheet)
    return render(request, f"returns/supplier/{'task_list' if is_open else 'sent_return'}.html", context)


@login_required
@require_safe
def line_record(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """One line of an open return as it stands, for those who may only read and for lines that stay as sent."""
    supplier_return = get_object_or_404(returns_visible_to(request.user), pk=pk)
    part = part_of(request.user, supplier_return)
    if part is None:
        raise PermissionDenied
    sheet = load_sheet(supplier_return, part=part)
    row = sheet.row(number)
    if row is None:
        raise Http404
    add_openings(sheet)
    return render(request, "returns/supplier/record.html", {"row": row, **_frame(sheet)})


@writing
@require_http_methods(["GET", "POST"])
def return_story(request: SignedInRequest, sheet) -> HttpResponse:
    """The story of the whole period; optional."""
    form = StoryForm(request.POST or None, sheet=sheet)
    if request.method == "POST" and form.is_valid():
        tell_story(revision=sheet.revision, story=form.cleaned_data["story"], by=request.user)
        page = "return-check" if request.GET.get("from") == "check" else "return-detail"
        return redirect(page, sheet.supplier_return.pk)
    return render(request, "returns/supplier/story.html", {"form": form, **_frame(sheet)})


@writing
@require_http_methods(["GET", "POST"])
def return_nil(request: SignedInRequest, sheet) -> HttpResponse:
    """Nothing to report for the whole period, or taking that back."""
    takes_back = request.POST.get("action") == "take_back"
    form = NilForm(None if takes_back else request.POST or None, sheet=sheet)
    if takes_back:
        declare_nil(revision=sheet.revision, reason="", by=request.user)
        return redirect("return-detail", sheet.supplier_return.pk)
    if request.method == "POST" and form.is_valid():
        declare_nil(revision=sheet.revision, reason=form.cleaned_data["nil_reason"], by=request.user)
        return redirect("return-check", sheet.supplier_return.pk)
    return render(request, "returns/supplier/nil.html", {"form": form, **_frame(sheet)})


def _signing(user: User, sheet: Sheet) -> dict:
    """What the task list says about sign-off: who is asked, who may do what, or why it was declined."""
    supplier_return, asked = sheet.supplier_return, sheet.asked_sign_off
    declined = sheet.sign_off if sheet.sign_off and sheet.sign_off.status == SignOff.Status.DECLINED else None
    if not sheet.part.is_whole or not (asked or declined):
        return {"asked": asked}
    signatories = signatories_of(supplier_return.supplier_id, contract=supplier_return.contract_id)
    named = list(signatories[:2]) if asked else []
    return {
        "asked": asked,
        "declined": declined,
        "signatory": named[0] if len(named) == 1 else None,
        "can_sign": bool(asked) and can_submit_return(user, supplier_return),
        "can_take_back": bool(asked) and bool(sheet.part.writes),
    }


def _dates(sheet: Sheet) -> dict:
    """How far the due date is, and when those who write for the return will be reminded of it."""
    today, supplier_return = timezone.localdate(), sheet.supplier_return
    is_awaited = bool(sheet.part.writes) and supplier_return.status in WITH_SUPPLIER
    remind_on = reminded_of(supplier_return, today=today).next_on if is_awaited else None
    return {"due": due_words(supplier_return.due_on, today), "remind_on": remind_on}


def _sent(sheet: Sheet) -> dict:
    """What the page of a return shows once it is sent: openings, questions, how sure it is; and what became of it."""
    add_openings(sheet)
    add_ladders(sheet.rows)
    add_questions(sheet)
    context: dict = {"to_answer": [row for row in sheet.rows if row.open_question]}
    if sheet.supplier_return.status == SupplierReturn.Status.DECIDED:
        add_corrections(sheet)
        add_disputes(sheet)
        outcome = outcome_of(sheet.decisions)
        context |= {"decided": True, "outcome": outcome, **_disputing(sheet)}
        is_theirs = sheet.part.is_whole and bool(sheet.part.writes) and not sheet.is_nil
        context["may_be_told"] = is_theirs and outcome != SupplierReturn.Outcome.NOT_APPROVED
    return context


def _disputing(sheet: Sheet) -> dict:
    """Which decisions of a decided return this person can dispute, by the numbers of their lines, and until when."""
    today, rows = timezone.localdate(), [row for row in sheet.rows if row.is_writable and row.dispute is None]
    open_to_dispute = [
        row.number for row in rows if not any(dispute_in_time.problems(row.line, today, was_disputed=False))
    ]
    return {"disputable": open_to_dispute, "dispute_until": dispute_in_time.last_day(sheet.supplier_return)}


def _frame(sheet) -> dict:
    """What every page of an open return shows around its question."""
    return {"sheet": sheet, "supplier_return": sheet.supplier_return, "council": sheet.supplier_return.council}
