"""The one page for people without an account: did your organisation receive this? (decision record 0027).

Whoever has the link may answer, once. Opening the page never answers it: programs that look for viruses open links too.
"""

from allauth.core.ratelimit import respond_429
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.limits import comes_too_often
from returns.actions.confirming import answer_confirmation
from returns.asking import question_of
from returns.forms.confirming import AnswerForm
from returns.models import Confirmation
from returns.permissions import can_answer_confirmation
from returns.queries import confirmation_behind
from suppliers.workflow import InvalidTransition


@require_http_methods(["GET", "HEAD", "POST"])
def confirmation_answer(request: HttpRequest, secret: str) -> HttpResponse:
    """One question. A link that was never made, was used, withdrawn or is too old gets one and the same answer."""
    if comes_too_often(request):
        return respond_429(request)
    confirmation = confirmation_behind(secret, today=timezone.localdate())
    if confirmation is None:
        return _no_more(request)
    by = request.user if request.user.is_authenticated else None
    if not can_answer_confirmation(by, confirmation):
        raise PermissionDenied
    form = AnswerForm(request.POST or None, measure=confirmation.line.commitment.measure)
    if request.method == "POST" and form.is_valid():
        return _take(request, confirmation, form, by)
    council = confirmation.line.supplier_return.council
    context = {"form": form, "asked": question_of(confirmation), "council": council}
    return render(request, "returns/confirming/answer.html", context)


def _take(request: HttpRequest, confirmation: Confirmation, form: AnswerForm, by) -> HttpResponse:
    """Keep the answer; whoever was a moment too late reads that the link works no more."""
    cleaned = form.cleaned_data
    try:
        answer_confirmation(
            confirmation=confirmation, answer=cleaned["answer"], comment=cleaned.get("comment", ""), by=by
        )
    except InvalidTransition:
        return _no_more(request)
    return redirect("confirmation-thanks")


def _no_more(request: HttpRequest) -> HttpResponse:
    """Nothing of what was asked, nor whether anything was."""
    return render(request, "returns/confirming/no_more.html", status=404)


@require_safe
def confirmation_thanks(request: HttpRequest) -> HttpResponse:
    """The same for everybody, whatever they said."""
    return render(request, "returns/confirming/thanks.html")
