"""The end of a review: what the supplier will see, then Approve or Send back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from returns.actions.reviewing import decide_return, outcome_of, send_back_return
from returns.checks import before_deciding
from returns.forms.officer import MessageForm
from returns.models import SupplierReturn
from returns.presenting import message_from_reasons
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
    form = MessageForm(request.POST or None, initial={"message": message_from_reasons(sheet, asked)})
    problems = []
    if request.method == "POST" and form.is_valid():
        try:
            return _finish(request, supplier_return, asked, form.cleaned_data["message"])
        except NotReady as error:
            problems = error.problems
    return render(request, "returns/officer/finish.html", _context(sheet, asked, form, problems))


def _finish(request: SignedInRequest, supplier_return: SupplierReturn, asked: list, message: str) -> HttpResponse:
    """Send back when something was asked, else finish."""
    if asked:
        send_back_return(supplier_return=supplier_return, message=message, by=request.user)
        messages.success(request, _("The return has been sent back. The supplier has been told by email."))
    else:
        decide_return(supplier_return=supplier_return, message=message, by=request.user)
        messages.success(request, _("The return is decided. The supplier has been told by email."))
    return redirect("return-review", supplier_return.pk)


def _context(sheet: Sheet, asked: list, form: MessageForm, problems: list) -> dict:
    """What the finish page shows."""
    return {
        "sheet": sheet,
        "supplier_return": sheet.supplier_return,
        "council": sheet.supplier_return.council,
        "asked": asked,
        "form": form,
        "outcome": outcome_of(sheet.decisions).label if not asked and sheet.decisions else "",
        "blocking": [] if asked else before_deciding(sheet),
        "problems": [(problem.message, f"line-{problem.line}") for problem in problems],
    }
