"""Answering what the council asks about one line while it reads the return."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from returns.actions.questions import WITH_COUNCIL, answer_question
from returns.forms.saying import AnswerForm
from returns.models import LineQuestion
from returns.parts import part_of
from returns.queries import returns_visible_to
from returns.sheet import Row, load_sheet
from returns.views.supplier.doorway import line_frame
from suppliers.workflow import InvalidTransition


@login_required
@require_http_methods(["GET", "POST"])
def line_answer(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """The question with the line as it was sent beside it; where nothing is asked any more, the return."""
    supplier_return = get_object_or_404(returns_visible_to(request.user), pk=pk)
    part = part_of(request.user, supplier_return)
    if part is None:
        raise PermissionDenied
    sheet = load_sheet(supplier_return, part=part)
    row = sheet.row(number)
    if row is None:
        raise Http404
    if not row.is_writable:
        raise PermissionDenied
    question = _open_question(row)
    if question is None:
        messages.info(request, _("There is no question to answer here any more."))
        return redirect("return-detail", pk)
    form = AnswerForm(request.POST or None, is_sensitive=row.is_sensitive)
    if request.method == "POST" and form.is_valid():
        return _answer(request, question, form.cleaned_data["words"])
    context = {"form": form, "question": question, **line_frame(sheet, row)}
    return render(request, "returns/supplier/answer.html", context)


def _open_question(row: Row) -> LineQuestion | None:
    """What is asked about a line of a return that the council has now. One query; none where nothing was asked."""
    if not row.was_questioned or row.line.supplier_return.status not in WITH_COUNCIL:
        return None
    question = LineQuestion.objects.filter(line=row.line, status=LineQuestion.Status.ASKED).first()
    if question:
        question.line = row.line
    return question


def _answer(request: SignedInRequest, question: LineQuestion, words: str) -> HttpResponse:
    """Send the answer, unless the question was answered or taken back meanwhile."""
    try:
        answer_question(question=question, text=words, by=request.user)
        messages.success(request, _("Your answer has been sent. The council has been told by email."))
    except InvalidTransition:
        messages.info(request, _("There is no question to answer here any more."))
    return redirect("return-detail", question.line.supplier_return_id)
