"""Asking the supplier about one line while the return is read, and taking a question back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from returns.actions.questions import ask_question, withdraw_question
from returns.forms.saying import QuestionForm
from returns.models import SupplierReturn
from returns.queries import council_questions_visible_to
from returns.sheet import load_sheet
from returns.views.officer.doorway import holding, row_or_404


@holding
@require_http_methods(["GET", "POST"])
def line_ask(request: SignedInRequest, supplier_return: SupplierReturn, number: int) -> HttpResponse:
    """Ask about a line; the return stays here and waits for the answer."""
    row = row_or_404(load_sheet(supplier_return, sent=True), number)
    form = QuestionForm(request.POST or None, is_sensitive=row.is_sensitive)
    if request.method == "POST" and form.is_valid():
        ask_question(row=row, text=form.cleaned_data["words"], by=request.user)
        messages.success(request, _("Your question has been sent. The supplier has been told by email."))
        return redirect("line-review", supplier_return.pk, number)
    context = {"form": form, "row": row, "supplier_return": supplier_return, "council": supplier_return.council}
    return render(request, "returns/officer/ask_question.html", context)


@holding
@require_POST
def question_withdraw(
    request: SignedInRequest, supplier_return: SupplierReturn, number: int, question: int
) -> HttpResponse:
    """Take a question back that the supplier has not answered."""
    questions = council_questions_visible_to(request.user).filter(line__supplier_return=supplier_return)
    withdraw_question(question=get_object_or_404(questions, pk=question, line__number=number), by=request.user)
    messages.success(request, _("Your question is taken back."))
    return redirect("line-review", supplier_return.pk, number)
