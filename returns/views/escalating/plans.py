"""The plan to catch up: proposed and reported on by the supplier, answered and finished by the council."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from returns.actions.plans import accept_plan, finish_plan, propose_plan, report_action, return_plan
from returns.escalating import Case
from returns.forms.escalating import ActionReportForm, FinishPlanForm, PlanAnswerForm, PlanForm
from returns.models import RemedialPlan
from returns.permissions import can_handle_escalation, can_reply_in_escalation
from returns.views.escalating.doorway import done, frame, of_case
from returns.workflow import RUNNING_PLAN
from suppliers.workflow import InvalidTransition

Status = RemedialPlan.Status


@of_case(can_reply_in_escalation)
@require_http_methods(["GET", "POST"])
def plan_propose(request: SignedInRequest, case: Case) -> HttpResponse:
    """Say why it falls short and what is done about it, by which role and by when."""
    if not case.waits_for_plan:
        raise InvalidTransition("no plan is asked for")
    form = PlanForm(request.POST or None, is_sensitive=case.is_sensitive)
    if form.is_valid():
        plan = {"cause": form.cleaned_data["cause"], "actions": form.to_actions(), "by": request.user}
        if done(form, "words_1", lambda: propose_plan(escalation=case.escalation, **plan)):
            messages.success(request, _("Your plan has been sent. The council accepts or returns it."))
            return redirect("escalation-detail", case.escalation.pk)
    return render(request, "returns/escalating/plan_propose.html", frame(case) | {"form": form})


@of_case(can_handle_escalation)
@require_http_methods(["GET", "POST"])
def plan_answer(request: SignedInRequest, case: Case) -> HttpResponse:
    """Accept the plan that waits, or return it with a reason."""
    plan = _plan_in(case, Status.PROPOSED)
    form = PlanAnswerForm(request.POST or None, is_sensitive=case.is_sensitive)
    if request.method == "POST" and form.is_valid():
        act = return_plan if request.POST.get("action") == "return" else accept_plan
        act(plan=plan, words=form.cleaned_data["words"], by=request.user)
        messages.success(request, _("The supplier’s people get an email with your answer."))
        return redirect("escalation-detail", case.escalation.pk)
    return render(request, "returns/escalating/plan_answer.html", frame(case) | {"form": form, "plan": plan})


@of_case(can_reply_in_escalation)
@require_http_methods(["GET", "POST"])
def plan_report(request: SignedInRequest, case: Case, number: int) -> HttpResponse:
    """Report one action of the plan done."""
    plan = _plan_in(case, Status.AGREED)
    action = next((one for one in plan.actions.all() if one.number == number), None)
    if action is None:
        raise Http404
    if action.reported_at:
        raise InvalidTransition("this action was reported")
    form = ActionReportForm(request.POST or None, is_sensitive=case.is_sensitive)
    if form.is_valid():
        report_action(action=action, words=form.cleaned_data["words"], by=request.user)
        messages.success(request, _("Your report has been sent. The council gets an email."))
        return redirect("escalation-detail", case.escalation.pk)
    return render(request, "returns/escalating/plan_report.html", frame(case) | {"form": form, "action": action})


@of_case(can_handle_escalation)
@require_http_methods(["GET", "POST"])
def plan_finish(request: SignedInRequest, case: Case) -> HttpResponse:
    """Say what came of the plan that was agreed."""
    plan = _plan_in(case, *RUNNING_PLAN)
    form = FinishPlanForm(request.POST or None, is_sensitive=case.is_sensitive)
    if form.is_valid():
        is_completed = form.cleaned_data["outcome"] == "completed"
        finish_plan(plan=plan, is_completed=is_completed, words=form.cleaned_data["words"], by=request.user)
        messages.success(request, _("The supplier’s people get an email with what came of the plan."))
        return redirect("escalation-detail", case.escalation.pk)
    return render(request, "returns/escalating/plan_finish.html", frame(case) | {"form": form, "plan": plan})


def _plan_in(case: Case, *statuses: str) -> RemedialPlan:
    """The newest plan, where it has one of these statuses. Raises InvalidTransition."""
    if case.plan is None or case.plan.status not in statuses:
        raise InvalidTransition("the plan has moved on")
    return case.plan
