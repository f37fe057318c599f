"""Corrections of verified figures: proposed by one officer, decided by another."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.queries import officer_roles
from accounts.requests import SignedInRequest
from framework.models import Measure
from framework.values import ZERO, input_affixes
from returns.actions.correcting import approve_correction, decline_correction, propose_correction
from returns.figures import corrected, verified_with_corrections
from returns.forms.officer import CorrectionForm, ReasonForm
from returns.models import Correction
from returns.permissions import can_decide_correction, can_propose_correction
from returns.queries import corrections_visible_to, lines_visible_to
from suppliers.checks import NotReady
from suppliers.paging import page_by_key
from suppliers.views.doorway import officers_only
from suppliers.workflow import InvalidTransition

OF_THE_RETURN = ("supplier_return__council", "supplier_return__period", "supplier_return__supplier")


@officers_only
@require_safe
def correction_list(request: SignedInRequest) -> HttpResponse:
    """Corrections of the council, newest first, with those this person may decide marked."""
    corrections = corrections_visible_to(request.user).filter(
        line__supplier_return__council_id__in=officer_roles(request.user)
    )
    page = page_by_key(
        corrections, field=None, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    rows = [(correction, can_decide_correction(request.user, correction)) for correction in page.rows]
    return render(request, "returns/officer/corrections.html", {"page": page, "rows": rows})


@officers_only
@require_http_methods(["GET", "POST"])
def line_correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what a verified figure should be, and why; a second officer decides."""
    lines = lines_visible_to(request.user).select_related(*OF_THE_RETURN)
    line = get_object_or_404(corrected(lines), pk=pk)
    if not can_propose_correction(request.user, line):
        raise PermissionDenied
    standing = verified_with_corrections(line)
    form = CorrectionForm(request.POST or None, line=line, standing=standing)
    if request.method == "POST" and form.is_valid() and _propose(form, line, request.user):
        messages.success(
            request, _("Your correction waits for a second officer. The figure stays as it is until then.")
        )
        return redirect("correction-list")
    context = {
        "form": form,
        "line": line,
        "standing": standing,
        "measure": line.commitment.measure,
        "affixes": input_affixes(line.commitment.measure),
        "supplier_return": line.supplier_return,
        "council": line.supplier_return.council,
    }
    return render(request, "returns/officer/correct.html", context)


@officers_only
@require_http_methods(["GET", "POST"])
def correction_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve or decline a colleague's correction, with a reason when declining."""
    correction = get_object_or_404(corrections_visible_to(request.user), pk=pk)
    if not can_decide_correction(request.user, correction):
        raise PermissionDenied
    form = ReasonForm(request.POST or None, is_sensitive=_is_sensitive(correction))
    form.fields["reason"].required = request.POST.get("action") == "decline"
    standing = verified_with_corrections(corrected(lines_visible_to(request.user)).get(pk=correction.line_id))
    if request.method == "POST" and form.is_valid() and _decide(request, form, correction):
        return redirect("correction-list")
    context = {
        "form": form,
        "correction": correction,
        "measure": correction.line.commitment.measure,
        "standing": standing,
        "after": _after(correction, standing),
        "council": correction.line.supplier_return.council,
    }
    return render(request, "returns/officer/correction.html", context)


def _is_sensitive(correction: Correction) -> bool:
    """Whether it is about children or others who need protection."""
    return correction.line.commitment.measure.sensitivity != Measure.Sensitivity.STANDARD


def _after(correction: Correction, standing: tuple) -> tuple:
    """The value, top and bottom that a waiting correction would leave."""
    value, top, bottom = (figure or ZERO for figure in standing)
    if correction.numerator_difference or correction.denominator_difference:
        return None, top + correction.numerator_difference, bottom + correction.denominator_difference
    return value + correction.difference, None, None


def _propose(form: CorrectionForm, line, user) -> bool:
    """Propose; what cannot be becomes an error of the form."""
    cleaned = form.cleaned_data
    try:
        propose_correction(line=line, difference=cleaned["difference"], reason=cleaned["reason"], by=user)
    except NotReady as error:
        form.add_error(next(iter(form.fields)), error.problems[0])
        return False
    except InvalidTransition:
        form.add_error(next(iter(form.fields)), _("Only a decided return can be corrected, one correction at a time"))
        return False
    return True


def _decide(request: SignedInRequest, form: ReasonForm, correction) -> bool:
    """Approve or decline; what cannot be becomes an error of the form."""
    act = decline_correction if request.POST.get("action") == "decline" else approve_correction
    try:
        act(correction=correction, reason=form.cleaned_data["reason"], by=request.user)
    except NotReady as error:
        form.add_error("reason", error.problems[0])
        return False
    except InvalidTransition:
        form.add_error("reason", _("A colleague has decided this correction already"))
        return False
    messages.success(request, _("The correction is decided."))
    return True
