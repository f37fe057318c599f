"""What an auditor found when looking at a decided line again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from framework.models import Measure
from returns.actions.auditing import mark_line
from returns.forms.confirming import AuditForm
from returns.ladder import ladder_of_line
from returns.permissions import can_audit_line
from returns.queries import sent_lines_visible_to
from suppliers.views.doorway import officers_only
from suppliers.workflow import InvalidTransition


@officers_only
@require_http_methods(["GET", "POST"])
def line_audit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say whether the verified figure of a decided line holds."""
    line = get_object_or_404(sent_lines_visible_to(request.user), pk=pk)
    if not can_audit_line(request.user, line):
        raise PermissionDenied
    sensitivity = line.commitment.measure.sensitivity
    form = AuditForm(request.POST or None, is_sensitive=sensitivity != Measure.Sensitivity.STANDARD)
    if form.is_valid():
        try:
            is_agreed = form.cleaned_data["verdict"] == "holds"
            mark_line(line=line, is_agreed=is_agreed, note=form.cleaned_data["note"], by=request.user)
            messages.success(request, _("What you found is on record."))
        except InvalidTransition:
            messages.info(request, _("Only a decided return can be audited."))
        return redirect("confirmation-list", pk)
    context = {
        "form": form,
        "line": line,
        "supplier_return": line.supplier_return,
        "council": line.supplier_return.council,
        "ladder": ladder_of_line(line),
    }
    return render(request, "returns/officer/audit.html", context)
