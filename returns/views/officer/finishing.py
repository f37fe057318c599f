"""The end of a review: what the supplier will see, then Approve or Send back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from returns.actions.reviewing import ask_to_start_again, decide_return, outcome_of, send_back_return
from returns.checks import before_deciding, day_to_change_by, questions_answered
from returns.checks.officer import unticked
from returns.forms.officer import MessageForm, SendBackForm
from returns.models import SupplierReturn
from returns.presenting import message_from_reasons
from returns.reading import checks_by_line
from returns.sheet import Sheet, load_sheet
from returns.views.officer.doorway import holding
from suppliers.checks import NotReady


@holding
@require_http_methods(["GET", "POST"])
def return_finish(request: SignedInRequest, supplier_return: SupplierReturn) -> HttpResponse:
    """The decisions, the message made from the reasons, and one button: which one depends on what was asked."""
    sheet = load_sheet(supplier_return, sent=True)
    asked = sheet.asked
    if request.method == "POST" and request.POST.get("act") != ("send_back" if asked else "decide"):
        # Deciding cannot be undone: it is never done by a button that said something else.
        messages.warning(request, _("Your decisions have changed in another window. Check them, then finish."))
        return redirect("return-finish", supplier_return.pk)
    form = _form(request.POST or None, sheet, asked)
    problems = []
    if request.method == "POST" and form.is_valid():
        try:
            return _finish(request, supplier_return, asked, form.cleaned_data)
        except NotReady as error:
            problems = error.problems
    if asked and problems:
        form.add_error("due_on", problems)
        problems = []
    return render(request, "returns/officer/finish.html", _context(sheet, asked, form, problems))


@holding
@require_POST
def return_start_again(request: SignedInRequest, supplier_return: SupplierReturn) -> HttpResponse:
    """Make questions of the reasons why nothing was verified; the finish page then sends the return back."""
    ask_to_start_again(supplier_return=supplier_return, by=request.user)
    messages.success(request, _("Your reasons are now what the supplier is asked to change. Send the return back."))
    return redirect("return-finish", supplier_return.pk)


def _form(data, sheet: Sheet, asked: list) -> MessageForm:
    """The message made from the reasons; where something is asked, also the day, filled in with the council's own."""
    initial: dict = {"message": message_from_reasons(sheet, asked)}
    if not asked:
        return MessageForm(data, initial=initial, is_sensitive=sheet.is_sensitive)
    initial["due_on"] = day_to_change_by.usual_day(sheet.supplier_return.council, timezone.localdate())
    return SendBackForm(data, initial=initial, is_sensitive=sheet.is_sensitive)


def _finish(request: SignedInRequest, supplier_return: SupplierReturn, asked: list, said: dict) -> HttpResponse:
    """Send back when something was asked, else finish."""
    message = said["message"]
    if asked:
        send_back_return(supplier_return=supplier_return, message=message, by=request.user, due_on=said["due_on"])
        messages.success(request, _("The return has been sent back. The supplier has been told by email."))
    else:
        decide_return(supplier_return=supplier_return, message=message, by=request.user)
        messages.success(request, _("The return is decided. The supplier has been told by email."))
    return redirect("return-review", supplier_return.pk)


def _context(sheet: Sheet, asked: list, form: MessageForm, problems: list) -> dict:
    """What the finish page shows."""
    days = sheet.supplier_return.council.change_working_days
    outcome = outcome_of(sheet.decisions) if not asked and sheet.decisions else None
    blocking = list(questions_answered.problems(sheet)) if asked else before_deciding(sheet)
    open_checks = {number: unticked(checks) for number, checks in checks_by_line(sheet).items()}
    return {
        "open_checks": [(row, open_checks[row.number]) for row in sheet.rows if open_checks[row.number]],
        "due_hint": ngettext(
            "Filled in with the council’s %(days)d working day. You can choose another working day.",
            "Filled in with the council’s %(days)d working days. You can choose another working day.",
            days,
        )
        % {"days": days},
        "sheet": sheet,
        "supplier_return": sheet.supplier_return,
        "council": sheet.supplier_return.council,
        "asked": asked,
        "form": form,
        "outcome": outcome.label if outcome else "",
        "can_start_again": outcome == SupplierReturn.Outcome.NOT_APPROVED and not blocking,
        "blocking": blocking,
        "problems": [(problem.message, f"line-{problem.line}") for problem in problems],
    }
