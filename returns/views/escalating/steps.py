"""The steps of a case: taken and corrected by the council, replied to by the supplier."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from returns.actions.escalating import reply_to_step, take_step
from returns.escalating import BY_FORM, Case, Level, plan_due
from returns.forms.escalating import ReplyForm, StepForm
from returns.models import EscalationStep
from returns.permissions import can_handle_escalation, can_reply_in_escalation
from returns.views.escalating.doorway import done, frame, of_case
from suppliers.workflow import InvalidTransition


@of_case(can_handle_escalation)
@require_http_methods(["GET", "POST"])
def step_take(request: SignedInRequest, case: Case, level: int) -> HttpResponse:
    """Take a further step of the ladder."""
    if level not in BY_FORM:
        raise Http404
    if level not in case.next_levels():
        raise InvalidTransition("this step cannot be taken now")
    return _step(request, case, Level(level), None)


@of_case(can_handle_escalation)
@require_http_methods(["GET", "POST"])
def step_correct(request: SignedInRequest, case: Case, number: int) -> HttpResponse:
    """Correct a step by a further one of its kind."""
    corrected = case.step(number)
    if corrected is None or corrected.level not in BY_FORM:
        raise Http404
    return _step(request, case, Level(corrected.level), corrected)


def _step(request: SignedInRequest, case: Case, level: Level, corrects: EscalationStep | None) -> HttpResponse:
    """The form of a step, and what is done with it."""
    form = StepForm(request.POST or None, level=level, is_sensitive=case.is_sensitive)
    if form.is_valid():
        step, escalation = form.to_step(), case.escalation
        if done(form, None, lambda: take_step(escalation=escalation, step=step, corrects=corrects, by=request.user)):
            messages.success(request, _("The step is recorded. The people who write for the supplier get an email."))
            return redirect("escalation-detail", case.escalation.pk)
    context = frame(case) | {"form": form, "level": level, "corrects": corrects}
    context["plan_due_on"] = plan_due(case.escalation.contract, timezone.localdate())
    return render(request, "returns/escalating/step.html", context)


@of_case(can_reply_in_escalation)
@require_http_methods(["GET", "POST"])
def step_reply(request: SignedInRequest, case: Case, number: int) -> HttpResponse:
    """Reply to a step, once."""
    step = case.step(number)
    if step is None:
        raise Http404
    if hasattr(step, "reply"):
        raise InvalidTransition("this step was replied to")
    form = ReplyForm(request.POST or None, is_sensitive=case.is_sensitive)
    if form.is_valid():
        step.escalation = case.escalation
        reply_to_step(step=step, words=form.cleaned_data["words"], by=request.user)
        messages.success(request, _("Your reply has been sent. The council gets an email."))
        return redirect("escalation-detail", case.escalation.pk)
    return render(request, "returns/escalating/reply.html", frame(case) | {"form": form, "step": step})
