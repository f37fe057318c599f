"""How sure the figure of one line is, and asking those who benefited, for the people of both sides."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.permissions import is_officer_of
from accounts.requests import SignedInRequest
from framework.values import input_affixes
from returns.actions.confirming import ask_confirmation, resend_confirmation, withdraw_confirmation
from returns.asking import giver_of
from returns.checks.confirmation_can_be_asked import why_not
from returns.forms.confirming import AskForm
from returns.ladder import ladder_of_line
from returns.models import Confirmation, ReturnLine, SupplierReturn
from returns.permissions import can_audit_line, can_manage_confirmation, side_asking
from returns.queries import answer_the_council_has, confirmations_visible_to, sent_lines_visible_to
from suppliers.checks import NotReady
from suppliers.workflow import InvalidTransition

SHOWN = 100


@login_required
@require_safe
def confirmation_list(request: SignedInRequest, pk: int) -> HttpResponse:
    """The rungs of one line, who was asked and what they said, and what auditors found."""
    line = get_object_or_404(sent_lines_visible_to(request.user), pk=pk)
    is_council = is_officer_of(request.user, line.supplier_return.council_id)
    asked = confirmations_visible_to(request.user).filter(line=line).order_by("-pk")[:SHOWN]
    context = {
        **_frame(request.user, line),
        "ladder": ladder_of_line(line),
        "rows": [_as_seen(request.user, one, is_council) for one in asked],
        "marks": line.audit_marks.select_related("marked_by").order_by("-pk")[:SHOWN] if is_council else [],
        "why_not": why_not(line, answer_the_council_has(line)),
        "can_ask": side_asking(request.user, line) is not None,
        "can_audit": line.supplier_return.status == SupplierReturn.Status.DECIDED
        and can_audit_line(request.user, line),
    }
    return render(request, "returns/confirming/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def confirmation_ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask one organisation by a link."""
    line = get_object_or_404(sent_lines_visible_to(request.user), pk=pk)
    if side_asking(request.user, line) is None:
        raise PermissionDenied
    measure = line.commitment.measure
    if why_not(line, answer_the_council_has(line)):
        return redirect("confirmation-list", pk)
    form = AskForm(request.POST or None, measure=measure)
    if form.is_valid():
        try:
            ask_confirmation(line=line, asking=form.to_asking(), by=request.user)
            messages.success(request, _("The organisation gets an email with a link. You get one when it answers."))
            return redirect("confirmation-list", pk)
        except NotReady as error:
            for fault in error.problems:
                form.add_error(fault.field, fault.message)
    context = {**_frame(request.user, line), "form": form, "affixes": input_affixes(measure), "giver": giver_of(line)}
    return render(request, "returns/confirming/ask.html", context)


@login_required
@require_POST
def confirmation_resend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send a new link; the one before it works no more."""
    confirmation = _managed(request.user, pk)
    try:
        resend_confirmation(confirmation=confirmation, by=request.user)
        messages.success(request, _("A new link is on its way. The link before it does not work any more."))
    except NotReady as error:
        messages.error(request, str(error.problems[0]))
    except InvalidTransition:
        messages.info(request, _("This was answered or withdrawn meanwhile."))
    return redirect("confirmation-list", confirmation.line_id)


@login_required
@require_POST
def confirmation_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a link that was not used."""
    confirmation = _managed(request.user, pk)
    try:
        withdraw_confirmation(confirmation=confirmation, by=request.user)
        messages.success(request, _("The link does not work any more."))
    except InvalidTransition:
        messages.info(request, _("This was answered or withdrawn meanwhile."))
    return redirect("confirmation-list", confirmation.line_id)


def _managed(user: User, pk: int) -> Confirmation:
    """A confirmation that this person's side asked for. Raises Http404, and PermissionDenied for who only looks."""
    confirmation = get_object_or_404(confirmations_visible_to(user), pk=pk)
    if not can_manage_confirmation(user, confirmation):
        raise PermissionDenied
    return confirmation


def _as_seen(user: User, confirmation: Confirmation, is_council: bool) -> dict:
    """One asking as this person sees it. Of what the council asked the supplier does not see the address."""
    is_open = confirmation.status == Confirmation.Status.OPEN
    return {
        "confirmation": confirmation,
        "email": confirmation.email if is_council or confirmation.side == Confirmation.Side.SUPPLIER else "",
        "is_over": is_open and confirmation.expires_on < timezone.localdate(),
        "can_manage": is_open and can_manage_confirmation(user, confirmation),
    }


def _frame(user: User, line: ReturnLine) -> dict:
    """What every page about one line shows around its question."""
    supplier_return = line.supplier_return
    if is_officer_of(user, supplier_return.council_id):
        back = reverse("line-review", args=[supplier_return.pk, line.number])
    else:
        back = reverse("return-detail", args=[supplier_return.pk])
    return {
        "line": line,
        "measure": line.commitment.measure,
        "supplier_return": supplier_return,
        "council": supplier_return.council,
        "back": back,
    }
