"""Disputes: what suppliers say is wrong, and keeping a decision all the same. Correcting it is a page of its own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import SignedInRequest
from framework.models import Measure
from returns.actions.disputing import keep_decision
from returns.forms.saying import KeepDecisionForm
from returns.permissions import can_answer_dispute
from returns.queries import council_disputes_visible_to
from suppliers.paging import page_by_key
from suppliers.views.doorway import officers_only
from suppliers.workflow import InvalidTransition


@officers_only
@require_safe
def dispute_list(request: SignedInRequest) -> HttpResponse:
    """Disputes of the council, newest first."""
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    page = page_by_key(council_disputes_visible_to(request.user), field=None, after=after, before=before)
    return render(request, "returns/officer/disputes.html", {"page": page})


@officers_only
@require_http_methods(["GET", "POST"])
def dispute_keep(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep the decision that is disputed, with a reason."""
    dispute = get_object_or_404(council_disputes_visible_to(request.user), pk=pk)
    line = dispute.line
    if not can_answer_dispute(request.user, dispute):
        raise PermissionDenied
    is_sensitive = line.commitment.measure.sensitivity != Measure.Sensitivity.STANDARD
    form = KeepDecisionForm(request.POST or None, is_sensitive=is_sensitive)
    if request.method == "POST" and form.is_valid():
        try:
            keep_decision(dispute=dispute, reason=form.cleaned_data["words"], by=request.user)
            messages.success(request, _("The decision stays. The supplier has been told by email."))
        except InvalidTransition:
            messages.warning(request, _("This dispute was answered before. Nothing you did was saved."))
        return redirect("line-review", line.supplier_return_id, line.number)
    context = {"form": form, "dispute": dispute, "line": line, "council": line.supplier_return.council}
    return render(request, "returns/officer/keep_decision.html", context)
