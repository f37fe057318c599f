"""Saying that a decision is wrong."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from framework.models import Measure
from returns.actions.disputing import raise_dispute
from returns.checks import dispute_in_time
from returns.forms.saying import DisputeForm
from returns.models import ReturnLine
from returns.permissions import can_dispute_line
from returns.queries import lines_visible_to
from suppliers.workflow import InvalidTransition

SHOWN = ("supplier_return__council", "supplier_return__period", "supplier_return__decided_by", "dispute")


@login_required
@require_http_methods(["GET", "POST"])
def line_dispute(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Dispute the decision on one line, once, within some working days; otherwise say why that cannot be done."""
    lines = lines_visible_to(request.user).select_related(*SHOWN)
    line = get_object_or_404(lines, supplier_return=pk, number=number)
    if not can_dispute_line(request.user, line):
        raise PermissionDenied
    wrong = list(dispute_in_time.problems(line, timezone.localdate(), was_disputed=hasattr(line, "dispute")))
    if wrong:
        messages.info(request, wrong[0])
        return redirect("return-detail", pk)
    is_sensitive = line.commitment.measure.sensitivity != Measure.Sensitivity.STANDARD
    form = DisputeForm(request.POST or None, is_sensitive=is_sensitive)
    if request.method == "POST" and form.is_valid():
        return _dispute(request, line, form.cleaned_data["words"])
    context = {"form": form, "line": line, "supplier_return": line.supplier_return}
    context |= {"council": line.supplier_return.council, "last_day": dispute_in_time.last_day(line.supplier_return)}
    return render(request, "returns/supplier/dispute.html", context)


def _dispute(request: SignedInRequest, line: ReturnLine, reason: str) -> HttpResponse:
    """Raise it, unless a colleague was quicker."""
    try:
        raise_dispute(line=line, reason=reason, by=request.user)
        messages.success(request, _("You have disputed the decision. The council has been told by email."))
    except InvalidTransition:
        messages.info(request, _("Somebody else has disputed this decision meanwhile."))
    return redirect("return-detail", line.supplier_return_id)
